"""AftercareChecklist, and the steps, bans and warnings on it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from markdownx.models import MarkdownxField

from claims.models.fields import choice_constraint
from publishing.models import WorkingCopy
from treatments.choices import ItemKind, Urgency

from .rows import CitingRow
from .treatments import Treatment


class AftercareChecklist(WorkingCopy):
    """The working copy of a checklist for a treatment; times count in hours from ``hour_zero``."""

    treatment = models.ForeignKey(
        Treatment, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("treatment")
    )
    intro = MarkdownxField(_("introduction"), blank=True)
    hour_zero = models.CharField(
        _("hour 0 is"), max_length=60, default="the procedure", help_text=_("Such as “the procedure”.")
    )
    no_end = models.CharField(
        _("what has no end lasts"),
        max_length=60,
        default="until healed",
        help_text=_("Such as “until healed”."),
    )

    class Meta:
        verbose_name = _("aftercare checklist")
        verbose_name_plural = _("aftercare checklists")
        ordering = ("title",)


class ChecklistItem(CitingRow):
    """A step, a ban or a reason to get help. It runs while starts_h <= hour < ends_h; help has no times."""

    checklist = models.ForeignKey(AftercareChecklist, models.CASCADE, related_name="items")
    kind = models.CharField(_("kind"), max_length=10, choices=ItemKind.choices)
    text = models.CharField(_("text"), max_length=300, help_text=_("A full sentence. Readers see it as it is."))
    short = models.CharField(
        _("in few words"),
        max_length=80,
        blank=True,
        help_text=_("For the line “Still” of later days, such as “no swimming, sauna or hot tub”."),
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    starts_h = models.SmallIntegerField(
        _("starts, in hours"), null=True, blank=True, help_text=_("From hour 0 on; before it is negative.")
    )
    ends_h = models.SmallIntegerField(
        _("ends, in hours"), null=True, blank=True, help_text=_("Empty where it has no end.")
    )
    daily = models.BooleanField(_("every day"), default=False, help_text=_("Not ticked off and not counted."))
    urgency = models.CharField(
        _("urgency"), max_length=10, choices=Urgency.choices, blank=True, help_text=_("For “get help” alone.")
    )
    disagreement = models.CharField(
        _("what sources disagree on"), max_length=300, blank=True, help_text=_("Readers see it.")
    )

    class Meta(CitingRow.Meta):
        verbose_name = _("item")
        verbose_name_plural = _("items")
        constraints = (
            choice_constraint("checklist_item", "kind", ItemKind),
            models.CheckConstraint(
                condition=Q(kind=ItemKind.GET_HELP, starts_h=None, ends_h=None, daily=False, urgency__in=Urgency.values)
                | (~Q(kind=ItemKind.GET_HELP) & Q(starts_h__isnull=False, urgency="")),
                name="checklist_item_times_or_urgency",
                violation_error_message=_(
                    "Give “get help” an urgency and no times; give every other item a start and no urgency."
                ),
            ),
            models.CheckConstraint(
                condition=Q(ends_h=None) | Q(ends_h__gt=F("starts_h")),
                name="checklist_item_ends_after_start",
                violation_error_message=_("Let it end after it starts."),
            ),
        )

    def __str__(self) -> str:
        return self.text
