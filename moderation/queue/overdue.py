"""Rows for claims and pages that are past the day by which they were to be looked at again."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from claims.ageing import overdue
from claims.choices import Stage
from publishing.reviewing import overdue_pages

from .faces import claim_row
from .ranking import Risk
from .rows import Kind, Row, fingerprint
from .scene import Scene


def overdue_claims(scene: Scene) -> Iterator[Row]:
    """Claims that were to be checked again by now; one that was left comes back with its next stage."""
    for face, stage, due_on in overdue(scene.faces.values(), scene.today):
        words = {"day": date_format(due_on), "stage": Stage(stage).label}
        why = _("It was to be checked again by %(day)s: %(stage)s.") % words
        risk = Risk.OVERDUE if stage == Stage.DUE else Risk.OVERDUE_LONG
        row = claim_row(Kind.OVERDUE_CLAIM, scene, face, why, risk, number=face.number, stage=str(stage))
        yield replace(row, since=_start_of(due_on))


def overdue_live_pages(scene: Scene) -> Iterator[Row]:
    """Pages that were to be reviewed by now; a newer version makes them young again."""
    for publication, due_on in overdue_pages(scene.today):
        why = _("It was to be reviewed by %(day)s. Publishing it anew settles this.") % {"day": date_format(due_on)}
        yield Row(
            key=f"{Kind.OVERDUE_PAGE.value}:{publication.page_id}",
            kind=Kind.OVERDUE_PAGE,
            subject=str(publication.page),
            title=publication.title,
            why=why,
            risk=Risk.OVERDUE,
            reach=1,
            since=_start_of(due_on),
            fingerprint=fingerprint(number=publication.number, due_on=due_on),
            page=publication.page_id,
        )


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
