"""Correction: what the site had wrong, since when, and what it says now."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.models import Claim
from publishing.models import Page
from records.models import Record, RecordQuerySet


class Correction(Record):
    """One public sentence or two on what was wrong, and on what changed, about a claim, a page, or both.

    ``subject`` ties the corrections of one claim or page together. The step of a flag that led to one names it.
    """

    series = "subject"

    subject = models.CharField(_("about"), max_length=150, editable=False)
    claim = models.ForeignKey(Claim, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("claim"))
    page = models.ForeignKey(Page, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("page"))
    wrong = models.TextField(_("what was wrong"), help_text=_("Plain words, full sentences."))
    since = models.DateField(_("since when"), null=True, blank=True)
    changed = models.TextField(_("what changed"), help_text=_("Plain words, full sentences."))

    objects: ClassVar[Any] = RecordQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ("-at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(claim__isnull=False) | Q(page__isnull=False), name="correction_is_about_something"
            ),
            models.CheckConstraint(condition=~Q(wrong="") & ~Q(changed=""), name="correction_has_words"),
        )

    def __str__(self) -> str:
        return f"{self.subject}: {self.wrong[:60]}"

    def redacted(self, notice: str) -> dict[str, Any]:
        """Put the notice in the place of the words."""
        return {"wrong": notice, "changed": notice}
