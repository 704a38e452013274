"""What stands in a form of the admin and its rows, put into a working copy without saving anything."""

from collections.abc import Iterable
from typing import Any

from django.contrib.admin.utils import flatten_fieldsets
from django.http import HttpRequest

from publishing.models import WorkingCopy


def typed_copy(form: Any, formsets: Iterable[Any]) -> WorkingCopy:
    """Return the copy of a bound form with all that was typed: what is not valid keeps its stored value."""
    form.is_valid()
    copy = form.instance
    _type_links(copy, form)
    for formset in formsets:
        name = formset.fk.remote_field.get_accessor_name()
        copy.type_in(name, [_typed_row(each) for each in _in_order(formset)])
    return copy


def copy_as_posted(model_admin: Any, request: HttpRequest, copy: WorkingCopy | None) -> WorkingCopy:
    """Return the working copy as a posted form of its admin would make it; nothing is saved."""
    fields = flatten_fieldsets(model_admin.get_fieldsets(request, copy))
    form_class = model_admin.get_form(request, copy, change=copy is not None, fields=fields)
    form = form_class(request.POST, request.FILES, instance=copy)
    form.is_preview = True
    formsets = []
    for formset_class, inline in model_admin.get_formsets_with_inlines(request, copy):
        prefix = formset_class.get_default_prefix()
        kwargs = model_admin.get_formset_kwargs(request, form.instance, inline, prefix)
        formsets.append(formset_class(**kwargs))
    return typed_copy(form, formsets)


def _in_order(formset: Any) -> list[Any]:
    """Return the forms of rows that are there and not to be taken away, in the order that was typed."""
    if not formset.management_form.is_valid():
        return []
    forms = [form for form in formset.forms if form.instance.pk or form.has_changed()]
    for form in forms:
        form.is_valid()  # fills cleaned_data and the instance, as far as it can
    kept = [form for form in forms if not form.cleaned_data.get("DELETE")]
    return sorted(kept, key=lambda form: form.cleaned_data.get("position") or 0)


def _typed_row(form: Any) -> Any:
    _type_links(form.instance, form)
    return form.instance


def _type_links(row: Any, form: Any) -> None:
    for field in row._meta.many_to_many:
        if field.name in form.cleaned_data:
            row.type_in(field.name, form.cleaned_data[field.name])
