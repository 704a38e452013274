"""The chart of certainty by question: what a template draws, and the same figures as a table.

Each claim is a bar: its height is the certainty of its evidence, its colour the verdict, and a line through it says
in the drawing, too, that it is not to be relied on. A claim's words are not in it.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .browsing import JUDGED, Group
from .choices import Certainty, Verdict
from .faces import ClaimFace

#: Pixels of the drawing: how wide a bar is, from one bar to the next, and how tall a bar of strong evidence is.
BAR, STEP, TALL = 10, 16, 24
#: What is drawn of each certainty. The last two are outlines: there is nothing to measure.
HEIGHTS = {
    Certainty.HIGH: 24,
    Certainty.MODERATE: 18,
    Certainty.LOW: 12,
    Certainty.VERY_LOW: 6,
    Certainty.NO_STUDIES: 24,
    Certainty.NOT_GRADED: 24,
}
EMPTY = (Certainty.NO_STUDIES, Certainty.NOT_GRADED)
WARNED = (Verdict.UNSUPPORTED, Verdict.REFUTED, Verdict.RETIRED)


@dataclass(frozen=True)
class Bar:
    """One claim in the drawing; ``middle`` and ``end`` are of the line that strikes it out."""

    x: int
    y: int
    height: int
    verdict: str
    is_empty: bool
    is_graded: bool
    is_struck: bool
    width: int = BAR

    @property
    def end(self) -> int:
        """Where its right edge is."""
        return self.x + self.width


@dataclass(frozen=True)
class Row:
    """One question: its bars, what they say in words, and how many claims have each certainty."""

    group: Group
    bars: list[Bar]
    words: str
    counts: list[int]
    width: int
    height: int = TALL

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
    faces = sorted(group.faces, key=lambda face: list(Certainty).index(Certainty(face.certainty)))
    bars = [_bar(face, place * STEP + 1) for place, face in enumerate(faces)]
    counted = Counter(face.certainty for face in faces)
    counts = [counted[value] for value in Certainty.values]
    return Row(group, bars, _words(faces), counts, max(len(bars) * STEP, STEP))


def _bar(face: ClaimFace, x: int) -> Bar:
    return _drawn(
        Certainty(face.certainty),
        "lapsed" if face.has_lapsed else face.verdict,
        x,
        is_struck=face.verdict in WARNED or face.has_lapsed,
    )


def _drawn(certainty: Certainty, verdict: str, x: int, *, is_struck: bool = False) -> Bar:
    height = HEIGHTS[certainty]
    return Bar(x, TALL - height, height, verdict, certainty in EMPTY, certainty != Certainty.NOT_GRADED, is_struck)


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
