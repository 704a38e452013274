"""Two who write to one series at once: the chain of digests stays whole, whatever the database."""

import pytest
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError

from accounts.models import User
from claims.models import Claim
from moderation.actions import publish_correction
from moderation.actions.rows import bring_back, leave
from moderation.models import Correction, RowDecision
from moderation.queue.listing import read_queue
from publishing.tests.test_two_writers import at_once, no_record_is_broken
from records.locking import serialise
from tests import factory

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 4


@pytest.fixture
def claim(mo: User) -> Claim:
    """A claim that readers see."""
    return factory.signed(by=mo)


def test_two_corrections_of_one_claim_at_once_follow_one_another(claim: Claim, mo: User) -> None:
    for _round in range(ROUNDS):
        found = at_once(*(lambda: publish_correction(claim=claim, wrong="This.", changed="That.", by=mo),) * 2)
        assert [type(each) for each in found] == [Correction, Correction], found
    assert no_record_is_broken()


def test_two_decisions_on_one_row_at_once_follow_one_another(mo: User) -> None:
    body = "## Found\n\nIt [may help a little](claim:it-may-help)."
    factory.claim()
    factory.published(factory.article(by=mo, body=body), by=mo)
    (row,) = read_queue().rows
    for _round in range(ROUNDS):
        leave(row=row, reason="Seen.", by=mo)
        found = at_once(lambda: leave(row=row, reason="Seen.", by=mo), lambda: bring_back(key=row.key, by=mo))
        assert [type(each) for each in found] == [RowDecision, RowDecision], found
    assert no_record_is_broken()


def test_a_lock_without_a_transaction_is_refused(db: None) -> None:
    with pytest.raises(TransactionManagementError):
        serialise("nobody", "waits")


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite: transactions follow one another by themselves")
def test_the_lock_is_one_for_each_key(transactional_db: None) -> None:
    def count() -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()")
            return int(cursor.fetchone()[0])

    with transaction.atomic():
        serialise("a", "b")
        serialise("a", "b")
        serialise("ab")
        assert count() == 2
    assert count() == 0
