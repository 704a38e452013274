"""The step that copies a checklist for another treatment."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from publishing.actions.copies import model_permission
from publishing.admin.forms import NewSlug
from publishing.admin.step import Step
from publishing.models import WorkingCopy
from treatments.actions import copy_checklist
from treatments.models import AftercareChecklist, Treatment

TITLE = AftercareChecklist._meta.get_field("title")


class CopyForm(NewSlug):
    """What the copy is called, where it stands and what it is for."""

    kind = "aftercare"
    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=TITLE.max_length,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=TITLE.help_text,
    )
    treatment = forms.ModelChoiceField(label=gettext_lazy("Treatment"), queryset=Treatment.objects.all())
    field_order = ("title", "slug", "treatment")

    def __init__(self, *args: Any, admin_site: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser: Any = self.fields["treatment"]
        chooser.widget = AutocompleteSelect(AftercareChecklist._meta.get_field("treatment"), admin_site)
        chooser.widget.choices, chooser.widget.is_required = chooser.choices, True


class CopyForAnother(Step):
    """A draft with all items of this checklist, for another treatment."""

    path = "copy"
    link = gettext_lazy("Copy for another treatment…")
    title = gettext_lazy("Copy for another treatment")
    intro = gettext_lazy(
        "Makes a draft with all that is saved here: the introduction and every item with its claim and sources. "
        "Check each item: what holds for one treatment may not hold for another."
    )
    button = gettext_lazy("Make the copy")
    permission = "treatments.add_aftercarechecklist"

    @classmethod
    def is_allowed(cls, user: Any, copy: WorkingCopy) -> bool:
        """Tell whether this person may read this checklist and add another."""
        may_read = any(user.has_perm(model_permission(copy, verb)) for verb in ("view", "change"))
        return may_read and super().is_allowed(user, copy)

    def make_form(self, data: Any = None) -> CopyForm:
        """Ask for title, slug and treatment."""
        return CopyForm(data, admin_site=self.model_admin.admin_site)

    def act(self, data: dict[str, Any]) -> None:
        """Copy it, and lead on to the copy."""
        said = _("This is a copy of “%(title)s”. Readers see nothing of it until you publish it.")
        self.done = said % {"title": self.copy.title}
        self.copy = copy_checklist(checklist=self.copy, by=self.request.user, **data)
        self.model_admin.log_addition(self.request, self.copy, [{"added": {}}])
