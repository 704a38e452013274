"""The search box in a real browser: suggestions, by the keyboard alone (the combobox pattern of ARIA's guide)."""

import pytest
from playwright.sync_api import Page

from tests.browser import Visit, until

pytestmark = pytest.mark.browser


def chosen(page: Page) -> str:
    """Return the words of the option that the box points at, which must be the one that is shown as chosen."""
    pointed = page.get_attribute("#site-search", "aria-activedescendant")
    if pointed is None:
        assert page.locator('[role="option"][aria-selected="true"]').count() == 0
        return ""
    assert page.locator('[role="option"][aria-selected="true"]').get_attribute("id") == pointed
    return page.inner_text(f"#{pointed} .suggestion-title")


def test_suggestions_are_walked_closed_and_followed_by_the_keyboard(visit: Visit) -> None:
    page = visit("/")
    box, options = page.locator("#site-search"), page.locator('[role="option"]')
    box.focus()
    page.keyboard.type("microneedling safe")
    until(lambda: box.get_attribute("aria-expanded") == "true", "the list opens")
    count = options.count()
    assert count > 1 and page.inner_text(".site-search [role=status]") == f"{count} suggestions"
    assert box.get_attribute("aria-controls") == page.locator('[role="listbox"]').get_attribute("id")
    titles = page.locator(".suggestion-title").all_inner_texts()

    assert chosen(page) == ""
    page.keyboard.press("ArrowDown")
    assert chosen(page) == titles[0]
    page.keyboard.press("ArrowUp")
    assert chosen(page) == "", "from the first back to the box"
    page.keyboard.press("ArrowUp")
    assert chosen(page) == titles[-1]
    assert page.evaluate("document.activeElement.id") == "site-search", "the focus never leaves the box"

    page.keyboard.press("Escape")
    assert box.get_attribute("aria-expanded") == "false" and not page.locator('[role="listbox"]').is_visible()
    assert box.input_value() == "microneedling safe" and chosen(page) == ""

    page.keyboard.press("ArrowDown")
    assert page.locator('[role="listbox"]').is_visible() and chosen(page) == titles[0]
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/search/" not in url and not url.endswith("8000/") and "?" not in url)
    assert page.inner_text("h1").strip() == titles[0]


def test_enter_searches_for_what_was_typed_and_leaving_closes_the_list(visit: Visit) -> None:
    page = visit("/")
    page.locator("#site-search").focus()
    page.keyboard.type("scars")
    until(lambda: page.locator('[role="listbox"]').is_visible(), "the list opens")
    page.keyboard.press("Tab")
    assert not page.locator('[role="listbox"]').is_visible()
    page.locator("#site-search").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=scars")
    assert page.locator(".result mark").count() > 3
    page.locator("#q").focus()
    page.keyboard.type("x")
    until(lambda: page.inner_text(".search-form [role=status]") == "0 suggestions", "what was found is told")
    assert not page.locator('.search-form [role="listbox"]').is_visible()
