"""What was posted of a copy's rows, put together with the rows that are stored now.

Somebody else may have added rows, or taken some away, since the form was opened. Django's formsets know neither:
they show what was posted alone, and answer a row that is gone with “Select a valid choice” for ever. Here a row that
was added stands with the others, and a row that is gone becomes a new one, both with a note; so whoever is told of a
conflict sees all there is, and saves no more and no less than that.
"""

import re
from collections.abc import Iterable
from typing import Any

from django.forms.formsets import DELETION_FIELD_NAME, ManagementForm
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

#: What was posted of one row: each field's values by its name.
Row = dict[str, list[str]]

ADDED = _("Somebody else added this row after you opened the page.")
GONE = _("Somebody else deleted this row after you opened the page. It comes back when you save, unless you delete it.")


def as_they_stand(formset: Any) -> tuple[Any, dict[int, Any]]:
    """Return the data of a bound formset with every stored row in it, and the notes to rows by their index."""
    counts = ManagementForm(formset.data, prefix=formset.prefix)
    if not counts.is_valid():
        return formset.data, {}
    total = min(counts.cleaned_data["TOTAL_FORMS"], formset.absolute_max)
    known, new, gone = _told_apart(formset, _posted(formset.data, formset.prefix, total))
    added = []
    for key, values in _missing(formset, known):
        twin = next((row for row in gone if _content(formset, row) == _content(formset, values)), None)
        if twin is None:
            added.append(key)
        else:  # the same row under another key: an old version was brought back, say
            gone.remove(twin)
            values["position"] = twin.get("position", [])
        known[key] = values
    stored = [str(row.pk) for row in formset.get_queryset()]
    if added:
        _put_in_order([known[key] for key in stored], [known[key] for key in added], [*new, *gone])
    start = len(stored) + len(new)
    notes = {index: ADDED for index, key in enumerate(stored) if key in added}
    notes |= {index: GONE for index in range(start, start + len(gone))}
    return _data(formset, [known[key] for key in stored], [*new, *gone]), notes


def _posted(data: Any, prefix: str, total: int) -> list[Row]:
    """Return what was posted of the first ``total`` rows; of one that was not filled in, nothing is."""
    rows: list[Row] = [{} for _index in range(total)]
    pattern = re.compile(rf"{re.escape(prefix)}-([0-9]{{1,5}})-(\w+)")
    for name in data:
        found = pattern.fullmatch(name)
        if found and int(found[1]) < total:
            rows[int(found[1])][found[2]] = data.getlist(name)
    return [row for row in rows if row]


def _told_apart(formset: Any, rows: Iterable[Row]) -> tuple[dict[str, Row], list[Row], list[Row]]:
    """Return the rows that are stored, by key, those that are new, and those that are gone and were to stay."""
    key = formset.model._meta.pk.name
    stored = {str(row.pk) for row in formset.get_queryset()}
    known: dict[str, Row] = {}
    new, gone = [], []
    for row in rows:
        posted = "".join(row.pop(key, []))
        if posted in stored and posted not in known:
            known[posted] = {**row, key: [posted]}
        elif not posted:
            new.append(row)
        elif DELETION_FIELD_NAME not in row:
            gone.append(row)
    return known, new, gone


def _missing(formset: Any, known: dict[str, Row]) -> Iterable[tuple[str, Row]]:
    """Yield key and content of each stored row that was not posted."""
    for row in formset.get_queryset():
        if str(row.pk) not in known:
            yield str(row.pk), _as_posted(formset, row)


def _put_in_order(stored: list[Row], added: list[Row], others: list[Row]) -> None:
    """Number all rows anew, those that were added right behind the stored row that they follow."""
    rows = [row for row in stored if not _is_in(row, added)] + others
    rows.sort(key=_place)
    for before, row in zip([None, *stored], stored, strict=False):
        if _is_in(row, added):
            rows.insert(1 + next((place for place, each in enumerate(rows) if each is before), -1), row)
    for place, row in enumerate(rows, start=1):
        row["position"] = [str(place)]


def _is_in(row: Row, rows: list[Row]) -> bool:
    return any(row is each for each in rows)


def _place(row: Row) -> tuple[bool, int]:
    """What rows are sorted by: the number typed; none at all is last."""
    typed = "".join(row.get("position", []))
    return (False, int(typed)) if re.fullmatch(r"-?[0-9]{1,9}", typed) else (True, 0)


def _as_posted(formset: Any, row: Any) -> Row:
    """Return a stored row as a form would post it unchanged."""
    form = formset.form(instance=row)
    values = {name: field.prepare_value(form.get_initial_for_field(field, name)) for name, field in form.fields.items()}
    return {name: _strings(value) for name, value in values.items()} | {formset.model._meta.pk.name: [str(row.pk)]}


def _strings(value: Any) -> list[str]:
    if value is None or value is False:
        return []
    if isinstance(value, list | tuple):
        return [str(each) for each in value]
    return ["on" if value is True else str(value)]


def _content(formset: Any, row: Row) -> Row:
    """Return what a row says, whatever its key and place."""
    left_out = {formset.model._meta.pk.name, formset.fk.name, "position", DELETION_FIELD_NAME}
    return {name: sorted(values) for name, values in row.items() if any(values) and name not in left_out}


def _data(formset: Any, stored: list[Row], others: list[Row]) -> QueryDict:
    """Return rows as one form would post them, the stored ones first and in their stored order."""
    data = QueryDict(mutable=True)
    counts = {"TOTAL_FORMS": len(stored) + len(others), "INITIAL_FORMS": len(stored)}
    for name, count in counts.items():
        data[f"{formset.prefix}-{name}"] = str(count)
    for index, row in enumerate([*stored, *others]):
        for name, values in row.items():
            data.setlist(f"{formset.prefix}-{index}-{name}", values)
    return data
