"""What moderators are told about a claim's next check."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from django.utils.dateparse import parse_date

from claims.ageing import review_due_on
from claims.choices import Certainty, Stage
from claims.faces import ClaimFace


@dataclass(frozen=True)
class NextCheck:
    """When a public claim was last checked, by when it is to be checked again and how late that is.

    ``searched_on`` is the day of a search for studies that is older than the check: only a new search makes it young.
    """

    checked_on: date | None
    due_on: date
    stage: Stage
    searched_on: date | None = None

    @classmethod
    def of(cls, face: ClaimFace | None) -> Self | None:
        """Return it for what readers see of a claim; None where no check is to be repeated."""
        due_on = review_due_on(face) if face else None
        if face is None or due_on is None:
            return None
        checked_on = parse_date(face.checked_on)
        searched_on = parse_date(face.searched_on) if face.certainty == Certainty.NO_STUDIES else None
        is_old = searched_on is not None and checked_on is not None and searched_on < checked_on
        return cls(checked_on, due_on, Stage(face.stage), searched_on if is_old else None)
