"""One sentence with what the rules need to know of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from .scopes import Match, clause_start
from .words import Words, words_of

_CLOSING = "\"'”’)]»*_"
#: Where a sentence that has ended ends; a colon or semicolon leads on to what is not there.
_ENDS = (".", "!", "?", "…", ":", ";")
_PARTS = frozenset([":", ";", "—", "–"])
_SHORTEST_PART = 3

Reach = tuple[int, int]


@dataclass(frozen=True)
class Sentence:
    """A sentence as words; ``kind`` is that of its unit, ``heading`` are the words above it in a table's column.

    ``has_source`` tells of a link to another site in it. ``marks`` are the words, from first to last (exclusive),
    that stand in marks of claims; ``told`` are those of them that are only reported.
    """

    words: Words
    kind: str = "paragraph"
    has_source: bool = False
    marks: tuple[Reach, ...] = ()
    told: tuple[Reach, ...] = ()
    heading: Words | None = None
    is_part: bool = False

    @property
    def text(self) -> str:
        """The sentence as a reader sees it."""
        return self.words.text

    @property
    def is_fragment(self) -> bool:
        """Whether it does not end like a sentence: a heading, a cell, a short item."""
        if self.is_part:
            return False
        return self.kind == "heading" or not self.text.rstrip().rstrip(_CLOSING).endswith(_ENDS)

    def is_marked(self, match: Match) -> bool:
        """Whether any word of a match stands in the mark of a claim."""
        return any(start < match.end and match.start < end for start, end in self.marks)

    def is_covered(self, match: Match) -> bool:
        """Whether a plain claim is marked already: a mark stands in its words or in the same clause."""
        if self.is_marked(match):
            return True
        clauses = {clause_start(self.words, index) for index in range(match.start, match.end)}
        return any(clause_start(self.words, start) in clauses for start, _end in self.marks)

    def is_told(self, match: Match) -> bool:
        """Whether the page tells of what was met and does not say it.

        A "reported" mark must hold it or follow it, and the sentence or the column's heading must say that somebody
        says so. The mark alone does not do it: readers see the words.
        """
        if not any(match.start < end for _start, end in self.told):
            return False
        if self.heading and self.heading.has("@telling", "@reported"):
            return True
        return any(self.words.is_at(index, "@telling", "@reported") for index in range(match.start))

    def parts(self) -> Iterator["Sentence"]:
        """Yield what stands between colons, semicolons and dashes, each as a sentence without marks."""
        places, tokens = self.words.places, self.words.tokens
        ends = [index for index, token in enumerate(tokens) if token in _PARTS]
        for start, end in zip([0, *(end + 1 for end in ends)], [*ends, len(tokens)], strict=True):
            if ends and end - start >= _SHORTEST_PART and not any(a < end and start < b for a, b in self.marks):
                words = words_of(self.text[places[start][0] : places[end - 1][1]])
                yield Sentence(words, self.kind, self.has_source, is_part=not self.is_fragment)
