"""What a browser would send back from a page of the admin, if nothing were typed."""

from typing import Any

from django.forms import BaseForm


def filled(response: Any) -> dict[str, Any]:
    """Return the values of an admin page's form and of its rows."""
    data = _values(response.context["adminform"].form)
    for inline in response.context["inline_admin_formsets"]:
        for form in (inline.formset.management_form, *inline.formset.forms):
            data.update(_values(form))
    return data


def with_row(data: dict[str, Any], prefix: str, **values: Any) -> dict[str, Any]:
    """Return the data with one more row in the formset of that prefix."""
    number = int(data[f"{prefix}-TOTAL_FORMS"])
    added = {f"{prefix}-{number}-{name}": value for name, value in values.items()}
    return {**data, f"{prefix}-{number}-position": number, **added, f"{prefix}-TOTAL_FORMS": number + 1}


def _values(form: BaseForm) -> dict[str, Any]:
    values = {field.html_name: field.value() for field in form}
    return {name: _sent(value) for name, value in values.items() if value is not False}


def _sent(value: Any) -> Any:
    return "on" if value is True else "" if value is None else value
