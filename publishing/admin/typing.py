"""What stands in a form of the admin and its rows, put into a working copy without saving anything."""

from collections.abc import Iterable
from typing import Any

from django.contrib.admin.utils import flatten_fieldsets
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from publishing.models import WorkingCopy


def typed_copy(form: Any, formsets: Iterable[Any]) -> WorkingCopy:
    """Return the copy of a bound form with all that was typed: what is not valid keeps its stored value."""
    form.is_valid()
    copy = form.instance
    _type_links(copy, form)
    for formset in formsets:
        name = formset.fk.remote_field.get_accessor_name()
        copy.type_in(name, [_typed_row(each) for each in formset.in_order()])
    return copy


def copy_as_posted(model_admin: Any, request: HttpRequest, copy: WorkingCopy | None) -> WorkingCopy:
    """Return the working copy as a posted form of its admin would make it; nothing is saved.

    A row that could not be saved stands as it is stored, or not at all: whoever shows the copy needs whole rows.
    Raises PermissionDenied for who may not read a stored copy: what is not posted is shown as it is stored.
    """
    if copy is not None and not model_admin.has_view_or_change_permission(request, copy):
        raise PermissionDenied
    fields = flatten_fieldsets(model_admin.get_fieldsets(request, copy))
    form_class = model_admin.get_form(request, copy, change=copy is not None, fields=fields)
    form = form_class(request.POST, request.FILES, instance=copy)
    form.is_preview = True
    formsets = []
    for formset_class, inline in model_admin.get_formsets_with_inlines(request, copy):
        prefix = formset_class.get_default_prefix()
        kwargs = model_admin.get_formset_kwargs(request, form.instance, inline, prefix)
        formsets.append(formset_class(**kwargs))
    typed = typed_copy(form, formsets)
    for formset in formsets:
        rows = [_whole_row(each) for each in formset.in_order()]
        typed.type_in(formset.fk.remote_field.get_accessor_name(), [row for row in rows if row is not None])
    return typed


def _typed_row(form: Any) -> Any:
    _type_links(form.instance, form)
    return form.instance


def _whole_row(form: Any) -> Any:
    if form.is_valid():
        return _typed_row(form)
    return form.instance._meta.default_manager.filter(pk=form.instance.pk).first()


def _type_links(row: Any, form: Any) -> None:
    for field in row._meta.many_to_many:
        if field.name in form.cleaned_data:
            row.type_in(field.name, form.cleaned_data[field.name])
