"""What tests do with a real browser: visit, sign in, and measure where the notes stand."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Page, Response

from tests.scene import PASSWORD

Visit = Callable[..., Page]
LEVEL = 8
RIGHT_BELOW = 40
#: The room that a note keeps below itself.
APART = 24
#: The most that lies between two blocks that follow each other.
GAP = 60

#: Of each group of notes: the block it belongs to, the notes, and how many notes are in sight at all.
NOTES = """() => {
  const box = (node) => {
    const { top, bottom, left, right } = node.getBoundingClientRect();
    return { top, bottom, left, right, words: node.innerText.slice(0, 60) };
  };
  const groups = [...document.querySelectorAll('.noted > .notes')];
  const texts = '.body > :not(.noted), .noted > :first-child, .page > :not(.body, .page-head), '
    + '.page-head > :not(.summary), .site-header-row, .site-footer p, .site-footer nav';
  return {
    groups: groups.map((group) => ({
      block: box(group.previousElementSibling), notes: [...group.querySelectorAll('[data-claim-note]')].map(box),
    })),
    gaps: [...document.querySelectorAll('.body')].flatMap((body) => {
      const blocks = [...body.children].map((each) => (each.matches('.noted') ? each.firstElementChild : each));
      return blocks.slice(1).map((each, place) => ({
        above: box(blocks[place]), below: box(each), isHeading: /^H\\d$/.test(each.tagName),
      }));
    }),
    texts: [...document.querySelectorAll(texts)].map(box).filter((each) => each.bottom > each.top),
    width: document.documentElement.clientWidth,
    scrolled: document.documentElement.scrollWidth,
  };
}"""

#: The colour of an element's words, and of the ground that is painted behind it, as numbers.
COLOURS = """(node) => {
  const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
  let ground = node;
  const isClear = (each) => numbers(getComputedStyle(each).backgroundColor)[3] === 0;
  while (ground.parentElement && isClear(ground)) ground = ground.parentElement;
  return [numbers(getComputedStyle(node).color), numbers(getComputedStyle(ground).backgroundColor)];
}"""


@contextmanager
def visiting(browser: Browser, url: str) -> Iterator[Visit]:
    """Yield a function that opens an address in a browser of its own; all are closed at the end."""
    contexts = []

    def visit(path: str, *, width: int = 1280, height: int = 900, **options: Any) -> Page:
        context = browser.new_context(base_url=url, viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        context.set_default_timeout(15_000)
        page = context.new_page()
        page.goto(path)
        return page

    yield visit
    for context in contexts:
        context.close()


def sign_in(page: Page, username: str) -> None:
    """Sign in through the form that stands open."""
    page.fill("#id_username", username)
    page.fill("#id_password", PASSWORD)
    page.click("input[type=submit]")
    page.wait_for_selector("#user-tools")


def go(page: Page, path: str) -> Response:
    """Open an address that must answer."""
    response = page.goto(path)
    assert response, path
    return response


def until(question: Callable[[], Any], what: str, seconds: float = 15) -> None:
    """Ask again and again until the answer is yes; the strict CSP forbids Playwright's own way."""
    end = time.monotonic() + seconds
    while not question():
        assert time.monotonic() < end, f"It never came true: {what}"
        time.sleep(0.05)


def note(page: Page, slug: str) -> Any:
    """Return the first note of a claim."""
    return page.locator(f'[data-claim-note="{slug}"]').first


def assert_notes_stand_beside(page: Page) -> int:
    """Each note is to the right of its block and level with it, or right below the note before; none overlap.

    Where the note before ends beside the block itself, the note may stand level with the block's end.
    """
    seen = page.evaluate(NOTES)
    assert seen["groups"], "There is no note on this page."
    notes: list[dict[str, Any]] = []
    for group in seen["groups"]:
        for each in group["notes"]:
            floor = notes[-1]["bottom"] if notes else 0
            _assert_in_sight(each, seen)
            assert each["left"] >= group["block"]["right"], f"Not to the right of its block: {each}"
            pushed = floor + APART > group["block"]["top"]
            highest = max(floor, group["block"]["top"] - LEVEL)
            lowest = max(floor, group["block"]["bottom"]) + RIGHT_BELOW if pushed else group["block"]["top"] + LEVEL
            assert highest <= each["top"] <= lowest, (each, group, floor)
            notes.append(each)
    _assert_no_overlap(notes, seen["texts"])
    _assert_nothing_is_pushed_apart(seen["gaps"])
    assert seen["scrolled"] <= seen["width"], "The page scrolls sideways."
    return len(notes)


def _assert_nothing_is_pushed_apart(gaps: list[dict[str, Any]]) -> None:
    """Between two blocks there is no more room than the text's own; what tall notes need opens above headings."""
    for each in gaps:
        is_close = each["below"]["top"] - each["above"]["bottom"] <= GAP
        assert is_close or each["isHeading"], f"Pushed apart: {each}"


def assert_notes_stand_below(page: Page) -> int:
    """Each block's notes follow right below it, one below the other, before the next block."""
    seen = page.evaluate(NOTES)
    assert seen["groups"], "There is no note on this page."
    notes: list[dict[str, Any]] = []
    for group in seen["groups"]:
        above = group["block"]
        for each in group["notes"]:
            _assert_in_sight(each, seen)
            assert above["bottom"] <= each["top"] <= above["bottom"] + RIGHT_BELOW, (each, above)
            notes.append(each)
            above = each
    _assert_no_overlap(notes, seen["texts"])
    assert seen["scrolled"] <= seen["width"], "The page scrolls sideways."
    return len(notes)


def _assert_in_sight(each: dict[str, Any], seen: dict[str, Any]) -> None:
    assert each["right"] - each["left"] > 200 and each["bottom"] - each["top"] > 20, f"Not in sight: {each}"
    assert each["left"] >= 0 and each["right"] <= seen["width"], f"Runs out of the page: {each}"


def _assert_no_overlap(notes: list[dict[str, Any]], texts: list[dict[str, Any]]) -> None:
    for place, each in enumerate(notes):
        for other in (*texts, *notes[:place]):
            apart = (
                each["bottom"] <= other["top"] + 1
                or other["bottom"] <= each["top"] + 1
                or each["right"] <= other["left"] + 1
                or other["right"] <= each["left"] + 1
            )
            assert apart, f"A note lies over other words: {each} {other}"


def contrast(page: Page, selector: str) -> tuple[float, float]:
    """Return the luminance (WCAG) of some words and of the nearest painted ground behind them."""
    ink, paper = page.locator(selector).first.evaluate(COLOURS)
    return _luminance(ink), _luminance(paper)


def _luminance(colour: list[float]) -> float:
    def linear(part: float) -> float:
        part /= 255
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in colour[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
