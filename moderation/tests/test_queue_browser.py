"""A moderator clears the queue in a real browser, by keys alone, in both colour schemes."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from accounts.models import User
from claims.actions import sign_off
from claims.models import Claim, Evidence
from claims.queries import newest_faces
from moderation.actions import raise_flag
from moderation.models import Flag, Hold, RowDecision, StockReason
from moderation.queue.listing import read_queue
from tests import factory
from tests.test_accessibility import ALL_RULES, COLOUR_RULES, axe_finds

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LIST = "/admin/moderation/queue/"


@pytest.fixture
def claims(mo: User) -> list[Claim]:
    """Eighteen claims that were studied in other people, one of them with a change waiting, and two reports."""
    made = []
    for number in range(18):
        claim = factory.claim(f"claim-{number:02}", statement=f"It may help a little ({number}).")
        Evidence.objects.filter(claim=claim).update(population="acne scars", extract="Scars were smoother.", n=30)
        sign_off(claim=claim, verdict="supported", certainty="low", reasons="As the review says.", by=mo)
        made.append(claim)
    Claim.objects.filter(pk=made[0].pk).update(statement="It may help some (0).")
    for _each in range(2):
        raise_flag(claim=made[1], doubt="harmed")
    StockReason.objects.get_or_create(state="not-agreed", text="The source says so.")
    return made


@pytest.fixture
def desk(browser: Browser, live_server: Any, client: Client, mo: User) -> Iterator[Page]:
    """Mo's browser, signed in, without a mouse; a script that breaks fails the test."""
    client.force_login(mo)
    broken: list[str] = []
    session = client.cookies["sessionid"].value
    context = browser.new_context(base_url=live_server.url, viewport={"width": 1280, "height": 900})
    context.add_cookies([{"name": "sessionid", "value": session, "domain": "localhost", "path": "/admin/"}])
    context.set_default_timeout(15_000)
    page = context.new_page()
    page.on("pageerror", lambda error: broken.append(str(error)))
    yield page
    context.close()
    assert broken == []


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def send(page: Page, key: str = "Enter") -> None:
    """Press a key that leads to another page, and wait for it."""
    with page.expect_navigation():
        page.keyboard.press(key)


def judge_a_report(page: Page) -> None:
    """Say on the screen of a report that nothing changes, for the first reason at hand, and go back to the queue."""
    press(page, "n", "1")
    send(page)
    expect(page.locator(".messagelist")).to_contain_text("not agreed")
    send(page, "q")
    page.wait_for_url(f"**{LIST}")


def test_mo_clears_twenty_rows_without_touching_the_mouse(desk: Page, claims: list[Claim]) -> None:
    assert len(read_queue().rows) == 20
    desk.goto(LIST)
    for _each in range(2):
        press(desk, "j")
        send(desk)
        judge_a_report(desk)
    assert set(Flag.objects.values_list("state", flat=True)) == {"not-agreed"}
    press(desk, "j")
    send(desk, "o")
    expect(desk.locator("ins")).to_contain_text("some")
    press(desk, "s")
    send(desk, "Control+Enter")
    assert newest_faces()["claim-00"].statement == "It may help some (0)."
    for _each in range(18):
        expect(desk.locator(".queue-banner")).to_contain_text("Studied in other people")
        press(desk, "1")
        send(desk)
    expect(desk.locator(".queue-empty")).to_have_text("Nothing waits.")
    assert (read_queue().rows, RowDecision.objects.count()) == ([], 18)


def test_keys_move_choose_hold_and_stay_out_of_fields(desk: Page, claims: list[Claim]) -> None:
    desk.goto(f"{LIST}?kind=other-population")
    press(desk, "j", "j", "k", "j", "x")
    assert desk.locator("[data-row]").nth(1).locator("input").is_checked()
    assert desk.locator("[data-chosen]").inner_text() == "✓ 1"
    desk.locator("[data-open]").nth(1).focus()
    send(desk, "h")
    assert Hold.objects.count() == 1
    assert "kind=other-population" in desk.url
    press(desk, "/")
    assert desk.evaluate("document.activeElement.name") == "kind"
    press(desk, "Escape", "?")
    assert desk.locator(".queue-keys").get_attribute("open") is not None
    send(desk, "q")
    desk.goto(read_queue().rows[-1].url)
    press(desk, "l", "Tab")
    desk.locator("#id_leave-reason").focus()
    desk.keyboard.type("no 12")
    assert desk.locator("#id_leave-reason").input_value() == "no 12"
    assert desk.locator(".queue-stock input:checked").count() == 0


def test_what_was_left_comes_back_by_two_keys(desk: Page, claims: list[Claim]) -> None:
    row = read_queue().rows[-1]
    desk.goto(row.url)
    press(desk, "2")
    send(desk)
    send(desk, "u")
    expect(desk.get_by_role("button", name="Put it back into the queue")).to_be_focused()
    send(desk)
    assert read_queue().find(row.key) is not None


def test_whoever_wants_no_keys_switches_them_off(desk: Page, claims: list[Claim]) -> None:
    desk.goto(LIST)
    desk.locator(".queue-keys summary").press("Enter")
    desk.locator("[data-keys-on]").press("Space")
    desk.goto(LIST)
    press(desk, "j")
    assert desk.evaluate("document.activeElement.tagName") == "BODY"


def test_one_reason_fills_all_and_each_can_differ(desk: Page, claims: list[Claim]) -> None:
    desk.goto(f"{LIST}?kind=other-population")
    press(desk, "j", "x", "j", "x")
    send(desk, "b")
    desk.locator("[data-same]").press_sequentially("Scars are scars.")
    desk.locator("[data-fill]").press("Enter")
    desk.locator("#id_form-0-reason").fill("Another reason.")
    desk.locator("#id_form-0-reason").focus()
    send(desk)
    assert sorted(RowDecision.objects.values_list("reason", flat=True)) == ["Another reason.", "Scars are scars."]


def test_axe_finds_nothing_in_the_list_a_row_or_a_phone(desk: Page, claims: list[Claim]) -> None:
    for path in (LIST, read_queue().rows[-1].url, next(row for row in read_queue().rows if row.kind == "proposed").url):
        desk.set_viewport_size({"width": 1280, "height": 900})
        desk.emulate_media(color_scheme="light")
        desk.goto(path)
        desk.locator(".queue-keys summary").press("Enter")
        assert axe_finds(desk, ALL_RULES) == []
        desk.emulate_media(color_scheme="dark")
        desk.reload()
        assert axe_finds(desk, COLOUR_RULES) == []
        desk.set_viewport_size({"width": 390, "height": 800})
        assert axe_finds(desk, ALL_RULES) == []
        assert desk.evaluate("document.documentElement.scrollWidth") <= 390, path
