"""What the claim finder finds on a page, and how a decision settles it."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command

from accounts.models import User
from articles.models import Article
from claims.models import WatchWord
from publishing import actions, findings
from publishing.actions import nod_findings, save_copy, settle_findings
from publishing.findings import PageFinding, fingerprint, live_findings, unsettled
from publishing.models import FindingDecision, Page
from publishing.plans import NotFit, plan
from tests import factory
from treatments.models import AtAGlance

pytestmark = pytest.mark.django_db

PROMISE = "Needling is safe and effective."
PLAIN = "Needling softens dry skin."


@pytest.fixture
def copy(edith: User) -> Article:
    """A draft with one sentence that overstates and one plain claim."""
    return draft(edith, PROMISE, PLAIN)


def draft(by: User, *paragraphs: str, **more: Any) -> Article:
    return factory.article(by=by, body="\n\n".join(("## Found", *paragraphs)), **more)


def found_on(copy: Any) -> list[PageFinding]:
    return findings.findings(copy.kind, copy.kind.snapshot(copy), copy.page)


def risky_on(copy: Any) -> PageFinding:
    return next(each for each in found_on(copy) if each.finding.risky)


def settle(copy: Any, found: list[PageFinding], by: User, why: str = "reports", words: str = "") -> None:
    settle_findings(page=copy.page, found=found, why=why, by=by, words=words)


def ids(copy: Any) -> list[str]:
    return [issue.id for issue in plan(copy).issues]


def rewrite(copy: Article, body: str, by: User) -> None:
    copy.body = body
    save_copy(copy=copy, by=by)


def test_what_is_found_has_its_place_and_better_words(copy: Article) -> None:
    promise, plain = found_on(copy)
    assert (promise.field, promise.line, str(promise.label), promise.finding.risky) == ("body", 3, "Text", True)
    assert (plain.field, plain.line, plain.finding.risky) == ("body", 5, False)
    error, warning = plan(copy).issues
    assert (error.id, error.line, warning.id, warning.line) == ("KP.E019", 3, "KP.W014", 5)
    assert "“safe and effective” overstates" in error.message
    assert promise.finding.better in error.message
    assert "1 sentence reads like a claim" in warning.message


def test_one_warning_counts_all_plain_claims_and_names_a_few(edith: User) -> None:
    copy = draft(edith, *(f"Cream number {number} softens dry skin." for number in range(9)))
    (warning,) = plan(copy).warnings
    assert "9 sentences read like claims" in warning.message
    assert "“Cream number 2 softens dry skin” and 6 more" in warning.message
    assert "Cream number 3" not in warning.message


def test_a_mark_settles_a_plain_claim_and_launders_no_overstatement(mo: User) -> None:
    factory.signed("softens", by=mo)
    copy = draft(mo, "Needling [softens dry skin](claim:softens).", "It is [safe and effective](claim:softens).")
    (found,) = found_on(copy)
    assert found.finding.risky and found.finding.marked and found.line == 5
    assert "KP.E019" in ids(copy)


def test_a_title_is_looked_at(edith: User) -> None:
    copy = draft(edith, "Nothing yet.", title="Needling is safe and effective")
    assert [(each.field, each.line, each.finding.risky) for each in found_on(copy)] == [("title", 0, True)]


def test_rows_are_looked_at_for_overstatement_only_each_by_itself(mo: User) -> None:
    rows = [AtAGlance(aspect="sessions", text="It softens dry skin"), AtAGlance(aspect="interval", text=PROMISE)]
    copy = factory.treatment(by=mo, rows={"at_a_glance": rows})
    found = [(each.line, each.finding.text) for each in found_on(copy) if each.field == "at_a_glance"]
    assert found == [(2, PROMISE)]


# --- settling -----------------------------------------------------------------------------------------------


def test_an_editor_settles_a_plain_claim(copy: Article, edith: User) -> None:
    plain = found_on(copy)[1]
    settle(copy, [plain], edith, why="advice")
    decision = FindingDecision.objects.get()
    assert (decision.page, decision.fingerprint, decision.sentence) == (copy.page, plain.fingerprint, PLAIN)
    assert (decision.by, decision.why, decision.is_risky, decision.is_nod) == (edith, "advice", False, False)
    assert ids(copy) == ["KP.E019"]


def test_a_risky_one_waits_for_a_moderators_nod(copy: Article, edith: User, mo: User) -> None:
    settle(copy, found_on(copy), edith, why="other", words="It tells of a leaflet")
    assert risky_on(copy).waits_for_nod and not risky_on(copy).is_settled
    (error,) = plan(copy).issues
    assert error.id == "KP.E019" and "waits for a moderator" in error.message and "tells of a leaflet" in error.message
    with pytest.raises(NotFit):
        factory.published(copy, by=edith)
    nod_findings(page=copy.page, found=found_on(copy), by=mo)
    assert risky_on(copy).is_settled and not risky_on(copy).waits_for_nod
    assert (nod := FindingDecision.objects.latest("pk")).words == "It tells of a leaflet" and nod.by == mo
    factory.published(copy, by=edith)


def test_what_a_moderator_settles_needs_no_other_nod(copy: Article, mo: User) -> None:
    settle(copy, found_on(copy), mo)
    assert ids(copy) == []


def test_without_four_eyes_a_recorded_reason_is_enough_and_stays_to_be_seen(
    copy: Article, edith: User, mo: User, settings: Any
) -> None:
    settings.FOUR_EYES = False
    assert "KP.E019" in ids(copy)
    settle(copy, found_on(copy), edith)
    factory.published(copy, by=edith)
    ((_publication, found),) = live_findings()
    assert [(each.is_settled, each.waits_for_nod, each.is_to_be_seen) for each in found] == [
        (True, True, True),
        (True, False, False),
    ]
    nod_findings(page=copy.page, found=found, by=mo)
    assert not any(each.waits_for_nod for _publication, found in live_findings() for each in found)


def test_a_decision_survives_edits_elsewhere_and_ends_when_the_sentence_changes(copy: Article, mo: User) -> None:
    settle(copy, found_on(copy), mo)
    rewrite(copy, f"## Moved\n\nMore words stand here now.\n\nNeedling is\nsafe and effective. {PLAIN}", mo)
    assert len(found_on(copy)) == 2 and unsettled(found_on(copy)) == []
    rewrite(copy, f"Needling is always safe and effective.\n\n{PLAIN}", mo)
    assert [each.finding.risky for each in unsettled(found_on(copy))] == [True]


@pytest.mark.parametrize("why", ["quotation", "reports"])
def test_what_was_settled_as_a_quotation_is_not_settled_in_the_sites_own_voice(why: str, edith: User, mo: User) -> None:
    quote = f"> - Some leaflets have it.\n>\n> - {PROMISE}"
    copy = draft(edith, quote)
    settle(copy, found_on(copy), mo, why=why)
    rewrite(copy, f"{quote}\n\nIt moved down.\n\n{quote}", edith)
    assert len(found_on(copy)) == 2 and unsettled(found_on(copy)) == []
    rewrite(copy, quote.replace("> ", "").replace(">", ""), edith)
    assert [each.finding.text for each in unsettled(found_on(copy))] == [PROMISE]
    assert "KP.E019" in ids(copy)
    rewrite(copy, f"{quote}\n\n{PROMISE}", edith)
    assert [each.is_settled for each in found_on(copy)] == [True, False]


def test_a_decision_is_taken_back_by_look_again(copy: Article, edith: User, mo: User) -> None:
    settle(copy, found_on(copy), mo)
    settle(copy, found_on(copy), edith, why="again")
    assert len(unsettled(found_on(copy))) == 2
    assert not risky_on(copy).waits_for_nod


def test_a_decision_counts_on_its_own_page_only(copy: Article, mo: User) -> None:
    settle(copy, found_on(copy), mo)
    other = factory.article("other", by=mo, body=PROMISE)
    assert len(unsettled(found_on(other))) == 1


def test_a_moderators_reason_for_a_plain_claim_is_no_nod_once_the_words_are_watched(edith: User, mo: User) -> None:
    copy = draft(edith, PLAIN)
    settle(copy, found_on(copy), mo, why="advice")
    WatchWord.objects.create(phrase="softens")
    assert risky_on(copy).waits_for_nod and ids(copy) == ["KP.E019"]


@pytest.mark.parametrize("changed", ["Needling is safe and effective!", "Needling is **safe** and effective."])
def test_a_sentence_is_known_by_what_is_written(changed: str) -> None:
    assert fingerprint("Needling is\n  safe and effective.") == fingerprint(PROMISE)
    assert fingerprint(changed) != fingerprint(PROMISE)


@pytest.mark.parametrize(
    ("why", "words"), [("other", " "), ("because", ""), ("other", "x" * 301)], ids=["no words", "unknown", "too long"]
)
def test_a_reason_must_fit(why: str, words: str, copy: Article, edith: User) -> None:
    with pytest.raises(ValidationError):
        settle(copy, found_on(copy), edith, why=why, words=words)
    assert not FindingDecision.objects.exists()


def test_nobody_decides_over_what_somebody_else_decided_since(copy: Article, edith: User, mo: User) -> None:
    settle(copy, found_on(copy), edith, why="quotation")
    read = found_on(copy)
    settle(copy, read, edith, why="other", words="I just like it")
    for seen in (None, {each.fingerprint: each.decision_pk for each in read}, {}):
        with pytest.raises(ValidationError, match="changed while you were reading"):
            nod_findings(page=copy.page, found=read, by=mo, seen=seen)
        with pytest.raises(ValidationError, match="changed while you were reading"):
            settle_findings(page=copy.page, found=read, why="advice", by=mo, seen=seen)
    now = found_on(copy)
    nod_findings(page=copy.page, found=now, by=mo, seen={each.fingerprint: each.decision_pk for each in now})
    assert risky_on(copy).is_settled


def test_something_must_be_chosen(copy: Article, edith: User, mo: User) -> None:
    with pytest.raises(ValidationError):
        settle(copy, [], edith)
    with pytest.raises(ValidationError):
        nod_findings(page=copy.page, found=found_on(copy), by=mo)


def test_who_may_settle_and_who_may_nod(copy: Article, edith: User) -> None:
    stella = User.objects.create_user("stella", is_staff=True)
    with pytest.raises(PermissionDenied):
        settle(copy, found_on(copy), stella)
    settle(copy, found_on(copy), edith)
    with pytest.raises(PermissionDenied):
        nod_findings(page=copy.page, found=found_on(copy), by=edith)


def test_who_may_override_four_eyes_needs_no_nod_and_gives_none(copy: Article, edith: User) -> None:
    settle(copy, found_on(copy), edith)
    zed = User.objects.create_user("zed", is_staff=True)
    zed.user_permissions.set(Permission.objects.filter(codename__in=("settle_finding", "override_four_eyes")))
    with pytest.raises(PermissionDenied):
        nod_findings(page=copy.page, found=found_on(copy), by=zed)
    settle(copy, found_on(copy), zed, why="other", words="No moderator is here this week")
    assert ids(copy) == []
    decision = FindingDecision.objects.latest("pk")
    assert (decision.by, decision.is_nod, decision.words) == (zed, True, "No moderator is here this week")
    factory.published(copy, by=edith)


@pytest.mark.parametrize("group", ["Editors", "Moderators"])
def test_no_group_may_override_four_eyes(group: str) -> None:
    assert Permission.objects.filter(codename="override_four_eyes").exists()
    assert not Permission.objects.filter(codename="override_four_eyes", group__name=group).exists()


def test_a_sentence_that_stands_twice_is_settled_once(edith: User) -> None:
    copy = draft(edith, PLAIN, PLAIN)
    settle(copy, found_on(copy), edith)
    assert FindingDecision.objects.count() == 1 and unsettled(found_on(copy)) == []


def test_a_draft_with_decisions_can_be_discarded_and_they_stay(copy: Article, edith: User) -> None:
    settle(copy, found_on(copy), edith)
    actions.discard(copy=copy, by=edith)
    assert not Page.objects.exists() and FindingDecision.objects.count() == 2
    call_command("check_records", verbosity=0)


# --- the site -----------------------------------------------------------------------------------------------


def test_live_pages_are_looked_at_in_three_queries(mo: User, django_assert_num_queries: Any) -> None:
    for number in range(3):
        copy = factory.article(f"page-{number}", by=mo, body=f"## Found\n\n{PLAIN}")
        factory.published(copy, by=mo)
        copy.body = "Only the draft says that it is safe and effective."
        save_copy(copy=copy, by=mo)
    with django_assert_num_queries(3):
        told = [(publication.page.slug, len(found)) for publication, found in live_findings()]
    assert sorted(told) == [("page-0", 1), ("page-1", 1), ("page-2", 1)]


def test_find_claims_lists_what_is_open(mo: User, capsys: Any) -> None:
    copy = draft(mo, PLAIN, "It soothes itchy skin.")
    factory.published(copy, by=mo)
    settle(copy, found_on(copy)[:1], mo)
    rewrite(copy, PROMISE, mo)
    call_command("find_claims")
    live = capsys.readouterr().out
    assert "/articles/what-helps/ body:5 efficacy" in live and "“It soothes itchy skin.”" in live
    assert PLAIN not in live and PROMISE not in live
    assert live.endswith("1 sentences to settle, on 1 pages.\n")
    call_command("find_claims", "--risky")
    assert capsys.readouterr().out == "0 sentences to settle, on 0 pages.\n"
    call_command("find_claims", "--copies", "--risky")
    copies = capsys.readouterr().out
    assert "/articles/what-helps/ body:1 safety" in copies and "RISKY" in copies and "Better:" in copies


def test_find_claims_tells_who_waits(copy: Article, edith: User, capsys: Any) -> None:
    settle(copy, found_on(copy), edith)
    call_command("find_claims", "--copies")
    assert "Waits for a moderator: Edith Mason says “reports somebody’s claim”." in capsys.readouterr().out
