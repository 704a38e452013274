"""What was found about sources: noted once, settled by moderators, live at once when it is accepted."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError

from accounts.models import User
from claims.actions import sign_off
from claims.choices import Found, Teller
from claims.models import ClaimVersion, Source, SourceFinding
from claims.queries import newest_faces
from claims.source_actions import Fact, note_gone, note_source_finding, settle_source_finding
from tests import factory

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 3, 12, tzinfo=UTC)


def fact(kind: Found = Found.RETRACTED, teller: Teller = Teller.CROSSREF, *facts: str, detail: str = "It was.") -> Fact:
    return Fact(kind, teller, detail, facts or ("DOI 10.1000/abc",), "https://doi.org/10.1000/notice")


def noted(each: Fact | None = None, source: Source | None = None) -> SourceFinding:
    finding, _is_new = note_source_finding(source=source or factory.source(), fact=each or fact())
    assert finding is not None
    return finding


def verification() -> str:
    return Source.objects.get(key="review-2020").verification


# --- noting ---------------------------------------------------------------------------------------------------


def test_a_fact_seen_again_is_dated_and_not_doubled() -> None:
    with time_machine.travel(NOON, tick=False):
        first = noted()
    with time_machine.travel(NOON + timedelta(days=7), tick=False):
        again = noted(fact(detail="It was, on 3 May."))
    assert again.pk == first.pk
    assert (again.found_at, again.last_seen_at) == (NOON, NOON + timedelta(days=7))
    assert again.detail == "It was, on 3 May."


def test_another_fact_or_another_teller_is_another_finding() -> None:
    noted()
    noted(fact(Found.RETRACTED, Teller.PUBMED))
    noted(fact(Found.TITLE_MISMATCH, Teller.CROSSREF, "one title"))
    noted(fact(Found.TITLE_MISMATCH, Teller.CROSSREF, "another title"))
    assert SourceFinding.objects.open().count() == 4


def test_the_database_holds_one_open_finding_of_a_fact() -> None:
    finding = noted()
    finding.pk = None
    with pytest.raises(IntegrityError):
        finding.save(force_insert=True)


def test_what_the_source_says_itself_is_not_noted() -> None:
    source = factory.source(verification="retracted")
    for kind in (Found.RETRACTED, Found.NOT_FOUND, Found.DEAD_LINK):
        assert note_source_finding(source=source, fact=fact(kind)) == (None, False)
    assert noted(fact(Found.TITLE_MISMATCH)).is_open


def test_what_is_no_longer_seen_stays_in_the_queue_and_says_so() -> None:
    kept, gone, others = noted(), noted(fact(Found.TITLE_MISMATCH)), noted(fact(Found.DEAD_LINK, Teller.WEB))
    with time_machine.travel(NOON, tick=False):
        assert note_gone(source=factory.source(), teller=Teller.CROSSREF, seen=[fact()]) == 1
    for finding in (kept, gone, others):
        finding.refresh_from_db()
    assert (kept.gone_at, gone.gone_at, others.gone_at) == (None, NOON, None)
    assert SourceFinding.objects.open().count() == 3
    assert noted(fact(Found.TITLE_MISMATCH)).gone_at is None


def test_what_was_settled_is_never_opened_again_while_it_lasts(mo: User) -> None:
    settle_source_finding(finding=noted(fact(Found.DEAD_LINK)), how="dismiss", reason="It moved.", by=mo)
    finding = noted(fact(Found.DEAD_LINK))
    assert not finding.is_open
    assert SourceFinding.objects.count() == 1


def test_what_went_and_came_back_is_news(mo: User) -> None:
    settle_source_finding(finding=noted(fact(Found.DEAD_LINK)), how="dismiss", reason="A bad day.", by=mo)
    note_gone(source=factory.source(), teller=Teller.CROSSREF, seen=[])
    assert noted(fact(Found.DEAD_LINK)).is_open
    assert SourceFinding.objects.count() == 2


def test_the_most_urgent_come_first() -> None:
    for kind in sorted(Found):
        noted(fact(kind))
    assert [finding.kind for finding in SourceFinding.objects.open()] == Found.values


# --- settling -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("retracted", "retracted"),
        ("not-found", "not found"),
        ("dead-link", "not found"),
        ("title-mismatch", "unverified"),
    ],
)
def test_accepting_says_in_the_source_what_is_wrong(mo: User, kind: str, expected: str) -> None:
    settle_source_finding(finding=noted(fact(Found(kind))), how="accept", by=mo)
    assert verification() == expected
    finding = SourceFinding.objects.settled().get()
    assert (finding.how, finding.settled_by, finding.settled_at is not None) == ("accept", mo, True)


def test_an_accepted_retraction_is_live_at_once(mo: User) -> None:
    factory.signed(by=mo)
    written = settle_source_finding(finding=noted(), how="accept", by=mo)
    assert [version.claim.slug for version in written] == ["it-may-help"]
    face = newest_faces()["it-may-help"]
    assert face.evidence[0].source.verification == "retracted"
    assert face.notice == "Being re-checked"


def test_nothing_that_readers_see_changes_before_a_moderator_accepts(mo: User) -> None:
    factory.signed(by=mo)
    noted()
    settle_source_finding(finding=noted(fact(Found.NOT_FOUND)), how="dismiss", reason="It is in print.", by=mo)
    assert ClaimVersion.objects.count() == 1
    assert verification() == "verified"


def test_an_accepted_doubt_has_the_claims_rechecked_once(mo: User) -> None:
    factory.signed(by=mo)
    factory.claim("unseen")
    for teller in (Teller.CROSSREF, Teller.PUBMED):
        settle_source_finding(finding=noted(fact(Found.CONCERN, teller)), how="accept", by=mo)
    assert newest_faces()["it-may-help"].notice == "Being re-checked"
    assert ClaimVersion.objects.count() == 2
    assert verification() == "verified"


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("retracted", "retracted"), ("not-found", "not found"), ("expression-of-concern", "verified")],
)
def test_a_proposal_to_drop_the_source_keeps_no_warning_from_readers(mo: User, kind: str, expected: str) -> None:
    factory.signed(by=mo).evidence.all().delete()
    (version,) = settle_source_finding(finding=noted(fact(Found(kind))), how="accept", by=mo)
    face = newest_faces()["it-may-help"]
    assert (version.number, face.notice) == (2, "Being re-checked")
    assert [each.source.verification for each in face.evidence] == [expected]


def test_what_neither_readers_nor_the_row_cite_is_left_alone(mo: User) -> None:
    claim = factory.signed(by=mo)
    claim.evidence.all().delete()
    sign_off(claim=claim, verdict="unsupported", certainty="low", reasons="Its source is gone.", by=mo)
    for kind in (Found.RETRACTED, Found.CONCERN):
        assert settle_source_finding(finding=noted(fact(kind)), how="accept", by=mo) == []


def test_accepting_never_softens_what_the_source_says(mo: User) -> None:
    dead = noted(fact(Found.DEAD_LINK))
    settle_source_finding(finding=noted(), how="accept", by=mo)
    settle_source_finding(finding=dead, how="accept", by=mo)
    assert verification() == "retracted"


def test_accepting_settles_all_that_say_the_same(mo: User) -> None:
    pubmed, mismatch = noted(fact(Found.RETRACTED, Teller.PUBMED)), noted(fact(Found.TITLE_MISMATCH))
    elsewhere = noted(source=factory.source("another"))
    settle_source_finding(finding=noted(), how="accept", by=mo)
    assert set(SourceFinding.objects.open()) == {mismatch, elsewhere}
    with pytest.raises(ValidationError, match="settled already, by Mo Okafor"):
        settle_source_finding(finding=pubmed, how="dismiss", reason="No.", by=mo)


def test_dismissing_takes_a_reason_and_settles_that_one_alone(mo: User) -> None:
    finding, other = noted(), noted(fact(Found.RETRACTED, Teller.PUBMED))
    with pytest.raises(ValidationError, match="Say why"):
        settle_source_finding(finding=finding, how="dismiss", reason="  ", by=mo)
    settle_source_finding(finding=finding, how="dismiss", reason="Another paper.", by=mo)
    assert list(SourceFinding.objects.open()) == [other]
    assert SourceFinding.objects.settled().get().reason == "Another paper."


def test_only_a_moderator_settles(edith: User) -> None:
    finding = noted()
    for how in ("accept", "dismiss"):
        with pytest.raises(PermissionDenied):
            settle_source_finding(finding=finding, how=how, reason="No.", by=edith)
    assert SourceFinding.objects.open().count() == 1


@pytest.mark.parametrize("half", [{"how": "accept"}, {"settled_at": NOON}, {"kind": "odd"}, {"teller": "odd"}])
def test_the_database_refuses_what_is_half_settled_or_unknown(half: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError):
        SourceFinding.objects.filter(pk=noted().pk).update(**half)
