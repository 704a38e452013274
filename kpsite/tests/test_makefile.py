"""``make help`` is the list of what a person can type."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_make_help_names_each_target_in_one_line() -> None:
    asked = ["make", "--no-print-directory", "help"]
    said = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    targets = [line.split()[1] for line in said.splitlines()]
    assert targets == [
        *("help", "run", "dev", "test", "test-layout", "lint-css", "lighthouse", "test-postgres"),
        *("check", "format", "messages", "clean"),
    ]


def test_every_requirement_is_pinned() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        lines = (ROOT / name).read_text().splitlines()
        assert [line for line in lines if line and "==" not in line and line != "-r requirements.txt"] == []
