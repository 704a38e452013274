"""Scopes: how far a denial, a doubt, a citation, a quotation or somebody else's words reach in a sentence.

Each is a function of a sentence's words and of a match, and says whether what a rule met stands under it.
"""

import re
from bisect import bisect_left
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from .lexicon import lexicon
from .words import STOPS, Words


class Match(NamedTuple):
    """What a rule met: its first and last word (exclusive), and the words and classes that its pattern names."""

    start: int
    end: int
    own: frozenset[str] = frozenset()


Scope = Callable[[Words, Match], bool]

#: A negative word that denies nothing when it stands before one of these.
_NO_DENIAL = {
    "not": "only, just, merely, to",
    "no": "to, doubt, wonder, matter, longer, other, surprise, 1",
    "nothing": "but, works, beats, gives, comes, else, can, helps, is",
    "without": "doubt, question, exception, surgery, needles",
    "never": "fails, again, felt, looked, before, been",
    "non": "toxic, irritating, invasive, surgical, smoker",
    "little": "bit, time",
    "few": "days, weeks, minutes, hours, months, sessions, drops",
}
_NO_FURTHER = STOPS | frozenset([",", "and", "or", "but", "so", "because"])
_REACH_AFTER = 4
_REACH_BEFORE = 8
_ASKING = ("whether", "how", "what")


def clause_start(words: Words, at: int) -> int:
    """Return the first word of the clause that a word stands in."""
    return words.clauses[at] if at < len(words.clauses) else len(words.clauses)


def negated(words: Words, match: Match) -> bool:
    """Whether what was met is denied: a negative word before it in its clause or inside it, or "is a myth" after it.

    A negative word that the pattern itself names ("no downtime") belongs to it.
    """
    denials = _within(words, "@not", clause_start(words, match.start), match.end)
    before = (index for index in denials if index < match.start or not _is_own(words, index, match))
    return any(_denies(words, index) for index in before) or _denied_afterwards(words, match.end)


def denying(words: Words, match: Match) -> bool:
    """Whether a denial follows what was met: "studies show that it does not help"."""
    return any(_denies(words, index) for index in _within(words, "@not", match.end, len(words.tokens)))


def _within(words: Words, name: str, start: int, end: int) -> list[int]:
    """Return the words of a class from ``start`` on and before ``end``."""
    places = words.where[name] if name in words.present else []
    return places[bisect_left(places, start) : bisect_left(places, end)]


def _denies(words: Words, index: int) -> bool:
    following = words.tokens[index + 1] if index + 1 < len(words.tokens) else ""
    return following not in _NO_DENIAL.get(words.tokens[index], "").split(", ")


def _is_own(words: Words, index: int, match: Match) -> bool:
    """Whether a word inside a match is one that the pattern names, alone or in a phrase."""
    if words.tokens[index] in match.own:
        return True
    return any(
        start + length > index and not classes.isdisjoint(match.own)
        for start in range(match.start, index + 1)
        for length, classes in words.spans[start]
    )


def _denied_afterwards(words: Words, end: int) -> bool:
    for token in words.tokens[end : end + _REACH_AFTER]:
        if token in _NO_FURTHER:
            return False
        if token in lexicon().listed["denied_afterwards"]:
            return True
    return False


def hedged(words: Words, match: Match) -> bool:
    """Whether a word of doubt such as "may" stands before what was met in its clause, or in it."""
    return bool(_within(words, "@hedge", clause_start(words, match.start), match.end))


def partly(words: Words, match: Match) -> bool:
    """Whether the sentence speaks of most or some, so that nothing is said of all."""
    return words.has("@partly")


def asked(words: Words, match: Match) -> bool:
    """Whether what was met is asked and not said: "whether it is safe", "says what studies found", "Is it safe?"."""
    if _within(words, "?", match.end, len(words.tokens)):
        return True
    start = max(clause_start(words, match.start), match.start - _REACH_BEFORE, 1)
    askers = [index for name in _ASKING for index in _within(words, name, start, match.start)]
    return any("," not in words.tokens[index : match.start] for index in askers)


def unproven(words: Words, match: Match) -> bool:
    """Whether the sentence itself says that it has not been shown."""
    return words.has("@neverproof", "whether")


def reported(words: Words, match: Match) -> bool:
    """Whether the sentence tells at a distance what sellers and others say: "claimed", "so-called", "the idea that"."""
    everywhere = _within(words, "@reported", 0, len(words.tokens))
    return len(everywhere) > len(_within(words, "@reported", match.start, match.end))


def personal(words: Words, match: Match) -> bool:
    """Whether one person tells what happened to them."""
    return words.has("i", "i'm", "i've", "i'd", "i'll", "my", "mine", "me") and not words.has("you", "your", "everyone")


def quoted(words: Words, match: Match) -> bool:
    """Whether what was met stands between quotation marks, and words of the sentence stand outside them.

    A sentence that is nothing but a quotation is a testimonial, which promises as much as plain words.
    """
    start, end = words.places[match.start][0], words.places[match.end - 1][1]
    for opened, closed in _quotations(words.text):
        if opened <= start and end <= closed:
            return bool(re.search(r"\w", words.text[:opened] + words.text[closed:]))
    return False


_QUOTATION_MARKS = re.compile("[\"“”„«»]|(?<!\\w)[‘']|[’'](?!\\w)")
_CLOSED_BY = {'"': '"', "“": "”", "„": "“”", "«": "»", "‘": "’", "'": "'’"}


@lru_cache(maxsize=4)
def _quotations(text: str) -> list[tuple[int, int]]:
    """Return where quotations open and close; one that never closes is none."""
    found, opened = [], -1
    for mark in _QUOTATION_MARKS.finditer(text):
        if opened >= 0 and mark.group() in _CLOSED_BY[text[opened]]:
            found.append((opened, mark.end()))
            opened = -1
        elif opened < 0 and mark.group() in _CLOSED_BY:
            opened = mark.start()
    return found
