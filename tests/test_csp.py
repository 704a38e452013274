"""The strict Content-Security-Policy in a real browser: nothing is refused, nothing complains on the console."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import go, sign_in, until, visiting
from tests.test_accessibility import PAGES

pytestmark = pytest.mark.browser

#: Runs before a page does, so that no refusal is missed.
TELL = """addEventListener('securitypolicyviolation', (event) => {
  console.error(`Refused by the policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`);
});"""
FRAME = "document.querySelector('.kp-preview-frame:not(.is-coming)')?.contentDocument?.querySelectorAll('aside').length"


@pytest.fixture
def complaints() -> list[str]:
    """Return the list that ``page`` writes to."""
    return []


@pytest.fixture
def page(browser: Browser, site: str, complaints: list[str]) -> Iterator[Page]:
    """Yield a page that notes refusals, errors and warnings on the console, and files that did not come."""
    with visiting(browser, site) as visits:
        page = visits("/healthz")
        page.context.add_init_script(TELL)
        page.on("console", lambda said: _note(complaints, page, said.type, said.text))
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        page.on("requestfailed", lambda lost: _lost(complaints, page, lost.url, lost.failure or ""))
        page.on("response", lambda got: _missing(complaints, page, got.url, got.status))
        yield page


def _note(complaints: list[str], page: Page, kind: str, text: str) -> None:
    if kind in ("error", "warning") and "the server responded with a status of" not in text:
        complaints.append(f"{page.url}: {kind}: {text}")


def _lost(complaints: list[str], page: Page, url: str, why: str) -> None:
    if why != "net::ERR_ABORTED":  # what was still on its way when the visitor went on
        complaints.append(f"{page.url}: {url} {why}")


def _missing(complaints: list[str], page: Page, url: str, status: int) -> None:
    if status >= 400 and any(part in url for part in ("/static/", "/media/", "favicon")):
        complaints.append(f"{page.url}: {status} {url}")


def test_no_public_page_is_refused_anything(page: Page, complaints: list[str]) -> None:
    for path in PAGES.values():
        go(page, path)
    assert complaints == []


def test_no_page_of_the_admin_is_refused_anything(page: Page, complaints: list[str]) -> None:
    go(page, "/admin/")
    sign_in(page, "mo")
    for path in ("/admin/", "/admin/articles/article/", "/admin/claims/claim/", "/admin/claims/caveat/"):
        go(page, path)
    go(page, "/admin/articles/article/add/")
    page.fill("#id_title", "A new one")
    page.keyboard.press("Tab")
    _open_the_first(page, "articles/article", "?q=safe")
    until(lambda: page.evaluate(FRAME), "the live preview")
    article = page.url.split("/articles/article/")[1].split("/")[0]
    for step in ("publish", "findings", "versions", "preview", "withdraw", "rename"):
        go(page, f"/admin/articles/article/{article}/{step}/")
    for model in ("claims/claim", "claims/question", "claims/caveat", "claims/source", "pictures/picture"):
        _open_the_first(page, model)
    _open_the_first(page, "claims/claim")
    page.click(".object-tools >> text=Sign off")
    page.wait_for_selector("#id_verdict")
    go(page, "/admin/password_change/")
    assert complaints == []


def test_a_refusal_would_be_seen(page: Page, complaints: list[str]) -> None:
    go(page, "/")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">Red</p>')")
    until(lambda: any("style-src" in each for each in complaints), "the refusal")


def _open_the_first(page: Page, model: str, search: str = "") -> None:
    go(page, f"/admin/{model}/{search}")
    page.locator("#result_list tbody th a").first.click()
    page.wait_for_selector("#content-main form")
