"""What people do, as rules of a machine: editors write, a moderator judges, the clock moves."""

from datetime import datetime, timedelta

import time_machine
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import Client
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
)

from accounts.groups import MODERATORS
from accounts.models import User
from articles.models import Article
from claims import actions as claim_actions
from claims.choices import Certainty, Relation, Verdict, Verification
from claims.models import Caveat, Claim, ClaimCaveat, Evidence, Source
from publishing import actions
from publishing.models import Publication
from publishing.plans import NotFit
from tests import factory

from .decided import CAVEATS, CLAIMS, REPORTED, SEVERITIES, SOURCES, START, Face, Home, Sight

pages = st.sampled_from((0, 1))
claims = st.sampled_from(tuple(CLAIMS))
caveats = st.sampled_from(tuple(CAVEATS))
sources = st.sampled_from(SOURCES)
marks = st.lists(st.tuples(claims, st.booleans()), max_size=4, unique_by=lambda mark: mark[0])
hours = st.integers(1, 48)


class Work(RuleBasedStateMachine):
    """Everything that can be done; each rule does it and notes in the model what was decided by it."""

    def __init__(self) -> None:
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.now = START
        self.clock = time_machine.travel(START, tick=False)
        self.traveller = self.clock.start()
        self.reader = Client()
        self.mo = User.objects.create_user("mo", password="pass", public_name="Mo Okafor", is_staff=True)
        self.mo.groups.add(Group.objects.get(name=MODERATORS))
        self.rows = {slug: Face() for slug in CLAIMS}
        self.shown: dict[str, Face] = {}
        self.homes = [Home("first"), Home("second")]
        self.past: list[tuple[datetime, dict[int, tuple[int, str, Sight]]]] = []

    # --- the scene ------------------------------------------------------------------------------------------

    @initialize()
    def set_scene(self) -> None:
        """A register, a page that makes two claims and a draft."""
        carried = tuple(factory.caveat(slug, CAVEATS[slug], f"The words of {slug}.") for slug in CAVEATS)[:2]
        for key in SOURCES:
            factory.source(key)
        for slug, about in CLAIMS.items():
            factory.claim(slug, about=about, caveats=carried, searched_on=START.date(), searched_where="PubMed")
            self.rows[slug].caveats = {each.slug: (each.severity, each.text) for each in carried}
            self.rows[slug].evidence["review-2020"] = ("supports", "verified")
        for home in self.homes:
            factory.article(home.slug, by=self.mo, title=home.title)
        self.judge("it-may-help", "supported", "low")
        self.judge("it-may-scar", "supported", "low")
        made = ("it-may-help", "it-may-scar", "many-have-it")
        self.edit(0, "What helps?", [(slug, False) for slug in made], True)
        self.publish(0)

    def pass_time(self, **more: float) -> None:
        """Every step takes a while, so that every moment has one answer."""
        self.now += timedelta(**(more or {"seconds": 7}))
        self.traveller.move_to(self.now)

    def copy(self, page: int) -> Article:
        return Article.objects.select_related("page").get(page__slug=self.homes[page].slug)

    def claim(self, slug: str) -> Claim:
        return Claim.objects.get(slug=slug)

    # --- editors write --------------------------------------------------------------------------------------

    @rule(
        page=pages,
        title=st.sampled_from(("What helps?", "What is it?", "Who has it?")),
        marks=marks,
        is_brief=st.booleans(),
    )
    def edit(self, page: int, title: str, marks: list[tuple[str, bool]], is_brief: bool) -> None:
        self.pass_time()
        copy, home = self.copy(page), self.homes[page]
        words = [f"[words](claim:{slug}{REPORTED if reported else ''})" for slug, reported in marks]
        copy.title, copy.summary = (
            title,
            "In brief" + "".join(f", {each}" for each in words if is_brief) + ".",
        )
        joined = words if is_brief else [" and ".join(words)]
        copy.body = "\n\n".join(["## Found", "Something.", *joined, "## Again", *words[:1]])
        actions.save_copy(copy=copy, by=self.mo)
        home.title, home.marks = title, tuple(marks)

    @rule(page=pages)
    def publish(self, page: int) -> None:
        self.pass_time()
        self._publish(page, None)

    @rule(page=pages, later=hours | st.just(-12))
    def schedule(self, page: int, later: int) -> None:
        """Ask for a later moment; one that has passed by the time it is written is now."""
        self.pass_time()
        self._publish(page, self.now + timedelta(hours=later))

    def _publish(self, page: int, live_at: datetime | None) -> None:
        home = self.homes[page]
        try:
            factory.published(self.copy(page), by=self.mo, live_at=live_at)
        except NotFit:
            assert self._stands_against(home)
            return
        assert not self._stands_against(home)
        home.write(self.now, max(live_at or self.now, self.now), home.marks)
        for slug, _reported in home.marks:
            if slug not in self.shown:
                self._take_row(slug, "unreviewed")

    def _stands_against(self, home: Home) -> bool:
        made = {CLAIMS[slug] for slug, reported in home.marks if not reported}
        is_lopsided = "effect" in made and "harm" not in made
        return is_lopsided or any(self._stops(slug, reported) for slug, reported in home.marks)

    def _stops(self, slug: str, reported: bool) -> bool:
        face = self.shown.get(slug, self.rows[slug])
        unchecked = face.verdict == "unreviewed" and CLAIMS[slug] in ("effect", "harm")
        return not face.caveats or (not reported and (unchecked or face.verdict == "retired"))

    @precondition(lambda self: any(home.is_scheduled(self.now) for home in self.homes))
    @rule(page=pages)
    def cancel(self, page: int) -> None:
        self.pass_time()
        scheduled = Publication.objects.scheduled().filter(page__slug=self.homes[page].slug).first()
        assert bool(scheduled) == self.homes[page].is_scheduled(self.now)
        if scheduled:
            actions.cancel(publication=scheduled, by=self.mo, reason="Not yet.")
            self.homes[page].standing.pop()

    @precondition(lambda self: any(home.is_shown(self.now) for home in self.homes))
    @rule(page=pages)
    def withdraw(self, page: int) -> None:
        self.pass_time()
        home = self.homes[page]
        try:
            actions.withdraw(page=self.copy(page).page, public_note="It was wrong.", by=self.mo)
        except ValidationError:
            assert not home.is_shown(self.now)
            return
        assert home.is_shown(self.now)
        home.write(self.now, self.now, None)

    @rule(page=pages, number=st.integers(1, 4))
    def restore(self, page: int, number: int) -> None:
        home = self.homes[page]
        version = next((each for each in home.standing if each.number == number and each.marks is not None), None)
        if version is not None:
            self.pass_time()
            publication = Publication.objects.get(page__slug=home.slug, number=number)
            actions.restore(publication=publication, by=self.mo)
            home.title, home.marks = version.title, version.marks or ()

    @rule(page=pages, slug=st.sampled_from(("first", "second", "third")))
    def rename(self, page: int, slug: str) -> None:
        self.pass_time()
        home, other = self.homes[page], self.homes[1 - page]
        try:
            actions.rename_page(page=self.copy(page).page, slug=slug, by=self.mo)
        except ValidationError:
            assert slug in {home.slug, other.slug, *other.former}
            return
        assert slug not in {home.slug, other.slug, *other.former}
        home.former -= {slug}
        home.former |= {home.slug} if home.written else set()
        home.slug = slug

    @rule(passed=hours)
    def wait(self, passed: int) -> None:
        self.pass_time(hours=passed)

    # --- claims change --------------------------------------------------------------------------------------

    def _caution(self, *slugs: str) -> None:
        claim_actions.apply_caution(claims=Claim.objects.filter(slug__in=slugs), by=self.mo)
        for slug in slugs:
            if slug in self.shown:
                self.shown[slug].add_caution(self.rows[slug])

    def _take_row(self, slug: str, verdict: str) -> None:
        row = self.rows[slug]
        self.shown[slug] = Face(verdict, dict(row.caveats), dict(row.evidence))

    @rule(slug=claims, caveat=caveats)
    def add_caveat(self, slug: str, caveat: str) -> None:
        self.pass_time()
        found = Caveat.objects.get(slug=caveat)
        ClaimCaveat.objects.get_or_create(claim=self.claim(slug), caveat=found, defaults={"position": 9})
        self.rows[slug].caveats[caveat] = (found.severity, found.text)
        self._caution(slug)

    @rule(slug=claims, caveat=caveats)
    def drop_caveat(self, slug: str, caveat: str) -> None:
        self.pass_time()
        ClaimCaveat.objects.filter(claim__slug=slug, caveat__slug=caveat).delete()
        self.rows[slug].caveats.pop(caveat, None)
        self._caution(slug)

    @rule(caveat=caveats, severity=st.sampled_from(SEVERITIES), is_reworded=st.booleans())
    def change_caveat(self, caveat: str, severity: str, is_reworded: bool) -> None:
        self.pass_time()
        found = Caveat.objects.get(slug=caveat)
        found.severity, found.text = severity, f"Other words at {self.now}." if is_reworded else found.text
        found.save()
        carrying = [slug for slug, row in self.rows.items() if caveat in row.caveats]
        for slug in carrying:
            self.rows[slug].caveats[caveat] = (severity, found.text)
        self._caution(*carrying)

    @rule(slug=claims, hedge=st.sampled_from(("may", "might", "will")))
    def reword(self, slug: str, hedge: str) -> None:
        self.pass_time()
        Claim.objects.filter(slug=slug).update(statement=f"It {hedge} change the skin.")
        self._caution(slug)

    @rule(slug=claims, key=sources, relation=st.sampled_from(tuple(Relation.values)))
    def weigh(self, slug: str, key: str, relation: str) -> None:
        self.pass_time()
        source = Source.objects.get(key=key)
        Evidence.objects.update_or_create(
            claim=self.claim(slug), source=source, defaults={"relation": relation, "read": "abstract"}
        )
        self.rows[slug].evidence[key] = (relation, source.verification)
        self._caution(slug)

    @rule(slug=claims, key=sources)
    def take_out(self, slug: str, key: str) -> None:
        self.pass_time()
        Evidence.objects.filter(claim__slug=slug, source__key=key).delete()
        self.rows[slug].evidence.pop(key, None)
        self._caution(slug)

    @rule(key=sources, state=st.sampled_from(tuple(Verification.values)))
    def doubt(self, key: str, state: str) -> None:
        self.pass_time()
        Source.objects.filter(key=key).update(verification=state)
        citing = [slug for slug, row in self.rows.items() if key in row.evidence]
        for slug in citing:
            self.rows[slug].evidence[key] = (self.rows[slug].evidence[key][0], state)
        self._caution(*citing)

    @rule(
        slug=claims,
        verdict=st.sampled_from(tuple(Verdict.values)[:-1]),
        certainty=st.sampled_from(tuple(Certainty.values)),
    )
    def judge(self, slug: str, verdict: str, certainty: str) -> None:
        self.pass_time()
        try:
            claim_actions.sign_off(
                claim=self.claim(slug), verdict=verdict, certainty=certainty, reasons="As read.", by=self.mo
            )
        except ValidationError:
            return
        assert self.rows[slug].caveats
        self._take_row(slug, verdict)

    @rule(slug=claims)
    def retire(self, slug: str) -> None:
        if slug not in self.shown:
            return
        self.pass_time()
        claim_actions.retire(claim=self.claim(slug), reasons="It was wrong.", by=self.mo)
        self.shown[slug].verdict, self.shown[slug].is_rechecked = "retired", False

    @precondition(lambda self: self.shown)
    @rule(slug=claims)
    def notice(self, slug: str) -> None:
        if slug in self.shown:
            self.pass_time()
            claim_actions.set_notice(claim=self.claim(slug), by=self.mo)
            self.shown[slug].is_rechecked = True
