"""The catalogues in locale/ are whole: every word, the same variables and tags, and compiled as they stand."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest

from .test_rooms import ROOT

CATALOGUES = sorted((ROOT / "locale").glob("*/LC_MESSAGES/*.po"))
NO_GETTEXT = "Catalogue not compared with the code: no xgettext found. Debian, Ubuntu: sudo apt install gettext."

ADDED = "A sentence that nobody has translated."

#: What must come through a translation as it is: Python's, brace's and HTML's.
KEPT = re.compile(r"%\(\w+\)[sd]|%[sd]|(?<!\$)\{\w+\}|</?\w+[^>]*>|%%|\]\(claim:|\]\(picture:|\n")
#: French sets these apart, with a space that does not break.
BREAKS = re.compile(r"\w [:;?!»]|« |\w[;?!](?=\s|$)")


def pairs(entry: polib.POEntry) -> Iterator[tuple[str, str]]:
    """Yield each original of an entry with its translation; a form for one may leave its number out."""
    if not entry.msgid_plural:
        yield entry.msgid, entry.msgstr
        return
    for form, words in entry.msgstr_plural.items():
        one = entry.msgid if sorted(KEPT.findall(entry.msgid)) == sorted(KEPT.findall(words)) else entry.msgid_plural
        yield (_without_number(one) if form == 0 and not KEPT.findall(words) else one), words


def _without_number(words: str) -> str:
    return re.sub(r"%\((count|counter|days|number)\)[sd]|%d", "", words)


def wrong(entry: polib.POEntry) -> list[str]:
    """Return the translations of an entry that are missing, uncertain, or lost a variable or a tag."""
    if entry.fuzzy or not entry.translated():
        return [entry.msgid]
    return [words for original, words in pairs(entry) if sorted(KEPT.findall(original)) != sorted(KEPT.findall(words))]


def words_of(catalogue: polib.POFile | polib.MOFile) -> dict[tuple[str, str], object]:
    """Return what a catalogue translates, each original with its translations."""
    return {(entry.msgctxt or "", entry.msgid): entry.msgstr_plural or entry.msgstr for entry in catalogue}


def test_there_is_a_french_catalogue() -> None:
    assert [path.relative_to(ROOT / "locale").as_posix() for path in CATALOGUES] == [
        "fr/LC_MESSAGES/django.po",
        "fr/LC_MESSAGES/djangojs.po",
    ]
    assert len(polib.pofile(str(CATALOGUES[0]))) > 1500


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_every_entry_is_translated_with_its_variables_and_tags(path: Path) -> None:
    catalogue = polib.pofile(str(path))
    assert [words for entry in catalogue if not entry.obsolete for words in wrong(entry)] == []
    assert [entry.msgid for entry in catalogue.obsolete_entries()] == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_french_punctuation_does_not_break_off(path: Path) -> None:
    translated = [words for entry in polib.pofile(str(path)) for _original, words in pairs(entry)]
    assert [words for words in translated if BREAKS.search(re.sub(r"&\w+;|https?:\S+", "", words))] == []


@pytest.mark.parametrize(
    "entry",
    [
        polib.POEntry(msgid="Words", msgstr=""),
        polib.POEntry(msgid="Words", msgstr="Mots", flags=["fuzzy"]),
        polib.POEntry(msgid="Since %(day)s", msgstr="Depuis %(jour)s"),
        polib.POEntry(msgid="<a>Words</a>", msgstr="<a>Mots"),
        polib.POEntry(msgid="{done} of {all}", msgstr="{done} sur tout"),
        polib.POEntry(msgid="%(n)s word", msgid_plural="%(n)s words", msgstr_plural={0: "%(n)s mot", 1: "mots"}),
    ],
)
def test_what_is_wrong_with_an_entry_is_found(entry: polib.POEntry) -> None:
    assert wrong(entry)
    assert wrong(polib.POEntry(msgid="Since <b>%(day)s</b>", msgstr="Depuis <b>%(day)s</b>")) == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_the_compiled_catalogue_says_what_the_written_one_says(path: Path) -> None:
    compiled = words_of(polib.mofile(str(path.with_suffix(".mo"))))
    assert compiled == words_of(polib.pofile(str(path))), "Run `make messages`."


def test_no_word_of_the_code_is_missing_from_the_catalogues(tmp_path: Path) -> None:
    if not shutil.which("xgettext"):
        (pytest.fail if os.environ.get("KPSITE_REQUIRE_BROWSER") == "1" else pytest.skip)(NO_GETTEXT)
    copy = tmp_path / "copy"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".*", "var", "docs", "content", "node_modules", "tests"))
    (copy / "kpsite" / "added.py").write_text(f"_({ADDED!r})")
    settings = {**os.environ, "DEBUG": "1", "VAR_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "kpsite.settings"}
    subprocess.run([sys.executable, "manage.py", "makemessages", "-v0"], cwd=copy, env=settings, check=True)
    changed: set[tuple[str, str]] = set()
    for path in CATALOGUES:
        gathered, kept = (polib.pofile(str(each)) for each in (copy / path.relative_to(ROOT), path))
        changed |= words_of(gathered).keys() ^ words_of(kept).keys()
    assert changed - {("", ADDED)} == set(), "Run `make messages` and translate what it lists."
    assert ("", ADDED) in changed, "A new word is not found."
