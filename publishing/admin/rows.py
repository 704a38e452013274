"""The rows of a working copy in the stock admin: each folded to one line, put in order by mouse, keyboard or number.

Without script a row's place is a small number; with it, rows are dragged, or moved by the buttons “Move up” and “Move
down”, which keep the focus and say where the row went (``static/admin_editor/rows.js``). Why not a package:
django-admin-sortable2, django-admin-ordering and django-admin-sortable move rows by the mouse alone.
"""

from typing import Any, ClassVar

from django import forms
from django.contrib.admin.options import InlineModelAdmin
from django.core.exceptions import ValidationError
from django.db.models import ForeignKey, ManyToManyField, QuerySet
from django.forms.utils import ErrorDict
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from .posted import as_they_stand
from .widgets import ChooseOne, ChooseSeveral, Known


class PlaceField(forms.IntegerField):
    """Where a row stands among the others. A row that only moved has not changed."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Never."""
        return False


class RowForm(forms.ModelForm):
    """One row. ``line`` names the fields that its folded line tells of; ``note`` is what to know about it."""

    line: ClassVar[tuple[str, ...]] = ()
    position = PlaceField(label=_("Place"), required=False)
    note: Any = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            return
        self.initial["position"] = self.instance.position + 1
        for name, field in self.fields.items():
            widget = getattr(field.widget, "widget", field.widget)
            if isinstance(widget, Known):
                widget.known = {str(row.pk): row for row in self._chosen(name)}

    def full_clean(self) -> None:
        """Take a stored row that nobody changed as it is: asking the database of each would make a preview slow."""
        if not (self.is_bound and self.instance.pk) or self.has_changed():
            return super().full_clean()
        self._errors = ErrorDict(renderer=self.renderer)
        self.cleaned_data = dict(self.initial)
        try:
            self.cleaned_data["position"] = self.fields["position"].clean(self["position"].data)
        except ValidationError as error:
            self.add_error("position", error)

    @property
    def place(self) -> tuple[bool, int, int]:
        """What rows are sorted by: the number typed; no number is last, and who was moved here goes before or after."""
        stored: int | None = self.initial.get("position")
        typed = getattr(self, "cleaned_data", {}).get("position") if self.is_bound else stored
        if typed is None:
            return True, 0, 0
        return False, typed, -1 if stored is None else (typed > stored) - (typed < stored)

    @property
    def is_noteworthy(self) -> bool:
        """Whether the row is shown open: it has errors, or there is something to know about it."""
        return bool(self.errors or self.note)

    @property
    def parts(self) -> list[tuple[str, str]]:
        """What the folded line says, each with the names of the fields that it tells of."""
        is_blank = not (self.instance.pk or self.is_bound)
        return [(name, "" if is_blank else self.said(name)) for name in self.line]

    def said(self, name: str) -> str:
        """Return what a field says, in words."""
        words = getattr(self.instance, f"get_{name}_display", lambda: getattr(self.instance, name, None))()
        return "" if words is None else str(words)

    def _chosen(self, name: str) -> list[Any]:
        if self.instance._meta.get_field(name).many_to_many:
            return list(getattr(self.instance, name).all())
        return [row for row in [getattr(self.instance, name)] if row is not None]


class RowFormSet(forms.BaseInlineFormSet):
    """All rows of one sort. Their order is what was typed, and is stored without gaps.

    ``once`` names the field whose values may stand in one row each; ``repeated`` says so.
    """

    once: ClassVar[str] = ""
    repeated: ClassVar[Any] = _("This stands in another row already.")
    model: Any
    is_reordered = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.notes: dict[int, Any] = {}
        if self.is_bound:
            self.data, self.notes = as_they_stand(self)

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        form = super()._construct_form(i, **kwargs)  # type: ignore[misc]  # the stubs lack it
        form.note = self.notes.get(i, "")
        return form

    def in_order(self) -> list[Any]:
        """Return the forms of the rows that are to stay, in the order that was typed."""
        read = [form for form in self.forms if form.is_valid() or form.errors]
        kept = [form for form in read if not form.cleaned_data.get("DELETE")]
        return sorted((form for form in kept if form.instance.pk or form.has_changed()), key=lambda form: form.place)

    def validate_unique(self) -> None:
        """Refuse what stands in a second row; the database cannot be asked, as rows may change places."""
        seen = set()
        read = [form for form in self.in_order() if self.once and self.once not in form.errors]
        for form in read:
            value = form.instance.serializable_value(self.once)
            if value in seen:
                form.add_error(self.once, self.repeated)
            seen.add(value)

    def save(self, commit: bool = True) -> Any:
        """Save what changed, then the places of all that moved."""
        moved = []
        kept = self.in_order()
        before = [row.pk for row in self.get_queryset()]
        for position, form in enumerate(kept):
            if form.instance.position != position:
                form.instance.position = position
                moved.append(form.instance)
        self._make_room()
        saved = super().save(commit)
        self.model._default_manager.bulk_update(moved, ["position"])
        stayed = [form.instance.pk for form in kept if form.instance.pk in before]
        self.is_reordered = stayed != [pk for pk in before if pk in stayed]
        return saved

    def _make_room(self) -> None:
        """Take rows away whose ``once`` is given up, so that others can have it; what changed is saved anew."""
        leaving = [form for form in self.initial_forms if self.once in form.changed_data or form in self.deleted_forms]
        if self.once:
            self.model._default_manager.filter(pk__in=[form.instance.pk for form in leaving]).delete()


class RowInline(InlineModelAdmin):
    """Rows of a working copy; ``intro`` is what editors read above them."""

    form = RowForm
    formset = RowFormSet
    template = "admin/publishing/rows.html"
    extra = 1  # for those without script, who cannot add one; the script takes it away
    intro: Any = ""

    @property
    def media(self) -> forms.Media:
        """Leave the stock script out: ``rows.js`` adds rows itself, as it must not number them by where they stand."""
        return forms.Media()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Read what the rows point at along with them."""
        fields = [self.opts.get_field(name) for name in self.autocomplete_fields]
        several = [field.name for field in fields if field.many_to_many]
        one = [field.name for field in fields if field.name not in several]
        rows = super().get_queryset(request)
        return (rows.select_related(*one) if one else rows).prefetch_related(*several)

    def formfield_for_foreignkey(self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any) -> Any:
        """Choose by typing a few letters."""
        if db_field.name in self.autocomplete_fields:
            kwargs.setdefault("widget", ChooseOne(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field: ManyToManyField, request: HttpRequest, **kwargs: Any) -> Any:
        """Choose by typing a few letters."""
        if db_field.name in self.autocomplete_fields:
            kwargs.setdefault("widget", ChooseSeveral(db_field, self.admin_site))
        return super().formfield_for_manytomany(db_field, request, **kwargs)
