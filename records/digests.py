"""The digest of a record: SHA-256 over canonical JSON, chained within a series.

Canonical means sorted keys, no spaces, UTF-8, moments in UTC. Stored bytes are not digested, as databases
may reorder the keys of JSON columns.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any


def canonical(value: Any) -> str:
    """Return ``value`` as canonical JSON text. Raises TypeError for what JSON cannot hold."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_plain)


def digest(columns: Mapping[str, Any], previous: str) -> str:
    """Return the hexadecimal digest of a record's columns and of the digest before it (or "")."""
    text = canonical({"columns": columns, "previous": previous})
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"A record cannot hold {type(value).__name__}.")
