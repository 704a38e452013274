"""The caveats and the evidence of a claim, as rows on its page."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ValidationError
from django.db.models import ForeignKey, Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from claims.fitness import too_many
from claims.models import ClaimCaveat, ClaimVersion, Evidence

from .forms import SentenceWidget


class LoadedAutocomplete(AutocompleteSelect):
    """An autocomplete that knows its chosen row, so that a page of many rows asks nothing for labels."""

    loaded: Model | None = None

    def optgroups(self, name: str, value: Sequence[str], attr: Any = None) -> list[Any]:
        """Return the chosen option, without asking the database where it is known."""
        if self.loaded is None or [str(each) for each in value] != [str(self.loaded.pk)]:
            return super().optgroups(name, value, attr)
        option = self.create_option(name, self.loaded.pk, str(self.loaded), True, 0)
        return [(None, [option], 0)]


class TieForm(forms.ModelForm):
    """One row that ties a claim to a caveat or a source."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            widget = getattr(field.widget, "widget", field.widget)
            if isinstance(widget, LoadedAutocomplete) and self.instance.pk:
                widget.loaded = getattr(self.instance, name)


class EvidenceForm(TieForm):
    """What one source says."""

    class Meta:
        model = Evidence
        fields = ("source", "extract")
        widgets = {"extract": SentenceWidget}


class CaveatFormSet(forms.BaseInlineFormSet):
    """A claim's caveats: few enough to be read, and never none once readers see the claim."""

    def clean(self) -> None:
        """Raise ValidationError for too many caveats, or for taking away the last one of a public claim."""
        super().clean()
        kept = [form.cleaned_data["caveat"] for form in self.forms if self._is_kept(form)]
        if refusal := too_many(kept):
            raise ValidationError(refusal)
        if not kept and self._is_readable() and ClaimVersion.objects.filter(claim=self.instance.pk).exists():
            raise ValidationError(
                _("Readers see this claim: it cannot lose its last caveat. Put another in its place.")
            )

    def _is_kept(self, form: forms.ModelForm) -> bool:
        data = getattr(form, "cleaned_data", {})
        return bool(data.get("caveat")) and not data.get("DELETE")

    def _is_readable(self) -> bool:
        return not any(form.errors for form in self.forms)


class TieInline(admin.options.InlineModelAdmin):
    """What both kinds of row share."""

    form = TieForm
    extra = 0
    tie: str

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Load what the rows are tied to along with them."""
        return super().get_queryset(request).select_related(self.tie)

    def formfield_for_foreignkey(self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any) -> Any:
        """Choose caveats and sources by typing a few letters."""
        if db_field.name == self.tie:
            kwargs["widget"] = LoadedAutocomplete(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class ClaimCaveatInline(TieInline, admin.TabularInline):
    """The caveats that a claim carries."""

    model = ClaimCaveat
    formset = CaveatFormSet
    autocomplete_fields = ("caveat",)
    fields = ("caveat", "position")
    tie = "caveat"


class EvidenceInline(TieInline, admin.StackedInline):
    """What sources say for and against a claim."""

    model = Evidence
    form = EvidenceForm
    autocomplete_fields = ("source",)
    fields = (
        "source",
        ("relation", "read"),
        ("locator", "position"),
        "extract",
        ("design", "n", "population"),
    )
    tie = "source"
