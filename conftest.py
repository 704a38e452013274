"""The cast of the tests, and the browser."""

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, Page, sync_playwright

from accounts.models import User
from tests import cast
from tests.kept import put_back

if TYPE_CHECKING:
    from _pytest.terminal import TerminalReporter

#: The scene of the whole site and the server on it, built once for all who look at it.
pytest_plugins = ["tests.fixtures"]

BINARIES = ("chromium", "chromium-browser", "google-chrome")
NO_BROWSER = (
    "Browser test skipped: no Chromium found. Install one (Debian, Ubuntu: sudo apt install chromium) "
    "or set KPSITE_CHROMIUM to its path."
)
ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Make the test database; whoever commits leaves it as it was made."""
    with ExitStack() as stack:
        with django_db_blocker.unblock():
            stack.enter_context(put_back())
        yield


@pytest.fixture(autouse=True)
def fresh_cache() -> None:
    """Forget what an earlier test's database said."""
    cache.clear()


@pytest.fixture
def edith(db: None) -> User:
    """Edith, who edits."""
    return cast.edith()


@pytest.fixture
def mo(db: None) -> User:
    """Mo, who moderates."""
    return cast.mo()


def chromium() -> str | None:
    """Return the path of the system's Chromium, or None."""
    named = os.environ.get("KPSITE_CHROMIUM")
    found = (shutil.which(each) for each in ((named,) if named else BINARIES))
    return next((each for each in found if each), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Yield a running Chromium; skip, saying how to get one, where there is none."""
    binary = chromium()
    if binary is None:
        (pytest.fail if os.environ.get("KPSITE_REQUIRE_BROWSER") else pytest.skip)(NO_BROWSER)
    # Playwright keeps an event loop in this thread, where Django would refuse to reach the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=binary, args=ARGS)
        yield running
        running.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Yield an empty page of a fresh visitor, 1280 pixels wide."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def pytest_terminal_summary(terminalreporter: "TerminalReporter") -> None:
    """Say once, where everybody looks, that browser tests were skipped."""
    skipped: list[Any] = terminalreporter.stats.get("skipped", [])
    without = [report for report in skipped if NO_BROWSER in str(report.longrepr)]
    if without:
        terminalreporter.write_line(f"{len(without)} × {NO_BROWSER}", yellow=True)
