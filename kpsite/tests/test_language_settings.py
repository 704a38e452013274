"""The languages of a site: read from the environment, refused with one sentence if they are none."""

import runpy
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

SETTINGS = Path(__file__).resolve().parents[1] / "languages.py"


def read(monkeypatch: pytest.MonkeyPatch, **variables: str) -> dict[str, Any]:
    for name in ("LANGUAGE_CODE", "CONTENT_LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    return runpy.run_path(str(SETTINGS))


def test_both_are_british_english_unless_said(monkeypatch: pytest.MonkeyPatch) -> None:
    found = read(monkeypatch)
    assert (found["LANGUAGE_CODE"], found["CONTENT_LANGUAGE"]) == ("en-gb", "en-gb")


def test_each_has_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    found = read(monkeypatch, LANGUAGE_CODE="fr", CONTENT_LANGUAGE="de-AT")
    assert (found["LANGUAGE_CODE"], found["CONTENT_LANGUAGE"]) == ("fr", "de-AT")
    assert (found["LOCALE_PATHS"][0] / "fr" / "LC_MESSAGES" / "django.mo").is_file()


@pytest.mark.parametrize(("name", "value"), [("LANGUAGE_CODE", "tlh"), ("CONTENT_LANGUAGE", "plain English")])
def test_what_is_no_language_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=f"^Set {name} to [^\n]*$"):
        read(monkeypatch, **{name: value})
