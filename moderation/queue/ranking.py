"""The order of the queue: what can do the most harm to the most readers stands first."""

from collections.abc import Iterable
from datetime import datetime
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .rows import Row


class Risk(IntEnum):
    """How much harm a row can do while it waits; the whole order stands in this one table.

    Above everything stand people who say that they were harmed. What is live and wrong comes before what is live and
    unsure; that before what is only out of date; last is what somebody has thought about already.
    """

    HARMED = 100
    SERIOUS = 95
    RETRACTED = 90
    SAID_TO_BE_UNTRUE = 85
    OVERSTATED = 80
    UNREVIEWED_EFFECT_OR_HARM = 75
    RECHECK = 72
    CONTRADICTION = 70
    DOUBTFUL_SOURCES = 68
    SOURCE = 66
    PROPOSED = 65
    OTHER_POPULATION = 60
    SECOND_HAND = 58
    SAID_TO_BE_OUT_OF_DATE = 56
    DIFFERENT_ANSWERS = 55
    UNREVIEWED = 50
    OLD_SEARCH = 45
    OVERDUE_LONG = 42
    OVERDUE = 40
    SAID_TO_CONFUSE = 35
    OTHER_POPULATION_TOLD = 30
    UNMARKED = 25
    TURNED_AWAY = 20
    WAITING_OUTSIDE = 15


#: From here on a row counts as urgent in the admin's header.
URGENT = Risk.RETRACTED


def rank(row: "Row") -> tuple[int, int, datetime, str]:
    """Return what orders rows: the gravest risk, then the most pages, then the longest wait; the key parts equals."""
    return -row.risk, -row.reach, row.since, row.key


def ranked(rows: Iterable["Row"]) -> list["Row"]:
    """Return all the rows, the most urgent first."""
    return sorted(rows, key=rank)
