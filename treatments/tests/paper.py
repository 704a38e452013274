"""What a page says on paper: the real PDF that Chromium prints, read as text."""

import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest
from playwright.sync_api import Page


def printed(page: Page, folder: Path) -> list[str]:
    """Return the words on each A4 sheet, squeezed; skip on a machine without pdftotext."""
    if not shutil.which("pdftotext"):
        pytest.skip("Print test skipped: no pdftotext found (Debian, Ubuntu: sudo apt install poppler-utils).")
    page.pdf(path=folder / "page.pdf", format="A4", prefer_css_page_size=True)
    command = ["pdftotext", "-raw", str(folder / "page.pdf"), "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return [squeezed(sheet) for sheet in text.split("\f") if sheet.strip()]


def squeezed(text: str) -> str:
    """Return a text without spaces and hyphens, which line breaks add and take away."""
    kept = unicodedata.normalize("NFKC", text).replace("-", "").replace("\u2010", "").replace("\u00ad", "")
    return "".join(kept.split())
