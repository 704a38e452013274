"""Any order of edits, sign-offs and publications: what readers see is never less cautious than was decided.

The machine keeps its own small model of what was decided, made of plain dictionaries, and asks the public
views after each step whether readers see just that.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.test import Client
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from accounts.groups import MODERATORS
from accounts.models import User
from articles.models import Article
from claims import actions as claim_actions
from claims.choices import Certainty, Relation, Severity, Verdict, Verification
from claims.models import Caveat, Claim, ClaimCaveat, Evidence, Source
from claims.queries import faces_as_at, newest_faces
from publishing import actions, kinds
from publishing.models import Cancellation, Publication
from publishing.plans import NotFit
from publishing.rendering import slugs_in
from records.checking import broken_records, record_models
from tests import factory
from tests.reading import Seen, read

START = datetime(2026, 1, 5, 9, tzinfo=UTC)
CLAIMS = {"it-may-help": "effect", "it-may-scar": "harm", "many-have-it": "condition", "ask-first": "advice"}
CAVEATS = {"small": "note", "others": "caution", "harm": "stop"}
SOURCES = ("review-2020", "trial-2021")
SEVERITIES = tuple(Severity.values)
REPORTED = ' "reported"'
DOUBT = ("verified", "unverified", "not found", "retracted")

pages = st.sampled_from((0, 1))
claims = st.sampled_from(tuple(CLAIMS))
caveats = st.sampled_from(tuple(CAVEATS))
sources = st.sampled_from(SOURCES)
marks = st.lists(st.tuples(claims, st.booleans()), max_size=4, unique_by=lambda mark: mark[0])
hours = st.integers(1, 48)


@dataclass
class Face:
    """What was decided about one claim: as its row proposes it, or as readers must see it."""

    verdict: str = "unreviewed"
    caveats: dict[str, tuple[str, str]] = field(default_factory=dict)
    evidence: dict[str, tuple[str, str]] = field(default_factory=dict)
    is_rechecked: bool = False

    def add_caution(self, row: "Face") -> None:
        """Take over what the row adds in caution, and nothing else."""
        before = (dict(self.caveats), dict(self.evidence))
        for slug, (severity, text) in row.caveats.items():
            shown, words = self.caveats.get(slug, (severity, text))
            self.caveats[slug] = (max(shown, severity, key=SEVERITIES.index), words)
        for key, (relation, state) in row.evidence.items():
            if relation == "contradicts" and self.evidence.get(key, ("", ""))[0] != "contradicts":
                self.evidence[key] = (relation, state)
            elif key in self.evidence and DOUBT.index(state) > max(1, DOUBT.index(self.evidence[key][1])):
                self.evidence[key] = (self.evidence[key][0], state)
        self.is_rechecked = self.is_rechecked or before != (self.caveats, self.evidence)


@dataclass
class Version:
    """One standing publication: from when on, and its title and marks, or None for a withdrawal."""

    live_at: datetime
    title: str
    marks: tuple[tuple[str, bool], ...] | None
    number: int


@dataclass
class Home:
    """What was decided about one page."""

    slug: str
    title: str = "What helps?"
    marks: tuple[tuple[str, bool], ...] = ()
    former: set[str] = field(default_factory=set)
    standing: list[Version] = field(default_factory=list)
    written: int = 0

    def live(self, now: datetime) -> Version | None:
        """Return the version that readers must meet now."""
        return next((each for each in reversed(self.standing) if each.live_at <= now), None)

    def is_shown(self, now: datetime) -> bool:
        live = self.live(now)
        return live is not None and live.marks is not None

    def is_scheduled(self, now: datetime) -> bool:
        return any(each.live_at > now for each in self.standing)

    def write(self, now: datetime, live_at: datetime, marks: tuple[tuple[str, bool], ...] | None) -> None:
        """A new version, which calls off the scheduled one."""
        self.written += 1
        come = [each for each in self.standing if each.live_at <= now]
        self.standing = [*come, Version(live_at, self.title, marks, self.written)]


Sight = dict[str, tuple[str, frozenset[tuple[str, str]]]]


class PublishingMachine(RuleBasedStateMachine):
    """Editors, a moderator and a clock at work; after each step a reader looks."""

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

    def teardown(self) -> None:
        """Show every past moment again, and leave nothing behind."""
        try:
            self.every_past_moment_can_be_shown_again()
            assert [broken for model in record_models() for broken in broken_records(model)] == []
        finally:
            self.clock.stop()
            transaction.set_rollback(True)
            self.transaction.__exit__(None, None, None)

    # --- the scene ------------------------------------------------------------------------------------------

    @initialize()
    def set_scene(self) -> None:
        """A register, a page that makes two claims and a draft."""
        first = factory.caveat("small", CAVEATS["small"], "The words of small.")
        for slug, severity in CAVEATS.items():
            factory.caveat(slug, severity, f"The words of {slug}.")
        for key in SOURCES:
            factory.source(key)
        for slug, about in CLAIMS.items():
            factory.claim(slug, about=about, caveats=(first,), searched_on=START.date(), searched_where="PubMed")
            self.rows[slug].caveats["small"] = (first.severity, first.text)
            self.rows[slug].evidence["review-2020"] = ("supports", "verified")
        for home in self.homes:
            factory.article(home.slug, by=self.mo, title=home.title)
        self.judge("it-may-help", "supported", "low")
        self.edit(0, "What helps?", [("it-may-help", False), ("many-have-it", False)], True)
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
        return any(self._stops(slug, reported) for slug, reported in home.marks)

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
        self.pass_time()
        claim_actions.retire(claim=self.claim(slug), reasons="It was wrong.", by=self.mo)
        if slug not in self.shown:
            self._take_row(slug, "retired")
        self.shown[slug].verdict, self.shown[slug].is_rechecked = "retired", False

    @precondition(lambda self: self.shown)
    @rule(slug=claims)
    def notice(self, slug: str) -> None:
        if slug in self.shown:
            self.pass_time()
            claim_actions.set_notice(claim=self.claim(slug), by=self.mo)
            self.shown[slug].is_rechecked = True

    # --- a reader looks -------------------------------------------------------------------------------------

    @invariant()
    def readers_see_what_was_decided(self) -> None:
        """Each page answers as it must, with every claim as cautious as was decided."""
        now_seen: dict[Any, Any] = {}
        for number, home in enumerate(self.homes):
            answer = self.reader.get(f"/articles/{home.slug}/")
            live = home.live(self.now)
            assert answer.status_code == (404 if live is None else 410 if live.marks is None else 200)
            now_seen[number] = (answer.status_code, "", {})
            if live is not None and live.marks is not None:
                sight = self.sight(answer.content.decode())
                now_seen[number] = (200, live.title, sight)
                assert f"<h1>{live.title}</h1>" in answer.content.decode()
                assert set(sight) == {slug for slug, _reported in live.marks}
        self.past.append((self.now, now_seen))

    def sight(self, html: str) -> Sight:
        """Return each claim of a page with its verdict and caveats, having compared them with what was decided."""
        page = read(html)
        for note in page.notes:
            self.compare(note, note.slug)
            above = [link for link in page.links if link.startswith("#note-")]
            assert {link[1:] for link in above} <= page.ids
        return {
            note.slug: (note.verdict, frozenset((slug, grade) for slug, grade, _text in note.caveats))
            for note in page.notes
        }

    def compare(self, seen: Seen, slug: str) -> None:
        """A note says what was decided: the verdict, each caveat as grave as it is, and any re-check."""
        decided = self.shown[slug]
        assert seen.verdict == decided.verdict
        assert seen.is_rechecked >= decided.is_rechecked
        if seen.slug:
            assert {(name, grade) for name, grade, _text in seen.caveats} == {
                (name, grade) for name, (grade, _text) in decided.caveats.items()
            }
        for text in (text for _name, _grade, text in seen.caveats if "as above" not in text):
            assert any(text.endswith(words) for _grade, words in decided.caveats.values()) or not decided.caveats

    @precondition(lambda self: len(self.past) % 3 == 0)
    @invariant()
    def the_register_says_the_same(self) -> None:
        """A claim's own page exists once it is public, and is as cautious; its evidence loses no doubt."""
        slug = tuple(CLAIMS)[len(self.past) // 3 % len(CLAIMS)]
        answer = self.reader.get(f"/evidence/{slug}/")
        assert answer.status_code == (200 if slug in self.shown else 404)
        if slug in self.shown:
            judgement = read(answer.content.decode()).judgement
            assert judgement is not None
            self.compare(judgement, slug)
            face = newest_faces([slug])[slug]
            said = {each.source.key: (each.relation, each.source.verification) for each in face.evidence}
            assert said == self.shown[slug].evidence

    @precondition(lambda self: len(self.past) % 3 == 1)
    @invariant()
    def the_newest_version_is_no_way_around(self) -> None:
        """The address of a version that is live now is as cautious as the page; a withdrawn one stays away."""
        home = self.homes[len(self.past) % 2]
        live = home.live(self.now)
        for version in home.standing:
            if live is None or version.number < live.number - 1:
                continue
            answer = self.reader.get(f"/articles/{home.slug}/versions/{version.number}/")
            if version.live_at > self.now:
                assert answer.status_code == 404 if live.marks is not None else answer.status_code in (404, 410)
            elif live.marks is None or version.marks is None:
                assert answer.status_code == 410
            elif version is live:
                self.sight(answer.content.decode())
            else:
                assert "This is an old version" in answer.content.decode()

    @precondition(lambda self: len(self.past) % 3 == 2)
    @invariant()
    def the_list_holds_what_is_shown(self) -> None:
        """The list names the pages that can be read, and no others."""
        links = read(self.reader.get("/articles/").content.decode()).links
        for home in self.homes:
            assert (f"/articles/{home.slug}/" in links) == home.is_shown(self.now)

    @invariant()
    def former_addresses_lead_to_the_page(self) -> None:
        for home in self.homes:
            for slug in home.former:
                answer = self.reader.get(f"/articles/{slug}/")
                assert (answer.status_code, answer["Location"]) == (301, f"/articles/{home.slug}/")

    @invariant()
    def records_are_in_order(self) -> None:
        """Of each page one version is live, one is scheduled at most, and moments rise with numbers."""
        for home in self.homes:
            found = Publication.objects.filter(page__slug=home.slug)
            assert found.live().count() <= 1
            assert found.scheduled().count() <= 1
            moments = list(found.standing().order_by("number").values_list("live_at", flat=True))
            assert moments == sorted(set(moments)) == [each.live_at for each in home.standing]
        assert not Cancellation.objects.filter(at__gte=F("publication__live_at")).exists()

    def every_past_moment_can_be_shown_again(self) -> None:
        """The records give back what readers saw at each step."""
        pages = [Article.objects.select_related("page").get(page__slug=home.slug).page for home in self.homes]
        for moment, seen in self.past:
            live = {each.page_id: each for each in Publication.objects.live(moment).select_related("page")}
            for number, (status, title, sight) in seen.items():
                assert _again(live.get(pages[number].pk), moment) == (
                    status,
                    title if status == 200 else "",
                    sight,
                )


def _again(publication: Any, moment: datetime) -> tuple[int, str, Sight]:
    """Return what the records say that readers saw of a page."""
    if publication is None or publication.is_withdrawal:
        return (410 if publication else 404), "", {}
    faces = faces_as_at(moment, slugs_in(kinds.get("article"), publication.content))
    sight = {
        slug: (face.verdict, frozenset((each.slug, each.severity) for each in face.caveats))
        for slug, face in faces.items()
    }
    return 200, publication.title, sight


@pytest.fixture
def quiet() -> Iterator[None]:
    """Do not log each address that is rightly not there (yet)."""
    logger = logging.getLogger("django.request")
    logger.disabled = True
    yield
    logger.disabled = False


@pytest.mark.django_db
@pytest.mark.usefixtures("quiet")
def test_whatever_is_done_readers_see_no_less_caution_than_was_decided() -> None:
    run_state_machine_as_test(
        PublishingMachine,
        settings=settings(
            max_examples=25,
            stateful_step_count=25,
            deadline=None,
            derandomize=True,
            database=None,
            phases=(Phase.generate, Phase.shrink),
            suppress_health_check=list(HealthCheck),
        ),
    )
