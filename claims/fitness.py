"""What does not fit in a verdict. Pure: a face in, messages out."""

import re
from collections.abc import Callable, Collection, Iterator
from typing import Protocol

from django.utils.translation import gettext as _

from .choices import GRADED, WEAK_TIERS, About, Certainty, Relation, Severity, Verdict, Verification
from .faces import ClaimFace, EvidenceFace

#: A note is never a wall: so many caveats a claim carries, and so many of them warnings.
MAX_CAVEATS = 4
MAX_STOPS = 2
#: Words that say that an effect is not certain.
HEDGES = re.compile(
    r"\b(may|might|can|could|seems?|appears?|possibl[ey]|perhaps|some|sometimes|unclear|uncertain|unknown"
    r"|suggests?|suggested|mixed|one small|small stud(y|ies)|little|limited|helped|reduced|improved)\b",
    re.IGNORECASE,
)


class HasSeverity(Protocol):
    """A caveat, as a row or as a face."""

    @property
    def severity(self) -> str:
        """How grave it is."""


def too_many(caveats: Collection[HasSeverity]) -> str:
    """Return why one claim may not carry all of these caveats; "" if it may."""
    if len(caveats) > MAX_CAVEATS:
        return _("A claim carries at most %(most)d caveats.") % {"most": MAX_CAVEATS}
    if sum(caveat.severity == Severity.STOP for caveat in caveats) > MAX_STOPS:
        return _("A claim carries at most %(most)d warnings.") % {"most": MAX_STOPS}
    return ""


def misfits(face: ClaimFace) -> list[str]:
    """Return why a moderator may not sign this face off, one message a reason; none where it fits."""
    return [message for rule in RULES for message in rule(face)]


def _has_a_caveat(face: ClaimFace) -> Iterator[str]:
    if not face.caveats:
        yield _("Add a caveat: a claim without one cannot be signed off.")


def _has_reasons(face: ClaimFace) -> Iterator[str]:
    if not face.reasons.strip():
        yield _("Give the reasons for this verdict.")


def _is_graded_where_it_can_be(face: ClaimFace) -> Iterator[str]:
    if face.certainty in GRADED and face.about not in (About.EFFECT, About.HARM, About.CONDITION):
        yield _("Only effects, harms and how common something is are graded. Choose “not graded”.")


def _says_where_was_searched(face: ClaimFace) -> Iterator[str]:
    if face.certainty == Certainty.NO_STUDIES and not (face.searched_on and face.searched_where):
        yield _("Say when and where studies were looked for, on the claim itself.")


def _is_hedged_where_weak(face: ClaimFace) -> Iterator[str]:
    weak = face.certainty in (Certainty.VERY_LOW, Certainty.NO_STUDIES)
    if face.verdict == Verdict.SUPPORTED and face.about == About.EFFECT and weak and not HEDGES.search(face.statement):
        yield _("The evidence is very weak and the statement sounds sure. Reword it with “may”, “might” or “some”.")


def _is_contradicted_where_refuted(face: ClaimFace) -> Iterator[str]:
    if face.verdict == Verdict.REFUTED and not any(map(_stands, face.evidence_that(Relation.CONTRADICTS))):
        yield _("Add the evidence that contradicts the claim, or choose “Not backed by evidence”.")


def _is_backed_where_supported(face: ClaimFace) -> Iterator[str]:
    if face.verdict != Verdict.SUPPORTED:
        return
    support = [each for each in face.evidence_that(Relation.SUPPORTS) if _stands(each)]
    if all(each.source.tier in WEAK_TIERS for each in support):
        yield _("Only clinics, salons, news or unsourced articles back this. Find a better source or another verdict.")


def _stands(evidence: EvidenceFace) -> bool:
    return evidence.source.verification not in (Verification.NOT_FOUND, Verification.RETRACTED)


RULES: tuple[Callable[[ClaimFace], Iterator[str]], ...] = (
    _has_a_caveat,
    _has_reasons,
    _is_graded_where_it_can_be,
    _says_where_was_searched,
    _is_hedged_where_weak,
    _is_contradicted_where_refuted,
    _is_backed_where_supported,
)
