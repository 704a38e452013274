"""What was found outside about a source: noting it, and settling it. Each action is atomic."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .actions import SIGN_OFF, apply_caution, set_notice
from .caution import DOUBT
from .choices import Found, Outcome, Teller, Verdict, Verification
from .models import Claim, ClaimVersion, Source, SourceFinding
from .queries import citing, newest_face

#: What accepting makes of the source's verification, unless that is graver already. A work whose publisher doubts
#: it is still what it says it is: there the claims that cite it are re-checked.
ACCEPTED = {
    Found.RETRACTED: Verification.RETRACTED,
    Found.NOT_FOUND: Verification.NOT_FOUND,
    Found.DEAD_LINK: Verification.NOT_FOUND,
    Found.TITLE_MISMATCH: Verification.UNVERIFIED,
}

_WARNED = gettext_lazy("The source counts as “%(verification)s”. Claims that cite it warn readers at once.")
#: What accepting does, in words; ``consequence`` fills them in.
CONSEQUENCES = {
    Found.RETRACTED: _WARNED,
    Found.NOT_FOUND: _WARNED,
    Found.DEAD_LINK: _WARNED,
    Found.CONCERN: gettext_lazy("Claims that cite it warn readers at once. What the source says of itself stays."),
    Found.TITLE_MISMATCH: gettext_lazy(
        "The source counts as “%(verification)s”, unless it says worse of itself. Readers are not warned."
    ),
}


def consequence(kind: str) -> str:
    """Return in words what accepting a finding of this kind does."""
    accepted = ACCEPTED.get(Found(kind))
    return str(CONSEQUENCES[Found(kind)]) % {"verification": accepted.label if accepted else ""}


@dataclass(frozen=True)
class Fact:
    """Something wrong with a source: ``detail`` for people, ``facts`` to know it again in whatever words."""

    kind: Found
    teller: Teller
    detail: str
    facts: tuple[str, ...]
    link: str = ""

    @property
    def fingerprint(self) -> str:
        """Return the digest of who says what."""
        return hashlib.sha256(json.dumps([self.kind.value, self.teller.value, *self.facts]).encode()).hexdigest()


@transaction.atomic
def note_source_finding(*, source: Source, fact: Fact) -> tuple[SourceFinding | None, bool]:
    """Put a fact in the queue, and return the finding and whether it is new there.

    The same fact, seen again, is only dated; one that was settled is never opened again, unless it had gone in the
    meantime. What the source says of itself already (that it was retracted, say) is not news: None. Needs no
    permission: the operator's commands note, and nothing that readers see changes.
    """
    now = timezone.now()
    source = Source.objects.select_for_update().get(pk=source.pk)  # two runs at once note one after the other
    same = SourceFinding.objects.select_for_update().filter(source=source, kind=fact.kind, fingerprint=fact.fingerprint)
    finding = same.order_by("-found_at", "-pk").first()
    if finding is not None and (finding.is_open or finding.gone_at is None):
        finding.last_seen_at, finding.gone_at, finding.detail, finding.link = now, None, fact.detail, fact.link
        finding.save(update_fields=["last_seen_at", "gone_at", "detail", "link"])
        return finding, False
    if _says_so_itself(source, fact.kind):
        return None, False
    finding = SourceFinding(
        source=source, kind=fact.kind, teller=fact.teller, detail=fact.detail, link=fact.link,
        fingerprint=fact.fingerprint, found_at=now, last_seen_at=now,
    )  # fmt: skip
    finding.save(force_insert=True)
    return finding, True


@transaction.atomic
def note_gone(*, source: Source, teller: Teller, seen: list[Fact]) -> int:
    """Say of all else that ``teller`` said of the source that it is no longer seen, and return how many that are.

    To be called only after the teller was asked and answered. Open findings stay in the queue.
    """
    prints = [fact.fingerprint for fact in seen]
    others = SourceFinding.objects.filter(source=source, teller=teller, gone_at=None).exclude(fingerprint__in=prints)
    return others.update(gone_at=timezone.now())


@transaction.atomic
def settle_source_finding(*, finding: SourceFinding, how: str, by: Any, reason: str = "") -> list[ClaimVersion]:
    """Accept what was found, or dismiss it, and return the claim versions that readers see at once.

    Accepting says in the source what is wrong with it (see ACCEPTED) and publishes that caution, if it is any (see
    CONSEQUENCES), on the claims that cite it; with it, whatever else says the same of the source is accepted. Raises
    PermissionDenied unless ``by`` may sign off; ValidationError for what is settled already or dismissed without a
    reason.
    """
    if not by.has_perm(SIGN_OFF):
        raise PermissionDenied(_("Only a moderator may do this."))
    how, reason = Outcome(how), reason.strip()
    finding = SourceFinding.objects.select_for_update(of=("self",)).select_related("source").get(pk=finding.pk)
    if finding.settled_by:
        name = finding.settled_by.shown_name
        raise ValidationError(_("This was settled already, by %(name)s.") % {"name": name})
    if how == Outcome.DISMISS and not reason:
        raise ValidationError(_("Say why this is dismissed."))
    if len(reason) > 300:
        raise ValidationError(_("Give the reason in at most 300 characters."))
    settled = SourceFinding.objects.filter(pk=finding.pk)
    if how == Outcome.ACCEPT:
        settled = SourceFinding.objects.filter(source=finding.source, kind=finding.kind, settled_at=None)
    settled.update(settled_at=timezone.now(), settled_by=by, how=how, reason=reason)
    return _take_over(finding, by) if how == Outcome.ACCEPT else []


def _take_over(finding: SourceFinding, by: Any) -> list[ClaimVersion]:
    claims = citing(finding.source)
    verification = ACCEPTED.get(Found(finding.kind))
    if verification is None:
        return _recheck(list(claims), by)
    source = Source.objects.select_for_update().get(pk=finding.source_id)
    if _doubt(verification) > _doubt(source.verification):
        source.verification = verification
        source.save(update_fields=["verification"])
    return apply_caution(claims=claims, by=by)


def _recheck(claims: list[Claim], by: Any) -> list[ClaimVersion]:
    faces = [(claim, newest_face(claim)) for claim in claims]
    calm = [claim for claim, face in faces if face and not face.notice and face.verdict != Verdict.RETIRED]
    return [set_notice(claim=claim, by=by) for claim in calm]


def _says_so_itself(source: Source, kind: Found) -> bool:
    told = ACCEPTED.get(kind)
    return told in (Verification.RETRACTED, Verification.NOT_FOUND) and _doubt(source.verification) >= _doubt(told)


def _doubt(verification: str) -> int:
    return DOUBT.index(Verification(verification))
