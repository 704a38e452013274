"""Treatments and checklists in the stock admin."""

from publishing.admin import WorkingCopyAdmin, WorkingCopyForm

from .models import AftercareChecklist, Treatment


class TreatmentForm(WorkingCopyForm):
    """A treatment as it is typed."""

    kind = "treatment"

    class Meta:
        model = Treatment
        fields = (
            "title",
            "slug",
            "summary",
            "also_known_as",
            "what_it_is",
            "benefits",
            "harms",
            "before_you_decide",
            "alternatives",
            "if_nothing",
            "other_choices",
            "lead_picture",
            "lead_alt",
            "seen_version",
        )


class TreatmentAdmin(WorkingCopyAdmin):
    """Treatments."""

    kind = "treatment"
    form = TreatmentForm


class ChecklistForm(WorkingCopyForm):
    """A checklist as it is typed."""

    kind = "aftercare"

    class Meta:
        model = AftercareChecklist
        fields = (
            "title",
            "slug",
            "summary",
            "treatment",
            "intro",
            "hour_zero",
            "no_end",
            "lead_picture",
            "lead_alt",
            "seen_version",
        )


class ChecklistAdmin(WorkingCopyAdmin):
    """Aftercare checklists."""

    kind = "aftercare"
    form = ChecklistForm
