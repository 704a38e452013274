"""The sheet of questions in a browser: what a reader chooses stays on the device, and is said out loud."""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import Visit, until

pytestmark = pytest.mark.browser

ARTICLE = "/articles/is-microneedling-safe-for-kp/"
KEPT = "localStorage.getItem('kpsite questions')"
HARM = "mn-can-leave-dark-marks"


@pytest.fixture
def reader(visit: Visit) -> Page:
    """A reader with an article open."""
    return visit(ARTICLE)


def kept(page: Page) -> Any:
    return json.loads(page.evaluate(KEPT) or "{}")


def add(page: Page, slug: str = HARM) -> None:
    page.locator(f'[data-claim-note="{slug}"] [data-ask]').first.click()


def test_a_claim_goes_from_its_note_to_the_sheet_and_off_again(reader: Page) -> None:
    add(reader)
    status = reader.locator("[data-ask-status]")
    expect(status).to_have_text("On your sheet. See your questions")
    expect(reader.locator(f'[data-claim-note="{HARM}"] [data-ask]').first).to_have_text("Remove from my questions")
    assert kept(reader)["claims"] == [HARM]
    status.get_by_role("link").click()
    expect(reader.locator(f'[data-asked="{HARM}"]')).to_contain_text("Take care:")
    assert urlsplit(reader.url).query == "", "what was chosen does not stand in the address"
    reader.get_by_role("button", name="Take off").click()
    expect(reader.get_by_role("button", name="Undo")).to_be_focused()
    expect(reader.locator("[data-status]")).to_have_text("Taken off the sheet.")
    expect(reader.locator("[data-asked]")).to_have_count(0)
    reader.keyboard.press("Enter")
    expect(reader.locator(f'[data-asked="{HARM}"]')).to_have_count(1)


def test_all_claims_of_a_page_go_on_the_sheet_up_to_twelve(reader: Page) -> None:
    reader.get_by_role("button", name="Put these claims on my questions").click()
    expect(reader.locator("[data-ask-status]")).to_contain_text("On your sheet.")
    assert 5 < len(kept(reader)["claims"]) <= 12
    assert reader.url.endswith(ARTICLE)


def test_what_a_reader_writes_stays_and_is_never_sent(reader: Page) -> None:
    add(reader)
    sent: list[str] = []
    reader.on("request", lambda request: sent.append(f"{request.url} {request.post_data or ''}"))
    reader.goto("/sheet/")
    reader.get_by_label("Question 1").fill("Will it itch, dear doctor?")
    reader.reload()
    expect(reader.get_by_label("Question 1")).to_have_value("Will it itch, dear doctor?")
    reader.get_by_label("Look for claims").fill("scars")
    reader.get_by_role("button", name="Look").click()
    reader.locator("[data-found] input").first.check()
    reader.get_by_role("button", name="Put them on the sheet").click()
    expect(reader.locator("[data-asked]")).to_have_count(2)
    assert not [each for each in sent if "itch" in each]
    reader.get_by_role("button", name="Empty the sheet").click()
    until(lambda: reader.evaluate(KEPT) is None, "the sheet is emptied")
    expect(reader.get_by_label("Question 1")).to_have_value("")
    reader.get_by_role("button", name="Undo").click()
    expect(reader.get_by_label("Question 1")).to_have_value("Will it itch, dear doctor?")
    expect(reader.locator("[data-asked]")).to_have_count(2)


def test_an_address_shows_its_claims_and_keeps_them_only_if_asked(visit: Visit) -> None:
    page = visit(f"/sheet/?claim={HARM}&claim=nobody-knows-it")
    expect(page.locator("[data-asked]")).to_have_count(1)
    assert page.evaluate(KEPT) is None
    page.get_by_role("button", name="Keep these claims on this device").click()
    page.wait_for_url("**/sheet/")
    assert HARM in kept(page)["claims"]


def test_public_pages_ask_nobody_else_and_leave_no_cookie(reader: Page, site: str) -> None:
    asked: list[str] = []
    reader.on("request", lambda request: asked.append(request.url))
    for path in (ARTICLE, "/", "/sheet/"):
        reader.goto(path)
    assert asked and not [url for url in asked if not url.startswith(f"{site}/")]
    assert reader.context.cookies() == []


@pytest.fixture
def unscripted(browser: Browser, site: str) -> Iterator[Page]:
    """A reader without script."""
    context = browser.new_context(base_url=site, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_without_script_the_sheet_is_put_together_by_its_forms(unscripted: Page) -> None:
    unscripted.goto(ARTICLE)
    assert not unscripted.locator("[data-ask]").first.is_visible()
    unscripted.goto(f"/evidence/{HARM}/")
    unscripted.get_by_role("button", name="Add to my questions").click()
    expect(unscripted.locator("[data-asked]")).to_have_count(1)
    unscripted.get_by_label("Look for claims").fill("scars")
    unscripted.get_by_role("button", name="Look").click()
    unscripted.locator("[data-found] input").first.check()
    unscripted.get_by_role("button", name="Put them on the sheet").click()
    expect(unscripted.locator("[data-asked]")).to_have_count(2)
    unscripted.get_by_role("button", name="Take off").first.click()
    expect(unscripted.locator("[data-asked]")).to_have_count(1)


def test_a_full_sheet_prints_on_two_sheets_of_paper(visit: Visit) -> None:
    page = visit("/evidence/")
    slugs = page.evaluate("[...document.querySelectorAll('[data-claim-card]')].map((each) => each.dataset.claimCard)")
    query = "&".join(f"claim={slug}" for slug in dict.fromkeys(slugs[:12]))
    page.goto(f"/sheet/?{query}")
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) <= 2
