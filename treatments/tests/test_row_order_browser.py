"""Rows in a real browser: moved by mouse and keyboard, added, given up, previewed, and kept while unsaved."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Page

from accounts.models import User
from publishing.actions import save_copy
from tests import factory
from treatments.models import AftercareChecklist, ChecklistItem

from .desk import CHECKLISTS, TREATMENTS
from .test_checklist_admin import HELP, steps, texts

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

#: Runs before a page does, so that no refusal is missed.
TELL = """addEventListener('securitypolicyviolation', (event) => {
  console.error(`Refused by the policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`);
});"""
FRAME = "document.querySelector('.kp-preview-frame:not(.is-coming)')"
ORDER = "[...document.querySelectorAll('[data-row] [data-part=text]')].map((each) => each.textContent)"
FOCUS = """[document.activeElement.closest('[data-row]')?.querySelector('[data-part=text]').textContent,
  document.activeElement.getAttribute('aria-label')]"""
KEPT = "Object.keys(localStorage).filter((key) => key.startsWith('kp-unsaved')).length"
STATUS = "#items-group .row-status"


def until(page: Page, question: str, seconds: float = 10) -> None:
    """Ask again and again until the answer is yes; the strict CSP forbids Playwright's own way."""
    end = time.monotonic() + seconds
    while not page.evaluate(question):
        assert time.monotonic() < end, f"It never came true: {question}"
        time.sleep(0.05)


def previewed(page: Page, *words: str) -> None:
    """Wait until the preview shows these words, in this order."""
    text = f"({FRAME}?.contentDocument.body.textContent ?? '')"
    places = ", ".join(f"{text}.indexOf({each!r})" for each in words)
    until(page, f"[{places}].every((place, n, all) => place >= 0 && (n === 0 || all[n - 1] < place))")


def row(page: Page, words: str) -> Any:
    """Return the row whose line has these words."""
    return page.locator("[data-row]").filter(has=page.locator(".row-line", has_text=words)).first


def save(page: Page) -> None:
    page.locator("[name=_continue]").last.click()
    page.wait_for_selector(".messagelist .success")


@pytest.fixture
def complaints() -> list[str]:
    """What the page said on the console that it should not."""
    return []


@pytest.fixture
def edith_page(page: Page, live_server: Any, client: Client, edith: User, complaints: list[str]) -> Iterator[Page]:
    """Edith's browser, signed in; afterwards nothing was refused or went wrong."""
    client.force_login(edith)
    session = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "domain": "localhost", "path": "/admin/"}])
    page.context.add_init_script(TELL)
    page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    assert complaints == []


@pytest.fixture
def checklist(edith: User) -> AftercareChecklist:
    items = steps("Wash.", "Rest.", "Wait.")
    for item, slug in zip(items, ("one", "two", "three"), strict=True):
        item.claim = factory.claim(slug, statement=f"Statement {slug}.", about="advice")
    return factory.checklist(by=edith, items=items)


@pytest.fixture
def desk(edith_page: Page, live_server: Any, checklist: AftercareChecklist) -> Page:
    """Edith's browser with the checklist's form open."""
    edith_page.goto(f"{live_server.url}{CHECKLISTS}{checklist.pk}/change/")
    previewed(edith_page, "Statement one.", "Statement two.")
    return edith_page


# --- order ---


def test_a_row_is_moved_by_the_keyboard_with_the_focus_kept_and_its_place_told(desk: Page) -> None:
    row(desk, "Wash.").get_by_role("button", name="Move down").focus()
    desk.keyboard.press("Enter")
    desk.keyboard.press("Space")
    assert desk.evaluate(ORDER) == ["Rest.", "Wait.", "Wash.", *HELP]
    assert desk.evaluate(FOCUS) == ["Wash.", "Move down"]
    assert "is at place 3 of 5 now." in (desk.text_content(STATUS) or "")
    assert "Wash." in (desk.text_content(STATUS) or "")
    desk.keyboard.press("Shift+Tab")
    desk.keyboard.press("Enter")
    assert desk.evaluate(FOCUS) == ["Wash.", "Move up"]
    previewed(desk, "Statement two.", "Statement one.", "Statement three.")
    save(desk)
    assert texts() == desk.evaluate(ORDER) == ["Rest.", "Wash.", "Wait.", *HELP]


def test_the_first_row_moves_no_further_up_and_says_so(desk: Page) -> None:
    row(desk, "Wash.").get_by_role("button", name="Move up").click()
    assert desk.text_content(STATUS) == "It is the first already."
    row(desk, HELP[1]).get_by_role("button", name="Move down").click()
    assert desk.text_content(STATUS) == "It is the last already."
    assert desk.evaluate(ORDER) == ["Wash.", "Rest.", "Wait.", *HELP]
    desk.goto(desk.url)  # nobody is asked, as nothing changed


def test_a_row_is_dragged_by_the_mouse(desk: Page) -> None:
    row(desk, "Wait.").locator(".row-handle").drag_to(row(desk, "Wash."), target_position={"x": 90, "y": 3})
    assert desk.evaluate(ORDER) == ["Wait.", "Wash.", "Rest.", *HELP]
    assert "is at place 1 of 5 now." in (desk.text_content(STATUS) or "")
    height = row(desk, HELP[0]).bounding_box()["height"]
    row(desk, "Wash.").locator(".row-handle").drag_to(row(desk, HELP[0]), target_position={"x": 90, "y": height - 5})
    previewed(desk, "Statement three.", "Statement two.", "Statement one.")
    save(desk)
    assert texts() == ["Wait.", "Rest.", HELP[0], "Wash.", HELP[1]]


def test_a_drag_that_is_let_go_elsewhere_moves_nothing(desk: Page) -> None:
    row(desk, "Wash.").locator(".row-handle").hover()
    desk.mouse.down()
    desk.mouse.move(*middle(row(desk, "Wait.")), steps=4)
    for place in (300, 305, 310):
        desk.mouse.move(5, place)  # beside the form, and no row
    assert desk.evaluate(ORDER) == ["Rest.", "Wait.", "Wash.", *HELP], "it follows the mouse"
    desk.mouse.up()
    until(desk, f"{ORDER}[0] === 'Wash.'")
    assert desk.evaluate(ORDER) == ["Wash.", "Rest.", "Wait.", *HELP]


def middle(locator: Any) -> tuple[float, float]:
    box = locator.bounding_box()
    return box["x"] + 90, box["y"] + box["height"] * 0.8


# --- adding and giving up ---


def test_a_row_is_added_with_a_claim_that_was_searched_for_and_previewed(desk: Page) -> None:
    factory.claim("four", statement="Statement four.", about="advice")
    desk.get_by_role("button", name="Add another item").click()
    assert desk.evaluate("document.activeElement.id") == "id_items-5-kind"
    desk.keyboard.type("do")
    desk.fill("#id_items-5-text", "Drink.")
    desk.fill("#id_items-5-starts_h", "24")
    assert "Drink." in desk.locator("#items-5-line").inner_text()
    desk.locator("#items-5 .field-claim .select2-selection").click()
    desk.keyboard.type("four")
    desk.locator(".select2-results__option", has_text="Statement four.").click()
    previewed(desk, "Statement three.", "Statement four.")
    for _press in range(2):
        row(desk, "Drink.").get_by_role("button", name="Move up").click()
    save(desk)
    assert texts() == ["Wash.", "Rest.", "Wait.", "Drink.", *HELP]
    assert ChecklistItem.objects.get(text="Drink.").claim == factory.Claim.objects.get(slug="four")


def test_a_row_is_given_up_and_had_back(desk: Page) -> None:
    row(desk, "Rest.").get_by_label("Delete").check()
    until(desk, f"!{FRAME}.contentDocument.body.textContent.includes('Statement two.')")
    row(desk, "Rest.").get_by_label("Delete").uncheck()
    previewed(desk, "Statement one.", "Statement two.")
    row(desk, "Wash.").get_by_label("Delete").check()
    desk.get_by_role("button", name="Add another item").click()
    row(desk, "New item").get_by_label("Delete").check()
    save(desk)
    assert texts() == ["Rest.", "Wait.", *HELP]


def test_a_row_with_an_error_is_open_and_the_others_are_folded(desk: Page) -> None:
    assert desk.locator(".row-fields[open]").count() == 0
    desk.locator("#items-1-line").click()
    desk.fill("#id_items-1-ends_h", "-3")
    desk.locator("[name=_continue]").last.click()
    desk.wait_for_selector(".errornote")
    assert desk.locator(".row-fields[open]").count() == 1
    assert desk.locator("#items-1 .errorlist").inner_text() == "Let it end after it starts."
    desk.fill("#id_items-1-ends_h", "48")
    save(desk)
    assert ChecklistItem.objects.get(text="Rest.").ends_h == 48


# --- unsaved rows ---


def leave_and_come_back(page: Page) -> None:
    page.on("dialog", lambda dialog: dialog.accept())
    until(page, f"{KEPT} === 1")
    page.goto(page.url)


def test_rows_that_were_not_saved_are_brought_back(desk: Page) -> None:
    row(desk, "Wash.").get_by_role("button", name="Move down").click()
    desk.locator("#items-2-line").click()
    desk.fill("#id_items-2-text", "Wait long.")
    desk.get_by_role("button", name="Add another item").click()
    desk.keyboard.type("do")
    desk.fill("#id_items-5-text", "Drink.")
    desk.fill("#id_items-5-starts_h", "24")
    row(desk, HELP[1]).get_by_label("Delete").check()
    leave_and_come_back(desk)
    assert desk.evaluate(ORDER) == ["Wash.", "Rest.", "Wait.", *HELP]
    desk.click("text=Look at it")
    assert "Drink." in desk.locator(".kp-unsaved pre").inner_text()
    desk.click("text=Bring it back")
    assert desk.evaluate(ORDER) == ["Rest.", "Wash.", "Wait long.", *HELP, "Drink."]
    save(desk)
    assert texts() == ["Rest.", "Wash.", "Wait long.", HELP[0], "Drink."]
    assert desk.evaluate(KEPT) == 0 and desk.locator(".kp-unsaved").count() == 0


def test_text_of_a_row_never_ends_up_in_another(desk: Page, mo: User) -> None:
    desk.locator("#items-1-line").click()
    desk.fill("#id_items-1-text", "Rest a lot.")
    desk.locator("#items-2-line").click()
    desk.fill("#id_items-2-text", "Wait long.")
    until(desk, f"{KEPT} === 1")
    theirs, kept = AftercareChecklist.objects.get(), ChecklistItem.objects.get(text="Wait.")
    ChecklistItem.objects.filter(text__in=["Wash.", "Rest."]).delete()
    save_copy(copy=theirs, by=mo)
    leave_and_come_back(desk)
    assert "compare before you save" in (desk.text_content(".kp-unsaved") or "")
    desk.click("text=Bring it back")
    order = desk.evaluate(ORDER)
    assert sorted(order) == sorted(["Wash.", "Rest a lot.", "Wait long.", *HELP]), "what is gone comes back as new"
    save(desk)
    assert sorted(texts()) == sorted(order)
    kept.refresh_from_db()
    assert (kept.text, kept.claim) == ("Wait long.", factory.Claim.objects.get(slug="three"))


def test_a_row_that_was_given_up_and_not_saved_is_offered_to_be_given_up_again(desk: Page) -> None:
    row(desk, HELP[1]).get_by_label("Delete").check()
    leave_and_come_back(desk)
    desk.click("text=Bring it back")
    assert row(desk, HELP[1]).get_by_label("Delete").is_checked()


def test_nobody_is_asked_who_opened_rows_and_changed_none(desk: Page) -> None:
    asked: list[str] = []
    desk.on("dialog", lambda dialog: asked.append(dialog.type))
    desk.locator("#items-1-line").click()
    desk.get_by_role("button", name="Add another item").click()
    desk.goto(desk.url)
    assert asked == []
    assert desk.evaluate(KEPT) == 0


# --- without script, and for everybody ---


def test_rows_can_be_filled_in_without_script(browser: Any, live_server: Any, edith_page: Page, edith: User) -> None:
    checklist = factory.checklist(by=edith, items=steps("Wash."))
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies(edith_page.context.cookies())
    page = context.new_page()
    page.goto(f"{live_server.url}{CHECKLISTS}{checklist.pk}/change/")
    assert page.locator("[data-move]").first.is_hidden() and page.locator("[data-add-row]").is_hidden()
    page.locator("#items-3-line").click()
    page.select_option("#id_items-3-kind", "do")
    page.fill("#id_items-3-text", "Rest.")
    page.fill("#id_items-3-starts_h", "0")
    page.fill("#id_items-3-position", "1")
    page.locator("[name=_continue]").last.click()
    assert texts() == ["Rest.", "Wash.", *HELP]
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_rows_and_the_preview(
    scheme: Any,
    edith_page: Page,
    live_server: Any,
    checklist: AftercareChecklist,
    edith: User,
    complaints: list[str],
) -> None:
    edith_page.emulate_media(color_scheme=scheme)
    treatment = factory.treatment(by=edith)
    for address in (f"{CHECKLISTS}{checklist.pk}/change/", f"{TREATMENTS}{treatment.pk}/change/"):
        edith_page.goto(f"{live_server.url}{address}")
        edith_page.locator(".row-line").first.click()
        until(edith_page, f"Boolean({FRAME})")
        found = [
            f"{each['id']}: {node['html']}"
            for each in Axe().run(edith_page, context=OURS).response["violations"]
            for node in each["nodes"]
        ]
        assert found == []
    complaints.clear()  # axe itself tries inline styles


#: The stock admin's own choosers are not ours to mend.
OURS = {
    "include": [[".rows"], [".kp-preview-head"], [".kp-preview-link"]],
    "exclude": [[".select2"], [".related-widget-wrapper"]],
}


def test_nothing_scrolls_sideways_on_a_phone(desk: Page) -> None:
    desk.set_viewport_size({"width": 390, "height": 800})
    desk.locator("#items-1-line").click()
    assert desk.evaluate("document.documentElement.scrollWidth") <= 390
    desk.click("text=See the preview")
    frame = desk.locator(".kp-preview-frame").bounding_box()
    assert frame and 0 <= frame["y"] < 800
