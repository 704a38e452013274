"""How what was typed differs from a newer save, once two people have changed one page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from publishing.changes import changes

from .typing import typed_copy


@dataclass(frozen=True)
class Difference:
    """One field that is no text: what was saved of it, and what is typed; ``row`` is the row that it belongs to."""

    row: str
    label: str
    saved: str
    typed: str


def conflict(form: Any, formsets: Iterable[Any]) -> dict[str, Any]:
    """Return what the change form shows of a conflict; nothing if there was none."""
    newer = getattr(form, "conflict", None)
    if newer is None:
        return {}
    formsets = list(formsets)
    mine = typed_copy(form, formsets)
    kind = newer.kind
    saved = kind.snapshot(newer)
    texts = {text.field for text in kind.texts(saved)} | {"title", "topics"}
    return {
        "conflict_changes": changes(kind, saved, kind.snapshot(mine)),
        "conflict_differences": [*_differences(form, texts), *(each for rows in formsets for each in _in_rows(rows))],
        "has_notes": any(rows.notes for rows in formsets),
    }


def _in_rows(formset: Any) -> Iterator[Difference]:
    for form in formset.initial_forms:
        if form in formset.deleted_forms:
            said = Difference(str(form.instance), _("Delete"), _("no"), _("yes"))
            yield said
            continue
        yield from _differences(form, set(), str(form.instance))


def _differences(form: Any, left_out: set[str], row: str = "") -> Iterator[Difference]:
    """Yield the fields in which a form differs from what is stored."""
    for name in form.changed_data:
        field = form.fields[name]
        if name in left_out or field.widget.is_hidden:
            continue
        saved = _said(field, form.get_initial_for_field(field, name))
        yield Difference(row, str(field.label), saved, _said(field, form.cleaned_data.get(name)))


def _said(field: Any, value: Any) -> str:
    """Return the value of a field in words."""
    if isinstance(field, forms.ModelMultipleChoiceField):
        return ", ".join(sorted(str(each) for each in value or ()))
    if isinstance(field, forms.ModelChoiceField):
        found = field.queryset.filter(pk=getattr(value, "pk", value)).first() if value else None  # type: ignore[union-attr]
        return str(found or "")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, value or ""))  # type: ignore[arg-type]
    return "" if value is None else str(value)
