"""Treatments in the admin: the page, who must not have it, what is told at a glance, and the claims about it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.admin.forms import SentenceWidget
from claims.admin.keeping import named
from publishing.admin import WorkingCopyAdmin, WorkingCopyForm
from publishing.admin.rows import RowForm, RowFormSet, RowInline
from treatments.models import AftercareChecklist, AtAGlance, Contraindication, Treatment, TreatmentClaim

from .citing import BACKING, CitingInline


class TreatmentForm(WorkingCopyForm):
    """A treatment as it is typed."""

    kind = "treatment"

    class Meta:
        model = Treatment
        fields = (
            "title",
            "slug",
            "summary",
            "covers",
            "topics",
            "also_known_as",
            "what_it_is",
            "benefits",
            "harms",
            "before_you_decide",
            "alternatives",
            "other_choices",
            "if_nothing",
            "lead_picture",
            "lead_alt",
            "seen_version",
        )
        widgets = {"also_known_as": SentenceWidget}

    def clean_other_choices(self) -> Any:
        """Refuse a treatment as another choice than itself."""
        chosen = self.cleaned_data["other_choices"]
        if self.instance in chosen:
            raise ValidationError(_("This is the treatment itself. Choose others."))
        return chosen


class ContraindicationForm(RowForm):
    """One reason not to have the treatment, or to ask first."""

    line = ("severity", "text")

    class Meta:
        widgets = {"text": SentenceWidget}


class ContraindicationInline(CitingInline):
    """Who must not have the treatment."""

    model = Contraindication
    form = ContraindicationForm
    fields = ("severity", "text", *BACKING)
    intro = gettext_lazy(
        "One red card at the top of the page, and on every page that makes one of the claims listed below. "
        "A treatment without any cannot be published."
    )


class AtAGlanceForm(RowForm):
    """One line of what can be told at a glance."""

    line = ("aspect", "text")

    class Meta:
        widgets = {"text": SentenceWidget}


class AtAGlanceFormSet(RowFormSet):
    """Each aspect in one line."""

    once = "aspect"
    repeated = gettext_lazy("This aspect has a line already. Put both into one.")


class AtAGlanceInline(CitingInline):
    """What can be told at a glance."""

    model = AtAGlance
    form = AtAGlanceForm
    formset = AtAGlanceFormSet
    fields = ("aspect", "text", *BACKING)


class ListedForm(RowForm):
    """One claim that is about the treatment."""

    line = ("claim",)


class ListedFormSet(RowFormSet):
    """Each claim in one row."""

    once = "claim"
    repeated = gettext_lazy("This claim is listed already.")


class ListedInline(RowInline):
    """The claims that are about the treatment."""

    model = TreatmentClaim
    form = ListedForm
    formset = ListedFormSet
    autocomplete_fields = ("claim",)
    fields = ("claim",)
    intro = gettext_lazy(
        "A page that makes one of these claims shows who must not have the treatment. The first one stands for the "
        "treatment in lists, with its verdict and caveat."
    )


class TreatmentAdmin(WorkingCopyAdmin):
    """Treatments."""

    kind = "treatment"
    form = TreatmentForm
    search_fields = (*WorkingCopyAdmin.search_fields, "also_known_as")
    autocomplete_fields = ("topics", "other_choices", "lead_picture")
    inlines = (ContraindicationInline, AtAGlanceInline, ListedInline)
    fieldsets = (
        (None, {"fields": ("title", "slug", "summary", "covers", "topics", "also_known_as", "seen_version")}),
        (
            gettext_lazy("What it is, may do and may harm"),
            {
                "fields": ("what_it_is", "benefits", "harms"),
                "description": gettext_lazy("Mark claims wherever they stand. Say as much of harms as of benefits."),
            },
        ),
        (
            gettext_lazy("Deciding"),
            {"fields": ("before_you_decide", "alternatives", "other_choices", "if_nothing")},
        ),
        (gettext_lazy("Picture"), {"fields": ("lead_picture", "lead_alt")}),
    )

    def why_kept(self, copy: Any) -> str:
        """Name the checklists and treatments that point at it."""
        checklists = AftercareChecklist.objects.filter(treatment=copy)
        others = Treatment.objects.filter(other_choices=copy)
        titles = [f"“{page.title}”" for page in (*checklists, *others)]
        if not titles:
            return ""
        said = _("This draft cannot be discarded: these pages point to it: %(pages)s. Change them first.")
        return said % {"pages": named(titles)}
