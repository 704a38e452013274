"""How a claim ages: by when it is to be checked again, and what readers see of it once that day has passed.

Pure: a face and a day in, a face out. What time adds is worked out whenever a claim is read and is never stored, so
that no worker has to run and “what did readers see on 3 November?” stays one query. Time never touches a verdict, and
nothing but a sign-off makes a claim young again.
"""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .choices import About, Certainty, Risk, Severity, Stage, Verdict, rank
from .faces import ADDED, Age, CaveatFace, ClaimFace

#: What people act on, and what regulators may change from one day to the next.
RISKY = (About.EFFECT, About.HARM, About.RULE)


@dataclass(frozen=True)
class Schedule:
    """What happens how many months after a check: a new one is ``due``, a caveat says so, the check has ``lapsed``."""

    what: Any
    due: int
    overdue: int
    lapsed: int


#: The stated schedule. Readers see it, generated from here, on the page about how claims are checked. The riskier a
#: claim, the sooner; each stage comes after the same share of the interval (a sixth, a half).
SCHEDULES = {
    Risk.HIGH: Schedule(
        gettext_lazy("What something does, what can go wrong, a regulator’s rule, and every claim with a warning"),
        12, 14, 18,
    ),
    Risk.MEDIUM: Schedule(
        gettext_lazy("Other claims that call for care, or for which no study was found"),
        18, 21, 27,
    ),
    Risk.LOW: Schedule(gettext_lazy("All other claims"), 24, 28, 36),
}  # fmt: skip


def risk_of(face: ClaimFace) -> Risk:
    """Return how much harm an outdated claim could do, by what it is about and its own gravest caveat."""
    severities = {caveat.severity for caveat in face.caveats}
    if face.about in RISKY or Severity.STOP in severities:
        return Risk.HIGH
    if face.certainty == Certainty.NO_STUDIES or Severity.CAUTION in severities:
        return Risk.MEDIUM
    return Risk.LOW


def schedule_of(face: ClaimFace) -> Schedule:
    """Return the schedule that a claim ages by."""
    return SCHEDULES[risk_of(face)]


def day_of(moment: datetime | None) -> date:
    """Return the day of a moment (None is now) where the site is."""
    return timezone.localdate(moment) if moment else timezone.localdate()


def months_after(day: date, months: int) -> date:
    """Return the same day ``months`` later, or the last day of that month where it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def review_due_on(face: ClaimFace) -> date | None:
    """Return the day by which a claim is to be checked again.

    None where it never ages: nobody has judged it yet, or it was taken back.
    """
    looked = _looked_on(face)
    return months_after(looked, schedule_of(face).due) if looked else None


def stage_on(face: ClaimFace, on: date) -> Stage:
    """Return how far past its check a claim is on a day; on the day that it is due it is still in time."""
    return _reached(face, on)[0]


def aged(face: ClaimFace, on: date) -> ClaimFace:
    """Return the face with what time added by a day: nothing, or a line, then a caveat, then that it has lapsed."""
    stage, since = _reached(face, on)
    due_on = review_due_on(face)
    if since is None or due_on is None:
        return face if face.age is None else replace(face, age=None)
    caveat = None if stage == Stage.DUE else _caveat(face)
    return replace(face, age=Age(stage.value, since, due_on, caveat))


def _reached(face: ClaimFace, on: date) -> tuple[Stage, date | None]:
    """Return the last stage that a claim has reached on a day, and the day that it began; None while in time."""
    begun = [(stage, since) for stage, since in _stages(face) if since <= on]
    return begun[-1] if begun else (Stage.IN_TIME, None)


def _stages(face: ClaimFace) -> list[tuple[Stage, date]]:
    """Return the day on which each stage of a claim begins, the first stage first; none where it never ages."""
    checked, looked = _checked_on(face), _looked_on(face)
    if checked is None or looked is None:
        return []
    schedule = schedule_of(face)
    last_days = (
        (Stage.DUE, months_after(looked, schedule.due)),
        (Stage.OVERDUE, months_after(looked, schedule.overdue)),
        (Stage.NOT_CHECKED, months_after(checked, schedule.lapsed)),
    )
    return [(stage, day + timedelta(days=1)) for stage, day in last_days]


def overdue(faces: Iterable[ClaimFace], on: date) -> list[tuple[ClaimFace, Stage, date]]:
    """Return the claims that are past their day, with their stage and that day; the most overdue come first."""
    late = [face for face in (aged(each, on) for each in faces) if face.age]
    found = [(face, Stage(face.age.stage), face.age.due_on) for face in late if face.age]
    return sorted(found, key=lambda each: (-rank(Stage, each[1]), each[2], each[0].slug))


def _checked_on(face: ClaimFace) -> date | None:
    """Return the day of the sign-off that a claim rests on; None where none is to be repeated."""
    if face.verdict in (Verdict.UNREVIEWED, Verdict.RETIRED):
        return None
    return _day(face.checked_on)


def _searched_on(face: ClaimFace) -> date | None:
    """Return when studies were last looked for, where the claim rests on having found none."""
    return _day(face.searched_on) if face.certainty == Certainty.NO_STUDIES else None


def _looked_on(face: ClaimFace) -> date | None:
    """Return the day that the knowledge behind a claim is from: a sign-off does not make an old search a new one."""
    checked, searched = _checked_on(face), _searched_on(face)
    return min(checked, searched) if checked and searched else checked


def _caveat(face: ClaimFace) -> CaveatFace:
    looked, searched = _looked_on(face), _searched_on(face)
    says = _("We last checked this on %(day)s. Newer studies or rules may say otherwise.")
    if looked == searched:
        says = _("We last looked for studies of this on %(day)s. Newer ones may say otherwise.")
    return CaveatFace(ADDED, Severity.CAUTION.value, says % {"day": date_format(looked) if looked else ""})


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
