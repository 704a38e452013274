"""One writer at a time for each name, where the database lets several write at once."""

import hashlib

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.transaction import TransactionManagementError


def serialise(*key: str, using: str | None = None) -> None:
    """Wait until nobody else is at ``key``, and keep it to the end of the transaction.

    On PostgreSQL this takes an advisory lock; elsewhere it does nothing: SQLite's transactions, which begin as
    IMMEDIATE, follow one another anyway. Raises TransactionManagementError outside a transaction.
    """
    connection = connections[using or DEFAULT_DB_ALIAS]
    if not connection.in_atomic_block:
        raise TransactionManagementError("A lock that ends with the transaction needs one.")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_number(key)])


def _number(key: tuple[str, ...]) -> int:
    """Return the 64 bits, with a sign, that stand for a key."""
    told = "\0".join(key).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.sha256(told).digest()[:8], "big", signed=True)
