"""Patterns over words. A small language, so that none can take long: time grows with the words, never faster.

    word            that word                       two_words       these words, one after the other
    @class          a word or phrase of a class     one|two|@three  any of them
    step?           may be missing                  !one|@two       here stands none of them
    ..  ..5         up to 3 (or 5) words of the same clause
    ^  $            the sentence's start or end

A pattern is followed with the set of all places where it can have got to, so nothing is ever tried twice.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from .words import STOPS, Words

_DEFAULT_GAP = 3
_LONGEST_GAP = 12


class BadPattern(ValueError):
    """A pattern that cannot be read; its message says why."""


@dataclass(frozen=True)
class Step:
    """One part of a pattern: ``kind`` is one, not, gap, start or end."""

    kind: str
    names: frozenset[str] = frozenset()
    phrases: tuple[tuple[str, ...], ...] = ()
    is_optional: bool = False
    longest: int = 0

    @property
    def openings(self) -> frozenset[str]:
        """The words and classes of which one must be in the sentence for this step to stand."""
        return self.names | {phrase[0] for phrase in self.phrases}

    def ends(self, words: Words, at: int) -> Iterator[int]:
        """Yield where the pattern may go on if this step stands at a word."""
        if self.kind == "gap":
            yield from self._gap(words, at)
        elif self.kind == "one":
            if self.is_optional:
                yield at
            yield from self._lengths(words, at)
        elif self.kind == "not":
            if not any(self._lengths(words, at)):
                yield at
        elif at == (0 if self.kind == "start" else _last(words)):
            yield at

    def _gap(self, words: Words, at: int) -> Iterator[int]:
        yield at
        for end in range(at, min(at + self.longest, len(words.tokens))):
            if words.tokens[end] in STOPS:
                return
            yield end + 1

    def _lengths(self, words: Words, at: int) -> Iterator[int]:
        if at >= len(words.tokens):
            return
        if words.tokens[at] in self.names:
            yield at + 1
        for phrase in self.phrases:
            if tuple(words.tokens[at : at + len(phrase)]) == phrase:
                yield at + len(phrase)
        for length, classes in words.spans[at]:
            if not classes.isdisjoint(self.names):
                yield at + length


@dataclass(frozen=True)
class Pattern:
    """A pattern that was read. ``needed`` are sets of which each must have a member in the sentence."""

    source: str
    steps: tuple[Step, ...]
    needed: tuple[frozenset[str], ...]

    def matches(self, words: Words) -> Iterator[tuple[int, int]]:
        """Yield the first and the last word, exclusive, of each place where the pattern stands."""
        if not self.may_stand(words):
            return
        for start in self._starts(words):
            if (end := self._end(words, start)) is not None:
                yield start, end

    def may_stand(self, words: Words) -> bool:
        """Whether the sentence has all that the pattern needs, in whatever order."""
        return not any(words.present.isdisjoint(names) for names in self.needed)

    def _starts(self, words: Words) -> Sequence[int]:
        """Return the words at which the pattern can start."""
        first = self.steps[0]
        if first.kind == "start":
            return [0]
        if first.kind == "one" and not first.is_optional:
            return sorted({at for name in first.openings if name in words.present for at in words.where[name]})
        return range(len(words.tokens))

    @cached_property
    def own(self) -> frozenset[str]:
        """All words and classes that the pattern names."""
        named = [step for step in self.steps if step.kind == "one"]
        words = {word for step in named for phrase in step.phrases for word in phrase}
        return frozenset(words).union(*(step.names for step in named))

    @property
    def rarest(self) -> frozenset[str]:
        """The set of ``needed`` with the fewest classes, which hold many words; the pattern is looked up by it."""
        return min(self.needed, key=lambda names: (sum(name.startswith("@") for name in names), len(names)))

    def _end(self, words: Words, start: int) -> int | None:
        reached = {start}
        for step in self.steps:
            reached = {end for at in reached for end in step.ends(words, at)}
            if not reached:
                return None
        return min(reached)


def read(source: str, classes: set[str]) -> Pattern:
    """Read a pattern; ``classes`` are those there are. Raises BadPattern."""
    steps = tuple(_step(part, classes) for part in source.split())
    needed = tuple(step.openings for step in steps if step.kind == "one" and not step.is_optional)
    if not needed:
        raise BadPattern("it names no word that must stand there")
    if steps[0].kind == "gap" or steps[-1].kind == "gap":
        raise BadPattern("a gap at its start or end says nothing")
    return Pattern(source, steps, needed)


def _step(part: str, classes: set[str]) -> Step:
    if part in ("^", "$"):
        return Step("start" if part == "^" else "end")
    if part.startswith(".."):
        return _gap(part)
    kind = "not" if part.startswith("!") else "one"
    names = part.removeprefix("!").removesuffix("?").split("|")
    for name in names:
        if not name or name.lower() != name:
            raise BadPattern(f"“{part}” is no word in small letters")
        if name.startswith("@") and name[1:] not in classes:
            raise BadPattern(f"there is no class {name}")
    single = frozenset(name for name in names if "_" not in name or name.startswith("@"))
    phrases = tuple(tuple(name.split("_")) for name in names if name not in single)
    return Step(kind, single, phrases, is_optional=part.endswith("?"))


def _gap(part: str) -> Step:
    length = part[2:] or str(_DEFAULT_GAP)
    if not length.isdecimal() or int(length) > _LONGEST_GAP:
        raise BadPattern(f"“{part}” is no gap of up to {_LONGEST_GAP} words")
    return Step("gap", longest=int(length))


def _last(words: Words) -> int:
    """Return where the words end; a full stop is no word."""
    end = len(words.tokens)
    while end and words.tokens[end - 1] in ".!?…":
        end -= 1
    return end
