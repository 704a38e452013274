"""SourceFinding: what was found outside about a source, waiting for a moderator."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.choices import Found, Outcome, Teller

from .fields import choice_constraint
from .sources import Source


class SourceFindingQuerySet(models.QuerySet["SourceFinding"]):
    """Findings, open and settled."""

    def open(self) -> Self:
        """Keep what waits for a moderator, the most urgent first."""
        return self.filter(settled_at=None).select_related("source").urgent_first()

    def urgent_first(self) -> Self:
        """Put the most urgent first (by ``urgency``, from 0), and the longest waiting first among equals."""
        urgency = models.Case(*(models.When(kind=kind, then=place) for place, kind in enumerate(Found.values)))
        return self.annotate(urgency=urgency).order_by("urgency", "found_at", "pk")

    def settled(self) -> Self:
        """Keep what a moderator has settled."""
        return self.exclude(settled_at=None)


class SourceFinding(models.Model):
    """That something is wrong with a source, as a service or the web tells. Readers never see it.

    It stays open until a moderator settles it, even if it is no longer seen (``gone_at``). ``fingerprint`` is that
    of the facts: seen again, the same facts make no second finding, unless they were gone in between.
    """

    source = models.ForeignKey(Source, models.PROTECT, related_name="+", verbose_name=_("source"))
    kind = models.CharField(_("what is wrong"), max_length=24, choices=Found.choices)
    teller = models.CharField(_("who says so"), max_length=20, choices=Teller.choices)
    detail = models.TextField(_("what was found"))
    link = models.CharField(_("where to see it"), max_length=700, blank=True)
    fingerprint = models.CharField(max_length=64, editable=False)
    found_at = models.DateTimeField(_("found"))
    last_seen_at = models.DateTimeField(_("last seen"))
    gone_at = models.DateTimeField(_("no longer seen since"), null=True, blank=True)
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("settled by"),
    )
    how = models.CharField(_("how"), max_length=10, choices=Outcome.choices, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    objects: ClassVar[Any] = SourceFindingQuerySet.as_manager()

    class Meta:
        verbose_name = _("finding about a source")
        verbose_name_plural = _("findings about sources")
        ordering = ("-found_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("source", "kind", "fingerprint"),
                condition=Q(settled_at=None),
                name="source_finding_open_once",
            ),
            models.CheckConstraint(
                condition=Q(settled_at=None, settled_by=None, how="")
                | Q(settled_at__isnull=False, settled_by__isnull=False) & ~Q(how=""),
                name="source_finding_settled_whole",
            ),
            choice_constraint("source_finding", "kind", Found),
            choice_constraint("source_finding", "teller", Teller),
            choice_constraint("source_finding", "how", Outcome, blank=True),
        )

    def __str__(self) -> str:
        return f"{self.source.key}: {self.get_kind_display()}"

    @property
    def is_open(self) -> bool:
        """Whether it waits for a moderator."""
        return self.settled_at is None
