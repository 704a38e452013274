"""What is measured of a page: boxes of notes and blocks, the order of the keys, what moved while it was loading."""

from typing import Any

from playwright.sync_api import Page

from tests.browser import NOTES, assert_notes_stand_below, assert_notes_stand_beside

from .pages import WIDE

#: Runs before a page's own scripts, and adds up what moved without the reader doing anything.
WATCH = """
  window.shifted = [];
  new PerformanceObserver((list) => {
    for (const each of list.getEntries()) {
      if (each.hadRecentInput) continue;
      const words = (node) => (node ? (node.outerHTML || node.textContent).slice(0, 80) : '');
      window.shifted.push(each.sources.map(({ node }) => words(node)));
    }
  }).observe({ type: 'layout-shift', buffered: true });
"""

#: Of each thing the Tab key can reach, in the order of the page: its box, and the lane it stands in.
STOPS = """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
  .filter((node) => node.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })
    && !(node.closest('details:not([open])') && node.tagName !== 'SUMMARY')
    && !node.matches('.skip') && !node.closest('.trap'))
  .map((node) => {
    const { top, bottom, left, right } = node.getBoundingClientRect();
    return { top, bottom, left, right, index: node.tabIndex, words: node.outerHTML.slice(0, 90),
      lane: node.closest('.notes') && matchMedia('screen and (min-width: 66rem)').matches ? 'margin' : 'text' };
  })"""


def notes_on(page: Page) -> bool:
    """Whether the page has notes at all."""
    return bool(page.evaluate(NOTES)["groups"])


def assert_notes_stand_right(page: Page, width: int, *, on_paper: bool = False) -> None:
    """In the margin beside their block, or right below it; none overlaps anything, none pushes text apart."""
    if notes_on(page):
        (assert_notes_stand_beside if width >= WIDE and not on_paper else assert_notes_stand_below)(page)


def assert_nothing_scrolls_sideways(page: Page, width: int) -> None:
    """The page is no wider than the window."""
    assert page.evaluate("document.documentElement.scrollWidth") <= width, f"scrolls sideways at {width}"


def assert_nothing_moved(page: Page) -> None:
    """Nothing moved while the page was loading (CLS is 0)."""
    assert page.evaluate("window.shifted") == []


def assert_keys_follow_the_eye(page: Page) -> None:
    """The Tab key goes down the text and down the margin, and along a row in the direction of reading."""
    before: dict[str, dict[str, Any]] = {}
    for stop in page.evaluate(STOPS):
        assert stop["index"] == 0, f"Out of the page's own order: {stop}"
        last = before.get(stop["lane"])
        if last:
            is_below = stop["bottom"] > last["top"] + 1
            is_next_column = stop["left"] >= last["right"] - 1
            assert is_below or is_next_column, f"The eye goes back: {last} {stop}"
        before[stop["lane"]] = stop
