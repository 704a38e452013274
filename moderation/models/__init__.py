"""Flags, their history, corrections, and what moderators say of the queue."""

from .alerts import Alert
from .corrections import Correction
from .flags import Contact, Flag
from .floods import Knock, TurnedAway
from .queue import Hold, RowDecision
from .steps import FlagStep, StockReason

__all__ = [
    "Alert",
    "Contact",
    "Correction",
    "Flag",
    "FlagStep",
    "Hold",
    "Knock",
    "RowDecision",
    "StockReason",
    "TurnedAway",
]
