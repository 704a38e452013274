"""No script holds words for people: they come from the page, or in the admin from Django's catalogue of words."""

import re

import pytest

from .test_rooms import ROOT

#: Comments, regular expressions with quotes in them, and what ``say`` translates through Django's catalogue of words.
SILENT = re.compile(r"/\*.*?\*/|(?<![:\"'`])//[^\n]*|\bsay\(\s*\"[^\"]*\"", re.DOTALL)
LITERAL = re.compile(r"\"([^\"\n]*)\"|'([^'\n]*)'|`([^`]*)`")
#: Selectors, types and the like.
SIGNS = re.compile(r"[\[\]#.=;{}<>/\\:_]|^use strict$|^kpsite |^allow-| (kp|is)-")
#: One word is enough where it is set as words.
SET = re.compile(r"(?:textContent|innerText|title|ariaLabel|placeholder)\s*[:=]\s*[\"'`]([^\"'`]*[A-Za-z][^\"'`]*)")


def words_in_script(source: str) -> list[str]:
    """Return the words for people that stand in a script itself, not in the page or the catalogue of words."""
    source = SILENT.sub("", source)
    literals = [next(filter(None, each.groups()), "") for each in LITERAL.finditer(source)]
    found = [words for words in literals if re.search(r"[A-Za-z]{2,} [A-Za-z]{2,}", words) and not SIGNS.search(words)]
    return found + SET.findall(source)


def test_no_script_holds_words_that_cannot_be_translated() -> None:
    scripts = {path: path.read_text() for path in sorted((ROOT / "static").rglob("*.js"))}
    assert {str(path): words for path, source in scripts.items() if (words := words_in_script(source))} == {}
    public = [path for path, source in scripts.items() if path.parent.name == "js" and "say(" in source]
    assert public == [], "Public pages load no catalogue of words: put them into data- attributes."


@pytest.mark.parametrize(
    "source", ['status.textContent = "Saved";', 'tell("All is saved");', "tell(`All is saved`);", 'x.title = "Saved"']
)
def test_words_in_a_script_are_found(source: str) -> None:
    assert words_in_script(source)
    assert (
        words_in_script('x.textContent = say("All is saved"); y.className = "button"; z("main > a"); // two words')
        == []
    )


def test_what_a_script_leaves_to_the_page_is_no_finding() -> None:
    assert words_in_script('x.textContent = say("All is saved"); y.textContent = y.dataset.told; // two words') == []
    assert words_in_script('z.className = "button"; document.querySelector("main > a[href]");') == []
