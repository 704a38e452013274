"""The chart of certainty by question: what a template draws, and the same figures as a table.

Each claim is a bar of four cells, filled as far as its evidence is certain, in the colour of its verdict; a line
through it says in the drawing, too, that it is not to be relied on. A claim's words are not in it.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .browsing import JUDGED, Group
from .choices import GRADED, Certainty, Verdict, rank
from .faces import ClaimFace

#: Pixels of the drawing: how wide and tall a cell is, and from one to the next, to the side and down.
WIDE, HIGH, ASIDE, DOWN = 18, 10, 20, 14
CELLS = len(GRADED)
WARNED = (Verdict.UNSUPPORTED, Verdict.REFUTED, Verdict.RETIRED)


@dataclass(frozen=True)
class Bar:
    """One claim in the drawing: a cell for each step of certainty, ``filled`` of them full, at the height ``y``.

    One that is not graded is a single dashed outline, as there is nothing to measure.
    """

    y: int
    certainty: str
    filled: int
    verdict: str
    is_graded: bool
    is_struck: bool

    @property
    def cells(self) -> list[tuple[int, bool]]:
        """Where each cell begins, and whether it is full."""
        return [(place * ASIDE, place < self.filled) for place in range(CELLS)]

    @property
    def middle(self) -> int:
        """Where the line goes that strikes it out."""
        return self.y + HIGH // 2


@dataclass(frozen=True)
class Row:
    """One question: its bars, what they say in words, and how many claims have each certainty."""

    group: Group
    bars: list[Bar]
    words: str
    counts: list[int]

    @property
    def height(self) -> int:
        """How tall its drawing is."""
        return max(len(self.bars), 1) * DOWN - (DOWN - HIGH)

    @property
    def total(self) -> int:
        """How many claims answer the question."""
        return len(self.bars)


@dataclass(frozen=True)
class Chart:
    """All rows, what the table's columns are called, and their sums."""

    rows: list[Row]
    columns: list[Any]
    sums: list[int]
    key: list[tuple[Bar, str]]
    verdicts: list[tuple[str, Any]]


def chart(groups: Iterable[Group]) -> Chart:
    """Return the chart of groups of claims."""
    rows = [_row(group) for group in groups]
    sums = [sum(row.counts[place] for row in rows) for place in range(len(Certainty.values))]
    key = [(_drawn(Certainty(value), "unreviewed", 0), str(words)) for value, words in Certainty.choices]
    return Chart(rows, list(Certainty.labels), sums, key, JUDGED)


def _row(group: Group) -> Row:
    faces = sorted(group.faces, key=lambda face: rank(Certainty, face.certainty))
    bars = [_bar(face, place * DOWN) for place, face in enumerate(faces)]
    counted = Counter(face.certainty for face in faces)
    return Row(group, bars, _words(faces), [counted[value] for value in Certainty.values])


def _bar(face: ClaimFace, y: int) -> Bar:
    is_struck = face.verdict in WARNED or face.has_lapsed
    return _drawn(Certainty(face.certainty), "lapsed" if face.has_lapsed else face.verdict, y, is_struck=is_struck)


def _drawn(certainty: Certainty, verdict: str, y: int, *, is_struck: bool = False) -> Bar:
    filled = CELLS - GRADED.index(certainty) if certainty in GRADED else 0
    return Bar(y, certainty.value, filled, verdict, certainty != Certainty.NOT_GRADED, is_struck)


def _words(faces: list[ClaimFace]) -> str:
    """Return what a row shows, for those who do not see it: each claim's verdict with its certainty."""
    counted = Counter((face.verdict_words, face.certainty) for face in faces)
    said = [
        _("%(count)s × %(verdict)s, evidence: %(certainty)s")
        % {"count": count, "verdict": verdict, "certainty": Certainty(certainty).label}
        for (verdict, certainty), count in counted.items()
    ]
    total = ngettext("%(count)s claim", "%(count)s claims", len(faces)) % {"count": len(faces)}
    return f"{total}: {'; '.join(said)}"
