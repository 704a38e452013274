"""What moderators say of the queue's rows. Each action is atomic and asks for its permission itself."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from moderation.models import Hold, RowDecision, TurnedAway
from moderation.models.queue import HOLD_LASTS
from moderation.queue.listing import Queue, read_queue
from moderation.queue.rows import Act, Row
from records.locking import serialise

from .steps import DECIDE


class Settled(ValidationError):
    """Raised where somebody settled or changed the row since it was shown; ``row`` is what it is now, or None."""

    def __init__(self, row: Row | None) -> None:
        self.row = row
        gone = _("Somebody settled this already. Nothing of yours was kept or changed.")
        changed = _("This changed while you were reading. Here it is as it stands now.")
        super().__init__(changed if row else gone)


class Held(ValidationError):
    """Raised where somebody else is on the row."""

    def __init__(self, hold: Hold) -> None:
        super().__init__(_("%(name)s is on this row. Take it over first.") % {"name": hold.by.shown_name})


def alone_on(*keys: str) -> None:
    """Let nobody else decide these rows until the transaction ends; whoever decides looks at them again after this.

    Always in one order, so that two never wait for one another.
    """
    for key in sorted(keys):
        serialise("queue-row", key)


def demand_free(*, key: str, by: Any) -> None:
    """Raise Held where somebody else than ``by`` is on a row. Whatever decides one asks this first."""
    if hold := Hold.objects.standing().filter(key=key).exclude(by=by.pk).first():
        raise Held(hold)


def the_same(key: str, seen: str, queue: Queue | None = None) -> Row:
    """Return the row of a key as it stands now, if it is still the one that was ``seen``. Raises Settled."""
    row = (queue or read_queue()).find(key)
    if row is None or row.fingerprint != seen:
        raise Settled(row)
    return row


@transaction.atomic
def hold_rows(*, keys: list[str], by: Any) -> list[str]:
    """Say that ``by`` is on these rows, and return those that somebody else is on already, which stay theirs."""
    _demand(by)
    freed_before = timezone.now() - HOLD_LASTS
    refused = []
    for key in keys:
        hold, made = Hold.objects.select_for_update().get_or_create(key=key, defaults={"by": by})
        if not made and hold.by_id != by.pk and hold.at > freed_before:
            refused.append(key)
        elif not made:
            hold.by, hold.at = by, timezone.now()
            hold.save(update_fields=["by", "at"])
    return refused


@transaction.atomic
def take_over(*, key: str, by: Any) -> Hold:
    """Put ``by`` on a row in the place of whoever is on it."""
    _demand(by)
    return Hold.objects.update_or_create(key=key, defaults={"by": by, "at": timezone.now()})[0]


@transaction.atomic
def release_rows(*, keys: list[str], by: Any) -> int:
    """Say that ``by`` is no longer on these rows, and return on how many they were."""
    _demand(by)
    return Hold.objects.filter(key__in=keys, by=by).delete()[0]


@transaction.atomic
def leave(*, row: Row, reason: str, by: Any) -> RowDecision:
    """Say why a row may stay as it is; it comes back when its facts change, and on the day in ``row.back_on``.

    Raises PermissionDenied, ValidationError without a reason or for a kind that is never just left.
    """
    _demand(by)
    if Act.LEAVE not in row.acts:
        raise ValidationError(_("This cannot be left as it is."))
    if not reason.strip():
        raise ValidationError({"reason": _("Say why it may stay as it is.")})
    decision = RowDecision(key=row.key, fingerprint=row.fingerprint, reason=reason.strip(), by=by)
    decision.save()
    Hold.objects.filter(key=row.key).delete()
    return decision


@transaction.atomic
def bring_back(*, key: str, by: Any) -> RowDecision:
    """Put a row that was left as it is back into the queue. Raises PermissionDenied, ValidationError."""
    _demand(by)
    newest = RowDecision.objects.filter(key=key).order_by("-pk").first()
    if newest is None or not newest.fingerprint:
        raise ValidationError(_("This row is in the queue already."))
    decision = RowDecision(key=key, fingerprint="", reason=_("Brought back."), by=by)
    decision.save()
    return decision


@transaction.atomic
def mark_turned_away_seen(*, subject: str, by: Any) -> int:
    """Say that the reports on a subject that were only counted have been seen, and return how many there were."""
    _demand(by)
    counted = list(TurnedAway.objects.select_for_update().filter(subject=subject, seen_at=None))
    TurnedAway.objects.filter(pk__in=[each.pk for each in counted]).update(seen_at=timezone.now())
    return sum(each.count for each in counted)


def _demand(by: Any) -> None:
    if not by.has_perm(DECIDE):
        raise PermissionDenied(_("Only a moderator may do this."))
