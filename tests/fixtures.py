"""What the tests in a browser share: one built scene, a server that is only read, and people's browsers."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests import server
from tests.browser import Visit, visiting


@pytest.fixture(scope="session")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the database file of the scene, built once for all workers; who writes takes a copy."""
    base = tmp_path_factory.getbasetemp()
    built = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "built"
    built.mkdir(exist_ok=True)
    with (built / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (built / "scene").is_dir():
            folder = tmp_path_factory.mktemp("building")
            server.build_scene(folder / "site.sqlite3")
            folder.rename(built / "scene")
    return Path(shutil.copytree(built / "scene", base / "scene")) / "site.sqlite3"


@pytest.fixture(scope="session")
def site(scene: Path) -> Iterator[str]:
    """Yield the address of a running site. It is shared: tests only read from it and sign in."""
    with server.serving(scene) as url:
        yield url


@pytest.fixture(scope="module")
def own_database(scene: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the scene's database that the tests of one module may write to."""
    folder = tmp_path_factory.mktemp("own")
    shutil.copytree(scene.parent / "media", folder / "media")
    return Path(shutil.copy(scene, folder / "site.sqlite3"))


@pytest.fixture(scope="module")
def own_site(own_database: Path) -> Iterator[str]:
    """Yield the address of a running site that the tests of one module may write to."""
    with server.serving(own_database) as url:
        yield url


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Visit]:
    """Yield what opens a page of the shared site in a fresh visitor's browser."""
    with visiting(browser, site) as visits:
        yield visits
