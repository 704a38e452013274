"""Editors are told in their own lists and forms what moderators sent back, and what is doubted."""

from datetime import timedelta
from html import escape

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.models import User
from articles.models import Article
from claims.models import Claim
from moderation.actions import SendBack, agree, disagree, mark_serious, raise_flag, reopen
from moderation.models import Flag, FlagStep
from moderation.queries import open_flags_on, sent_back
from publishing.actions import withdraw
from publishing.models import Page
from tests import factory

from .judging import address, words

pytestmark = pytest.mark.django_db

FORM = "/admin/articles/article/{}/change/"


@pytest.fixture
def step(page: Page, mo: User) -> FlagStep:
    """What sent the page back."""
    raised = raise_flag(page=page, doubt="confusing")
    reason = "The second sentence <promises> too much."
    return agree(flag=raised, reason=reason, consequences=[SendBack(page)], by=mo, seen=0)


def form_of(page: Page) -> str:
    return FORM.format(Article.objects.get(page=page).pk)


def test_the_form_says_who_sent_it_back_and_why_until_it_is_published_anew(
    step: FlagStep, page: Page, edith: User, client: Client
) -> None:
    client.force_login(edith)
    day = timezone.localdate()
    said = f"Mo Okafor sent this page back on {day.day} {day:%B %Y}: {step.reason}"
    assert escape(said) in client.get(form_of(page)).content.decode()
    assert sent_back() == sent_back(page) == [step]
    factory.published(Article.objects.get(page=page), by=edith, note="Says less.")
    assert "sent this page back" not in words(client.get(form_of(page)))
    assert sent_back() == []


def test_a_withdrawal_is_no_answer_to_it(step: FlagStep, page: Page, mo: User) -> None:
    withdraw(page=page, public_note="Wrong.", by=mo)
    assert sent_back() == [step]


def test_what_was_scheduled_before_it_went_back_is_no_answer(page: Page, edith: User, mo: User, client: Client) -> None:
    soon = timezone.now() + timedelta(hours=1)
    copy = Article.objects.get(page=page)
    factory.published(copy, by=edith, note="As it was.", live_at=soon)
    raised = raise_flag(page=page, doubt="confusing")
    step = agree(flag=raised, reason="Yes.", consequences=[SendBack(page)], by=mo, seen=0)
    with time_machine.travel(soon + timedelta(minutes=1)):
        assert sent_back() == [step]
        assert "went back to its editors" in words(client.get(raised.get_absolute_url()))
        factory.published(copy, by=edith, note="Says less.")
        assert sent_back() == []
        assert "changed in version 3" in words(client.get(raised.get_absolute_url()))


def test_a_page_that_comes_back_mended_after_a_withdrawal_was_changed(
    step: FlagStep, page: Page, mo: User, client: Client
) -> None:
    withdraw(page=page, public_note="Wrong.", by=mo)
    assert "was taken away" in words(client.get(step.flag.get_absolute_url()))
    factory.published(Article.objects.get(page=page), by=mo, note="Says less.")
    assert sent_back() == []
    assert "changed in version 3" in words(client.get(step.flag.get_absolute_url()))


def test_a_flag_that_was_not_right_after_all_sends_nothing_back(step: FlagStep, page: Page, mo: User) -> None:
    reopen(flag=step.flag, reason="A new source.", by=mo, seen=1)
    assert sent_back(page) == []
    disagree(flag=step.flag, reason="It was right after all.", by=mo, seen=2)
    assert sent_back(page) == []
    reopen(flag=step.flag, reason="Another source.", by=mo, seen=3)
    again = agree(flag=step.flag, reason="Yes.", consequences=[SendBack(page)], by=mo, seen=4)
    assert again in sent_back(page)


def test_the_list_is_filtered_by_it(step: FlagStep, edith: User, client: Client) -> None:
    factory.article("another", by=edith, title="Another one")
    client.force_login(edith)
    shown = words(client.get("/admin/articles/article/?moderation=sent-back"))
    assert ("What helps?</a>" in shown, "Another one</a>" in shown) == (True, False)


@pytest.mark.parametrize(("who", "is_offered"), [("mo", True), ("edith", False)])
def test_moderators_alone_are_led_to_the_bar(
    who: str, is_offered: bool, page: Page, edith: User, mo: User, client: Client
) -> None:
    client.force_login({"mo": mo, "edith": edith}[who])
    for path in (form_of(page), "/admin/publishing/publication/"):
        assert (f"/admin/moderation/pages/{page.pk}/" in words(client.get(path))) == is_offered


def test_a_draft_has_no_bar(edith: User, mo: User, client: Client) -> None:
    draft = factory.article("draft", by=edith).page
    client.force_login(mo)
    assert "moderators’ bar" not in words(client.get(form_of(draft)))


def test_the_form_of_a_claim_shows_its_open_flags(
    flag: Flag, claim: Claim, edith: User, mo: User, client: Client
) -> None:
    mark_serious(flag=flag, by=mo, seen=0)
    path = f"/admin/claims/claim/{claim.pk}/change/"
    client.force_login(edith)
    shown = words(client.get(path))
    assert "1 open flag on this claim" in shown
    assert f"{flag.token} · It is not true" in shown
    assert address(flag) not in shown
    client.force_login(mo)
    assert address(flag) in words(client.get(path))
    disagree(flag=flag, reason="No.", by=mo, seen=1)
    assert flag.token not in words(client.get(path))


def test_what_stands_open_on_a_page_counts_the_claims_that_it_makes(flag: Flag, page: Page, claim: Claim) -> None:
    mine = raise_flag(page=page, doubt="confusing")
    assert set(open_flags_on(page)) == {flag, mine}
    assert set(open_flags_on(claim)) == {flag}


def test_flags_are_listed_to_be_read_only(flag: Flag, mo: User, edith: User, client: Client) -> None:
    client.force_login(edith)
    assert client.get("/admin/moderation/flag/").status_code == 403
    client.force_login(mo)
    for query in ("", "?open=yes", "?claim=it-may-help", f"?q={flag.token}", "?is_serious__exact=0"):
        assert f'href="{address(flag)}' in words(client.get(f"/admin/moderation/flag/{query}"))
    assert flag.token not in words(client.get("/admin/moderation/flag/?open=no"))
    assert client.get(f"/admin/moderation/flag/{flag.pk}/change/")["Location"] == address(flag)
    assert client.get("/admin/moderation/flag/99/change/").status_code == 404
    for path in ("add/", f"{flag.pk}/delete/"):
        assert client.post(f"/admin/moderation/flag/{path}", {"post": "yes"}).status_code == 403
