"""A reader reports a claim in a real browser, by keyboard alone and without script, and sees what became of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import Visit, until, visiting
from tests.server import act
from tests.test_accessibility import ALL_RULES, COLOUR_RULES, axe_finds

pytestmark = pytest.mark.browser

SAFE = "/articles/is-microneedling-safe-for-kp/"
DARK_MARKS = "mn-can-leave-dark-marks"
WORDS = "My clinic says that they always fade."
BUTTON = ".report-form button"
ACTIVE = "document.activeElement"
AGREE = """
from accounts.models import User
from moderation.actions import SignOff, agree
from moderation.models import Flag
agree(flag=Flag.objects.get(token="{token}"), reason="You read it right.", by=User.objects.get(username="mo"), seen=0,
      consequences=[SignOff("contested", "low", "A second study disagrees.")])
"""


@pytest.fixture
def people(browser: Browser, own_site: str) -> Iterator[Visit]:
    """Yield what opens the site, which this module may write to, in somebody's own browser."""
    with visiting(browser, own_site) as visits:
        yield visits


def tab_to(page: Page, is_there: str) -> None:
    """Press Tab until the focus is where the JavaScript condition on ``node`` holds."""
    for _press in range(300):
        page.keyboard.press("Tab")
        if page.evaluate(f"(node => {is_there})({ACTIVE})"):
            return
    raise AssertionError(f"Never reached: {is_there}")


def press_enter(page: Page) -> None:
    with page.expect_navigation():
        page.keyboard.press("Enter")


def is_sent(page: Page) -> bool:
    """Send the form by its button; who is faster than people type is asked to send it again, with all still there."""
    tab_to(page, "node.type === 'submit' && node.form.className === 'report-form'")
    press_enter(page)
    return "/reports/" in page.url


def test_a_report_goes_from_the_note_to_fixed_by_keyboard_and_without_script(people: Visit, own_database: Path) -> None:
    page = people(SAFE, java_script_enabled=False)
    tab_to(page, f"node.closest('[data-claim-note={DARK_MARKS}]') && node.href.endsWith('/report/')")
    press_enter(page)
    expect(page.locator("main p").first).to_contain_text("not for medical help, and nobody reads it at night")
    send_without_a_choice(page)
    choose_and_write(page)
    until(lambda: is_sent(page), "the report is taken")
    token = page.inner_text("h1")
    assert page.url.endswith(f"/reports/{token}/") and page.context.cookies() == []
    expect(page.locator(".outcome-words")).to_have_text("Received")
    act(own_database, AGREE.format(token=token))
    page.reload()
    tab_to(page, "node.closest('.outcome')")
    assert page.evaluate(f"{ACTIVE}.textContent") == "You were right: changed in version 2"
    press_enter(page)
    assert page.url.endswith(f"/evidence/{DARK_MARKS}/#history")
    expect(page.locator("main")).to_contain_text("A second study disagrees.")


def send_without_a_choice(page: Page) -> None:
    """What is missing is told first, has the focus, and leads to the field."""
    tab_to(page, "node.name === 'words'")
    page.keyboard.type(WORDS)
    assert not is_sent(page)
    until(lambda: page.evaluate(f"{ACTIVE}.id") == "problems", "the focus is on what is wrong")
    tab_to(page, "node.closest('#problems')")
    page.keyboard.press("Enter")
    assert page.input_value("#id_words").strip() == WORDS


def choose_and_write(page: Page) -> None:
    tab_to(page, "node.type === 'radio'")
    page.keyboard.press("ArrowDown")
    assert page.is_checked("#id_doubt_1")
    tab_to(page, "node.type === 'email'")
    page.keyboard.type("reader@example.org")


def test_axe_finds_nothing_on_what_went_wrong_and_on_a_receipt_on_a_phone(people: Visit) -> None:
    page = people(f"/evidence/{DARK_MARKS}/report/", width=390, height=800)
    page.fill("#id_email", "nobody")
    page.click(BUTTON)
    expect(page.locator(".field-error")).to_have_count(2)
    assert_is_fine(page)
    page.fill("#id_email", "")
    page.check("#id_doubt_0")
    until(lambda: is_taken(page), "the report is taken")
    assert_is_fine(page)


def is_taken(page: Page) -> bool:
    page.click(BUTTON)
    return "/reports/" in page.url


def assert_is_fine(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    for scheme, rules in (("light", ALL_RULES), ("dark", COLOUR_RULES)):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert axe_finds(page, rules) == []
