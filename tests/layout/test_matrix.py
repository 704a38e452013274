"""Every kind of page × widths × light, dark, print and no script."""

import pytest
from playwright.sync_api import Page

from tests.browser import Visit
from tests.test_accessibility import ALL_RULES, COLOUR_RULES, axe_finds

from .measuring import (
    WATCH,
    assert_keys_follow_the_eye,
    assert_notes_stand_right,
    assert_nothing_moved,
    assert_nothing_scrolls_sideways,
)
from .pages import PAGES, STATUS, WIDTHS

pytestmark = pytest.mark.browser
each_page = pytest.mark.parametrize("name", PAGES)


def open_at(page: Page, name: str, width: int) -> None:
    """Open a page afresh in a window of this width."""
    page.set_viewport_size({"width": width, "height": 900})
    response = page.goto(PAGES[name])
    assert response and response.status == STATUS.get(name, 200)


@each_page
def test_in_the_light(visit: Visit, name: str) -> None:
    page = visit("about:blank", color_scheme="light")
    page.add_init_script(WATCH)
    for width in WIDTHS:
        open_at(page, name, width)
        assert_nothing_scrolls_sideways(page, width)
        assert_notes_stand_right(page, width)
        assert_keys_follow_the_eye(page)
        assert axe_finds(page, ALL_RULES) == [], width
        assert_nothing_moved(page)


@each_page
def test_in_the_dark(visit: Visit, name: str) -> None:
    page = visit("about:blank", color_scheme="dark")
    for width in WIDTHS:
        open_at(page, name, width)
        assert_nothing_scrolls_sideways(page, width)
        assert axe_finds(page, COLOUR_RULES) == [], width


@each_page
def test_on_paper(visit: Visit, name: str) -> None:
    page = visit("about:blank")
    page.emulate_media(media="print")
    for width in WIDTHS:
        open_at(page, name, width)
        assert_nothing_scrolls_sideways(page, width)
        assert_notes_stand_right(page, width, on_paper=True)
        assert page.locator(".site-nav").is_hidden(), "what cannot be used on paper"
        caveats = page.locator(".body [data-caveat], .judgement [data-caveat]")
        shown = caveats.evaluate_all("all => all.map(each => each.checkVisibility({ contentVisibilityAuto: true }))")
        assert all(shown), "a caveat is not on paper"


@each_page
def test_without_script(visit: Visit, name: str) -> None:
    page = visit("about:blank", java_script_enabled=False)
    for width in WIDTHS:
        open_at(page, name, width)
        assert_nothing_scrolls_sideways(page, width)
        assert_notes_stand_right(page, width)


@each_page
def test_at_twice_the_size_and_with_big_letters(visit: Visit, name: str) -> None:
    page = visit("about:blank", device_scale_factor=2)
    open_at(page, name, 640)
    assert_nothing_scrolls_sideways(page, 640)
    assert_notes_stand_right(page, 640)


@each_page
def test_from_right_to_left(visit: Visit, name: str) -> None:
    page = visit("about:blank")
    for width in (390, 1280):
        open_at(page, name, width)
        page.evaluate("document.documentElement.dir = 'rtl'")
        assert_nothing_scrolls_sideways(page, width)
        boxes = page.locator(".noted").evaluate_all(
            "all => all.map(each => [each.firstElementChild, each.lastElementChild]"
            ".map(part => part.getBoundingClientRect()).map(({ left, right }) => [left, right]))"
        )
        for (left, _right), (_left, end) in boxes:
            assert width < 1056 or end <= left, "notes stand to the left of their block"
