"""A real server for the whole-site tests: gunicorn, in a process and on a database file of its own."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 60
SET_UP = "import django; django.setup()\n"
GUNICORN = "import sys; from gunicorn.app.wsgiapp import run; sys.exit(run())"


def environment(database: Path) -> dict[str, str]:
    """Return the environment in which a process uses ``database`` and the files beside it."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.site_settings",
        "DATABASE_URL": f"sqlite:///{database}",
        "VAR_DIR": str(database.parent),
        "PYTHONUNBUFFERED": "1",
    }


def build_scene(database: Path) -> None:
    """Build the scene in a database file."""
    act(database, "from tests.scene import build; build()")


def act(database: Path, code: str) -> None:
    """Run Python code on a database in a process of its own: this one may have no database open."""
    command = [sys.executable, "-c", SET_UP + code]
    done = subprocess.run(command, cwd=ROOT, env=environment(database), capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"It could not be done:\n{done.stdout}{done.stderr}"


@contextmanager
def serving(database: Path) -> Iterator[str]:
    """Serve the site on a free port; yield its address. Afterwards no request may have crashed."""
    port = _free_port()
    log = database.parent / f"server-{port}.log"
    command = [sys.executable, "-c", GUNICORN, "--bind", f"127.0.0.1:{port}", "--workers", "1", "--threads", "6"]
    with log.open("w") as out:
        process = subprocess.Popen(command, cwd=ROOT, env=environment(database), stdout=out, stderr=out)
    try:
        url = f"http://127.0.0.1:{port}"
        _wait_for(url, process, log)
        yield url
    finally:
        process.terminate()
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    said = log.read_text()
    assert "Traceback" not in said, f"The server crashed on a request:\n{said}"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/readyz", timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"The server did not start:\n{log.read_text()}")
