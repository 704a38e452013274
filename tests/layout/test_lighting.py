"""A claim's words and its note show that they belong together; following the number and coming back keeps the place."""

import pytest
from playwright.sync_api import expect

from tests.browser import Visit

from .pages import PAGES

pytestmark = pytest.mark.browser
DENSE = PAGES["densest article"]


def test_pointing_at_the_words_lights_the_note_and_back(visit: Visit) -> None:
    page = visit(DENSE)
    words, note = page.locator(".body [data-claim=dense-4]").first, page.locator("[data-claim-note=dense-4]")
    other = page.locator("[data-claim-note=dense-5]")
    words.hover()
    expect(note).to_contain_class("lit")
    expect(other).not_to_contain_class("lit")
    note.hover()
    expect(words).to_contain_class("lit")
    page.locator("h1").hover()
    expect(page.locator(".lit")).to_have_count(0)


def test_the_keyboard_at_the_number_lights_the_note(visit: Visit) -> None:
    page = visit(DENSE)
    page.locator(".body [data-claim=dense-4] a").first.focus()
    expect(page.locator("[data-claim-note=dense-4]")).to_contain_class("lit")


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_number_leads_to_the_note_and_the_notes_number_back(visit: Visit, width: int, javascript: bool) -> None:
    page = visit(DENSE, width=width, java_script_enabled=javascript, reduced_motion="reduce")
    words, note = page.locator(".body [data-claim=dense-20]"), page.locator("[data-claim-note=dense-20]")
    words.locator("a").click()
    expect(note).to_be_in_viewport()
    note.locator(".note-number").click()
    expect(words).to_be_in_viewport()


def test_going_back_finds_the_page_where_it_was_left(visit: Visit) -> None:
    page = visit(DENSE, width=390, reduced_motion="reduce")
    words = page.locator(".body [data-claim=dense-20]")
    words.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    words.locator("a").click()
    page.go_back()
    expect(words).to_be_in_viewport()
    assert abs(page.evaluate("scrollY") - before) < 4
