"""The main job, end to end, in a real browser: write, preview, publish, read, judge again, and read again."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import (
    Visit,
    assert_notes_stand_below,
    assert_notes_stand_beside,
    note,
    sign_in,
    until,
    visiting,
)

pytestmark = pytest.mark.browser

SAFE = "/articles/is-microneedling-safe-for-kp/"
DARK_MARKS = "mn-can-leave-dark-marks"
PROMISE = "mn-kp-safe-and-effective"
TEXT = """Most people who look this up meet a promise first.

Some pages say that needling [is safe and effective](claim:mn-kp-safe-and-effective "reported").

## What can follow

It [always leaves dark marks](claim:{slug}) in some people, and darker skin raises the risk.

Ask what the practitioner does about this for skin like yours.
"""
FRAME = "document.querySelector('.kp-preview-frame:not(.is-coming)')?.contentDocument"


@pytest.fixture
def people(browser: Browser, own_site: str) -> Iterator[Visit]:
    """Yield what opens the site, which this module may write to, in somebody's own browser."""
    with visiting(browser, own_site) as visits:
        yield visits


def desk_of(people: Visit, username: str, **options: Any) -> Page:
    """Return somebody's browser, signed in at the editors' desk."""
    page = people("/admin/", **options)
    sign_in(page, username)
    return page


def press(page: Page, name: str) -> None:
    """Press a button of the form and wait for the answer."""
    with page.expect_navigation():
        page.locator(f"input[name={name}]").last.click()


def find(page: Page, model: str, words: str) -> None:
    """Open a row from its list in the admin, as people do."""
    page.goto(f"/admin/{model}/?q={words}")
    page.locator("#result_list tbody th a").first.click()
    page.wait_for_selector("#content-main form")


def judge(page: Page, slug: str, **values: str) -> None:
    """Sign a claim off from its page; what is not named stays as it is."""
    find(page, "claims/claim", slug)
    page.click(".object-tools >> text=Sign off")
    for name, value in values.items():
        field = page.locator(f"#id_{name}")
        field.fill(value) if name == "reasons" else field.select_option(value)
    page.click("button[name=act][value=sign_off]")
    expect(page.locator(".messagelist .success")).to_contain_text("Signed off as version")


def note_html(people: Visit, slug: str) -> str:
    """Return a claim's note on the article about safety as a visitor who comes now gets it."""
    return note(people(SAFE), slug).inner_html()


# --- Edith writes ---------------------------------------------------------------------------------------------


def test_edith_writes_previews_mends_and_publishes_and_a_visitor_reads(people: Visit) -> None:
    desk = desk_of(people, "edith")
    write_and_watch_the_preview(desk)
    be_told_what_to_mend(desk)
    mend_and_publish(desk)
    address = desk.get_attribute(".status-line a", "href") or ""
    assert address == "/articles/what-may-follow-needling/"
    read(people(address))


def write_and_watch_the_preview(desk: Page) -> None:
    desk.goto("/admin/articles/article/add/")
    desk.fill("#id_title", "What may follow needling?")
    desk.fill("#id_summary", "What is promised, and what was seen.")
    expect(desk.locator("#id_slug")).to_have_value("what-may-follow-needling")
    desk.click("#id_body")
    desk.keyboard.insert_text(TEXT.format(slug="mn-can-leave-dark-mark"))
    desk.keyboard.type("\nLast typed words.")
    until(lambda: desk.evaluate(f"{FRAME}?.body.textContent.includes('Last typed words.')"), "the live preview")
    shown = desk.evaluate(f"[...{FRAME}.querySelectorAll('[data-claim-note]')].map(each => each.dataset.claimNote)")
    assert shown == [PROMISE], "the preview shows the note of the claim it knows"


def be_told_what_to_mend(desk: Page) -> None:
    press(desk, "_publish")
    expect(desk.locator("#errors")).to_contain_text("1 thing to mend")
    assert "line 7" in desk.inner_text(".issues-error li"), "an error says where it is"
    assert "mn-can-leave-dark-mark" in desk.inner_text(".issues-error li")
    sections = desk.locator("section.issues").evaluate_all("nodes => nodes.map(node => node.className)")
    assert "issues-error" in sections[0], "errors come first"
    assert desk.locator("#id_change_note").count() == 0, "nothing can be published yet"


def mend_and_publish(desk: Page) -> None:
    desk.click(".issues-error >> text=Back to writing")
    desk.fill("#id_body", TEXT.format(slug=DARK_MARKS))
    press(desk, "_publish")
    expect(desk.locator(".issues-warning")).to_contain_text("says more than the claim (always)")
    expect(desk.locator(".issues-warning")).to_contain_text("2 sentences read like claims")
    desk.fill("#id_change_note", "First version.")
    desk.click("input[type=submit].default")
    expect(desk.locator(".errornote")).to_contain_text("tick each warning")
    for box in desk.locator("input[name=acknowledged]").all():
        box.check()
    desk.click("input[type=submit].default")
    expect(desk.locator(".messagelist .success")).to_contain_text("Version 1 is published")
    expect(desk.locator(".status-line strong")).to_have_text("Live")


def read(reader: Page) -> None:
    assert assert_notes_stand_beside(reader) == 2
    for slug, verdict in ((PROMISE, "unsupported"), (DARK_MARKS, "supported")):
        expect(note(reader, slug)).to_have_attribute("data-verdict", verdict)
        expect(note(reader, slug).locator("[data-caveat]").first).to_be_visible()
    expect(note(reader, DARK_MARKS)).to_contain_text("Dark marks can follow microneedling and may last")
    expect(note(reader, PROMISE).locator(".note-reported")).to_be_visible()
    expect(reader.locator(f"[data-claim={PROMISE}] + .mark-verdict")).to_contain_text("not backed by evidence")
    reader.set_viewport_size({"width": 390, "height": 800})
    assert assert_notes_stand_below(reader) == 2


def test_without_script_save_and_preview_shows_the_page(people: Visit) -> None:
    desk = desk_of(people, "edith", java_script_enabled=False)
    desk.goto("/admin/articles/article/add/")
    for name, value in (("title", "Without script"), ("slug", "without-script"), ("summary", "Short.")):
        desk.fill(f"#id_{name}", value)
    desk.fill("#id_body", TEXT.format(slug=DARK_MARKS))
    press(desk, "_preview")
    expect(desk.locator("h1")).to_have_text("Without script")
    assert assert_notes_stand_beside(desk) == 2
    assert people("/articles/").locator("text=Without script").count() == 0, "a preview is no publication"


def test_of_two_tabs_that_edit_one_page_the_later_save_is_refused_and_both_texts_are_shown(people: Visit) -> None:
    first = desk_of(people, "edith")
    find(first, "articles/article", "creams")
    second = first.context.new_page()
    second.goto(first.url)
    theirs = f"{first.input_value('#id_body')}\n\nSaved from the first tab.\n"
    mine = f"{first.input_value('#id_body')}\n\nTyped in the second tab.\n"
    first.fill("#id_body", theirs)
    press(first, "_continue")
    second.fill("#id_body", mine)
    press(second, "_continue")
    expect(second.locator(".conflict h2")).to_have_text("Two people changed this page")
    assert "Typed in the second tab." in second.input_value("#id_body")
    assert "Saved from the first tab." in second.locator(".conflict textarea").input_value()
    assert {"Saved", "first"} <= set(second.locator(".conflict del").all_inner_texts())
    assert {"Typed", "second"} <= set(second.locator(".conflict ins").all_inner_texts())
    first.goto(first.url)
    assert "Saved from the first tab." in first.input_value("#id_body"), "the earlier save stands"
    press(second, "_continue")
    expect(second.locator(".messagelist .success")).to_be_visible()


# --- Mo judges ------------------------------------------------------------------------------------------------


def test_mos_new_verdict_is_what_the_next_visitor_sees(people: Visit) -> None:
    slug, reasons = "mn-helps-acne-scars", "A newer review reads the same trials differently."
    assert 'verdict-supported"' in note_html(people, slug)
    judge(desk_of(people, "mo"), slug, verdict="contested", certainty="low", reasons=reasons)
    reader = people(SAFE)
    expect(note(reader, slug)).to_have_attribute("data-verdict", "contested")
    expect(note(reader, slug)).to_have_attribute("data-certainty", "low")
    expect(note(reader, slug)).to_contain_text("Sources disagree")
    expect(reader.locator("text=grown more cautious").or_(reader.locator(".panel-caution")).first).to_be_visible()
    note(reader, slug).locator("text=Why we say this").click()
    expect(reader.locator("main")).to_contain_text(reasons)
    expect(reader.locator("main")).to_contain_text("Mo Okafor")


def test_what_edith_softens_is_not_seen_until_mo_signs_it_off(people: Visit) -> None:
    slug, caveat = "mn-serum-allergic-lumps", "no-serums-needled-in"
    before = note_html(people, slug)
    desk = desk_of(people, "edith")
    find(desk, "claims/caveat", caveat)
    was = desk.input_value("#id_severity")
    desk.select_option("#id_severity", "note")
    desk.fill("#id_text", "Perhaps let nobody put a serum on your skin.")
    press(desk, "_save")
    expect(desk.locator(".messagelist .success")).to_be_visible()
    assert was != "note" and note_html(people, slug) == before
    judge(desk_of(people, "mo"), slug)
    after = note_html(people, slug)
    assert "Perhaps let nobody" in after and "Perhaps let nobody" not in before


def test_a_caveat_that_edith_adds_is_seen_at_once(people: Visit) -> None:
    slug, caveat = "mn-triggers-healing", "keloid-tendency"
    assert "thick raised scars" not in note_html(people, slug)
    desk = desk_of(people, "edith")
    find(desk, "claims/claim", slug)
    desk.click("#carried-group .add-row a")
    desk.locator("#carried-group .dynamic-carried .select2-selection").last.click()
    desk.keyboard.type(caveat)
    desk.locator(".select2-results__option", has_text="keloids").first.click()
    press(desk, "_continue")
    expect(desk.locator(".messagelist")).to_contain_text("Readers see this at once")
    html = note_html(people, slug)
    assert "thick raised scars" in html and "Being re-checked" in html
    assert 'mark-verdict">(being re-checked)' in people(SAFE).content()
