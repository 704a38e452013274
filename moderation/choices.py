"""The words of moderation, as they are stored and as people read them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """Where a flag stands; the labels are what the reader who raised it is told."""

    RECEIVED = "received", _("Received")
    LOOKING = "looking", _("Being looked at")
    WAITING = "waiting", _("Waiting for an answer from outside")
    AGREED = "agreed", _("You were right")
    NOT_AGREED = "not-agreed", _("Not changed")
    DUPLICATE = "duplicate", _("Same as an earlier report")


#: Nobody has judged these yet.
OPEN = (State.RECEIVED, State.LOOKING, State.WAITING)
#: These have an answer; only a new source or reason opens them again.
CLOSED = (State.AGREED, State.NOT_AGREED, State.DUPLICATE)


class Doubt(TextChoices):
    """Why somebody raises a flag, the most urgent first."""

    HARMED = "harmed", _("It harmed me or someone")
    NOT_TRUE = "not-true", _("It is not true")
    OUT_OF_DATE = "out-of-date", _("It is out of date")
    CONFUSING = "confusing", _("It is confusing")


#: The permission to judge flags.
DECIDE = "moderation.decide_flag"
