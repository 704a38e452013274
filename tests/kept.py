"""What makes a scene once for many tests: rows that stay for a module, and a database put back as it was."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import TransactionTestCase


@contextmanager
def kept(blocker: Any) -> Iterator[None]:
    """Keep what is written to the database in here until the end; what a test changes of it, that test takes back.

    ``blocker`` is pytest-django's. For fixtures of a module whose tests all see the same scene; they also need the
    fixture ``django_db_setup``. No test of such a module may commit.
    """
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def put_back() -> Iterator[None]:
    """After each test that commits, copy the freshly migrated database back: much quicker than to empty it.

    What migrations wrote is there again too. On PostgreSQL tables are emptied, as ever.
    """
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    fresh = sqlite3.connect(":memory:")
    connection.connection.backup(fresh)

    def copy_back(_case: TransactionTestCase) -> None:
        connection.ensure_connection()
        fresh.backup(connection.connection)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", copy_back)
        yield
    fresh.close()
