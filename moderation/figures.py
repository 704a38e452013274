"""What the site can say in figures of how it works: claims by verdict, sources, and how reports are answered."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from django.db.models import Min, TextChoices
from django.utils import timezone

from claims.browsing import tally
from claims.choices import Verification
from claims.faces import ClaimFace
from claims.queries import newest_faces
from moderation.choices import State
from moderation.models import Flag, FlagStep

#: Reports are counted over this time.
PERIOD = timedelta(days=365)
#: With fewer answers than these a median says more about single reports than about the site.
ENOUGH = 5
ANSWERS = (State.AGREED, State.NOT_AGREED)

Counts = list[tuple[str, str, int]]


@dataclass(frozen=True)
class FlagFigures:
    """Reports of the last year, from readers and moderators alike.

    ``answered`` had a first answer, ``agreed`` has the last answer that we agree. A report that is the same as an
    earlier one is ``received`` and among the ``duplicates``, and nothing else: its answer is the earlier one's, and
    would flatter the median. ``median_days`` is None where too few were answered, ``oldest_open_days`` where none
    is open; the oldest open one may be older than the year.
    """

    received: int
    duplicates: int
    answered: int
    agreed: int
    median_days: float | None
    oldest_open_days: int | None


@dataclass(frozen=True)
class Figures:
    """Stored value, label and number, in the order of the choices; and the reports.

    Claims whose check has lapsed count apart, behind the verdicts, as on every page.
    """

    verdicts: Counts
    verifications: Counts
    flags: FlagFigures


def figures(now: datetime | None = None) -> Figures:
    """Return today's figures (or those of the flags at ``now``), in four queries."""
    faces = list(newest_faces().values())
    verified = Counter(_verifications(faces).values())
    return Figures(
        verdicts=tally(faces),
        verifications=_counted(Verification, verified),
        flags=flag_figures(now or timezone.now()),
    )


def flag_figures(now: datetime) -> FlagFigures:
    """Return how the reports of the year before ``now`` were answered, in three queries."""
    flags = {
        row["pk"]: row for row in Flag.objects.filter(raised_at__gt=now - PERIOD).values("pk", "raised_at", "state")
    }
    steps = FlagStep.objects.filter(flag__raised_at__gt=now - PERIOD).order_by("flag", "number")
    answers = _answers(steps.values("flag", "number", "state", "at", "undoes"))
    answered = {pk: answers[pk] for pk, row in flags.items() if pk in answers and row["state"] != State.DUPLICATE}
    days = [(first["at"] - flags[pk]["raised_at"]) / timedelta(days=1) for pk, (first, *_rest) in answered.items()]
    oldest = Flag.objects.open().aggregate(raised_at=Min("raised_at"))["raised_at"]
    return FlagFigures(
        received=len(flags),
        duplicates=sum(row["state"] == State.DUPLICATE for row in flags.values()),
        answered=len(answered),
        agreed=sum(said[-1]["state"] == State.AGREED for said in answered.values()),
        median_days=round(median(days), 1) if len(days) >= ENOUGH else None,
        oldest_open_days=(now - oldest).days if oldest else None,
    )


def _answers(steps: Iterable[Any]) -> dict[int, list[dict[str, Any]]]:
    """Return the answers to each flag in order, without those that were taken back and what took them back."""
    rows = list(steps)
    undone = {(row["flag"], row["undoes"]) for row in rows if row["undoes"]}
    answers: dict[int, list[dict[str, Any]]] = {}
    for row in rows:
        if row["state"] in ANSWERS and not row["undoes"] and (row["flag"], row["number"]) not in undone:
            answers.setdefault(row["flag"], []).append(row)
    return answers


def _verifications(faces: list[ClaimFace]) -> dict[str, str]:
    """Return the verification of each source that public claims cite, as the newest of them shows it."""
    return {
        each.source.key: each.source.verification
        for face in sorted(faces, key=lambda face: face.at)
        for each in face.evidence
    }


def _counted(choices: type[TextChoices], counts: Counter[str]) -> Counts:
    return [(value, str(label), counts[value]) for value, label in choices.choices]
