"""The queue's pages: who may see them, what they show, and that two moderators lose nothing to one another."""

from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from claims.actions import set_notice, sign_off
from claims.choices import Found, Teller
from claims.models import Claim, ClaimVersion, Evidence, Source
from claims.queries import newest_faces
from claims.source_actions import Fact, note_source_finding, settle_source_finding
from moderation.actions import disagree, raise_flag
from moderation.actions.rows import hold_rows
from moderation.admin.claim_facts import told
from moderation.models import Flag, Hold, RowDecision, TurnedAway
from moderation.models.queue import HOLD_LASTS
from moderation.queue.counts import counts
from moderation.queue.listing import read_queue
from publishing.actions import settle_findings
from publishing.findings import live_findings
from tests import factory

pytestmark = pytest.mark.django_db

LIST = "/admin/moderation/queue/"
ROW = f"{LIST}other-population:it-may-help/"


def elsewhere(slug: str, by: User, population: str = "acne scars") -> Claim:
    """Make a claim that was studied in other people."""
    claim = factory.claim(slug)
    Evidence.objects.filter(claim=claim).update(population=population)
    sign_off(claim=claim, verdict="supported", certainty="low", reasons="As the review says.", by=by)
    return claim


@pytest.fixture
def claim(mo: User) -> Claim:
    return elsewhere("it-may-help", mo)


@pytest.fixture
def desk(client: Client, mo: User) -> Client:
    client.force_login(mo)
    return client


@pytest.fixture
def ada(django_user_model: type[User], mo: User) -> User:
    other = django_user_model.objects.create_user("ada", public_name="Ada Quist", is_staff=True)
    other.groups.set(mo.groups.all())
    return other


def seen(key: str = "other-population:it-may-help") -> str:
    row = read_queue().find(key)
    assert row is not None
    return row.fingerprint


def leaving(**more: str) -> dict[str, str]:
    return {"act": "leave", "seen": seen(), "leave-reason": "Both are scars.", **more}


# --- who may come in ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [LIST, f"{LIST}next/", ROW])
def test_strangers_sign_in_first_and_editors_stay_out(path: str, client: Client, claim: Claim, edith: User) -> None:
    assert client.get(path)["Location"].startswith("/admin/login/")
    client.force_login(edith)
    assert client.get(path).status_code == 403
    assert client.post(path, {"act": "hold"}).status_code in (403, 405)
    assert not Hold.objects.exists()


def test_other_methods_are_refused(desk: Client, claim: Claim) -> None:
    assert [desk.put(path).status_code for path in (LIST, ROW, f"{LIST}next/", f"{LIST}bulk/")] == [405] * 4
    assert desk.get(f"{LIST}bulk/").status_code == 405


def test_what_never_waited_is_not_there(desk: Client) -> None:
    response = desk.get(f"{LIST}unreviewed:nothing/")
    assert response.status_code == 404
    assert "Nothing waits under this name" in response.content.decode()


# --- the list -----------------------------------------------------------------------------------------------


def test_the_list_says_what_why_how_wide_and_how_old(desk: Client, claim: Claim) -> None:
    html = desk.get(LIST).content.decode()
    for words in ("Studied in other people", "It may help a little.", "what backs it was studied in: acne scars"):
        assert words in html
    assert f'href="{ROW}"' in html
    assert "a moment</time>" in html


def test_an_empty_queue_says_so(desk: Client) -> None:
    assert "Nothing waits." in desk.get(LIST).content.decode()


def grow(number: int, by: User) -> None:
    """Add a row of several kinds: two reports, a proposed change, studies in other people, a hold on each."""
    raise_flag(claim=elsewhere(f"more-{number}", by), doubt="confusing")
    body = f"## Found\n\nIt [may help a little](claim:more-{number})."
    page = factory.published(factory.article(f"page-{number}", by=by, body=body), by=by).page
    raise_flag(page=page, doubt="confusing")
    Claim.objects.filter(slug=f"more-{number}").update(statement="It might help.")
    hold_rows(keys=[row.key for row in read_queue().rows], by=by)


def test_the_list_takes_as_many_queries_however_long_it_is(
    desk: Client, mo: User, django_assert_num_queries: Any
) -> None:
    grow(0, mo)
    desk.get(LIST)
    with django_assert_num_queries(QUERIES):
        assert desk.get(LIST).content.decode().count("data-row") == 4
    for number in range(1, 5):
        grow(number, mo)
    desk.get(LIST)
    with django_assert_num_queries(QUERIES):
        assert desk.get(LIST).content.decode().count("data-row") == 20


#: Session, user and permissions take four; the rest reads the register, the live pages, reports, decisions and holds.
QUERIES = 24


@pytest.mark.parametrize(("query", "shown"), [
    ("", 3),
    ("?kind=other-population", 1),
    ("?kind=flag", 2),
    ("?kind=unknown", 3),
    ("?about=page", 1),
    ("?about=claim", 2),
    ("?held=me", 1),
    ("?held=nobody", 2),
    ("?kind=flag&about=page&held=me", 0),
])  # fmt: skip
def test_filters_narrow_the_list_down(query: str, shown: int, desk: Client, claim: Claim, mo: User) -> None:
    raise_flag(claim=claim, doubt="confusing")
    raise_flag(page=factory.published(factory.article(by=mo), by=mo).page, doubt="confusing")
    hold_rows(keys=["other-population:it-may-help"], by=mo)
    html = desk.get(LIST + query).content.decode()
    assert html.count("data-row") == shown
    assert "Everything (3)" in html
    assert "Reports (2)" in html


def test_fifty_rows_stand_on_one_page_and_the_rest_on_the_next(desk: Client, mo: User) -> None:
    for number in range(51):
        elsewhere(f"claim-{number}", mo)
    assert desk.get(LIST).content.decode().count("data-row") == 50
    assert desk.get(f"{LIST}?page=2").content.decode().count("data-row") == 1


def test_the_head_of_the_admin_tells_moderators_how_much_waits(
    client: Client, claim: Claim, edith: User, mo: User
) -> None:
    raise_flag(claim=claim, doubt="harmed")
    client.force_login(mo)
    html = client.get("/admin/").content.decode()
    assert "Queue 2" in html
    assert "(1 urgent)" in html
    disagree(flag=Flag.objects.get(), reason="No.", by=mo, seen=0)
    assert "urgent)" not in client.get("/admin/").content.decode()
    client.force_login(edith)
    assert "queue-count" not in client.get("/admin/").content.decode()


def test_the_counts_take_one_query_where_nothing_happened(
    claim: Claim, mo: User, django_assert_num_queries: Any
) -> None:
    assert counts() == (1, 0)
    with django_assert_num_queries(1):
        assert counts() == (1, 0)
    raise_flag(claim=claim, doubt="harmed")
    assert counts() == (2, 1)


def test_what_is_found_about_a_source_counts_at_once_until_it_is_settled(
    mo: User, django_assert_num_queries: Any
) -> None:
    assert counts() == (0, 0)
    fact = Fact(Found.RETRACTED, Teller.CROSSREF, "It was.", ("DOI 10.1000/abc",))
    finding, _is_new = note_source_finding(source=factory.source(), fact=fact)
    assert finding is not None
    assert counts() == (1, 1)
    with django_assert_num_queries(1):
        counts()
    settle_source_finding(finding=finding, how="dismiss", reason="Another paper.", by=mo)
    assert counts() == (0, 0)


def test_a_sentence_that_is_settled_counts_no_more_at_once(edith: User, mo: User) -> None:
    copy = factory.article(by=edith, body="## Found\n\nNeedling softens dry skin.")
    page = factory.published(copy, by=edith).page
    assert counts() == (1, 0)
    ((_publication, found),) = live_findings()
    settle_findings(page=page, found=found, why="reports", by=mo)
    assert counts() == (0, 0)


# --- one row ------------------------------------------------------------------------------------------------


def test_the_screen_shows_all_that_is_needed_to_decide(desk: Client, claim: Claim, mo: User) -> None:
    said = {"extract": "Skin was smoother.", "design": "one arm", "n": 22, "locator": "table 2"}
    Evidence.objects.filter(claim=claim).update(**said)
    Claim.objects.filter(pk=claim.pk).update(statement="It may help a lot.")
    disagree(flag=raise_flag(claim=claim, doubt="confusing"), reason="It is clear enough.", by=mo, seen=0)
    body = "## Found\n\nIt [may help a little](claim:it-may-help)."
    copy = factory.article(by=mo, body=body)
    factory.published(copy, by=mo)
    html = desk.get(ROW).content.decode()
    for words in (
        "acne scars", "Skin was smoother.", "one arm", "22", "table 2", "the abstract", "found and read",
        "<del>little.</del>", "<ins>lot.</ins>", "Last signed off as version 1, by Mo Okafor.", "It was worded",
        "What helps?", "Not changed", "It is clear enough.", 'value="leave"', 'value="sign_off"', 'value="flag"',
        "Edit the claim",
    ):  # fmt: skip
        assert words in html, words


def test_the_screen_of_a_report_is_that_of_the_most_urgent_one(desk: Client, claim: Claim) -> None:
    raise_flag(claim=claim, doubt="confusing")
    urgent = raise_flag(claim=claim, doubt="harmed")
    assert desk.get(f"{LIST}flag:claim:it-may-help/")["Location"] == f"/admin/moderation/flags/{urgent.pk}/?from=queue"


def test_every_row_has_a_screen_with_something_to_do(desk: Client, claim: Claim, mo: User) -> None:
    for slug, stance in (("helps", "yes"), ("helps-not", "no")):
        factory.signed(slug, by=mo, question=factory.question(), stance=stance)
    raise_flag(claim=claim, doubt="confusing")
    set_notice(claim=claim, by=mo)
    TurnedAway.objects.create(subject="/articles/what-helps/", hour=timezone.now(), count=3)
    Evidence.objects.filter(claim=claim).update(read="report of it")
    Source.objects.update(verification="not found")
    sign_off(claim=claim, verdict="contested", certainty="low", reasons="As it is.", by=mo)
    Claim.objects.filter(pk=claim.pk).update(statement="It might help.")
    rows = read_queue().rows
    assert {row.kind for row in rows} >= {"flag", "turned-away", "proposed", "contradiction", "weak-sources"}
    for row in rows:
        response = desk.get(row.url, follow=True)
        assert response.status_code == 200, row.key
        assert 'name="act"' in response.content.decode(), row.key


def test_a_row_that_is_left_goes_with_its_reason_and_the_next_one_opens(desk: Client, claim: Claim, mo: User) -> None:
    elsewhere("other", mo)
    response = desk.post(f"{ROW}?kind=other-population", leaving(**{"leave-stock": "1"}))
    assert response["Location"] == f"{LIST}other-population:other/?kind=other-population"
    assert RowDecision.objects.get().reason == "Both names mean the same people. Both are scars."
    html = desk.get(response["Location"]).content.decode()
    assert "stays as it is." in html
    assert 'data-key="u"' in html
    assert [row.key for row in read_queue().rows] == ["other-population:other"]


def test_after_the_last_row_the_list_opens(desk: Client, claim: Claim) -> None:
    assert desk.post(ROW, leaving())["Location"] == LIST


def test_leaving_a_row_takes_a_reason(desk: Client, claim: Claim) -> None:
    response = desk.post(ROW, leaving(**{"leave-reason": " "}))
    assert "Choose a reason, or give your own." in response.content.decode()
    assert not RowDecision.objects.exists()


def test_what_was_left_is_brought_back(desk: Client, claim: Claim) -> None:
    desk.post(ROW, leaving())
    assert "Both are scars." in desk.get(LIST).content.decode()
    assert "Put it back" in desk.get(ROW).content.decode()
    desk.post(LIST, {"act": "bring_back", "key": "other-population:it-may-help"})
    assert [row.key for row in read_queue().rows] == ["other-population:it-may-help"]


def signing(desk: Client, **more: str) -> dict[str, str]:
    columns = {"verdict": "contested", "certainty": "low", "reasons": "Studied in others."}
    return {"act": "sign_off", "seen": seen(), "claim_seen": told("it-may-help").seen, **columns, **more}


def test_a_sign_off_settles_what_the_moderator_judged(desk: Client, claim: Claim) -> None:
    assert desk.post(ROW, signing(desk))["Location"] == LIST
    assert newest_faces()["it-may-help"].verdict == "contested"
    assert read_queue().rows == []
    assert RowDecision.objects.get().reason == "Studied in others."


def test_a_sign_off_that_does_not_fit_says_why(desk: Client, claim: Claim) -> None:
    html = desk.post(ROW, signing(desk, reasons="")).content.decode()
    assert "This field is required." in html
    assert ClaimVersion.objects.count() == 1


def test_a_flag_is_raised_from_the_screen_and_the_row_stays(desk: Client, claim: Claim, mo: User) -> None:
    posted = {"act": "flag", "seen": seen(), "flag-doubt": "not-true", "flag-words": "Look at the trial."}
    desk.post(ROW, posted)
    assert (Flag.objects.get().raised_by, Flag.objects.get().words) == (mo, "Look at the trial.")
    assert len(read_queue().rows) == 2


def test_reports_turned_away_are_seen(desk: Client) -> None:
    TurnedAway.objects.create(subject="/articles/what-helps/", hour=timezone.now(), count=30)
    key = "turned-away:/articles/what-helps/"
    assert desk.get(f"{LIST}{key}/").status_code == 200
    desk.post(f"{LIST}{key}/", {"act": "seen", "seen": seen(key)})
    assert read_queue().rows == []


def test_an_act_that_the_row_does_not_know_is_refused(desk: Client, claim: Claim) -> None:
    assert desk.post(ROW, leaving(act="accept")).status_code == 400
    assert desk.post(ROW, leaving(act="nonsense")).status_code == 400


# --- two moderators -----------------------------------------------------------------------------------------


def test_the_second_one_is_told_that_the_row_is_gone_and_keeps_what_was_typed(desk: Client, claim: Claim) -> None:
    posted = leaving(**{"leave-reason": "My own long words."})
    desk.post(ROW, leaving())
    response = desk.post(ROW, posted)
    assert response.status_code == 409
    assert "Somebody settled this already" in response.content.decode()
    assert "My own long words." in response.content.decode()
    assert RowDecision.objects.count() == 1


def test_a_row_whose_facts_changed_is_shown_anew(desk: Client, claim: Claim, mo: User) -> None:
    posted = leaving()
    Evidence.objects.filter(claim=claim).update(population="rosacea")
    sign_off(claim=claim, verdict="supported", certainty="low", reasons="Anew.", by=mo)
    response = desk.post(ROW, posted)
    assert response.status_code == 409
    assert "This changed while you were reading" in response.content.decode()
    assert 'value="Both are scars."' in response.content.decode()
    assert not RowDecision.objects.exists()


def test_a_claim_that_changed_is_not_signed_off_unseen(desk: Client, claim: Claim) -> None:
    posted = signing(desk)
    Claim.objects.filter(pk=claim.pk).update(statement="It may help a lot.")
    assert desk.post(ROW, posted).status_code == 409
    assert ClaimVersion.objects.count() == 1


def test_a_row_is_held_taken_over_and_let_go(desk: Client, claim: Claim, mo: User, ada: User) -> None:
    desk.post(ROW, {"act": "hold"})
    assert "You are on this row" in desk.get(ROW).content.decode()
    desk.force_login(ada)
    desk.post(ROW, {"act": "hold"})
    assert Hold.objects.get().by == mo
    response = desk.post(ROW, leaving())
    assert (response.status_code, RowDecision.objects.count()) == (409, 0)
    assert "Mo Okafor is on this row. Take it over first." in response.content.decode()
    desk.post(ROW, {"act": "take_over"})
    assert Hold.objects.get().by == ada
    assert desk.post(ROW, leaving()).status_code == 302
    assert not Hold.objects.exists()


def test_a_hold_lapses_and_an_open_screen_renews_it(desk: Client, claim: Claim, mo: User, ada: User) -> None:
    old = timezone.now() - HOLD_LASTS - timedelta(minutes=1)
    desk.post(ROW, {"act": "hold"})
    Hold.objects.update(at=timezone.now() - HOLD_LASTS + timedelta(minutes=1))
    desk.get(ROW)
    assert timezone.now() - Hold.objects.get().at < timedelta(minutes=1)
    Hold.objects.update(at=old)
    assert read_queue().holds == {}
    assert hold_rows(keys=["other-population:it-may-help"], by=ada) == []
    assert Hold.objects.get().by == ada


def test_one_row_is_held_from_the_list_and_the_list_comes_back_to_it(desk: Client, claim: Claim) -> None:
    key = "other-population:it-may-help"
    response = desk.post(f"{LIST}?about=claim", {"act": f"hold={key}"})
    assert response["Location"] == f"{LIST}?about=claim#{quote(key, safe=':')}"
    assert Hold.objects.get().key == key
    desk.post(LIST, {"act": f"release={key}"})
    assert not Hold.objects.exists()


def test_nothing_chosen_is_nothing_done(desk: Client, claim: Claim) -> None:
    assert "Choose at least one row." in desk.post(LIST, {"act": "hold"}, follow=True).content.decode()
    assert desk.post(LIST, {"act": "nonsense", "key": "a"}).status_code == 400


# --- several rows together ----------------------------------------------------------------------------------


def lines(keys: list[str], reasons: list[str], **more: str) -> dict[str, str]:
    posted = {"form-TOTAL_FORMS": str(len(keys)), "form-INITIAL_FORMS": str(len(keys)), **more}
    for number, (key, reason) in enumerate(zip(keys, reasons, strict=True)):
        posted |= {f"form-{number}-key": key, f"form-{number}-seen": seen(key), f"form-{number}-reason": reason}
    return posted


def test_several_rows_are_decided_each_with_its_reason(desk: Client, claim: Claim, mo: User) -> None:
    elsewhere("other", mo)
    raise_flag(claim=claim, doubt="confusing")
    keys = [row.key for row in read_queue().rows]
    html = desk.post(LIST, {"act": "decide", "key": keys}).content.decode()
    assert html.count("data-line") == 2
    assert "Each of these is decided by itself" in html
    safe = [key for key in keys if key.startswith("other")]
    desk.post(f"{LIST}bulk/", lines(safe, ["One.", "Two."]))
    assert sorted(RowDecision.objects.values_list("reason", flat=True)) == ["One.", "Two."]
    assert [row.key for row in read_queue().rows] == ["flag:claim:it-may-help"]


def test_a_missing_reason_decides_none(desk: Client, claim: Claim, mo: User) -> None:
    elsewhere("other", mo)
    keys = [row.key for row in read_queue().rows]
    response = desk.post(f"{LIST}bulk/", lines(keys, ["One.", ""]))
    assert "Give a reason for this row, too." in response.content.decode()
    assert not RowDecision.objects.exists()


def test_a_report_is_never_decided_with_others(desk: Client, claim: Claim) -> None:
    raise_flag(claim=claim, doubt="confusing")
    desk.post(f"{LIST}bulk/", lines(["flag:claim:it-may-help"], ["No."]))
    assert (Flag.objects.get().state, RowDecision.objects.count()) == ("received", 0)


def test_of_several_rows_those_that_somebody_settled_are_named(desk: Client, claim: Claim, mo: User) -> None:
    elsewhere("other", mo)
    posted = lines([row.key for row in read_queue().rows], ["One.", "Two."])
    desk.post(ROW, leaving())
    html = desk.post(f"{LIST}bulk/", posted, follow=True).content.decode()
    assert "1 row is decided." in html
    assert "Not decided: other-population:it-may-help. Somebody settled this already." in html
