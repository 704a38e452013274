"""A page under the moderators' bar: as readers see it, with what stands open on it and ways to flag what it says."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from articles.models import Article
from claims.models import Claim
from moderation.actions import Quote, mark_serious, raise_flag
from moderation.models import Flag
from publishing.actions import save_copy, withdraw
from publishing.models import Page
from tests import factory

from .judging import words

pytestmark = pytest.mark.django_db

WORDS = "Ask someone you trust about your own skin first."


def address(page: Page, more: str = "") -> str:
    return f"/admin/moderation/pages/{page.pk}/{more}"


@pytest.mark.parametrize("more", ["", "as-readers-see-it/"])
def test_only_moderators_open_it(more: str, page: Page, edith: User, client: Client) -> None:
    assert client.get(address(page, more))["Location"].startswith("/admin/login/")
    client.force_login(edith)
    assert client.get(address(page, more)).status_code == 403
    assert client.post(address(page, more), {"claim": "it-may-help"}).status_code == 403
    assert not Flag.objects.exists()


def test_other_methods_and_unknown_pages_are_refused(page: Page, desk: Client, edith: User) -> None:
    assert desk.delete(address(page)).status_code == 405
    assert desk.post(address(page, "as-readers-see-it/")).status_code == 405
    draft = factory.article("draft", by=edith).page
    for path in ("/admin/moderation/pages/99/", address(draft), address(draft, "as-readers-see-it/")):
        assert desk.get(path).status_code == 404


def test_the_frame_holds_the_very_page_that_readers_get(page: Page, desk: Client, client: Client) -> None:
    framed = desk.get(address(page, "as-readers-see-it/"))
    desk.logout()
    public = client.get(page.get_absolute_url())
    assert framed.content == public.content
    assert (framed["X-Frame-Options"], public["X-Frame-Options"]) == ("SAMEORIGIN", "DENY")
    assert "frame-ancestors 'self'" in framed["Content-Security-Policy"]


def test_behind_a_proxy_the_frame_holds_the_addresses_that_readers_get(page: Page, desk: Client, settings: Any) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    sent = {"x-forwarded-proto": "https"}
    framed = desk.get(address(page, "as-readers-see-it/"), headers=sent).content
    desk.logout()
    assert b'rel="canonical" href="https://testserver' in framed
    assert framed == desk.get(page.get_absolute_url(), headers=sent).content


def test_the_frame_of_a_treatment_holds_the_treatment(mo: User, desk: Client) -> None:
    page = factory.published(factory.treatment(by=mo), by=mo).page
    assert "You are pregnant" in words(desk.get(address(page, "as-readers-see-it/")))


def test_a_withdrawn_page_is_shown_as_readers_see_it_and_takes_no_flag(page: Page, mo: User, desk: Client) -> None:
    withdraw(page=page, public_note="It was wrong.", by=mo)
    answer = desk.get(address(page, "as-readers-see-it/"))
    assert (answer.status_code, "It was wrong." in words(answer)) == (410, True)
    assert "Withdrawn" in words(desk.get(address(page)))
    assert "Readers do not see this page now" in words(desk.post(address(page), {"doubt": "harmed", "passage": "It"}))


def test_the_bar_says_what_stands_open(page: Page, flag: Flag, mo: User, desk: Client) -> None:
    mark_serious(flag=flag, by=mo, seen=0)
    raise_flag(page=page, doubt="confusing", quote=Quote(WORDS))
    raise_flag(page=page, doubt="confusing", quote=Quote("This passage was never here, as far as we know."))
    shown = words(desk.get(address(page)))
    told = ("3 open flags", "1 claim to check", "Version 1, live since", "/articles/what-helps/versions/", flag.token,
            "serious", "Found in the text.", "The passage is gone.", "Being re-checked")  # fmt: skip
    assert [each for each in told if each not in shown] == []


def test_a_claim_of_the_page_is_flagged(page: Page, mo: User, desk: Client) -> None:
    sent = {"doubt": "out-of-date", "words": "See the trial of 2026.", "claim": "it-may-help"}
    assert desk.post(address(page), sent)["Location"] == address(page)
    flag = Flag.objects.get()
    assert flag.claim is not None
    assert (flag.claim.slug, flag.page, flag.raised_by, flag.words) == ("it-may-help", page, mo, sent["words"])
    assert flag.token in words(desk.get(address(page)))


def test_a_claim_that_the_page_does_not_make_is_unknown_there(page: Page, mo: User, desk: Client) -> None:
    factory.signed("another", by=mo)
    assert desk.post(address(page), {"doubt": "not-true", "claim": "another"}).status_code == 404


def test_pasted_words_are_anchored_as_they_stand_on_the_page(page: Page, desk: Client) -> None:
    desk.post(address(page), {"doubt": "confusing", "passage": "ask someone you trust\n about your OWN skin first."})
    flag = Flag.objects.get()
    assert (flag.quote, flag.page, flag.claim) == (WORDS, page, None)
    assert 0 < len(flag.prefix) <= 64
    assert 0 < len(flag.suffix) <= 64


def test_the_words_around_tell_equal_passages_apart(edith: User, desk: Client) -> None:
    body = "First: it is unknown so far.\n\nSecond: it is unknown so far.\n\nThird: it is unknown so far."
    page = factory.published(factory.article("twice", by=edith, body=body), by=edith).page
    desk.post(address(page), {"doubt": "confusing", "passage": "it is unknown so far.", "before": "Second: "})
    assert Flag.objects.get().prefix.endswith("Second: ")
    assert 'data-nth="1"' in words(desk.get(address(page)))


@pytest.mark.parametrize(("sent", "why"), [
    ({"doubt": "confusing"}, "Select or paste the words first"),
    ({"doubt": "confusing", "passage": "Words of another page, I think."}, "not on the page"),
    ({"doubt": "boring", "passage": WORDS}, "Select a valid choice"),
    ({"doubt": "confusing", "passage": WORDS, "words": "x" * 2001}, "2000"),
])  # fmt: skip
def test_a_refusal_keeps_what_was_typed(sent: dict[str, str], why: str, page: Page, desk: Client) -> None:
    shown = words(desk.post(address(page), {"words": "My words.", **sent}))
    assert why in shown
    assert sent.get("passage", "") in shown
    assert sent.get("words", "My words.") in shown
    assert not Flag.objects.exists()


def test_a_passage_survives_a_new_version(page: Page, desk: Client, edith: User) -> None:
    desk.post(address(page), {"doubt": "confusing", "passage": WORDS})
    copy = Article.objects.get()
    copy.body = copy.body.replace("someone you trust", "someone whom you trust") + "\n\nMore."
    factory.published(save_copy(copy=copy, by=edith), by=edith, note="Says more.")
    assert "Found in the text, in other words" in words(desk.get(address(page)))


def test_the_number_of_queries_does_not_grow(
    page: Page, claim: Claim, desk: Client, mo: User, django_assert_num_queries: Any
) -> None:
    raise_flag(page=page, doubt="confusing", quote=Quote(WORDS))
    desk.get(address(page))
    count = 19
    with django_assert_num_queries(count):
        desk.get(address(page))
    for _each in range(4):
        raise_flag(page=page, doubt="confusing", quote=Quote(WORDS))
        raise_flag(claim=claim, doubt="harmed")
    desk.get(address(page))  # reads how much waits, for the head of the page
    with django_assert_num_queries(count):
        desk.get(address(page))
