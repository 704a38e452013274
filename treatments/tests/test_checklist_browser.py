"""A checklist in a real browser: ticks and dates that stay on the device, the file for a calendar, and the print."""

import tomllib
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from icalendar import Calendar
from playwright.sync_api import Browser, Page, expect

from accounts.models import User
from publishing import actions
from tests import factory
from tests.browser import Visit, visiting
from tests.test_accessibility import ALL_RULES, COLOUR_RULES, FOCUS, REACHABLE, axe_finds
from tests.test_csp import TELL
from treatments.models import ChecklistItem

from .paper import printed, squeezed

pytestmark = pytest.mark.browser

LONG = "/aftercare/before-and-after-microneedling/"
SHORT = "/aftercare/acids-and-creams/"
KEPT = "Object.entries(localStorage).map(([name, value]) => `${name}: ${value}`)"
FULL = """() => {
  Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };
}"""
NONE = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });"
BROKEN = f"localStorage.setItem('kpsite ticks {LONG}', '{{not json');"
BOX = "[data-tick]"


def items(slug: str) -> list[dict[str, Any]]:
    """Return the items of a starter checklist, as they are written."""
    path = Path(settings.BASE_DIR) / "content" / "aftercare" / f"{slug}.toml"
    found: list[dict[str, Any]] = tomllib.loads(path.read_text())["item"]
    return found


def done(page: Page, count: int) -> None:
    """Wait until the progress tells this many steps as done."""
    expect(page.locator("[data-progress]")).to_have_text(f"{count} of {page.locator(BOX).count()} steps done")


def reloaded(page: Page) -> Page:
    page.reload()
    return page


def choose(page: Page, day: date | str) -> None:
    page.fill("#on", str(day))
    page.click("text=Show my dates")


def shown_days(page: Page) -> list[str]:
    return page.locator("[data-days]:visible").all_inner_texts()


# --- ticks ----------------------------------------------------------------------------------------------------


def test_ticks_are_counted_and_are_there_after_a_reload(visit: Visit) -> None:
    page = visit(LONG)
    done(page, 0)
    page.locator(BOX).nth(0).check()
    page.locator(".step-once label").nth(2).click()
    done(page, 2)
    done(reloaded(page), 2)
    assert [box.is_checked() for box in page.locator(BOX).all()[:3]] == [True, False, True]
    page.locator(BOX).nth(0).uncheck()
    done(reloaded(page), 1)
    assert len(page.evaluate(KEPT)) == 1
    page.goto(SHORT)
    done(page, 0)


def test_start_again_takes_all_ticks_away_and_brings_them_back_on_request(visit: Visit) -> None:
    page = visit(LONG)
    again = page.locator("[data-again]")
    expect(again).to_be_hidden()
    for number in (0, 1, 4):
        page.locator(BOX).nth(number).check()
    again.click()
    done(page, 0)
    expect(again).to_have_text("Bring the ticks back")
    expect(again).to_be_focused()
    again.click()
    done(page, 3)
    expect(again).to_have_text("Start again")
    again.click()
    page.locator(BOX).nth(0).check()
    expect(again).to_have_text("Start again")
    done(reloaded(page), 1)


def test_two_tabs_agree(visit: Visit) -> None:
    page = visit(LONG)
    other = page.context.new_page()
    other.goto(LONG)
    page.locator(BOX).nth(0).check()
    done(other, 1)
    other.locator(BOX).nth(1).check()
    done(page, 2)
    other.click("[data-again]")
    done(page, 0)


@pytest.mark.parametrize("trouble", [NONE, f"({FULL})();"], ids=["no storage", "storage is full"])
def test_where_ticks_cannot_be_kept_the_page_works_and_says_so(visit: Visit, trouble: str) -> None:
    page = visit("/healthz")
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.context.add_init_script(trouble)
    page.goto(LONG)
    for number in (0, 1):
        page.locator(BOX).nth(number).check()
    done(page, 2)
    expect(page.locator("[data-not-kept]")).to_be_visible()
    expect(page.locator("[data-kept]")).to_be_hidden()
    page.locator(BOX).nth(0).uncheck()
    done(page, 1)
    page.click("[data-again]")
    done(page, 0)
    choose(page, "2026-12-01")
    assert shown_days(page)
    done(reloaded(page), 0)
    assert complaints == []


def test_what_others_left_in_the_storage_does_no_harm(visit: Visit) -> None:
    page = visit("/healthz")
    page.evaluate(BROKEN)
    page.goto(LONG)
    page.locator(BOX).nth(0).check()
    done(reloaded(page), 1)
    expect(page.locator("[data-not-kept]")).to_be_hidden()


@pytest.mark.django_db(transaction=True)
def test_a_step_that_was_reworded_loses_its_tick_and_no_other_does(page: Page, live_server: Any, mo: User) -> None:
    steps = [ChecklistItem(kind="do", text=text, starts_h=0) for text in ("Keep it clean.", "Keep it dry.")]
    copy = factory.checklist(by=mo, items=steps)
    factory.published(copy, by=mo)
    page.goto(f"{live_server.url}/aftercare/after-needling/")
    for box in page.locator(BOX).all():
        box.check()
    done(page, 2)
    copy.type_in("items", [*steps[:1], ChecklistItem(kind="do", text="Keep it airy.", starts_h=0), *_help()])
    actions.save_copy(copy=copy, by=mo)
    factory.published(copy, by=mo, note="Says it better.")
    done(reloaded(page), 1)
    assert page.get_by_label("Keep it clean.").is_checked()
    assert not page.get_by_label("Keep it airy.").is_checked()


def _help() -> list[ChecklistItem]:
    return factory.help_items()


# --- dates ----------------------------------------------------------------------------------------------------


def test_dates_are_worked_out_here_as_the_server_would_and_nothing_is_kept(visit: Visit) -> None:
    page = visit(LONG)
    asked: list[str] = []
    page.on("request", lambda request: None if "/static/" in request.url else asked.append(request.url))
    choose(page, "2026-12-29")
    here = shown_days(page)
    expect(page.locator("[data-status]")).to_have_text("These are the dates for 29 December 2026.")
    assert asked == [] and "?" not in page.url and page.evaluate(KEPT) == []
    page.goto(f"{LONG}?on=2026-12-29")
    assert shown_days(page) == here and len(here) == page.locator(".phase").count()
    assert shown_days(reloaded_without_script(page)) == here


def reloaded_without_script(page: Page) -> Page:
    browser = page.context.browser
    assert browser is not None
    context = browser.new_context(java_script_enabled=False)
    other = context.new_page()
    other.goto(page.url)
    return other


def test_today_is_highlighted_and_can_be_gone_to(visit: Visit) -> None:
    page = visit(LONG)
    choose(page, date.today() - timedelta(days=1))
    now = page.locator("[aria-current=date]")
    # The first 24 hours end in the course of the day after, nobody knows at what hour.
    expect(now.locator("h2")).to_have_text(["First 24 hours", "Day 2"])
    expect(now.locator("[data-today]").first).to_be_visible()
    page.click("text=Go to today: First 24 hours")
    expect(now.first).to_be_in_viewport()
    choose(page, date.today() + timedelta(days=3))
    expect(now.locator("h2")).to_have_text(["7 days before"])


def test_a_date_is_kept_and_put_into_the_address_only_on_request_and_as_easily_forgotten(visit: Visit) -> None:
    page = visit(LONG)
    choose(page, "2026-12-01")
    page.check("text=Keep this date on this device")
    assert page.evaluate(KEPT) == [f"kpsite day {LONG}: 2026-12-01"]
    assert page.evaluate("location.search") == ""
    page.check("text=Put the date into the address")
    assert page.evaluate("location.search") == "?on=2026-12-01"
    page.uncheck("text=Put the date into the address")
    assert page.evaluate("location.search") == ""
    reloaded(page)
    expect(page.locator("#on")).to_have_value("2026-12-01")
    assert shown_days(page)
    page.check("text=Put the date into the address")
    choose(page, "2026-12-02")
    assert page.evaluate("location.search") == "?on=2026-12-02"
    assert page.evaluate(KEPT) == [f"kpsite day {LONG}: 2026-12-02"]
    page.click("text=Forget the date")
    assert page.evaluate("location.search") == "" and page.evaluate(KEPT) == []
    assert shown_days(page) == [] and shown_days(reloaded(page)) == []


def test_an_address_with_a_date_does_not_replace_the_one_that_is_kept(visit: Visit) -> None:
    page = visit(LONG)
    choose(page, "2026-12-01")
    page.check("text=Keep this date on this device")
    page.goto(f"{LONG}?on=2027-03-04")
    expect(page.locator("#on")).to_have_value("2027-03-04")
    assert not page.is_checked("text=Keep this date on this device")
    assert page.evaluate(KEPT) == [f"kpsite day {LONG}: 2026-12-01"]


def test_the_calendar_file_comes_by_a_click_and_a_parser_reads_it(visit: Visit) -> None:
    page = visit(LONG)
    page.fill("#on", "2026-12-01")
    with page.expect_download() as coming:
        page.click(".dates >> text=Add to calendar")
    assert coming.value.suggested_filename == "before-and-after-microneedling.ics"
    assert "?" not in page.url and page.evaluate(KEPT) == []
    entries: list[Any] = Calendar.from_ical(Path(coming.value.path()).read_text()).walk("VEVENT")
    assert len(entries) == page.locator(".phase").count()
    urgent = [item["text"] for item in items("before-and-after-microneedling") if item["kind"] == "get-help"]
    for entry in entries:
        assert all(text in entry["description"] for text in urgent), entry["summary"]


def test_without_a_day_the_browser_asks_for_one(visit: Visit) -> None:
    page = visit(LONG)
    page.click(".dates >> text=Add to calendar")
    assert page.evaluate("document.activeElement.id") == "on"
    assert page.url.endswith(LONG)


# --- without script, by keyboard, narrow, in the dark ---------------------------------------------------------


def test_without_script_it_is_a_plain_list_with_forms_that_work(visit: Visit) -> None:
    page = visit(LONG, java_script_enabled=False)
    for script_only in (BOX, "[data-print]", "[data-progress]", "[data-again]", "[data-kept]", "[data-choices]"):
        assert page.locator(f"{script_only}:visible").count() == 0, script_only
    assert page.locator(".step-box:visible").count() == page.locator(".step-once").count() > 5
    choose(page, "2026-12-01")
    page.wait_for_url("**?on=2026-12-01#dates")
    assert shown_days(page)
    with page.expect_download() as coming:
        page.click(".dates >> text=Add to calendar")
    assert Calendar.from_ical(Path(coming.value.path()).read_text()).walk("VEVENT")
    page.click("text=Show the page without it")
    page.wait_for_url(f"**{LONG}")
    assert shown_days(page) == []


def test_by_keyboard_alone_one_can_tick_date_and_forget(visit: Visit) -> None:
    page = visit(SHORT, reduced_motion="reduce")
    page.locator(BOX).first.focus()
    page.keyboard.press("Space")
    done(page, 1)
    page.focus("#on")
    page.keyboard.type("01122026" if page.evaluate("navigator.language") == "en-GB" else "12012026")
    page.keyboard.press("Enter")
    expect(page.locator("[data-status]")).to_have_text("These are the dates for 1 December 2026.")
    page.locator("[data-forget]").focus()
    page.keyboard.press("Enter")
    assert shown_days(page) == []
    expect(page.locator("#on")).to_be_focused()


def test_everything_can_be_reached_by_the_keyboard_and_shows_the_focus(visit: Visit) -> None:
    page = visit(SHORT, reduced_motion="reduce")
    page.locator(BOX).first.check()
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    page.locator("body").press("Control+Home")
    expected = page.evaluate(REACHABLE)
    page.evaluate("document.querySelector('.skip').focus()")
    reached = [page.evaluate(FOCUS)["place"]]
    for _press in range(len(expected) + 8):
        page.keyboard.press("Tab")
        seen = page.evaluate(FOCUS)
        if seen is None:
            break
        assert seen["isRinged"] and seen["isInSight"], seen
        if seen["place"] != reached[-1]:  # a date has three fields inside
            reached.append(seen["place"])
    assert reached == expected


@pytest.mark.parametrize("path", [f"{LONG}?on=2026-12-01", f"{SHORT}?on=soon"])
def test_axe_finds_nothing_in_light_or_dark(visit: Visit, path: str) -> None:
    page = visit(path, color_scheme="light")
    assert axe_finds(page, ALL_RULES) == []
    page.emulate_media(color_scheme="dark")
    assert axe_finds(page, COLOUR_RULES) == []


@pytest.mark.parametrize("width", [320, 390])
def test_nothing_scrolls_sideways_on_a_phone_and_targets_are_large(visit: Visit, width: int) -> None:
    page = visit(f"{LONG}?on=2026-12-01", width=width, height=800)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert axe_finds(page, ALL_RULES) == []
    sizes = page.locator(f"{BOX}, .help-numbers a, .dates input, .dates button, .tools button, .tools a").evaluate_all(
        "nodes => nodes.map((node) => node.getBoundingClientRect()).map(({ width, height }) => [width, height])"
    )
    assert sizes and all(min(size) >= 24 for size in sizes), sizes


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_somebody_frightened_sees_help_on_the_first_screen_of_a_phone(visit: Visit, scheme: str) -> None:
    page = visit(LONG, width=390, height=844, color_scheme=scheme)
    first = next(item["text"] for item in items("before-and-after-microneedling") if item["kind"] == "get-help")
    for words in ("Emergency", "999", first):
        expect(page.locator(".help").get_by_text(words).first).to_be_in_viewport(ratio=1)


def test_nothing_is_refused_and_nothing_complains(browser: Browser, site: str) -> None:
    complaints: list[str] = []
    with visiting(browser, site) as visits:
        page = visits("/healthz")
        page.context.add_init_script(TELL)
        page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        for path in (LONG, SHORT, f"{LONG}?on=2026-12-01"):
            page.goto(path)
            page.locator(BOX).first.check()
            choose(page, "2026-12-01")
            page.check("text=Keep this date on this device")
            page.click("text=Forget the date")
            page.click("[data-again]")
    assert complaints == []


def test_print_is_offered(visit: Visit) -> None:
    page = visit(LONG)
    page.evaluate("window.print = () => { document.title = 'printed'; }")
    page.click("[data-print]")
    assert page.title() == "printed"


# --- on paper -------------------------------------------------------------------------------------------------


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def opened(visit: Visit, request: pytest.FixtureRequest) -> Callable[[str], Page]:
    """Return what opens a checklist to print it."""
    return lambda path: visit(path, java_script_enabled=request.param)


@pytest.mark.parametrize(
    ("slug", "most"), [("before-and-after-microneedling", 2), ("acids-and-creams", 1)], ids=["long", "short"]
)
def test_it_fits_on_paper_with_all_of_its_words(
    opened: Callable[[str], Page], tmp_path: Path, slug: str, most: int
) -> None:
    sheets = printed(opened(f"/aftercare/{slug}/?on=2026-12-01"), tmp_path)
    assert len(sheets) <= most
    text = "".join(sheets)
    for item in items(slug):
        assert squeezed(item["text"]) in text, item["text"]
        assert squeezed(item.get("disagreement", "")) in text, item["disagreement"]
    unsourced = sum(not item.get("sources") and not item.get("claim") for item in items(slug))
    assert text.count(squeezed("No source found; cautious default.")) == unsourced
    for words in ("Version 1", "Not reviewed by a clinician.", "As of", "Check for changes:", f"/aftercare/{slug}/"):
        assert squeezed(words) in text, words


@pytest.mark.parametrize("slug", ["before-and-after-microneedling", "acids-and-creams"])
def test_on_every_sheet_of_paper_stands_when_to_get_help_each_line_below_its_heading(
    opened: Callable[[str], Page], tmp_path: Path, slug: str
) -> None:
    headings = {"emergency": "Emergency: Call 999", "same-day": "The same day", "soon": "See someone soon"}
    urgent = [item for item in items(slug) if item["kind"] == "get-help"]
    for sheet in printed(opened(f"/aftercare/{slug}/"), tmp_path):
        places = [sheet.index(squeezed(heading)) for heading in headings.values()]
        for item in urgent:
            at = sheet.index(squeezed(item["text"]))
            above = [place for place in places if place < at]
            assert above and max(above) == sheet.index(squeezed(headings[item["urgency"]])), item["text"]


def test_on_paper_letters_are_large_enough_to_read(visit: Visit) -> None:
    page = visit(f"{LONG}?on=2026-12-01")
    page.emulate_media(media="print")
    sizes = page.locator("main :is(p, li, h1, h2, h3, span, strong, a)").evaluate_all(
        """nodes => nodes.filter((node) => node.checkVisibility() && node.innerText.trim() && !node.closest('sup'))
             .map((node) => [parseFloat(getComputedStyle(node).fontSize) * 0.75, node.innerText])"""
    )
    assert sizes and [each for each in sizes if each[0] < 8.49] == []


def test_what_is_ticked_is_ticked_on_paper_and_the_rest_can_be_ticked_by_hand(visit: Visit) -> None:
    page = visit(LONG)
    page.locator(BOX).first.check()
    page.emulate_media(media="print")
    assert page.locator(f"{BOX}:visible").count() == page.locator(".step-once").count()
    assert page.locator(BOX).first.is_checked()
    for hidden in (".tools", ".dates", ".ticks", ".site-header"):
        assert page.locator(f"{hidden}:visible").count() == 0, hidden
