"""Any order of edits, sign-offs and publications: what readers see is never less cautious than was decided.

The machine keeps its own small model of what was decided, made of plain dictionaries, and asks the public
views after each step whether readers see just that.
"""

import logging
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from django.db import transaction
from django.db.models import F
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import (
    invariant,
    precondition,
    run_state_machine_as_test,
)

from articles.models import Article
from claims.queries import faces_as_at, newest_faces
from publishing import kinds
from publishing.models import Cancellation, Publication
from publishing.rendering import slugs_in
from records.checking import broken_records, record_models
from tests.reading import Seen, read

from .decided import CLAIMS, Sight
from .work import Work


class PublishingMachine(Work):
    """Editors, a moderator and a clock at work; after each step a reader looks."""

    def teardown(self) -> None:
        """Show every past moment again, and leave nothing behind."""
        try:
            self.every_past_moment_can_be_shown_again()
            assert [broken for model in record_models() for broken in broken_records(model)] == []
        finally:
            self.clock.stop()
            transaction.set_rollback(True)
            self.transaction.__exit__(None, None, None)

    @invariant()
    def readers_see_what_was_decided(self) -> None:
        """Each page answers as it must, with every claim as cautious as was decided."""
        now_seen: dict[int, tuple[int, str, Sight]] = {}
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
        """The address of the live version is as cautious as the page; what was withdrawn stays away for good."""
        home = self.homes[len(self.past) % 2]
        live = home.live(self.now)
        come = [each for each in home.standing if each.live_at <= self.now]
        taken = max((each.number for each in come if each.marks is None), default=0)
        for version in home.standing[-4:]:
            answer = self.reader.get(f"/articles/{home.slug}/versions/{version.number}/")
            if version not in come:
                assert answer.status_code == 404
            elif version.number <= taken:
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

    @precondition(lambda self: len(self.past) % 3 == 0)
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
            max_examples=10,
            stateful_step_count=25,
            deadline=None,
            derandomize=True,
            database=None,
            phases=(Phase.generate, Phase.shrink),
            suppress_health_check=list(HealthCheck),
        ),
    )
