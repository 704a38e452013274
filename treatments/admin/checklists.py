"""Aftercare checklists in the admin."""

from django.utils.translation import gettext_lazy as _

from publishing.admin import WorkingCopyAdmin, WorkingCopyForm
from treatments.models import AftercareChecklist

from .copying import CopyForAnother
from .items import ItemInline


class ChecklistForm(WorkingCopyForm):
    """A checklist as it is typed."""

    kind = "aftercare"

    class Meta:
        model = AftercareChecklist
        fields = (
            "title",
            "slug",
            "treatment",
            "summary",
            "covers",
            "topics",
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
    steps = (*WorkingCopyAdmin.steps, CopyForAnother)
    list_display = ("title", "treatment", "status", "saved_at", "saved_by")
    list_select_related = (*WorkingCopyAdmin.list_select_related, "treatment")
    autocomplete_fields = ("topics", "treatment", "lead_picture")
    inlines = (ItemInline,)
    fieldsets = (
        (None, {"fields": ("title", "slug", "treatment", "summary", "covers", "topics", "intro", "seen_version")}),
        (
            _("Times"),
            {
                "fields": ("hour_zero", "no_end"),
                "description": _("The times of all items count in hours from hour 0."),
            },
        ),
        (_("Picture"), {"fields": ("lead_picture", "lead_alt")}),
    )
