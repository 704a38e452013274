"""The site of the matrix: the scene of the whole-site tests with the densest page added."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests import server
from tests.browser import Visit, visiting


@pytest.fixture(scope="session")
def site(scene: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Yield the address of the running site, which is only read."""
    folder = tmp_path_factory.mktemp("layout")
    shutil.copytree(scene.parent / "media", folder / "media")
    database = Path(shutil.copy(scene, folder / "site.sqlite3"))
    server.act(database, "from tests.layout.dense import build; build()")
    with server.serving(database) as url:
        yield url


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Visit]:
    """Yield what opens a page of that site in a fresh visitor's browser."""
    with visiting(browser, site) as visits:
        yield visits
