"""The signed and dated token of a report form. It does what a cookie would do elsewhere, and holds the receipt number.

As the receipt number is in it, sending one form twice makes one report.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core import signing
from django.utils import timezone

from moderation.models.flags import new_token

#: A form that is older is signed anew before it is taken.
OLD = timedelta(days=1)
#: Nobody reads and fills in the form in less.
FRESH = timedelta(seconds=2)
SALT = "moderation.report"


class BadToken(ValueError):
    """Raised for a token that this site did not sign for this form."""


@dataclass(frozen=True)
class Ticket:
    """What stands in a token: the receipt number, and when the form was handed out."""

    receipt: str
    at: datetime

    @property
    def is_old(self) -> bool:
        """Whether the form was open for too long."""
        return timezone.now() - self.at > OLD

    @property
    def is_fresh(self) -> bool:
        """Whether the form came back faster than anybody can type."""
        return timezone.now() - self.at < FRESH


def issue(subject: str, at: datetime | None = None) -> str:
    """Return a token for the form on a subject, handed out at a moment (now)."""
    moment = at or timezone.now()
    return signing.dumps({"receipt": new_token(), "at": moment.timestamp()}, salt=_salt(subject))


def read(token: str, subject: str) -> Ticket:
    """Return what stands in a token for the form on a subject. Raises BadToken."""
    try:
        said = signing.loads(token, salt=_salt(subject))
    except signing.BadSignature as error:
        raise BadToken(token) from error
    return Ticket(said["receipt"], datetime.fromtimestamp(said["at"], tz=timezone.get_default_timezone()))


def _salt(subject: str) -> str:
    return f"{SALT}:{subject}"
