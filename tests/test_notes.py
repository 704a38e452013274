"""A visitor reads: each caveat stands beside its claim, on any screen, in the dark, without script and on paper."""

import shutil
import subprocess
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import (
    Visit,
    assert_notes_stand_below,
    assert_notes_stand_beside,
    contrast,
    note,
    visiting,
)

pytestmark = pytest.mark.browser

SAFE = "/articles/is-microneedling-safe-for-kp/"
DARK_MARKS = "mn-can-leave-dark-marks"
SHOWN = "nodes => nodes.map(node => node.checkVisibility({ contentVisibilityAuto: true }))"
ALL_CAVEATS = "nodes => nodes.map(node => [node.dataset.caveat, node.textContent])"


@pytest.fixture(scope="module")
def articles(browser: Browser, site: str) -> list[str]:
    """Return the addresses of all articles."""
    with visiting(browser, site) as visits:
        links = visits("/articles/").locator("main h2 a, main h3 a")
        found = links.evaluate_all("links => links.map(link => new URL(link.href).pathname)")
    assert len(found) >= 6
    return found


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_each_caveat_stands_beside_its_claim_on_a_wide_screen(
    visit: Visit, articles: list[str], javascript: bool
) -> None:
    page = visit(SAFE, java_script_enabled=javascript)
    for address in articles:
        page.goto(address)
        assert assert_notes_stand_beside(page), address


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_each_caveat_stands_below_its_claim_on_a_phone(visit: Visit, articles: list[str], javascript: bool) -> None:
    page = visit(SAFE, width=390, height=800, java_script_enabled=javascript)
    for address in articles:
        page.goto(address)
        assert assert_notes_stand_below(page), address


def test_the_notes_number_in_the_text_leads_to_the_note(visit: Visit) -> None:
    page = visit(SAFE, width=390, height=800)
    page.click(f"[data-claim={DARK_MARKS}] sup a")
    expect(note(page, DARK_MARKS)).to_be_in_viewport()


def test_in_the_dark_it_is_dark_and_can_be_read(visit: Visit) -> None:
    light, dark = visit(SAFE, color_scheme="light"), visit(SAFE, color_scheme="dark")
    for words in (".body > p", ".note .caveat", ".note-verdict", ".note-links a", ".mark", ".mark-verdict"):
        (ink, paper), (dark_ink, dark_paper) = contrast(light, words), contrast(dark, words)
        assert ink < paper and dark_ink > dark_paper, f"{words}: light on dark, and the other way round"
        for one, other in ((ink, paper), (dark_ink, dark_paper)):
            assert (max(one, other) + 0.05) / (min(one, other) + 0.05) >= 4.5, words
    assert assert_notes_stand_beside(dark)


def test_on_paper_every_caveat_is_there_folded_or_not(visit: Visit, tmp_path: Path) -> None:
    page = visit(SAFE)
    page.emulate_media(media="print")
    caveats = page.locator(".body [data-caveat]")
    expected = caveats.evaluate_all(ALL_CAVEATS)
    assert page.locator(".note details [data-caveat]").count(), "some are folded on the screen"
    assert page.locator("details [data-caveat=stop]").count() == 0, "a warning is never folded"
    shown = caveats.evaluate_all(SHOWN)
    assert all(shown), [text for (_severity, text), is_shown in zip(expected, shown, strict=True) if not is_shown]
    printed = _printed(page, tmp_path)
    for text, count in Counter(_squeezed(text) for _severity, text in expected).items() if printed else ():
        assert printed.count(text) >= count, f"Not on paper each time it is said: {text}"
    assert not printed or _squeezed("As of") in printed


def _printed(page: Page, folder: Path) -> str:
    """Return the words of the page as printed; nothing on a machine without pdftotext."""
    if not shutil.which("pdftotext"):
        return ""
    page.pdf(path=folder / "page.pdf", format="A4")
    command = ["pdftotext", "-raw", str(folder / "page.pdf"), "-"]
    return _squeezed(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def _squeezed(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
