"""Judging flags. ``seen`` is always the number of the newest step that the moderator saw (0: none)."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.actions import set_notice
from claims.queries import newest_face
from moderation.alerts import alert_soon
from moderation.choices import State
from moderation.models import Flag, FlagStep

from .consequences import Consequence
from .steps import locked_flag, newest_step, write_step

#: How long a mis-click may be taken back.
UNDO_WITHIN = timedelta(minutes=10)


@transaction.atomic
def look(*, flag: Flag, by: Any, seen: int) -> FlagStep:
    """Say that somebody is looking at the flag. Raises ValidationError if it has an answer, Overtaken."""
    return write_step(_open(flag, seen, by), State.LOOKING, by)


@transaction.atomic
def wait(*, flag: Flag, on: str, until: date, reason: str, by: Any, seen: int, note: str = "") -> FlagStep:
    """Wait for an answer from outside until a day. Raises ValidationError for a past day or no words, Overtaken."""
    flag = _open(flag, seen, by)
    if not on.strip():
        raise ValidationError({"on": _("Say whom you wait for.")})
    if until <= timezone.localdate():
        raise ValidationError({"until": _("Choose a day that is still to come.")})
    return write_step(
        flag,
        State.WAITING,
        by,
        reason=_demanded(reason),
        note=note.strip(),
        waits_on=on.strip(),
        waits_until=until,
    )


@transaction.atomic
def agree(
    *, flag: Flag, reason: str, consequences: Sequence[Consequence], by: Any, seen: int, note: str = ""
) -> FlagStep:
    """Say that the flag was right and do at once all that follows from it, or nothing of it.

    Raises ValidationError without a reason or a consequence, or where a consequence is refused, Overtaken.
    """
    flag = _open(flag, seen, by)
    reason = _demanded(reason)
    if not consequences:
        raise ValidationError(_("Say what follows: you agreed, so something has to change."))
    columns: dict[str, Any] = {}
    for consequence in consequences:
        columns |= consequence.carry_out(flag, by)  # a caveat and then a sign-off: the newer version stands for both
    return write_step(flag, State.AGREED, by, reason=reason, note=note.strip(), **columns)


@transaction.atomic
def disagree(*, flag: Flag, reason: str, by: Any, seen: int, note: str = "") -> FlagStep:
    """Say that nothing changes, and why. Raises ValidationError without a reason, Overtaken."""
    flag = _open(flag, seen, by)
    return write_step(flag, State.NOT_AGREED, by, reason=_demanded(reason), note=note.strip())


@transaction.atomic
def same_as(*, flag: Flag, earlier: Flag, by: Any, seen: int) -> FlagStep:
    """Say that an earlier flag has the answer to this one. Raises ValidationError for a circle, Overtaken."""
    flag = _open(flag, seen, by)
    if earlier.pk == flag.pk or earlier.raised_at > flag.raised_at:
        raise ValidationError(_("Choose an earlier report."))
    if earlier.state == State.DUPLICATE:
        raise ValidationError(_("That one is the same as another itself. Choose the first of them."))
    return write_step(flag, State.DUPLICATE, by, same_as=earlier)


@transaction.atomic
def reopen(*, flag: Flag, reason: str, by: Any, seen: int) -> FlagStep:
    """Open a flag that has an answer, for a new source or reason. Raises ValidationError without one, Overtaken."""
    flag = locked_flag(flag, seen, by)
    if flag.is_open:
        raise ValidationError(_("This is open already."))
    if not reason.strip():
        raise ValidationError({"reason": _("Name the new source or the new reason.")})
    return write_step(flag, State.LOOKING, by, reason=reason.strip())


@transaction.atomic
def mark_serious(*, flag: Flag, by: Any, seen: int) -> FlagStep:
    """Mark an open flag as serious: readers see “Being re-checked” beside its claim at once, moderators get an e-mail.

    Raises Overtaken.
    """
    flag = _open(flag, seen, by)
    version = None
    if flag.claim is not None and (face := newest_face(flag.claim)) is not None and not face.notice:
        version = set_notice(claim=flag.claim, by=by)
    step = write_step(flag, flag.state, by, is_serious=True, claim_version=version)
    alert_soon(flag, but=by)
    return step


@transaction.atomic
def undo(*, flag: Flag, by: Any, seen: int) -> FlagStep:
    """Take back one's own newest step, a mis-click, within ten minutes.

    Raises ValidationError where the step is somebody else's or older, or readers saw something because of it;
    Overtaken.
    """
    flag = locked_flag(flag, seen, by)
    last = newest_step(flag)
    if last is None:
        raise ValidationError(_("There is nothing to take back."))
    if refusal := why_not_undone(last, by):
        raise ValidationError(refusal)
    before = flag.steps.filter(number__lt=last.number).order_by("-number").first()
    return _repeat(flag, before, last, by)


def why_not_undone(last: FlagStep, by: Any) -> str:
    """Return why somebody may not take back a flag's newest step; "" if they may."""
    if last.undoes:
        return _("There is nothing to take back.")
    if last.by_id != by.pk or timezone.now() - last.at > UNDO_WITHIN:
        return _("Only your own last step can be taken back, within ten minutes. Reopen it instead.")
    if last.has_consequences:
        return _("Readers or editors were shown what follows from this. Reopen it instead.")
    return ""


def _repeat(flag: Flag, before: FlagStep | None, last: FlagStep, by: Any) -> FlagStep:
    """Write a step that says again what held before the last one, and what had followed from that."""
    if before is None:
        return write_step(flag, State.RECEIVED, by, undoes=last.number, is_serious=False)
    said = ("is_serious", "reason", "note", "waits_on", "waits_until", "same_as")
    followed = ("claim_version", "withdrawal", "correction", "sent_back")
    columns = {name: getattr(before, name) for name in said + followed}
    return write_step(flag, before.state, by, undoes=last.number, **columns)


def _open(flag: Flag, seen: int, by: Any) -> Flag:
    flag = locked_flag(flag, seen, by)
    if not flag.is_open:
        raise ValidationError(_("This has an answer already. Reopen it first, with a new source or reason."))
    return flag


def _demanded(reason: str) -> str:
    if not reason.strip():
        raise ValidationError({"reason": _("Give a reason. Whoever raised this reads it.")})
    return reason.strip()
