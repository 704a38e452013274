"""Giving the answer of one flag to the others of the same claim or page."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from moderation.choices import State
from moderation.models import Flag, FlagStep

from .steps import locked_flag, write_step


@transaction.atomic
def answer_alike(*, step: FlagStep, others: Mapping[int, int], by: Any) -> list[FlagStep]:
    """Answer other open flags as ``step`` answered its own, and return their steps.

    ``others`` are the keys of the flags, each with the number of the newest step that ``by`` saw. What was not agreed
    is not agreed for the same reason; else they are the same as the flag that has the answer. Raises PermissionDenied,
    Overtaken, ValidationError for a flag of something else or one that has an answer.
    """
    lead = step.same_as or step.flag
    found = Flag.objects.like(step.flag).exclude(pk=lead.pk).filter(pk__in=others).order_by("pk")
    steps = []
    for flag in found:
        locked = locked_flag(flag, others[flag.pk], by)
        if not locked.is_open:
            raise ValidationError(_("One of the others has an answer already. Look at them again."))
        steps.append(_answer(locked, step, lead, by))
    return steps


def _answer(flag: Flag, step: FlagStep, lead: Flag, by: Any) -> FlagStep:
    if step.state == State.NOT_AGREED:
        return write_step(flag, State.NOT_AGREED, by, reason=step.reason, note=step.note)
    return write_step(flag, State.DUPLICATE, by, same_as=lead)
