"""FlagStep: one step in the life of a flag, written once. StockReason: a reason that is at hand."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.models import ClaimVersion
from claims.models.fields import choice_constraint
from moderation.choices import State
from publishing.models import Page, Publication
from records.models import Record, RecordQuerySet

from .corrections import Correction
from .flags import Flag


class FlagStep(Record):
    """One step of a flag: to which state, by whom, and why.

    ``reason`` is read by whoever raised the flag, ``note`` by moderators alone. The consequences of an agreement
    stand with it: the claim's new version, the withdrawal, the correction, the page that was sent back to its
    editors.
    ``undoes`` is the number of the step that this one takes back (0: none); it says again, with all its columns,
    what the step before that said.
    """

    series = "flag"

    flag = models.ForeignKey(Flag, models.PROTECT, related_name="steps", verbose_name=_("flag"))
    number = models.PositiveIntegerField(_("number"))
    state = models.CharField(_("state"), max_length=12, choices=State.choices)
    is_serious = models.BooleanField(_("serious"), default=False)
    reason = models.TextField(_("reason"), blank=True)
    note = models.TextField(_("note for moderators"), blank=True)
    waits_on = models.CharField(_("waiting on"), max_length=150, blank=True)
    waits_until = models.DateField(_("until"), null=True, blank=True)
    same_as = models.ForeignKey(
        Flag, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("same as")
    )
    claim_version = models.ForeignKey(ClaimVersion, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawal = models.ForeignKey(Publication, models.PROTECT, null=True, blank=True, related_name="+")
    correction = models.ForeignKey(Correction, models.PROTECT, null=True, blank=True, related_name="+")
    sent_back = models.ForeignKey(Page, models.PROTECT, null=True, blank=True, related_name="+")
    undoes = models.PositiveIntegerField(default=0)

    objects: ClassVar[Any] = RecordQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("step of a flag")
        verbose_name_plural = _("steps of flags")
        ordering = ("flag", "number")
        constraints = (
            models.UniqueConstraint(fields=("flag", "number"), name="flag_step_number_once"),
            choice_constraint("flag_step", "state", State),
            models.CheckConstraint(
                condition=~Q(state__in=(State.AGREED, State.NOT_AGREED, State.WAITING)) | ~Q(reason=""),
                name="flag_step_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(state=State.DUPLICATE, same_as__isnull=False)
                | ~Q(state=State.DUPLICATE) & Q(same_as__isnull=True),
                name="flag_step_duplicate_of_something",
            ),
        )

    def __str__(self) -> str:
        return f"{self.flag.token} {self.number}"

    @property
    def has_consequences(self) -> bool:
        """Whether readers or editors were shown something because of it, which no undo takes back."""
        return bool(self.claim_version_id or self.withdrawal_id or self.correction_id or self.sent_back_id)

    def redacted(self, notice: str) -> dict[str, Any]:
        """Put the notice in the place of all words."""
        return {"reason": notice, "note": notice, "waits_on": notice[:150]}


class StockReason(models.Model):
    """A reason that moderators have at hand, under one key."""

    state = models.CharField(_("for"), max_length=12, choices=State.choices)
    text = models.CharField(
        _("reason"), max_length=300, help_text=_("Full sentences. Whoever raised the flag reads them.")
    )
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("stock reason")
        verbose_name_plural = _("stock reasons")
        ordering = ("state", "position", "id")
        constraints = (
            choice_constraint("stock_reason", "state", State),
            models.UniqueConstraint(fields=("state", "text"), name="stock_reason_once"),
        )

    def __str__(self) -> str:
        return self.text
