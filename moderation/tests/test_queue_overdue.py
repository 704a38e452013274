"""Claims and pages past the day of their review wait in the queue."""

from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client

from accounts.models import User
from articles.models import Article
from claims.actions import retire, sign_off
from claims.models import Claim
from moderation.actions.rows import leave
from moderation.queue import Risk
from moderation.queue.listing import read_queue
from tests import factory

pytestmark = pytest.mark.django_db

START, DUE, LATER = (datetime(*day, 12, tzinfo=UTC) for day in ((2026, 5, 3), (2027, 5, 4), (2027, 7, 4)))
BODY = "## Found\n\nIt [may help](claim:it-may-help)."


@pytest.fixture
def page(edith: User, mo: User) -> Any:
    """A page that makes a claim about an effect, signed off and published on one day."""
    with time_machine.travel(START, tick=False):
        factory.signed(by=mo, about="harm")
        return factory.published(factory.article(by=edith, body=BODY), by=edith).page


def keys() -> list[str]:
    return [row.key for row in read_queue().rows]


def test_nothing_waits_before_its_day(page: Any) -> None:
    with time_machine.travel(datetime(2027, 5, 3, 12, tzinfo=UTC), tick=False):
        assert keys() == []


def test_a_claim_waits_from_the_day_after_and_until_it_is_signed_off(page: Any, mo: User) -> None:
    with time_machine.travel(DUE, tick=False):
        assert keys() == ["overdue-claim:it-may-help", f"overdue-page:{page.pk}"]
        row = read_queue().rows[0]
        assert (row.risk, row.reach, row.since.day) == (Risk.OVERDUE, 1, 3)
        claim = Claim.objects.get()
        sign_off(claim=claim, verdict="supported", certainty="low", reasons="Still so.", by=mo)
        assert keys() == [f"overdue-page:{page.pk}"]


def test_a_claim_that_was_left_comes_back_with_its_next_stage(page: Any, mo: User) -> None:
    with time_machine.travel(DUE, tick=False):
        leave(row=read_queue().rows[0], reason="It is being worked on.", by=mo)
        assert keys() == [f"overdue-page:{page.pk}"]
    with time_machine.travel(LATER, tick=False):
        row = read_queue().rows[0]
        assert (row.key, row.risk) == ("overdue-claim:it-may-help", Risk.OVERDUE_LONG)


def test_a_page_waits_until_it_is_published_anew(page: Any, edith: User, mo: User, client: Client) -> None:
    with time_machine.travel(DUE, tick=False):
        client.force_login(mo)
        html = client.get(f"/admin/moderation/queue/overdue-page:{page.pk}/").content.decode()
        assert "Publishing it anew settles this." in html
        assert "Open the editor" in html
        factory.published(Article.objects.get(page=page), by=edith, note="Looked at again.")
        assert keys() == ["overdue-claim:it-may-help"]


def test_a_retired_claim_is_overdue_no_more(page: Any, mo: User) -> None:
    with time_machine.travel(DUE, tick=False):
        retire(claim=Claim.objects.get(), reasons="It was wrong.", by=mo)
        assert "overdue-claim:it-may-help" not in keys()
