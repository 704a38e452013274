"""What a reader asked for, as both databases and the marking of hits understand it. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from .words import Word, fold, stem_of, words

#: More words than this are left out.
MOST = 12
#: What says nothing by itself is not asked for, unless there is nothing else.
_EMPTY = (
    "a about an and any are as at be been but by can could did do does for from had has have how i if in is it its "
    "me my of on or should so than that the their them then there these they this to was were what when where which "
    "who why will with would you your"
)
EMPTY = frozenset(_EMPTY.split())
#: Several words that mean one: asking for either finds both.
SAME = {("keratosis", "pilaris"): "kp"}


@dataclass(frozen=True)
class Term:
    """One word that is asked for: ``stem``, or anything that starts with ``start`` ("" for nothing)."""

    stem: str
    start: str = ""

    def is_met_by(self, word: Word) -> bool:
        """Tell whether a word of a text is what is asked for."""
        return word.stem == self.stem or word.folded == self.stem or self._starts(word)

    def _starts(self, word: Word) -> bool:
        return bool(self.start) and (word.folded.startswith(self.start) or word.stem.startswith(self.start))


@dataclass(frozen=True)
class Asked:
    """The folded words of a question to the site. It is false where there are none.

    With ``every`` false any of them is enough.
    """

    words: tuple[str, ...]
    every: bool = True

    @classmethod
    def of(cls, text: str, *, every: bool = True) -> "Asked":
        """Read what somebody typed, whatever it is."""
        found = [word.folded for word in words(text[:1000])]
        telling = [word for word in found if word not in EMPTY]
        return cls(tuple((telling or found)[:MOST]), every)

    def __bool__(self) -> bool:
        return bool(self.words)

    @cached_property
    def alternatives(self) -> tuple[tuple[Term, ...], ...]:
        """Ways to meet the question: all terms of one of them must be met."""
        if not self.every:
            return tuple((term,) for term in dict.fromkeys(_terms(self.words)))
        return tuple(dict.fromkeys(_terms(each) for each in (self.words, *_joined(self.words), *_same(self.words))))

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """All terms of all alternatives, once each."""
        return tuple(dict.fromkeys(term for each in self.alternatives for term in each))

    def is_met_by(self, word: Word) -> bool:
        """Tell whether a word of a text is one of those asked for."""
        return any(term.is_met_by(word) for term in self.terms)


def _terms(found: tuple[str, ...]) -> tuple[Term, ...]:
    """Return the terms of words; the last may be one that is still being typed."""
    *before, last = found
    start = last if len(last) > 1 else ""
    return (*(Term(stem_of(word)) for word in before), Term(stem_of(last), start))


def _joined(found: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the words with two neighbours as one: “micro needling” is asked for as “microneedling”, too."""
    for place in range(len(found) - 1):
        yield (*found[:place], "".join(found[place : place + 2]), *found[place + 2 :])


def _same(found: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the words with what means the same in their place."""
    for phrase, short in SAME.items():
        for place, word in enumerate(found):
            end = place + len(phrase)
            if found[place:end] == phrase:
                yield (*found[:place], fold(short), *found[end:])
            elif word == short:
                yield (*found[:place], *phrase, *found[place + 1 :])
