"""A moderator's story in a real browser: judged by keys alone, a mis-click undone, selected words flagged."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from accounts.models import User
from moderation.actions import Quote, raise_flag
from moderation.models import Flag
from publishing.models import Page as SitePage
from tests.browser import until
from tests.test_accessibility import ALL_RULES, COLOUR_RULES, axe_finds

from .judging import address

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORDS = "Ask someone you trust"
#: Selects words of a text in the frame, as a mouse would.
SELECT = """(words) => {
  const page = document.querySelector('.bar-frame').contentDocument;
  const walker = page.createTreeWalker(page.querySelector('main'), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const start = walker.currentNode.data.indexOf(words);
    if (start < 0) continue;
    page.getSelection().setBaseAndExtent(walker.currentNode, start, walker.currentNode, start + words.length);
    return true;
  }
  return false;
}"""
MARKED = (
    """() => [...document.querySelector('.bar-frame').contentWindow.CSS.highlights.get('flagged') || []].map(String)"""
)


@pytest.fixture
def broken() -> list[str]:
    """What scripts and the policy complained of in Mo's browser."""
    return []


@pytest.fixture
def desk(
    browser: Browser, live_server: Any, client: Client, mo: User, stock: None, broken: list[str]
) -> Iterator[Page]:
    """Mo's browser, signed in; a script that breaks fails the test."""
    client.force_login(mo)
    session = client.cookies["sessionid"].value
    context = browser.new_context(base_url=live_server.url, viewport={"width": 1280, "height": 900})
    context.add_cookies([{"name": "sessionid", "value": session, "domain": "localhost", "path": "/admin/"}])
    context.set_default_timeout(15_000)
    page = context.new_page()
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.on("console", lambda said: broken.append(said.text) if "Content Security" in said.text else None)
    yield page
    context.close()
    assert broken == []


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def send(page: Page, key: str = "Enter") -> None:
    """Press the key that sends a form, and wait for the answer."""
    with page.expect_navigation():
        page.keyboard.press(key)


def test_mo_judges_by_keys_alone(desk: Page, flag: Flag) -> None:
    desk.goto(address(flag))
    send(desk, "l")
    expect(desk.locator(".judge-state")).to_contain_text("looking")
    press(desk, "n", "2")
    send(desk)
    expect(desk.locator(".judge-state")).to_contain_text("not agreed")
    send(desk, "u")
    expect(desk.locator(".judge-state")).to_contain_text("looking")
    press(desk, "a", "1")
    desk.focus("[name=agree-reason]")
    desk.keyboard.type("Now we say so.")  # n, w and s are letters here
    assert desk.locator(".judge-act[open]").count() == 1
    desk.focus("[name=follows][value=correct]")
    press(desk, "Space", "Tab")
    desk.keyboard.type("We said yes.")
    press(desk, *["Tab"] * 5)  # past the parts of a date
    desk.keyboard.type("We say perhaps.")
    press(desk, "Tab")
    send(desk)
    expect(desk.locator(".judge-state")).to_contain_text("agreed")
    expect(desk.locator(".judge-history")).to_contain_text("We said yes. → We say perhaps.")


def test_keys_can_be_switched_off_and_meant_for_others_do_nothing(desk: Page, flag: Flag) -> None:
    desk.goto(address(flag))
    press(desk, "Control+a", "Alt+n", "x")
    assert desk.locator(".judge-act[open]").count() == 0
    press(desk, "?")
    desk.uncheck("#keys-on")
    desk.reload()
    press(desk, "n")
    assert desk.locator(".judge-act[open]").count() == 0


def test_mo_flags_selected_words_on_the_page(desk: Page, page: SitePage) -> None:
    desk.goto(f"/admin/moderation/pages/{page.pk}/")
    desk.click("[data-take]")
    expect(desk.locator("[data-status]")).to_have_text("Select some words on the page first.")
    assert desk.evaluate(SELECT, WORDS)
    desk.click("[data-take]")
    desk.select_option("[name=doubt]", "confusing")
    with desk.expect_navigation():
        desk.click("text=Flag these words")
    flag = Flag.objects.get()
    assert (flag.quote, flag.page) == (WORDS, page)
    until(lambda: desk.evaluate(MARKED) == [WORDS], "the words are marked in the frame")


def test_axe_finds_nothing_on_either_screen(desk: Page, flag: Flag, page: SitePage, broken: list[str]) -> None:
    raise_flag(page=page, doubt="confusing", quote=Quote("Ask someone you trust about your own skin first."))
    for path in (address(flag), f"/admin/moderation/pages/{page.pk}/"):
        desk.emulate_media(color_scheme="light")
        desk.goto(path)
        desk.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
        assert axe_finds(desk, ALL_RULES) == []
        desk.emulate_media(color_scheme="dark")
        assert axe_finds(desk, COLOUR_RULES) == []
        desk.set_viewport_size({"width": 390, "height": 800})
        assert desk.evaluate("document.documentElement.scrollWidth") <= 390
        desk.set_viewport_size({"width": 1280, "height": 900})
    assert all("inline style" in each for each in broken), "axe's own"
    broken.clear()
