"""Walks every series of records and says where a digest no longer fits."""

from collections.abc import Iterator
from functools import reduce

from django.apps import apps

from .digests import digest
from .models import Record, Redaction


def record_models() -> list[type[Record]]:
    """Return every concrete kind of record, in the order their apps are installed."""
    return [model for model in apps.get_models() if issubclass(model, Record)]


def broken_records(model: type[Record]) -> Iterator[tuple[Record, str]]:
    """Yield each record of ``model`` whose digest does not fit, with the reason in words."""
    redacted = set(Redaction.objects.filter(model=model._meta.label_lower).values_list("record", flat=True))
    heads: dict[object, str] = {}
    related = model.series.split("__")[:-1]
    rows = model._base_manager.order_by("pk")
    for record in (rows.select_related("__".join(related)) if related else rows).iterator(500):
        key = _series_key(record)
        if record.pk not in redacted and record.digest != digest(record.columns(), heads.get(key, "")):
            yield record, "its columns, or the record before it, are not what was written"
        heads[key] = record.digest


def _series_key(record: Record) -> object:
    *path, last = record.series.split("__")
    owner = reduce(getattr, path, record)
    return getattr(owner, f"{last}_id", None) or getattr(owner, last)
