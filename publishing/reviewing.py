"""When a page is to be reviewed: by the riskiest claim that it makes, counted from its live publication."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from claims.ageing import SCHEDULES, day_of, months_after, risk_of
from claims.choices import Risk, rank
from claims.faces import ClaimFace
from claims.queries import newest_faces

from . import kinds
from .kinds import Kind
from .models import Publication, PublishedClaim


@dataclass(frozen=True)
class Review:
    """The review that a live page waits for."""

    due_on: date
    is_overdue: bool


def page_risk(kind: Kind, made: Iterable[ClaimFace]) -> Risk:
    """Return how much harm an outdated page could do, by its kind and the claims that it makes."""
    risks = [Risk.HIGH if kind.is_high_risk else Risk.LOW, *map(risk_of, made)]
    return max(risks, key=lambda risk: rank(Risk, risk))


def review_due_on(publication: Publication, made: Iterable[ClaimFace]) -> date:
    """Return the day by which a page is to be reviewed; ``made`` are the claims it makes, as they are now."""
    kind = kinds.get(publication.page.kind)
    return months_after(day_of(publication.live_at), SCHEDULES[page_risk(kind, made)].due)


def review(publication: Publication, made: Iterable[ClaimFace]) -> Review:
    """Return by when a live page is to be reviewed, as things are today."""
    due_on = review_due_on(publication, made)
    return Review(due_on, due_on < day_of(None))


def overdue_pages(on: date) -> list[tuple[Publication, date]]:
    """Return what readers can read and was to be reviewed before a day, with that day; the most overdue first."""
    shown = list(Publication.objects.shown().select_related("page").defer("content"))
    made = _made(shown)
    due = [(publication, review_due_on(publication, made[publication.pk])) for publication in shown]
    return sorted((each for each in due if each[1] < on), key=lambda each: (each[1], each[0].pk))


def _made(publications: list[Publication]) -> dict[int, list[ClaimFace]]:
    """Return the claims that publications make, as they are now, by the publication's key."""
    rows = PublishedClaim.objects.filter(publication__in=publications, reported=False)
    pairs = list(rows.values_list("publication", "claim_version__claim__slug"))
    faces = newest_faces({slug for _key, slug in pairs})
    found: dict[int, list[ClaimFace]] = defaultdict(list)
    for key, slug in pairs:
        found[key].append(faces[slug])
    return found
