"""Finding a passage again in a text that was edited since: a W3C TextQuoteSelector, matched with some patience. Pure.

A selector (Web Annotation Data Model, 4.2.4) is the exact words with the words before and after them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate

#: How much of the words before and after a passage is kept, in characters.
AROUND = 64
#: How alike (difflib's ratio over words, 0 to 1) a changed passage must be to count as the same one.
ALIKE = 0.75
#: A shorter passage is found only as it was: three words that are nearly others are others.
FEWEST_WORDS = 4
#: How many places of a text are looked at closely.
CLOSE_LOOKS = 5
#: What keyboards and typographers write differently.
SAME = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "\u2011": "-"})
UNSEEN = "\u00ad\u200b\u2060\ufeff"


@dataclass(frozen=True)
class Quote:
    """A passage: its exact words, with up to ``AROUND`` characters before and after it."""

    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True)
class _Squeezed:
    """A text without its white space, and where each letter of it stood."""

    letters: str
    places: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> "_Squeezed":
        kept = [(place, letter) for place, letter in enumerate(text) if not letter.isspace() and letter not in UNSEEN]
        return cls("".join(letter for _place, letter in kept).translate(SAME), tuple(place for place, _letter in kept))

    def span(self, start: int, length: int) -> tuple[int, int]:
        return self.places[start], self.places[start + length - 1] + 1


@dataclass(frozen=True)
class _Look:
    """What a close look at one place found: how alike, how many words of the passage, from where to where."""

    ratio: float
    shared: int
    start: int
    end: int


def locate(text: str, quote: Quote) -> tuple[int, int] | None:
    """Return start and end of the passage in ``text``, or None where it is gone.

    The exact words come first, whatever the white space between them; of several places the one whose
    surroundings are most like ``prefix`` and ``suffix``. Then what is at least ``ALIKE``.
    """
    squeezed, exact = _Squeezed.of(text), _Squeezed.of(quote.exact).letters
    if not exact:
        return None
    if starts := list(_occurrences(squeezed.letters, exact)):
        best = max(starts, key=lambda start: _context(squeezed.letters, start, start + len(exact), quote))
        return squeezed.span(best, len(exact))
    return _tolerant(text, quote)


def nth(text: str, start: int, end: int) -> int:
    """Return how many times the words from ``start`` to ``end`` stand in ``text`` before they do there."""
    squeezed, before = _Squeezed.of(text).letters, len(_Squeezed.of(text[:start]).letters)
    return sum(each < before for each in _occurrences(squeezed, _Squeezed.of(text[start:end]).letters))


def anchored(text: str, start: int, end: int) -> Quote:
    """Return the selector of what stands from ``start`` to ``end`` in ``text``."""
    return Quote(text[start:end], text[max(0, start - AROUND) : start], text[end : end + AROUND])


def is_alike(one: str, other: str) -> bool:
    """Tell whether two quoted passages are about the same words: alike, or one within the other."""
    first, second = _Squeezed.of(one).letters, _Squeezed.of(other).letters
    if not first or not second:
        return first == second
    is_within = first in second or second in first
    return is_within or SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio() >= ALIKE


def _occurrences(letters: str, wanted: str) -> Iterator[int]:
    found = letters.find(wanted)
    while found >= 0:
        yield found
        found = letters.find(wanted, found + 1)


def _context(letters: str, start: int, end: int, quote: Quote) -> int:
    """Return how many letters right before and right after are those of the selector."""
    before, after = _Squeezed.of(quote.prefix).letters, _Squeezed.of(quote.suffix).letters
    return _shared(reversed(letters[:start]), reversed(before)) + _shared(iter(letters[end:]), iter(after))


def _shared(one: Iterator[str], other: Iterator[str]) -> int:
    count = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        count += 1
    return count


def _tolerant(text: str, quote: Quote) -> tuple[int, int] | None:
    wanted = [_bare(word) for word in quote.exact.split()]
    words = list(_words(text))
    if len(wanted) < FEWEST_WORDS or not words:
        return None
    looks = (_closely(words, start, wanted) for start in _promising([_bare(word) for word, _at in words], wanted))
    alike = [look for look in looks if look.ratio >= ALIKE]
    best = max(alike, key=lambda look: (look.shared, look.ratio), default=None)
    return (best.start, best.end) if best else None


def _bare(word: str) -> str:
    return word.translate(SAME).lower().strip(".,;:!?()'\"") or word


def _words(text: str) -> Iterator[tuple[str, int]]:
    """Yield each word of a text and where it starts."""
    place = 0
    for word in text.split():
        place = text.index(word, place)
        yield word, place
        place += len(word)


def _promising(words: list[str], wanted: list[str]) -> list[int]:
    """Return where windows as long as the passage start that hold most of its words."""
    sought = set(wanted)
    hits = [0, *accumulate(word in sought for word in words)]
    size = min(len(wanted), len(words))
    starts = range(len(words) - size + 1)
    return sorted(starts, key=lambda start: hits[start] - hits[start + size])[:CLOSE_LOOKS]


def _closely(words: list[tuple[str, int]], start: int, wanted: list[str]) -> _Look:
    """Compare the passage with what stands around ``start``."""
    room = len(wanted) // 3 + 1
    first = max(0, start - room)
    window = words[first : start + len(wanted) + room]
    compared = [_bare(word) for word, _at in window]
    blocks = SequenceMatcher(None, wanted, compared, autojunk=False).get_matching_blocks()[:-1]
    if not blocks:
        return _Look(0.0, 0, 0, 0)
    low, high = blocks[0].b, blocks[-1].b + blocks[-1].size
    ratio = SequenceMatcher(None, wanted, compared[low:high], autojunk=False).ratio()
    last, at = window[high - 1]
    return _Look(ratio, sum(block.size for block in blocks), window[low][1], at + len(last))
