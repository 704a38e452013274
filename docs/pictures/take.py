"""Take the pictures in this folder from a running site (``make run``): each kind of page, wide and on a phone.

python docs/pictures/take.py http://127.0.0.1:8000 [NAME ...]
"""

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

HERE = Path(__file__).resolve().parent
PAGES = {
    "home": "/",
    "article": "/articles/is-microneedling-safe-for-kp/",
    "treatment": "/treatments/microneedling/",
    "compare": "/treatments/compare/?t=microneedling&t=lasers&t=leaving-it-alone",
    "checklist": "/aftercare/before-and-after-microneedling/",
    "articles": "/articles/",
    "register": "/evidence/",
    "claim": "/evidence/mn-can-leave-dark-marks/",
    "question": "/questions/is-microneedling-safe-and-effective-for-kp/",
    "source": "/sources/fda-microneedling/",
    "corrections": "/corrections/",
    "how-we-check": "/about/how-we-check/",
    "report": "/evidence/mn-can-leave-dark-marks/report/",
}
#: The end of the file's name: width, scheme, medium.
LOOKS = {
    "wide": (1280, "light", "screen"),
    "dark": (1280, "dark", "screen"),
    "phone": (390, "light", "screen"),
    "print": (794, "light", "print"),
}


def main(base: str, names: list[str]) -> None:
    """Take the pictures of these pages, or of all."""
    binary = os.environ.get("KPSITE_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=binary, args=["--no-sandbox", "--disable-gpu"])
        for name in names or PAGES:
            for look, (width, scheme, medium) in LOOKS.items():
                page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
                page.emulate_media(media=medium)  # type: ignore[arg-type]
                page.goto(base + PAGES[name])
                page.screenshot(path=HERE / f"{name}-{look}.png", full_page=True)
                page.close()
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"), sys.argv[2:])
