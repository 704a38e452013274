"""Words as the index knows them: stems, accents, apostrophes and spellings."""

import re
import sqlite3
from pathlib import Path

import pytest
from django.conf import settings

from search.asking import Asked
from search.stemming import stem
from search.words import fold, stem_of, terms


def stems(text: str) -> list[str]:
    """Return the stems of a text."""
    return [stem_of(fold(word)) for word in text.split()]


@pytest.mark.parametrize(
    "words",
    [
        "scar scars scarred scarring",
        "heal heals healed healing",
        "needle needles needled needling",
        "infection infections infected infect",
        "café cafe CAFÉ cafe\u0301",
        "don’t don't dont DON'T",
        "moisturise moisturize moisturising moisturized moisturisation moisturization",
        "anaesthetic anesthetic anaesthetics",
        "oedema edema",
        "colour color colours coloured colored",
        "ﬁrm firm",
        "Straße strasse",
        "Łódź lodz",
    ],
)
def test_these_are_one_word(words: str) -> None:
    assert len(set(stems(words))) == 1


@pytest.mark.parametrize("words", ["scar scarf", "four for", "cold could", "skin sink", "hour horse"])
def test_these_are_different_words(words: str) -> None:
    assert len(set(stems(words))) == len(words.split())


@pytest.mark.parametrize(
    "text", ["don\x00t", "« » — …", "🙂🙂", "' ’ '' _", "\u200f\u202e", "\ud800", '%_*"()[]:^-+', "a\u0301" * 3]
)
def test_what_is_no_word_is_none_and_terms_are_plain(text: str) -> None:
    assert re.fullmatch(r"[a-z0-9 ]*", terms(text))


def test_letters_of_other_alphabets_keep_their_beginnings() -> None:
    assert fold("кожа").startswith(fold("кож"))
    assert fold("בְּרֵאשִׁית") == fold("בראשית")


def test_the_stemmer_agrees_with_the_one_of_sqlite() -> None:
    files = [*Path(settings.BASE_DIR, "content").rglob("*.*"), Path(settings.BASE_DIR, "claims", "words.toml")]
    words = sorted({word for file in files for word in re.findall("[a-z]{3,40}", file.read_text().lower())})
    assert len(words) > 1500
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE text USING fts5(word, tokenize='porter unicode61')")
    database.execute("CREATE VIRTUAL TABLE vocabulary USING fts5vocab(text, 'instance')")
    database.executemany("INSERT INTO text(rowid, word) VALUES (?, ?)", enumerate(words))
    theirs = dict(database.execute("SELECT doc, term FROM vocabulary"))
    database.close()
    assert {word: stem(word) for word in words} == {word: theirs[number] for number, word in enumerate(words)}


# --- what is asked ------------------------------------------------------------------------------------------


def test_empty_words_are_not_asked_for_unless_there_are_no_others() -> None:
    assert Asked.of("Is microneedling safe for the skin?").words == ("microneedling", "safe", "skin")
    assert Asked.of("to be or not").words == ("not",)
    assert Asked.of("what is it").words == ("what", "is", "it")
    assert not Asked.of(" ?! ")


def test_neighbours_are_asked_for_as_one_word_too() -> None:
    alternatives = [[term.stem for term in terms] for terms in Asked.of("micro needling scars").alternatives]
    assert alternatives == [["micro", "needl", "scar"], ["microneedl", "scar"], ["micro", "needlingscar"]]


def test_the_short_name_of_the_condition_stands_for_the_long_one_and_the_other_way_round() -> None:
    assert ("kp",) in [tuple(term.stem for term in terms) for terms in Asked.of("keratosis pilaris").alternatives]
    assert ("keratosi", "pilari") in [tuple(term.stem for term in terms) for terms in Asked.of("KP").alternatives]


def test_only_so_many_words_are_asked_for() -> None:
    assert len(Asked.of("word " * 5000).words) == 12
