"""Treatment, with what stands at a glance, who must not have it, and the claims that are about it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from markdownx.models import MarkdownxField

from claims.models import Claim
from claims.models.fields import choice_constraint
from publishing.models import CopyRow, WorkingCopy
from treatments.choices import Aspect, Severity

from .rows import CitingRow


class Treatment(WorkingCopy):
    """The working copy of a treatment's page: what it is, may do and may harm, who must not have it, what else."""

    also_known_as = models.CharField(
        _("also known as"), max_length=300, blank=True, help_text=_("Other names, separated by commas.")
    )
    what_it_is = MarkdownxField(_("what it is"), blank=True)
    benefits = MarkdownxField(_("possible benefits"), blank=True)
    harms = MarkdownxField(_("possible harms"), blank=True)
    before_you_decide = MarkdownxField(
        _("before you decide"), blank=True, help_text=_("How to prepare, and a list of questions to ask.")
    )
    alternatives = MarkdownxField(_("alternatives"), blank=True, help_text=_("What else there is."))
    if_nothing = MarkdownxField(
        _("if nothing is done"), blank=True, help_text=_("What to expect without any treatment.")
    )
    other_choices = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="+",
        verbose_name=_("other choices"),
        help_text=_("Other treatments, and having none. Those that are live are linked, and can be compared."),
    )

    class Meta:
        verbose_name = _("treatment")
        verbose_name_plural = _("treatments")
        ordering = ("title",)


class TreatmentClaim(CopyRow):
    """That a claim is about a treatment: a page that makes the claim shows who must not have the treatment."""

    treatment = models.ForeignKey(Treatment, models.CASCADE, related_name="listed")
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="+", verbose_name=_("claim"))

    class Meta(CopyRow.Meta):
        verbose_name = _("claim about it")
        verbose_name_plural = _("claims about it")
        constraints = (models.UniqueConstraint(fields=("treatment", "claim"), name="treatment_lists_claim_once"),)

    def __str__(self) -> str:
        return self.claim.slug


class AtAGlance(CitingRow):
    """One line of what can be told at a glance, such as how many sessions."""

    treatment = models.ForeignKey(Treatment, models.CASCADE, related_name="at_a_glance")
    aspect = models.CharField(_("aspect"), max_length=20, choices=Aspect.choices)
    text = models.CharField(_("text"), max_length=200, help_text=_("One or two short sentences."))

    class Meta(CitingRow.Meta):
        verbose_name = _("line at a glance")
        verbose_name_plural = _("at a glance")
        constraints = (
            models.UniqueConstraint(
                fields=("treatment", "aspect"),
                name="at_a_glance_aspect_once",
                violation_error_message=_("This aspect has a line already."),
            ),
            choice_constraint("at_a_glance", "aspect", Aspect),
        )

    def __str__(self) -> str:
        return self.get_aspect_display()


class Contraindication(CitingRow):
    """Who must not have a treatment, or must ask first; ``text`` is a full sentence under its severity's heading."""

    treatment = models.ForeignKey(Treatment, models.CASCADE, related_name="contraindications")
    severity = models.CharField(_("severity"), max_length=10, choices=Severity.choices)
    text = models.CharField(
        _("text"), max_length=300, help_text=_("A full sentence, such as “You are pregnant or breastfeeding.”")
    )

    class Meta(CitingRow.Meta):
        verbose_name = _("contraindication")
        verbose_name_plural = _("who must not have it")
        constraints = (choice_constraint("contraindication", "severity", Severity),)

    def __str__(self) -> str:
        return self.text
