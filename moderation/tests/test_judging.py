"""The flag's screen: all that is needed to judge it, each act on it, and what is refused."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from articles.models import Article
from claims.actions import sign_off
from claims.models import Claim
from claims.queries import newest_faces
from moderation.actions import Quote, disagree, look, raise_flag
from moderation.models import Flag, FlagStep, StockReason
from publishing.actions import save_copy
from publishing.models import Page
from tests import factory

from .judging import address, press, states, words

pytestmark = pytest.mark.django_db

# --- who, and what is shown ---------------------------------------------------------------------------------


def test_only_moderators_open_it(flag: Flag, edith: User, client: Client) -> None:
    assert client.get(address(flag))["Location"].startswith("/admin/login/")
    client.force_login(edith)
    assert client.get(address(flag)).status_code == press(client, flag, "look").status_code == 403
    assert states(flag) == []


def test_other_methods_and_unknown_flags_and_acts_are_refused(flag: Flag, desk: Client) -> None:
    assert desk.delete(address(flag)).status_code == desk.put(address(flag)).status_code == 405
    assert desk.get("/admin/moderation/flags/99/").status_code == 404
    assert press(desk, flag, "shred").status_code == 400
    assert states(flag) == []


def test_it_shows_all_that_bears_on_the_flag(flag: Flag, desk: Client, mo: User) -> None:
    sign_off(claim=flag.claim, verdict="contested", certainty="low", reasons="Mixed.", by=mo)  # type: ignore[arg-type]
    Claim.objects.update(statement="It may help some.")
    other = raise_flag(claim=flag.claim, doubt="confusing")
    shown = words(desk.get(address(flag)))
    told = (
        "It is not true", "by a reader", "Sources disagree", "Take care:", "Nobody has studied this.",
        "the abstract only", "found and read", "What changed since version 1", "Verdict: was “Sources back this”",
        "1 live page has this claim", "What helps?", "1 other report", other.token, "Changes that wait", "some",
    )  # fmt: skip
    assert [each for each in told if each not in shown] == []


def test_a_readers_words_are_text(flag: Flag, desk: Client) -> None:
    html = desk.get(address(flag)).content.decode()
    assert "It did &lt;b&gt;nothing&lt;/b&gt; for me." in html
    assert "<b>nothing" not in html


def test_moderators_never_see_where_the_answer_goes(claim: Claim, desk: Client) -> None:
    flag = raise_flag(claim=claim, doubt="not-true", email="reader@example.org")
    for path in (address(flag), "/admin/moderation/flag/"):
        assert b"reader@example" not in desk.get(path).content


def test_what_was_judged_and_is_unchanged_is_said(flag: Flag, desk: Client, mo: User) -> None:
    disagree(flag=flag, reason="The study says so.", by=mo, seen=0)
    again = raise_flag(claim=flag.claim, doubt="not-true")
    day = timezone.localdate()
    said = f"Already judged on {day.day} {day:%B %Y}: not agreed, unchanged since."
    assert said in words(desk.get(address(again)))
    sign_off(claim=flag.claim, verdict="contested", certainty="low", reasons="Mixed.", by=mo)  # type: ignore[arg-type]
    assert "Already judged" not in words(desk.get(address(again)))


def test_another_passage_of_the_same_page_is_not_judged_already(page: Page, desk: Client, mo: User) -> None:
    judged = raise_flag(page=page, doubt="confusing", quote=Quote("Ask someone you trust about your own skin first."))
    disagree(flag=judged, reason="It is clear.", by=mo, seen=0)
    same = raise_flag(page=page, doubt="confusing", quote=Quote("someone you trust about your own skin"))
    other = raise_flag(page=page, doubt="confusing", quote=Quote("It may help a little"))
    assert "Already judged" in words(desk.get(address(same)))
    assert "Already judged" not in words(desk.get(address(other)))


def test_a_passage_is_found_or_said_to_be_gone(page: Page, desk: Client, edith: User) -> None:
    flag = raise_flag(page=page, doubt="confusing", quote=Quote("Ask someone you trust about your own skin first."))
    assert "Found in the text." in words(desk.get(address(flag)))
    for number, body in ((2, "## Found\n\nAsk someone you know about your own skin first."), (3, "## Found\n\nNo.")):
        copy = Article.objects.get()
        copy.body = body
        factory.published(save_copy(copy=copy, by=edith), by=edith, note=f"Version {number}.")
        if number == 2:
            assert "in other words: Ask someone you know" in _plain(desk.get(address(flag)))
    assert "The passage is gone since version 3." in words(desk.get(address(flag)))


def _plain(answer: Any) -> str:
    return " ".join(words(answer).replace("<q>", "").split())


def test_the_number_of_queries_does_not_grow(
    flag: Flag, page: Page, desk: Client, mo: User, django_assert_num_queries: Any
) -> None:
    count = 20
    desk.get(address(flag))
    with django_assert_num_queries(count):
        desk.get(address(flag))
    for number in range(4):
        look(flag=flag, by=mo, seen=number)
        raise_flag(claim=flag.claim, doubt="harmed")
        factory.caveat(f"caveat-{number}")
        copy = factory.article(f"more-{number}", by=mo, body="It [may help](claim:it-may-help).")
        factory.published(copy, by=mo)
    desk.get(address(flag))  # reads how much waits, for the head of the page
    with django_assert_num_queries(count):
        desk.get(address(flag))


# --- the acts -----------------------------------------------------------------------------------------------


def test_a_whole_life_by_the_screen(flag: Flag, desk: Client, stock: None) -> None:
    reason = StockReason.objects.filter(state="waiting").first()
    assert reason is not None
    press(desk, flag, "look")
    until = (timezone.localdate() + timedelta(days=7)).isoformat()
    press(desk, flag, "wait", 1, wait__on="the authors", wait__until=until, wait__stock=reason.pk)
    press(desk, flag, "disagree", 2, disagree__reason="It holds.", disagree__note="Third report this week.")
    press(desk, flag, "undo", 3)
    press(desk, flag, "disagree", 4, disagree__reason="It holds, as we read it.")
    answer = press(desk, flag, "reopen", 5, reopen__reason="A new trial.")
    assert answer["Location"] == address(flag)
    assert states(flag) == ["looking", "waiting", "not-agreed", "waiting", "not-agreed", "looking"]
    steps = FlagStep.objects.filter(flag=flag).order_by("number")
    assert (steps[1].waits_on, steps[1].reason) == ("the authors", reason.text)
    assert (steps[2].note, steps[3].undoes) == ("Third report this week.", 3)
    shown = words(desk.get(address(flag)))
    assert "Step 3 taken back: “waiting” again" in shown
    assert "Waiting on the authors until" in shown


def test_own_words_follow_a_stock_reason(flag: Flag, desk: Client, stock: None) -> None:
    reason = StockReason.objects.filter(state="not-agreed").first()
    assert reason is not None
    press(desk, flag, "disagree", disagree__stock=reason.pk, disagree__reason="See page 3.")
    assert FlagStep.objects.get().reason == f"{reason.text}\n\nSee page 3."


def test_a_reason_for_something_else_cannot_be_chosen(flag: Flag, desk: Client, stock: None) -> None:
    reason = StockReason.objects.filter(state="agreed").first()
    assert reason is not None
    press(desk, flag, "disagree", disagree__stock=reason.pk)
    assert states(flag) == []


def test_a_duplicate_leads_to_the_earlier_one(flag: Flag, desk: Client) -> None:
    later = raise_flag(claim=flag.claim, doubt="confusing")
    press(desk, later, "duplicate", duplicate__earlier=flag.pk)
    assert FlagStep.objects.get(flag=later).same_as == flag
    assert "Duplicate …" not in words(desk.get(address(flag))), "nothing was raised before it"


def test_serious_tells_readers(flag: Flag, desk: Client) -> None:
    assert "Readers of 1 live page see “Being re-checked”" in words(desk.get(address(flag)))
    press(desk, flag, "serious")
    assert newest_faces()["it-may-help"].notice == "Being re-checked"
    assert "Mark it as serious" not in words(desk.get(address(flag)))


@pytest.mark.parametrize(("act", "typed", "why"), [
    ("disagree", {}, "Give a reason"),
    ("wait", {"wait__on": "the authors"}, "This field is required"),
    ("wait", {"wait__on": "x", "wait__until": "2020-01-01", "wait__reason": "Asked."}, "still to come"),
    ("duplicate", {}, "Choose the earlier report"),
    ("reopen", {"reopen__reason": "New."}, "open already"),
    ("undo", {}, "nothing to take back"),
])  # fmt: skip
def test_a_refusal_says_why_and_changes_nothing(
    act: str, typed: dict[str, Any], why: str, flag: Flag, desk: Client
) -> None:
    answer = press(desk, flag, act, **typed)
    shown = words(answer)
    assert answer.status_code == 200
    assert why in shown
    assert all(value in shown for value in typed.values())
    assert states(flag) == []


def test_undo_is_offered_only_to_who_clicked(flag: Flag, desk: Client, mo: User) -> None:
    assert "Undo" not in words(desk.get(address(flag)))
    press(desk, flag, "look")
    assert "Undo my last step" in words(desk.get(address(flag)))
    root = User.objects.create_superuser("root", password="pass")
    look(flag=flag, by=root, seen=1)
    assert "Undo" not in words(desk.get(address(flag)))
    assert press(desk, flag, "undo", 2).status_code == 200
    assert len(states(flag)) == 2


def test_a_made_up_step_number_is_an_old_one(flag: Flag, desk: Client, mo: User) -> None:
    look(flag=flag, by=mo, seen=0)
    assert press(desk, flag, "look", "x").status_code == 409  # type: ignore[arg-type]
