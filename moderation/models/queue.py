"""What moderators say of the queue's rows: who is on one, and what may stay as it is, and why."""

from datetime import timedelta
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from records.models import Record, RecordQuerySet

#: A hold lapses after so long in which its holder did nothing on the row.
HOLD_LASTS = timedelta(minutes=30)


class HoldQuerySet(models.QuerySet):
    """Holds, of which the old ones count no more."""

    def standing(self) -> Self:
        """Keep those that have not lapsed, with who holds."""
        return self.filter(at__gt=timezone.now() - HOLD_LASTS).select_related("by")


class Hold(models.Model):
    """That a moderator is on a row of the queue, so that two do not work on the same one."""

    key = models.CharField(max_length=200, unique=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("since"), default=timezone.now)

    objects = HoldQuerySet.as_manager()

    class Meta:
        verbose_name = _("hold")
        verbose_name_plural = _("holds")

    def __str__(self) -> str:
        return self.key


class RowDecision(Record):
    """That a row of the queue may stay as it is, and why. It comes back on a day, or when its facts change."""

    series = "key"

    key = models.CharField(_("row"), max_length=200)
    fingerprint = models.CharField(max_length=64)
    reason = models.TextField(_("reason"))

    objects: ClassVar[Any] = RecordQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("decision on a row")
        verbose_name_plural = _("decisions on rows")
        ordering = ("-at", "-id")
        indexes = (models.Index(fields=("key", "fingerprint"), name="row_decision_of_row"),)

    def __str__(self) -> str:
        return self.key

    def redacted(self, notice: str) -> dict[str, Any]:
        """Put the notice in the place of the reason."""
        return {"reason": notice}
