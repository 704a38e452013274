"""What can follow when a moderator agrees with a flag. Each is carried out inside the transaction of the agreement."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from claims.actions import add_caveat, sign_off
from claims.models import Caveat, Claim
from moderation.models import Flag
from moderation.withdrawn import tell_writers_soon
from publishing.actions import withdraw
from publishing.models import Page

from .correcting import publish_correction


class Consequence(Protocol):
    """Something that changes because a flag was right."""

    def carry_out(self, flag: Flag, by: Any) -> dict[str, Any]:
        """Do it, and return the columns of the flag's step that tell of it. Raises ValidationError."""


@dataclass(frozen=True)
class SignOff:
    """The claim gets a new verdict, from its row as it stands; ``more`` is what else its sign-off says."""

    verdict: str
    certainty: str
    reasons: str
    more: Mapping[str, Any] = field(default_factory=dict)

    def carry_out(self, flag: Flag, by: Any) -> dict[str, Any]:
        """Sign the flag's claim off."""
        judgement = {"verdict": self.verdict, "certainty": self.certainty, "reasons": self.reasons, **self.more}
        return {"claim_version": sign_off(claim=_claim(flag), by=by, **judgement)}


@dataclass(frozen=True)
class AddCaveat:
    """The claim carries one more caveat, at once. One that is not saved yet is saved first."""

    caveat: Caveat

    def carry_out(self, flag: Flag, by: Any) -> dict[str, Any]:
        """Add it to the flag's claim. Raises PermissionDenied to who may write no new caveat."""
        if self.caveat.pk is None:
            if not by.has_perm("claims.add_caveat"):
                raise PermissionDenied(_("You may not write new caveats. Choose one that exists."))
            caveat = Caveat(**{each.attname: getattr(self.caveat, each.attname) for each in Caveat._meta.fields})
            caveat.full_clean()
            caveat.save()
            return {"claim_version": add_caveat(claim=_claim(flag), caveat=caveat, by=by)}
        return {"claim_version": add_caveat(claim=_claim(flag), caveat=self.caveat, by=by)}


@dataclass(frozen=True)
class SendBack:
    """The page goes back to its editors; the flag's step says so until a newer version is live."""

    page: Page

    def carry_out(self, flag: Flag, by: Any) -> dict[str, Any]:
        """Name the page."""
        return {"sent_back": self.page}


@dataclass(frozen=True)
class Withdraw:
    """The page is taken away from readers, with a public note."""

    page: Page
    public_note: str

    def carry_out(self, flag: Flag, by: Any) -> dict[str, Any]:
        """Withdraw it. Who wrote it is told by e-mail."""
        withdrawal = withdraw(page=self.page, public_note=self.public_note, by=by)
        tell_writers_soon(withdrawal)
        return {"withdrawal": withdrawal}


@dataclass(frozen=True)
class Correct:
    """The site says in public what was wrong, since when, and what changed."""

    wrong: str
    changed: str
    since: date | None = None

    def carry_out(self, flag: Flag, by: Any) -> dict[str, Any]:
        """Publish the correction."""
        correction = publish_correction(
            claim=flag.claim, page=flag.page, wrong=self.wrong, changed=self.changed, since=self.since, by=by
        )
        return {"correction": correction}


def _claim(flag: Flag) -> Claim:
    if flag.claim is None:
        raise ValidationError(_("This is about a page, not about a claim. Choose another consequence."))
    return flag.claim
