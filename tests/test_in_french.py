"""The site with a French interface: its own words are French, and what is not is marked as the content it is."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import server
from tests.scene import RECHECKED, RETIRED, REVISED, WITHDRAWN
from tests.visitor import Node, Visitor

PAGES = [
    "/",
    "/articles/",
    "/articles/is-microneedling-safe-for-kp/",
    f"/articles/{REVISED}/",
    f"/articles/{REVISED}/versions/",
    f"/articles/{REVISED}/versions/2/changes/",
    f"/articles/{WITHDRAWN}/",
    "/treatments/",
    "/treatments/microneedling/",
    "/treatments/compare/?t=microneedling&t=lasers",
    "/aftercare/before-and-after-microneedling/",
    "/aftercare/before-and-after-microneedling/?on=2026-12-01",
    "/evidence/",
    "/evidence/mn-can-leave-dark-marks/",
    "/evidence/mn-can-leave-dark-marks/versions/1/",
    f"/evidence/{RECHECKED}/",
    f"/evidence/{RECHECKED}/report/",
    "/embed/mn-can-leave-dark-marks/",
    "/topics/",
    "/topics/safety/",
    "/search/?q=needling",
    "/search/?q=zebra",
    "/sheet/",
    "/sheet/?claim=mn-can-leave-dark-marks",
    "/about/how-we-check/",
    "/about/privacy/",
    "/corrections/",
    "/nothing/",
]
#: Words that one of the two languages is full of, and the other has not.
ENGLISH = re.compile(r"(?<![\w’'])(the|and|of|with|is|are|this|that|not|for|from|was|it)(?![\w’'-])", re.IGNORECASE)
FRENCH = re.compile(
    r"(?<![\w’'])(les|des|est|une|cette|avec|pour|dans|aucune|vérifié|certitude)(?![\w’'])", re.IGNORECASE
)
#: The title of a page is its only text that cannot be marked; an option holds content and our words in one.
UNMARKABLE = {"title", "option", "script", "style"}


@pytest.fixture(scope="module")
def french(scene: Path) -> Iterator[Visitor]:
    """Yield a visitor of the shared scene as a site with a French interface shows it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LANGUAGE_CODE", "fr")
        with server.serving(scene) as url:
            yield Visitor(url)


def spoken(node: Node, language: str = "") -> Iterator[tuple[str, str]]:
    """Yield each text in a node with the language that it is marked with."""
    language = node.attributes.get("lang", language)
    for each in node.children:
        if isinstance(each, str):
            yield language, " ".join(each.split())
        elif each.name not in UNMARKABLE:
            yield from spoken(each, language)


def misspoken(page: Node) -> list[str]:
    """Return the texts of a page that are in another language than they are marked with."""
    told = [(ENGLISH if language == "fr" else FRENCH, words) for language, words in spoken(page)]
    return [words for wrong, words in told if wrong.search(words)]


@pytest.mark.parametrize("path", PAGES)
def test_our_words_are_french_and_the_content_is_marked_as_english(french: Visitor, path: str) -> None:
    page = Node.read(french.get(path).html)
    assert misspoken(page) == []
    assert {language for language, _words in spoken(page)} <= {"fr", "en-gb"}


def test_words_in_the_wrong_language_are_found() -> None:
    wrong = (
        '<html lang="fr"><p>The end of it</p><p lang="en-gb">Avec une certitude</p><p lang="en-gb">The end</p></html>'
    )
    assert misspoken(Node.read(wrong)) == ["The end of it", "Avec une certitude"]
    assert RETIRED


def test_notes_carry_french_verdicts(french: Visitor) -> None:
    page = Node.read(french.get("/articles/is-microneedling-safe-for-kp/").html)
    notes = " ".join(each.text for each in page.having("data-claim-note"))
    assert "Des sources l’appuient" in notes and "Non étayée par des preuves" in notes
    assert "Preuves : moyennes (certitude modérée)" in notes.replace("\xa0", " ")
    assert "Sources back this" not in notes and "Take care" not in notes
