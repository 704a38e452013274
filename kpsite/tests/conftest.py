"""Content folders for the tests of loading."""

from pathlib import Path

import pytest

from .load_samples import FILES, TREATMENTS


def _write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small content folder: a register and two articles."""
    return _write(tmp_path, FILES)


@pytest.fixture
def full_folder(folder: Path) -> Path:
    """A small content folder with two treatments and a checklist besides."""
    return _write(folder, TREATMENTS)
