"""Findings are settled from the keyboard: one key a reason, several at once."""

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from accounts.models import User
from publishing.models import FindingDecision
from tests import factory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BODY = "It softens dry skin.\n\nIt soothes itchy skin.\n\nIt calms red skin.\n\nIt smooths rough skin."


def decided() -> list[tuple[str, str, str]]:
    return list(FindingDecision.objects.order_by("pk").values_list("sentence", "why", "words"))


def press(page: Page, *keys: str) -> None:
    """Press keys, the last of which sends the form."""
    for key in keys[:-1]:
        page.keyboard.press(key)
    with page.expect_navigation():
        page.keyboard.press(keys[-1])


def test_one_key_settles_a_sentence_or_all_that_are_chosen(
    page: Page, live_server: object, edith: User, client: Client
) -> None:
    copy = factory.article(by=edith, body=BODY)
    client.force_login(edith)
    cookie = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": str(live_server)}])
    page.goto(f"{live_server}/admin/articles/article/{copy.pk}/findings/#open")
    expect(page.locator("input[name=chosen]").first).to_be_focused()
    press(page, "j", "k", "j", "2")
    assert decided() == [("It soothes itchy skin.", "quotation", "")]
    expect(page.locator("input[name=chosen]").first).to_be_focused()
    press(page, "Space", "j", "j", "Space", "k", "3")
    assert [row[:2] for row in decided()[1:]] == [
        ("It softens dry skin.", "advice"),
        ("It smooths rough skin.", "advice"),
    ]
    page.keyboard.press("5")
    expect(page.locator("#id_words")).to_be_focused()
    page.keyboard.type("j23 is no key here")
    press(page, "Enter")
    assert decided()[3:] == [("It calms red skin.", "other", "j23 is no key here")]
    expect(page.locator("#open")).to_have_text("All sentences are settled")
