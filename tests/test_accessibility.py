"""WCAG 2.2 AA as far as a machine can tell: axe, narrow screens, and the keyboard alone."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser import Visit
from tests.scene import RECHECKED, REVISED, WITHDRAWN

pytestmark = pytest.mark.browser

ARTICLE = "/articles/is-microneedling-safe-for-kp/"
PAGES = {
    "home": "/",
    "article": ARTICLE,
    "article with a picture": f"/articles/{REVISED}/",
    "list": "/articles/",
    "versions": f"/articles/{REVISED}/versions/",
    "old version": f"/articles/{REVISED}/versions/1/",
    "changes": f"/articles/{REVISED}/versions/2/changes/",
    "register": "/evidence/",
    "search": "/search/?q=scars",
    "search without words": "/search/",
    "register searched": "/evidence/?q=scars",
    "claim": "/evidence/mn-kp-safe-and-effective/",
    "claim being re-checked": f"/evidence/{RECHECKED}/",
    "question": "/questions/is-microneedling-safe-and-effective-for-kp/",
    "source": "/sources/fda-microneedling/",
    "how we check": "/about/how-we-check/",
    "corrections": "/corrections/",
    "questions to ask": "/sheet/?claim=mn-can-leave-dark-marks&claim=nobody-knows-it&q=scar",
    "privacy": "/about/privacy/",
    "report on a claim": "/evidence/mn-kp-safe-and-effective/report/",
    "report on a page": f"{ARTICLE}report/",
    "find a report": "/reports/?number=7F3K",
    "404": "/nothing/",
    "410": f"/articles/{WITHDRAWN}/",
}
#: What axe leaves out unless asked, and what a colour scheme can change.
ALL_RULES: dict[str, Any] = {"rules": {"target-size": {"enabled": True}}}
COLOUR_RULES: dict[str, Any] = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
FOCUS = """async () => {
  // The page scrolls to what got the focus when it is next drawn.
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  const node = document.activeElement;
  if (!node || node === document.body) return null;
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(node);
  const { top, bottom, left, right } = node.getBoundingClientRect();
  const isInSight = bottom > 0 && top < innerHeight && right > 0 && left < innerWidth && bottom > top;
  const isRinged = (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none';
  const all = [...document.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]')];
  return { place: all.indexOf(node), words: node.outerHTML.slice(0, 120), isRinged, isInSight };
}"""
#: Places of all that can be reached and is shown, in the order of the page.
REACHABLE = """() => [...document.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]')]
  .map((node, place) => [node, place])
  .filter(([node]) => node.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })
    && !(node.closest('details:not([open])') && node.tagName !== 'SUMMARY'))
  .map(([_node, place]) => place)"""

each_page = pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())


def axe_finds(page: Page, options: dict[str, Any]) -> list[str]:
    """Return what axe finds wrong with the page that is open."""
    found = Axe().run(page, options=options).response["violations"]
    return [f"{each['id']}: {node['html']} {node['failureSummary']}" for each in found for node in each["nodes"]]


@each_page
def test_axe_finds_nothing_on_a_desk_in_the_light_or_on_a_phone_in_the_dark(visit: Visit, path: str) -> None:
    page = visit(path, color_scheme="light")
    assert axe_finds(page, ALL_RULES) == []
    page.set_viewport_size({"width": 390, "height": 800})
    page.emulate_media(color_scheme="dark")
    assert page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    assert axe_finds(page, ALL_RULES) == []


def test_axe_would_find_something(visit: Visit) -> None:
    page = visit("/")
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"/x.png\">')")
    assert any("image-alt" in each for each in axe_finds(page, ALL_RULES))


def test_nothing_scrolls_sideways_however_the_window_is_resized(visit: Visit) -> None:
    page = visit("/", width=320, height=640)
    for path in PAGES.values():
        page.goto(path)
        for width in (1920, 768, 320):
            page.set_viewport_size({"width": width, "height": 640})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)


def test_the_navigation_can_be_used_at_320_px(visit: Visit) -> None:
    page = visit("/", width=320, height=640)
    for words in ("Articles", "Treatments", "Aftercare", "Evidence"):
        path = f"/{words.lower()}/"
        page.click(f".site-nav >> text={words}")
        page.wait_for_url(f"**{path}**")


def test_nothing_is_lost_at_twice_the_size(visit: Visit) -> None:
    page = visit(ARTICLE, width=640, height=450, device_scale_factor=2)
    assert page.evaluate("document.documentElement.scrollWidth") <= 640
    assert page.locator("[data-claim-note]").first.is_visible()


def test_the_first_key_offers_to_skip_to_the_content(visit: Visit) -> None:
    page = visit(ARTICLE)
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    box = skip.bounding_box()
    assert page.evaluate("document.activeElement.className") == "skip"
    assert box and box["x"] >= 0 and box["y"] >= 0, "it shows itself"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("path", [ARTICLE, "/evidence/", "/evidence/mn-kp-safe-and-effective/"])
def test_everything_can_be_reached_by_the_keyboard_and_shows_that_it_has_the_focus(visit: Visit, path: str) -> None:
    page = visit(path, reduced_motion="reduce")
    expected = page.evaluate(REACHABLE)
    reached = []
    for _press in range(len(expected) + 5):
        page.keyboard.press("Tab")
        seen = page.evaluate(FOCUS)
        if seen is None:
            break
        assert seen["isRinged"], f"Nothing shows the focus: {seen}"
        assert seen["isInSight"], f"The focus is out of sight: {seen}"
        reached.append(seen["place"])
    assert reached == expected, "everything once, in the order of the page"
