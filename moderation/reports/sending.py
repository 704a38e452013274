"""Taking a report in: kept with its receipt number, or counted and told so. One short transaction for each."""

from typing import Any

from django.db import transaction

from moderation.actions import Quote, raise_flag
from moderation.alerts import alert_of_harm_soon
from moderation.answers import answered_at
from moderation.choices import Doubt
from moderation.models import Contact, Flag
from records.locking import serialise

from . import limits
from .subjects import Subject, claim_row


@transaction.atomic
def take_in(*, subject: Subject, said: dict[str, Any], receipt: str, address: str) -> Flag | limits.Refusal:
    """Keep a report under its receipt number, or count it and return why it was not kept.

    ``said`` is the form's clean data. One that was kept under this receipt before is returned, with the address that
    is given now where nothing else was changed. Raises ValidationError where readers no longer see what it is about.
    """
    serialise("reports")  # two at once would each count without the other
    earlier = Flag.objects.filter(token=receipt).first()
    if earlier is not None:
        if is_same(earlier, said):
            _add_address(earlier, said.get("email", ""))
        return earlier
    slug = subject.face.slug if subject.face else said.get("claim", "")
    claim = claim_row(slug) if slug else None
    refusal = limits.refusal(address, claim, subject.page, said["doubt"])
    if refusal is not None:
        limits.turn_away(slug or subject.key, said["doubt"])
        if said["doubt"] == Doubt.HARMED:
            alert_of_harm_soon(slug or subject.key)
        return refusal
    limits.knock(address)
    return raise_flag(
        claim=claim,
        page=subject.page,
        quote=Quote(said.get("quote", "")),
        doubt=said["doubt"],
        words=said["words"],
        email=said.get("email", ""),
        token=receipt,
    )


def _add_address(flag: Flag, email: str) -> None:
    """Send the answer to an address that came later, or was put right. Who has the answer needs none."""
    if email and answered_at(flag) is None:
        Contact.objects.update_or_create(flag=flag, defaults={"email": email})


def is_same(flag: Flag, said: dict[str, Any]) -> bool:
    """Whether a flag holds what a form says: it was sent twice, with no change but of the address."""
    words = (said["doubt"], said["words"].strip(), said.get("quote", "").strip())
    asked = said.get("claim", "")
    return (flag.doubt, flag.words, flag.quote) == words and (not asked or flag.subject == asked)
