"""Treatments, their comparison, checklists and calendar files say how old the checks of their claims are."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from accounts.models import User
from tests import factory
from treatments.models import ChecklistItem

from . import making
from .making import html, line, reason, saying

pytestmark = pytest.mark.django_db

CHECKED = datetime(2026, 5, 3, 12, tzinfo=UTC)
IN_TIME = datetime(2027, 5, 3, 12, tzinfo=UTC)
LAPSED = datetime(2027, 11, 4, 12, tzinfo=UTC)
WORDS, LINE = "Sources back this – not currently checked", "Due for a new check since 3 May 2027."
CAVEAT = "We last checked this on 3 May 2026."


@pytest.fixture
def scene(mo: User) -> None:
    """Two treatments and a checklist that rest on one claim of 3 May 2026."""
    with time_machine.travel(CHECKED):
        scar = making.harm(mo)
        rows: dict[str, Any] = {"lines": [line("A week.", claim=scar)], "reasons": [reason("You bleed.", claim=scar)]}
        making.live(by=mo, listed=[scar], harms=saying(scar.slug), **rows)
        making.live("creams", by=mo, title="Creams", listed=[scar])
        steps = [ChecklistItem(kind="do", text="Wait.", starts_h=0, claim=scar)]
        factory.published(factory.checklist(by=mo, items=steps), by=mo)


@pytest.mark.parametrize(
    ("address", "least"),
    [
        ("/treatments/needling/", 3),
        ("/treatments/compare/?t=needling&t=creams", 3),
        ("/aftercare/after-needling/", 2),
        ("/aftercare/after-needling.ics?on=2027-12-01", 1),
    ],
)
def test_the_stage_stands_wherever_a_verdict_does(address: str, least: int, client: Client, scene: None) -> None:
    with time_machine.travel(IN_TIME):
        young = html(client, address).replace("\r\n ", "")
    with time_machine.travel(LAPSED):
        old = html(client, address).replace("\r\n ", "")
    assert WORDS not in young and LINE not in young
    assert old.count(WORDS) >= least and old.count(LINE) >= least
    assert old.count("Sources back this") == old.count(WORDS)


def test_a_calendar_entry_has_the_caveat_too(client: Client, scene: None) -> None:
    with time_machine.travel(LAPSED):
        file = html(client, "/aftercare/after-needling.ics?on=2027-12-01").replace("\r\n ", "")
    assert CAVEAT in file


def test_a_later_calendar_file_updates_one_from_before_the_claim_aged(client: Client, scene: None) -> None:
    sequences = []
    for moment in (IN_TIME, LAPSED, LAPSED + timedelta(days=9)):
        with time_machine.travel(moment):
            sequences.append(_sequence(html(client, "/aftercare/after-needling.ics?on=2027-12-01")))
    young, old, same = sequences
    assert young < old == same


def _sequence(file: str) -> int:
    return int(file.split("SEQUENCE:")[1].split("\r\n")[0])
