"""Takes the pictures of this folder from a running site with the starter content: each kind of page, wide and narrow,
light and dark, and as it is printed. They are for people to look at; no test reads them.

    make run                                                         # in another window
    .venv/bin/python docs/pictures/take.py http://127.0.0.1:8000 [NAME …]

Only the pages of those names, if any are given. Writes ``NAME-WIDTH-SCHEME.webp`` and ``NAME-print.webp``.
"""

import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

HERE = Path(__file__).parent
PAGES = {
    "home": "/",
    "articles": "/articles/",
    "article": "/articles/what-is-the-evidence/",
    "article-dense": "/articles/is-microneedling-safe-for-kp/",
    "treatments": "/treatments/",
    "treatment": "/treatments/microneedling/",
    "compare": "/treatments/compare/?t=microneedling&t=lasers&t=leaving-it-alone",
    "checklist": "/aftercare/before-and-after-microneedling/",
    "register": "/evidence/",
    "claim": "/evidence/mn-can-leave-dark-marks/",
    "question": "/questions/is-microneedling-safe-and-effective-for-kp/",
    "source": "/sources/fda-microneedling/",
    "version": "/evidence/mn-can-leave-dark-marks/versions/1/",
    "embed": "/embed/mn-can-leave-dark-marks/",
    "topics": "/topics/",
    "topic": "/topics/safety/",
    "search": "/search/?q=dark+marks",
    "search-none": "/search/?q=zebra",
    "sheet": "/sheet/?claim=mn-can-leave-dark-marks&claim=mn-may-wake-herpes",
    "report": "/evidence/mn-can-leave-dark-marks/report/",
    "corrections": "/corrections/",
    "how-we-check": "/about/how-we-check/",
    "privacy": "/about/privacy/",
    "not-found": "/no-such-page/",
}
WIDTHS = (390, 1280)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
#: Pixels: a picture of a long page shows its beginning.
TALLEST = 3200


def shots(browser: Browser, base: str, path: str) -> Iterator[tuple[str, bytes]]:
    """Yield what to call each picture of a page, and the picture as a PNG."""
    for width in WIDTHS:
        for scheme in SCHEMES:
            context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
            page = context.new_page()
            page.goto(base + path)
            yield f"{width}-{scheme}", page.screenshot(full_page=True)
            if (width, scheme) == (max(WIDTHS), "light"):
                page.set_viewport_size({"width": 720, "height": 900})
                page.emulate_media(media="print")
                yield "print", page.screenshot(full_page=True)
            context.close()


def keep(name: str, png: bytes) -> None:
    """Write a picture, small enough to stand in the repository."""
    with Image.open(io.BytesIO(png)) as picture:
        picture.crop((0, 0, picture.width, min(picture.height, TALLEST))).convert("RGB").save(
            HERE / f"{name}.webp", quality=72, method=6
        )


def take(base: str, names: list[str]) -> None:
    """Take the pictures of the pages of these names, or of all."""
    with sync_playwright() as playwright:
        binary = os.environ.get("KPSITE_CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=binary, args=["--no-sandbox", "--disable-gpu"])
        for name, path in PAGES.items():
            if not names or name in names:
                for variant, png in shots(browser, base.rstrip("/"), path):
                    keep(f"{name}-{variant}", png)
        browser.close()


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    take(sys.argv[1], sys.argv[2:])
