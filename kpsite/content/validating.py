"""Whether entries keep the rules of their models and name things that exist. Writes nothing."""

import datetime
from collections.abc import Iterator, Sequence
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models

from .library import ALL, Library
from .reading import Problem, Row
from .references import reference_problems
from .shapes import Shape

TYPE_NAMES = {
    str: "text in quotes",
    bool: "true or false",
    int: "a number",
    list: "a list",
    datetime.date: "a day, such as 2026-11-23",
}


def problems_of(library: Library) -> list[Problem]:
    """Return everything in a content folder that must be put right before it can be loaded."""
    found = [problem for shape in ALL for problem in _entries(shape, library.of(shape))]
    # What refers to other entries is only looked at once each entry is sound by itself.
    return found or reference_problems(library)


def _entries(shape: Shape, rows: Sequence[Row]) -> Iterator[Problem]:
    for row in rows:
        yield from _keys(shape, row) or _rules(shape, row)
        for name, table in shape.tables.items():
            yield from _entries(table, row.tables(name))
    for key in (shape.identity, *shape.unique):
        yield from _repeats(rows, key)


def _keys(shape: Shape, row: Row) -> list[Problem]:
    """Return unknown and missing keys, and values of the wrong type or choice."""
    known = ", ".join(shape.keys)
    strangers = [key for key in row.values if key not in shape.keys]
    found = [row.problem(f"remove “{key}” or use one of: {known}", key) for key in strangers]
    found += [row.problem(f"add “{key}”", key) for key in shape.required if row.values.get(key, "") in ("", [])]
    for key, value in row.values.items():
        if key in shape.keys and (message := _misfit(shape, key, value)):
            found.append(row.problem(f"{key}: {message}", key))
    return found


def _misfit(shape: Shape, key: str, value: Any) -> str:
    """Return what to write instead of a value of the wrong type or choice, or ""."""
    if key in shape.tables:
        is_list = isinstance(value, list) and all(isinstance(each, dict) for each in value)
        return "" if is_list else "write a list of tables { … }"
    if key in shape.extras:
        wanted: tuple[type, ...] = (shape.extras[key],)
        choices = shape.choices.get(key, [])
    else:
        column: Any = shape.model._meta.get_field(key)
        wanted, choices = _types(column), [name for name, _ in column.choices or ()]
    if not isinstance(value, wanted) or (isinstance(value, bool) and bool not in wanted):
        return f"write {TYPE_NAMES[wanted[0]]}"
    if isinstance(value, list) and not all(isinstance(each, shape.items[key]) for each in value):
        return "write a list of slugs"
    if choices and value not in choices:
        return f"“{value}” is unknown: use one of {', '.join(choices)}"
    return ""


def _types(column: Any) -> tuple[type, ...]:
    if isinstance(column, models.BooleanField):
        return (bool,)
    if isinstance(column, models.IntegerField):
        return (int,)
    return (datetime.date, str) if isinstance(column, models.DateField) else (str,)


def _rules(shape: Shape, row: Row) -> list[Problem]:
    """Return what the model itself refuses: lengths, slugs, DOIs and the like."""
    values = {key: row.values[key] for key in shape.columns if key in row.values}
    entry = shape.model(**values)
    absent = {field.name for field in shape.model._meta.fields if field.name not in shape.columns}
    try:
        entry.full_clean(exclude=absent, validate_unique=False, validate_constraints=False)
        _check_constraints(entry, absent)
    except ValidationError as error:
        return placed(row, error)
    return []


def placed(row: Row, error: ValidationError) -> list[Problem]:
    """Return what a model refused, each with the line of its key."""
    by_key = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
    return [
        row.problem(message if key == NON_FIELD_ERRORS else f"{key}: {message}", key)
        for key, messages in by_key.items()
        for message in messages
    ]


def _check_constraints(entry: models.Model, absent: set[str]) -> None:
    """Raise ValidationError for what the database would refuse of this entry alone."""
    for constraint in entry._meta.constraints:
        if isinstance(constraint, models.CheckConstraint):
            constraint.validate(type(entry), entry, exclude=absent)


def _repeats(rows: Sequence[Row], key: str) -> Iterator[Problem]:
    first: dict[Any, Row] = {}
    for row in rows:
        if not isinstance(value := row.values.get(key), str) or not value:
            continue
        if (other := first.setdefault(value.lower(), row)) is not row:
            place = f"{other.file}:{other.lines.get(key, other.line)}"
            yield row.problem(f"{key}: keep one of the two, “{value}” stands in {place} already", key)
