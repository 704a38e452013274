"""What readers are promised even where rows, moments and records change behind a page."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from accounts.models import User
from claims.actions import apply_caution, retire, set_notice, sign_off_answer
from publishing import actions
from publishing.plans import plan
from records.actions import redact
from tests import factory

pytestmark = pytest.mark.django_db


def test_a_short_answer_keeps_its_caveat_whatever_an_editor_saves(edith: User, mo: User, client: Client) -> None:
    claim = factory.signed(by=mo, question=factory.question(), stance="yes")
    sign_off_answer(question=factory.question(), text="It may, a little.", by=mo)
    factory.published(factory.article(by=edith, question=factory.question()), by=edith)
    claim.question, claim.stance = None, ""
    claim.save()
    apply_caution(claims=[claim], by=edith)
    shown = client.get("/articles/what-helps/").content.decode()
    assert "It may, a little." in shown
    assert "Nobody has studied this." in shown and "Sources back this" in shown


def test_a_reworded_question_does_not_change_what_was_answered(mo: User, client: Client) -> None:
    factory.signed(by=mo, question=factory.question(), stance="yes")
    sign_off_answer(question=factory.question(), text="No.", by=mo)
    question = factory.question()
    question.text = "Is it safe to leave it out?"
    question.save()
    factory.signed("it-may-not", by=mo, question=question, stance="no")
    shown = client.get("/questions/does-it-help/").content.decode()
    assert "Does it help?" in shown and "Is it safe to leave it out?" not in shown


def test_what_changed_shows_each_claim_with_its_verdict_of_today(edith: User, mo: User, client: Client) -> None:
    claim = factory.signed(by=mo)
    copy = factory.article(by=edith, body="## Found\n\nIt [may help](claim:it-may-help).")
    factory.published(copy, by=edith)
    copy.body += " More."
    actions.save_copy(copy=copy, by=edith)
    factory.published(copy, by=edith)
    retire(claim=claim, reasons="The review was retracted.", by=mo)
    shown = client.get("/articles/what-helps/versions/2/changes/").content.decode()
    assert "Taken back: do not rely on it" in shown and "Nobody has studied this." in shown


def test_an_old_version_of_a_scheduled_page_shows_claims_as_readers_first_saw_them(
    edith: User, mo: User, client: Client
) -> None:
    claim = factory.signed(by=mo)
    copy = factory.article(by=edith, body="## Found\n\nIt [may help](claim:it-may-help).")
    soon = timezone.now() + timedelta(hours=2)
    factory.published(copy, by=edith, live_at=soon)
    set_notice(claim=claim, notice="Being re-checked after a report", by=mo)
    with time_machine.travel(soon + timedelta(hours=1)):
        factory.published(copy, by=edith, note="Again.")
        assert "after a report" in client.get("/articles/what-helps/versions/1/").content.decode()


def test_only_a_moderator_publishes_again_what_was_withdrawn(edith: User, mo: User, client: Client) -> None:
    copy = factory.article(by=edith)
    factory.published(copy, by=edith)
    actions.withdraw(page=copy.page, public_note="It was wrong.", by=mo)
    with pytest.raises(PermissionDenied):
        factory.published(copy, by=edith)
    factory.published(copy, by=mo)
    assert client.get("/articles/what-helps/").status_code == 200
    assert client.get("/articles/what-helps/versions/1/").status_code == 410


def test_a_redacted_page_still_answers(edith: User, mo: User, admin_user: User, client: Client) -> None:
    copy = factory.article(by=edith, body="## Found\n\nA name that must go.")
    first = factory.published(copy, by=edith)
    factory.published(copy, by=edith, note="Again.")
    redact(record=first, reason="A court said so.", by=admin_user)
    for address in ("versions/1/", "versions/2/changes/", "versions/", ""):
        answer = client.get(f"/articles/what-helps/{address}")
        assert answer.status_code == 200
    assert "must go" not in client.get("/articles/what-helps/versions/1/").content.decode()


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00%2B14:00", "9999-12-31T23:59:59-14:00", "soon"])
def test_a_list_refuses_a_moment_that_is_none(moment: str, client: Client) -> None:
    assert client.get(f"/articles/?before={moment}").status_code == 400


@pytest.mark.parametrize("href", ["/questions/nope/", "/sources/nope/", "/media/x.png", "/admin/", "../nope/"])
def test_a_link_that_readers_cannot_follow_is_an_error(href: str, edith: User) -> None:
    copy = factory.article(by=edith, body=f"## Found\n\nSee [this]({href}).")
    assert [issue.id for issue in plan(copy).errors] == ["KP.E012"]
