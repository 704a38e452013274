"""The editor in a real browser: the live preview, the keyboard, pictures and unsaved text."""

import time
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Dialog, Page

from accounts.models import User
from articles.models import Article
from claims.models import Caveat, Claim
from pictures.tests import samples
from publishing.actions import save_copy

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FRAME = "document.querySelector('.kp-preview-frame:not(.is-coming)')"
BODY = "document.querySelector('#id_body').value"
KEPT = "Object.keys(localStorage).filter((key) => key.startsWith('kp-unsaved')).length"


def until(page: Page, question: str, seconds: float = 10) -> None:
    """Ask again and again until the answer is yes; the strict CSP forbids Playwright's own way."""
    end = time.monotonic() + seconds
    while not page.evaluate(question):
        assert time.monotonic() < end, f"It never came true: {question}"
        time.sleep(0.05)


def type_at_the_end(page: Page, words: str) -> None:
    page.focus("#id_body")
    page.keyboard.press("Control+End")
    page.keyboard.type(words)


def dialogs(page: Page) -> list[str]:
    """Say yes to every dialogue, and note which ones came."""
    came: list[str] = []

    def accept(dialog: Dialog) -> None:
        came.append(dialog.type)
        dialog.accept()

    page.on("dialog", accept)
    return came


def previewed(page: Page, words: str) -> None:
    """Wait until the preview shows these words."""
    until(page, f"Boolean({FRAME}?.contentDocument.body.textContent.includes({words!r}))")


@pytest.fixture
def article(edith: User) -> Article:
    claim = Claim.objects.create(slug="dark-marks", about="harm", statement="Needles can leave dark marks.")
    caveat = Caveat.objects.create(slug="skin", severity="caution", text="More often in darker skin.")
    claim.carried.create(caveat=caveat, position=0)
    copy = Article(title="Is it safe?", summary="What is known.", body="Bumps are harmless.\n\n" * 40)
    save_copy(copy=copy, by=edith, slug="is-it-safe", kind="article")
    return copy


@pytest.fixture
def desk(page: Page, live_server: Any, client: Client, edith: User, article: Article) -> Page:
    """Edith's browser with the article's form open."""
    client.force_login(edith)
    session = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "domain": "localhost", "path": "/admin/"}])
    page.goto(f"{live_server.url}/admin/articles/article/{article.pk}/change/")
    previewed(page, "Bumps are harmless.")
    return page


def test_the_public_page_follows_what_is_typed(desk: Page) -> None:
    blocked: list[str] = []
    desk.on("console", lambda said: blocked.append(said.text) if "Content Security" in said.text else None)
    desk.evaluate(f"{FRAME}.contentWindow.scrollTo({{top: 300, behavior: 'instant'}})")
    pages = desk.evaluate("history.length")
    type_at_the_end(desk, "It can leave [dark marks](claim:dark-marks).")
    previewed(desk, "More often in darker skin.")
    assert desk.evaluate(f"{FRAME}.contentWindow.scrollY") == 300
    desk.fill("#id_title", "A better title")
    previewed(desk, "A better title")
    assert desk.evaluate("history.length") == pages, "“Back” leads out of the form at once"
    assert desk.evaluate(f"{FRAME}.contentDocument.querySelector('a[href=\"/\"]').target") == "_blank"
    assert not desk.locator(".markdownx-preview").is_visible()
    assert not blocked


def test_the_preview_stands_beside_the_text_or_below_it(desk: Page) -> None:
    text, frame = (desk.locator(each).bounding_box() for each in ("#id_body", ".kp-preview-frame"))
    assert text and frame and frame["x"] > text["x"] + text["width"]
    desk.mouse.wheel(0, 900)
    until(desk, "scrollY > 500")
    frame = desk.locator(".kp-preview-frame").bounding_box()
    assert frame and 0 <= frame["y"] < 200, "it stays in sight beside a long text"
    desk.set_viewport_size({"width": 390, "height": 800})
    text, frame = (desk.locator(each).bounding_box() for each in ("#id_body", ".kp-preview-frame"))
    assert text and frame and frame["y"] > text["y"] + text["height"]
    assert desk.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_preview_follows_the_admins_theme(desk: Page) -> None:
    desk.emulate_media(color_scheme="null")
    desk.evaluate("document.documentElement.dataset.theme = 'dark'")
    type_at_the_end(desk, "Dark now.")
    previewed(desk, "Dark now.")
    assert desk.evaluate(f"{FRAME}.contentWindow.matchMedia('(prefers-color-scheme: dark)').matches")


def test_a_lost_session_is_said_and_loses_nothing(desk: Page) -> None:
    session = [cookie for cookie in desk.context.cookies() if cookie["name"] == "sessionid"]
    desk.context.clear_cookies(name="sessionid")
    type_at_the_end(desk, "Precious words.")
    desk.wait_for_selector(".kp-preview-status.errornote")
    assert desk.text_content(".kp-preview-status") == "Please sign in again."
    assert desk.evaluate(BODY).endswith("Precious words.")
    desk.context.add_cookies(session)  # type: ignore[arg-type]
    desk.click(".kp-preview-head button")
    previewed(desk, "Precious words.")
    assert desk.text_content(".kp-preview-status") == "The preview is up to date."


def test_the_keyboard_is_not_caught_in_the_text(desk: Page) -> None:
    before = desk.evaluate(BODY)
    desk.focus("#id_body")
    for key in ("Control+]", "Control+[", "Tab"):
        desk.keyboard.press(key)
    assert desk.evaluate(BODY) == before
    assert desk.evaluate("document.activeElement.id") != "id_body"


def test_a_picture_is_added_and_can_be_undone(desk: Page) -> None:
    before = desk.evaluate(BODY)
    desk.focus("#id_body")
    photo: Any = {"name": "arm.jpg", "mimeType": "image/jpeg", "buffer": samples.picture()}
    desk.set_input_files(".kp-editor-bar input[type=file]", photo)
    until(desk, f"{BODY}.includes('![describe this picture](picture:arm)')")
    until(desk, f"Boolean({FRAME}?.contentDocument.querySelector('main img[src*=\"/media/pictures/\"]'))")
    desk.keyboard.press("Control+z")
    assert desk.evaluate(BODY) == before


def test_a_refused_picture_is_said_and_not_written_into_the_text(desk: Page) -> None:
    before = desk.evaluate(BODY)
    drawing: Any = {"name": "x.svg", "mimeType": "image/svg+xml", "buffer": samples.SVG}
    desk.set_input_files(".kp-editor-bar input[type=file]", drawing)
    desk.wait_for_selector(".kp-upload-message.errornote")
    assert "not a JPEG, PNG or WebP" in (desk.text_content(".kp-upload-message") or "")
    assert desk.evaluate(BODY) == before


def test_unsaved_text_is_offered_back_until_it_is_saved(desk: Page) -> None:
    asked = dialogs(desk)
    address = desk.url
    type_at_the_end(desk, "Precious words.")
    until(desk, f"{KEPT} === 1")
    desk.goto(address)
    assert asked == ["beforeunload"]
    assert "unsaved text from" in (desk.text_content(".kp-unsaved") or "")
    assert "Precious" not in desk.evaluate(BODY)
    desk.click("text=Bring it back")
    assert desk.evaluate(BODY).endswith("Precious words.")
    desk.locator("[name=_continue]").last.click()
    desk.wait_for_selector(".messagelist .success")
    assert desk.evaluate(KEPT) == 0
    assert desk.locator(".kp-unsaved").count() == 0
    assert Article.objects.get().body.endswith("Precious words.")


def test_text_that_a_save_refused_is_kept(desk: Page) -> None:
    type_at_the_end(desk, "Precious words.")
    desk.fill("#id_title", " ")
    desk.locator("[name=_continue]").last.click()
    desk.wait_for_selector(".errornote")
    until(desk, f"{KEPT} === 1")
    assert desk.evaluate(BODY).endswith("Precious words.")


def test_unsaved_text_can_be_thrown_away(desk: Page) -> None:
    desk.on("dialog", lambda dialog: dialog.accept())
    type_at_the_end(desk, "Nonsense.")
    until(desk, f"{KEPT} === 1")
    desk.goto(desk.url)
    desk.click("text=Throw it away")
    assert desk.evaluate(KEPT) == 0


def test_nobody_is_asked_who_changed_nothing(desk: Page) -> None:
    asked = dialogs(desk)
    type_at_the_end(desk, "x")
    desk.keyboard.press("Backspace")
    desk.goto(desk.url)
    assert not asked
    assert desk.evaluate(KEPT) == 0


def test_a_new_article_that_was_saved_is_not_offered_again(desk: Page, live_server: Any) -> None:
    add = f"{live_server.url}/admin/articles/article/add/"
    desk.goto(add)
    desk.fill("#id_title", "A new one")
    desk.fill("#id_slug", "a-new-one")
    type_at_the_end(desk, "Fresh words.")
    desk.locator("[name=_preview]").last.click()
    desk.wait_for_url("**/preview/")
    article = Article.objects.get(title="A new one")
    desk.goto(f"{live_server.url}/admin/articles/article/{article.pk}/change/")
    desk.goto(add)
    assert desk.locator(".kp-unsaved").count() == 0
    assert desk.evaluate(KEPT) == 0
