"""What keeps a flood of reports from drowning the queue, without dropping anything in silence."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Knock(models.Model):
    """That a report came from a network address, known only by a keyed hash that changes every day.

    It is kept for an hour, to tell how many came from there.
    """

    address = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("knock")
        verbose_name_plural = _("knocks")
        indexes = (models.Index(fields=("address", "at"), name="knock_address_at"),)

    def __str__(self) -> str:
        return self.address[:8]


class TurnedAway(models.Model):
    """How many reports on one subject were counted and not kept in an hour; ``harmed`` of them told of harm."""

    subject = models.CharField(_("about"), max_length=150)
    hour = models.DateTimeField(_("hour"))
    count = models.PositiveIntegerField(_("reports"), default=0)
    harmed = models.PositiveIntegerField(_("of these, of harm"), default=0)
    seen_at = models.DateTimeField(_("seen"), null=True, blank=True)

    class Meta:
        verbose_name = _("reports turned away")
        verbose_name_plural = _("reports turned away")
        ordering = ("-hour", "subject")
        constraints = (models.UniqueConstraint(fields=("subject", "hour"), name="turned_away_once_an_hour"),)

    def __str__(self) -> str:
        return f"{self.subject} {self.hour:%Y-%m-%d %H:%M}"
