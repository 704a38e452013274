"""Words of a text as the index knows them: folded to a–z and 0–9, and their stems. Pure.

Both databases get nothing but such words, so what one of them finds the other finds, too.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from .stemming import stem

#: Longer words are cut: no reader types them, and PostgreSQL would leave out the longest.
LONGEST = 48
#: Letters and digits, with accents, points and apostrophes inside them: don’t is one word.
WORD = re.compile(
    r"[^\W_](?:[^\W_]|[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]|['’ʼ\u00ad\u200b-\u200d](?=[^\W_]))*"
)
#: Letters that no accent comes off.
LETTERS = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i"})
#: British and American spelling come to one stem: moisturise, anaesthetic, colour.
SPELLINGS = (
    (re.compile(r"is(?=(?:e[drs]?|ers?|ing|ations?)$)"), "iz"),
    (re.compile(r"[ao]e(?=[a-z]{3})"), "e"),
    (re.compile(r"(?<=[a-z]{2})our(?=s?$|e[dr]|ing|les)"), "or"),
)


@dataclass(frozen=True)
class Word:
    """One word of a text: where it stands, and what the index knows it as."""

    start: int
    end: int
    folded: str

    @property
    def stem(self) -> str:
        """What it has in common with its inflected forms."""
        return stem_of(self.folded)


def words(text: str) -> Iterator[Word]:
    """Yield the words of a text in order."""
    for found in WORD.finditer(text):
        if folded := fold(found[0]):
            yield Word(found.start(), found.end(), folded)


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """Return a word without case, accents and apostrophes, in a–z and 0–9; other letters as their numbers.

    What starts with a digit gets a letter before it: PostgreSQL would read 0e0a as a number and a word.
    """
    plain = unicodedata.normalize("NFKD", word.casefold()).casefold().translate(LETTERS)
    letters = (each if each.isascii() else f"u{ord(each):06x}" for each in plain if each.isalnum())
    found = "".join(letters)[:LONGEST]
    return f"q{found}" if found[:1].isdigit() else found


@lru_cache(maxsize=20_000)
def stem_of(folded: str) -> str:
    """Return the stem of a folded word, the same for British and American spelling."""
    for pattern, instead in SPELLINGS:
        folded = pattern.sub(instead, folded)
    return stem(folded)


def terms(text: str) -> str:
    """Return what the index keeps of a text: each word and, where it differs, its stem."""
    found = ((word.folded, word.stem) for word in words(text))
    return " ".join(word if word == stemmed else f"{word} {stemmed}" for word, stemmed in found)
