"""Reports that come at the same moment: each is kept once, and the limits hold."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from moderation.models import Flag, TurnedAway
from publishing.tests.test_two_writers import at_once
from tests import factory

from .posting import send, token

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def claim(mo: User) -> None:
    """A claim that readers see."""
    factory.signed(by=mo)


def posting(**said: Any) -> Callable[[], int]:
    """Return what sends a report in a browser of its own and gives the answer's status."""
    return lambda: send(Client(raise_request_exception=False), **said).status_code


def test_a_form_that_is_sent_three_times_at_once_makes_one_report() -> None:
    for round_ in range(3):
        ticket = token()
        remotes = [f"192.0.2.{round_ * 3 + each}" for each in range(3)]
        found = at_once(*(posting(token=ticket, remote=remote) for remote in remotes))
        assert found == [303] * 3
    assert Flag.objects.count() == 3


def test_of_many_reports_from_one_address_at_once_no_more_are_kept_than_one_by_one() -> None:
    found = at_once(*(posting(token=token()) for _each in range(12)))
    assert sorted(found) == [303] * 5 + [429] * 7
    assert (Flag.objects.count(), TurnedAway.objects.get().count) == (5, 7)
