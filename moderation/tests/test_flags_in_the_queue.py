"""Reports in the queue: who is on them, where a judgement leads, and one answer for all that are alike."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from claims.models import Claim
from moderation.actions import look, raise_flag
from moderation.actions.rows import hold_rows
from moderation.models import Flag, FlagStep, Hold, RowDecision
from moderation.queue.listing import read_queue
from publishing.models import Page
from tests import factory

from .judging import address, states, words

pytestmark = pytest.mark.django_db

LIST = "/admin/moderation/queue/"
KEY = "flag:claim:it-may-help"


@pytest.fixture
def root(mo: User) -> User:
    """The second moderator."""
    return User.objects.create_superuser("root", password="pass", public_name="Root Quist")


@pytest.fixture
def others(flag: Flag, claim: Claim) -> list[Flag]:
    """Two more reports on the claim, raised after it."""
    return [raise_flag(claim=claim, doubt=doubt) for doubt in ("confusing", "harmed")]


def send(desk: Client, flag: Flag, act: str, query: str = "", **typed: Any) -> Any:
    """Press a button of the screen as it stands."""
    scene = desk.get(address(flag)).context["scene"]
    shown = {"seen": scene.seen, "others_seen": scene.others_seen, "claim_seen": scene.fingerprint}
    fields = {name.replace("__", "-"): value for name, value in typed.items()}
    return desk.post(address(flag) + query, {"act": act, **shown, **fields})


# --- holds --------------------------------------------------------------------------------------------------


def test_a_flag_that_somebody_else_is_on_is_not_judged_until_it_is_taken_over(
    flag: Flag, desk: Client, root: User, mo: User
) -> None:
    hold_rows(keys=[KEY], by=root)
    assert "Root Quist is on this row since" in words(desk.get(address(flag)))
    refused = send(desk, flag, "disagree", disagree__reason="No.")
    assert (refused.status_code, states(flag)) == (409, [])
    assert "Root Quist is on this row. Take it over first." in words(refused)
    assert "No." in words(refused)
    desk.post(address(flag), {"act": "take_over"})
    assert Hold.objects.get().by == mo
    send(desk, flag, "disagree", disagree__reason="No.")
    assert states(flag) == ["not-agreed"]


def test_a_row_that_somebody_else_is_on_is_not_decided_with_others(desk: Client, edith: User, root: User) -> None:
    for slug in ("mine", "theirs"):
        body = f"## Found\n\nIt [may help a little](claim:{factory.claim(slug).slug})."
        factory.published(factory.article(f"on-{slug}", by=edith, body=body), by=edith)
    hold_rows(keys=["unreviewed:theirs"], by=root)
    rows = read_queue().rows
    sent: dict[str, Any] = {"form-TOTAL_FORMS": 2, "form-INITIAL_FORMS": 2}
    for place, row in enumerate(rows):
        sent |= {f"form-{place}-key": row.key, f"form-{place}-seen": row.fingerprint, f"form-{place}-reason": "Fine."}
    told = words(desk.post(f"{LIST}bulk/", sent, follow=True))
    assert "Not decided: unreviewed:theirs. Root Quist is on this row." in told
    assert RowDecision.objects.get().key == "unreviewed:mine"


# --- onward -------------------------------------------------------------------------------------------------


def test_a_flag_judged_from_the_queue_leads_to_the_next_row_and_back(flag: Flag, page: Page, desk: Client) -> None:
    after = raise_flag(page=page, doubt="confusing")
    opened = desk.get(f"{LIST}{KEY}/?kind=flag")["Location"]
    assert opened == f"{address(flag)}?from=queue&kind=flag"
    answer = send(desk, flag, "disagree", "?from=queue&kind=flag", disagree__reason="No.")
    assert answer["Location"] == f"{LIST}flag:page:{page.pk}/?kind=flag"
    shown = desk.get(answer["Location"], follow=True)
    assert shown.context["flag"] == after
    assert f'<a href="{address(flag)}?from=queue&kind=flag">Undo</a>' in words(shown)
    assert f'href="{LIST}?kind=flag"' in words(shown), "the way back to the list as it was"
    last = send(desk, after, "disagree", "?from=queue&kind=flag", disagree__reason="No.")
    assert last["Location"] == f"{LIST}?kind=flag"


def test_what_decides_nothing_or_comes_from_elsewhere_stays(flag: Flag, desk: Client) -> None:
    assert send(desk, flag, "look", "?from=queue")["Location"] == f"{address(flag)}?from=queue"
    answer = send(desk, flag, "disagree", disagree__reason="No.")
    assert answer["Location"] == address(flag)


# --- one answer for all -------------------------------------------------------------------------------------


def test_the_others_are_not_agreed_for_the_same_reason(flag: Flag, others: list[Flag], desk: Client) -> None:
    assert "the same answer for the 2 other open reports of this. 1 tells of harm." in words(desk.get(address(flag)))
    send(desk, flag, "disagree", disagree__reason="It holds.", disagree__others="on")
    assert [(step.state, step.reason) for step in FlagStep.objects.all()] == [("not-agreed", "It holds.")] * 3
    assert read_queue().find(KEY) is None


def test_without_the_tick_the_others_stay_open(flag: Flag, others: list[Flag], desk: Client) -> None:
    send(desk, flag, "disagree", disagree__reason="It holds.")
    assert Flag.objects.open().count() == 2


def test_when_one_is_agreed_to_the_others_have_its_answer(others: list[Flag], flag: Flag, desk: Client) -> None:
    wrong, changed = "We said this.", "We say that."
    follows: dict[str, Any] = {"follows": ["correct"], "correct__wrong": wrong, "correct__changed": changed}
    send(desk, others[0], "agree", agree__reason="You are right.", agree__others="on", **follows)
    assert states(others[0]) == ["agreed"]
    for each in (flag, others[1]):
        assert FlagStep.objects.get(flag=each).same_as == others[0]


def test_the_others_of_a_duplicate_are_the_same_as_the_first(flag: Flag, others: list[Flag], desk: Client) -> None:
    send(desk, others[0], "duplicate", duplicate__earlier=flag.pk, duplicate__others="on")
    assert [FlagStep.objects.get(flag=each).same_as for each in others] == [flag, flag]
    assert states(flag) == []


def test_where_somebody_was_faster_on_one_of_them_nothing_is_done(
    flag: Flag, others: list[Flag], desk: Client, root: User
) -> None:
    seen = desk.get(address(flag)).context["scene"].others_seen
    look(flag=others[1], by=root, seen=0)
    sent = {"act": "disagree", "seen": 0, "others_seen": seen, "disagree-reason": "No.", "disagree-others": "on"}
    answer = desk.post(address(flag), sent)
    assert (answer.status_code, states(flag), states(others[0])) == (409, [], [])
    assert "was first" in words(answer)


def test_a_flag_of_something_else_gets_no_answer(flag: Flag, others: list[Flag], page: Page, desk: Client) -> None:
    elsewhere = raise_flag(page=page, doubt="confusing")
    sent = {"act": "disagree", "seen": 0, "others_seen": f"{elsewhere.pk}:0,x", "disagree-reason": "No."}
    desk.post(address(flag), {**sent, "disagree-others": "on"})
    assert (states(flag), states(elsewhere), states(others[0])) == (["not-agreed"], [], [])
