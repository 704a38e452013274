"""How sure the evidence makes us of several claims together: from which certainty to which. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from .choices import Certainty, Verdict
from .faces import ClaimFace


@dataclass(frozen=True)
class Sureness:
    """The claim that the evidence makes us least sure of, and the surest one.

    ``graded`` is how many claims carry a grade (then both are there), ``unstudied`` for how many no study was found.
    """

    weakest: ClaimFace | None
    strongest: ClaimFace | None
    graded: int
    unstudied: int

    def __bool__(self) -> bool:
        return bool(self.graded or self.unstudied)

    @property
    def is_range(self) -> bool:
        """Whether not all graded claims have the same grade."""
        return bool(self.weakest and self.strongest and self.weakest.certainty != self.strongest.certainty)


def sureness(faces: Iterable[ClaimFace]) -> Sureness:
    """Return how sure the evidence makes us of claims that a page makes.

    What was taken back, or was last checked too long ago, makes us sure of nothing: it is left out.
    """
    standing = [face for face in faces if face.verdict != Verdict.RETIRED and not face.has_lapsed]
    graded = sorted((face for face in standing if face.dots), key=lambda face: face.dots)
    unstudied = sum(face.certainty == Certainty.NO_STUDIES for face in standing)
    return Sureness(graded[0] if graded else None, graded[-1] if graded else None, len(graded), unstudied)
