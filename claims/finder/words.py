"""A sentence as words: small letters, each with its place and its classes."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from .lexicon import Lexicon, lexicon

_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+(?:[.,:/]\d+)*|\S")
_JOINS = "-‐‑–/"
_MONEY = "£$€"
#: What ends the reach of a pattern's gap and of a negation.
STOPS = frozenset([";", ":", "—", "–", "(", ")", "•", "|"])

Span = tuple[int, frozenset[str]]


@dataclass(frozen=True)
class Words:
    """The words of one sentence.

    ``spans[i]`` is what starts at word ``i``: how many words long, and of which classes; the word alone comes first.
    ``where`` tells for every word and class at which words it starts, ``present`` is all of them.
    """

    text: str
    tokens: list[str]
    places: list[tuple[int, int]]
    spans: list[list[Span]]
    where: dict[str, list[int]]
    present: frozenset[str]

    def has(self, *names: str) -> bool:
        """Whether any of these words or classes stands in the sentence."""
        return not self.present.isdisjoint(names)

    @cached_property
    def clauses(self) -> list[int]:
        """For each word the first one of its clause."""
        new, new_after_comma = (lexicon().listed[name] for name in ("new_clause", "new_clause_after_comma"))
        starts, start = [], 0
        for index, token in enumerate(self.tokens):
            if token in new_after_comma and index and self.tokens[index - 1] == ",":
                start = index
            starts.append(start)
            if token in STOPS or (token in new and not self._is_set_apart(index)):
                start = index + 1
        return starts

    def _is_set_apart(self, index: int) -> bool:
        """Whether a word stands between commas: "They are not, however, a cure"."""
        return self.tokens[max(index - 1, 0) : index] == [","] and self.tokens[index + 1 : index + 2] == [","]

    def is_at(self, index: int, *names: str) -> bool:
        """Whether any of these words or classes starts at a word."""
        if not 0 <= index < len(self.tokens):
            return False
        return any(
            name == self.tokens[index] or any(name in classes for _, classes in self.spans[index]) for name in names
        )


def words_of(text: str) -> Words:
    """Take a sentence apart."""
    tokens, places, kinds = _tokens(text)
    known = lexicon()
    spans = [_spans(tokens, index, kinds[index], known) for index in range(len(tokens))]
    where: dict[str, list[int]] = defaultdict(list)
    for index, token in enumerate(tokens):
        where[token].append(index)
        for _, classes in spans[index]:
            for name in classes:
                where[name].append(index)
    return Words(text, tokens, places, spans, where, frozenset(where))


def _tokens(text: str) -> tuple[list[str], list[tuple[int, int]], list[str]]:
    tokens, places, kinds = [], [], []
    for found in _TOKEN.finditer(text):
        start, end = found.span()
        token = found.group()
        if token in _JOINS and _is_inside(text, start):
            continue
        tokens.append(token.lower().replace("’", "'"))
        places.append((start, end))
        kinds.append(_kind(text, token, start, end))
    return tokens, places, kinds


def _is_inside(text: str, at: int) -> bool:
    return 0 < at < len(text) - 1 and text[at - 1].isalnum() and text[at + 1].isalnum()


def _kind(text: str, token: str, start: int, end: int) -> str:
    """Return the class of a number: an amount of money, a clock time, a year, an ordinal or a plain number."""
    if not token[0].isdigit():
        return ""
    if (start and text[start - 1] in _MONEY) or text[end : end + 1] in ("p", "£", "$", "€"):
        return "money"
    if ":" in token:
        return "clock"
    if text[end : end + 2].lower() in ("st", "nd", "rd", "th"):
        return "ordinal"
    return "year" if len(token) == 4 and token[:2] in ("19", "20") and token.isdigit() else "number"


def _spans(tokens: list[str], index: int, kind: str, known: Lexicon) -> list[Span]:
    token = tokens[index]
    classes = known.classes_of(token)
    if kind:
        classes |= known.united({kind})
    if token.endswith("n't"):
        classes |= {"@not"}
    spans = [(1, classes)]
    for phrase, of_phrase in known.phrases.get(token, ()):
        if tuple(tokens[index : index + len(phrase)]) == phrase:
            spans.append((len(phrase), of_phrase))
    return spans
