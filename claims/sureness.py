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


def sureness(made: Iterable[ClaimFace], told_of: Iterable[ClaimFace] = ()) -> Sureness:
    """Return how sure the evidence makes us of the claims that a page makes.

    Of those that it only tells of, what nobody studied counts as well. What was taken back, or was last checked too
    long ago, makes us sure of nothing: it is left out.
    """
    standing = [face for face in made if _stands(face)]
    graded = sorted((face for face in standing if face.dots), key=lambda face: face.dots)
    told = [face for face in told_of if _stands(face)]
    unstudied = sum(face.certainty == Certainty.NO_STUDIES for face in (*standing, *told))
    return Sureness(graded[0] if graded else None, graded[-1] if graded else None, len(graded), unstudied)


def _stands(face: ClaimFace) -> bool:
    return face.verdict != Verdict.RETIRED and not face.has_lapsed
