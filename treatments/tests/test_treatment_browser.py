"""Treatments in a real browser: narrow and wide, light and dark, by keyboard and on paper."""

from typing import Any, Literal

import pytest
from playwright.sync_api import Page

from accounts.models import User
from publishing import actions
from tests import factory
from tests.browser import assert_notes_stand_below, assert_notes_stand_beside, contrast
from tests.test_accessibility import ALL_RULES, COLOUR_RULES, axe_finds

from . import making
from .making import line, reason

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TITLES = {
    "needling": "Radiofrequency microneedling",
    "creams": "Moisturisers with urea or lactic acid",
    "lasers": "Lasers",
    "nothing": "Leaving it alone",
}
COMPARE = "/treatments/compare/?" + "&".join(f"t={slug}" for slug in TITLES)
PAGES = {
    "treatment": "/treatments/needling/",
    "list": "/treatments/",
    "compare": COMPARE,
    "chooser": "/treatments/compare/?t=needling",
    "article": "/articles/what-helps/",
    "withdrawn": "/treatments/withdrawn/",
}
#: The left and upper edges of the cells of each aspect.
CELLS = """() => [...document.querySelectorAll('.aspect')].map((aspect) =>
  [...aspect.querySelectorAll('.aspect-cell')].map((cell) => {
    const { left, top } = cell.getBoundingClientRect();
    return [Math.round(left), Math.round(top)];
  }))"""
#: Whatever stands in red cards and has words of its own.
IN_RED = ("h2", "h3", "summary", ".who-text", "a", ".caveat-label", ".verdict", ".evidence-line")


@pytest.fixture
def site(mo: User, live_server: Any) -> str:
    """Four treatments with much to say, one that was withdrawn, and an article that makes their claim."""
    leaflet = factory.source("leaflet", tier="hospital", title="After needling", url="https://example.org/leaflet")
    scar, help = making.harm(mo), making.effect(mo, population="keratosis pilaris")
    for slug, title in TITLES.items():
        reasons = [reason(f"You {each} ({slug}).", claim=scar, sources=[leaflet]) for each in ("bleed", "scar easily")]
        folded = [reason(f"You once {each} ({slug}).", "caution") for each in ("bled", "fainted")]
        making.live(
            slug,
            by=mo,
            title=title,
            listed=[scar, help],
            lines=[line("A week or two.", claim=scar, sources=[leaflet])],
            reasons=[*reasons, *folded],
            benefits=making.saying(help.slug),
            harms=making.saying(scar.slug),
        )
    gone = making.live("withdrawn", by=mo, title="Withdrawn", reasons=[reason("You bleed.", claim=scar)])
    actions.withdraw(page=gone.page, public_note="It said too much.", by=mo)
    factory.published(factory.article(by=mo, body=making.saying(scar.slug)), by=mo)
    return live_server.url


def edges(page: Page) -> list[list[list[int]]]:
    """Return where each aspect's cells begin, left and top."""
    found: list[list[list[int]]] = page.evaluate(CELLS)
    assert len(found) >= 6 and all(len(cells) == len(TITLES) for cells in found)
    return found


def test_four_treatments_stand_one_below_the_other_on_a_phone(page: Page, site: str) -> None:
    for width in (390, 320):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(site + COMPARE)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for cells in edges(page):
            assert len({left for left, _top in cells}) == 1
            assert [top for _left, top in cells] == sorted({top for _left, top in cells})
    assert page.locator(".aspect-cell > h3").filter(has_text="Lasers").last.is_visible()


def test_four_treatments_stand_side_by_side_on_a_wide_screen(page: Page, site: str) -> None:
    page.goto(site + COMPARE)
    for cells in edges(page):
        assert [left for left, _top in cells] == sorted({left for left, _top in cells})
        assert len({top for _left, top in cells}) == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280


def test_some_are_chosen_and_compared_by_the_keyboard_alone(page: Page, site: str) -> None:
    page.goto(f"{site}/treatments/")
    for name in ("Lasers", "Leaving it alone"):
        page.get_by_role("checkbox", name=f"Compare {name}").focus()
        page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**/treatments/compare/?t=lasers&t=nothing")
    assert page.locator("h1 + .lead").inner_text() == "Lasers, Leaving it alone"


def test_axe_finds_nothing_in_light_or_dark(page: Page, site: str) -> None:
    for name, path in PAGES.items():
        page.emulate_media(color_scheme="light")
        page.goto(site + path)
        assert axe_finds(page, ALL_RULES) == [], name
        page.emulate_media(color_scheme="dark")
        assert axe_finds(page, COLOUR_RULES) == [], name


def test_nothing_scrolls_sideways_on_a_phone_and_axe_finds_nothing(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    for name, path in PAGES.items():
        page.goto(site + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, name
        if name in ("treatment", "compare"):
            assert axe_finds(page, ALL_RULES) == [], name


def test_all_words_in_the_red_card_can_be_read_in_both_schemes(page: Page, site: str) -> None:
    schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
    for scheme in schemes:
        page.emulate_media(color_scheme=scheme)
        for path in (PAGES["treatment"], PAGES["article"], COMPARE):
            page.goto(site + path)
            for selector in (f".danger {each}" for each in IN_RED):
                if page.locator(selector).count():
                    ink, red = contrast(page, selector)
                    assert ink > red, (scheme, path, selector)
                    assert (ink + 0.05) / (red + 0.05) >= 4.5, (scheme, path, selector)


def test_notes_stand_beside_their_section_or_below_their_words(page: Page, site: str) -> None:
    page.goto(site + PAGES["treatment"])
    assert assert_notes_stand_beside(page) == 2
    page.set_viewport_size({"width": 390, "height": 800})
    assert assert_notes_stand_below(page) == 2
