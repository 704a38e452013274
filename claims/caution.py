"""The one rule of safety: more caution is live at once, less caution waits. Pure, without the database."""

from dataclasses import replace

from .choices import GRADED, Certainty, Relation, Severity, Verdict, Verification, rank
from .faces import RECHECKED, CaveatFace, ClaimFace, EvidenceFace

#: How much a source's verification takes from what rests on it.
DOUBT = (Verification.VERIFIED, Verification.UNVERIFIED, Verification.NOT_FOUND, Verification.RETRACTED)


def more_cautious(face: ClaimFace, row: ClaimFace) -> ClaimFace:
    """Return the public ``face`` with whatever caution the proposed ``row`` adds to it.

    Added are: a new caveat, a higher severity, new or newly contradicting evidence, and a source that was
    retracted or can no longer be found. Nothing is ever softened: wording, removed caveats, lower severities
    and new support wait for a sign-off. Returns ``face`` itself where the row adds no caution.
    """
    caveats = _caveats(face.caveats, row.caveats)
    evidence = _evidence(face.evidence, row.evidence)
    if caveats == face.caveats and evidence == face.evidence:
        return face
    return replace(face, caveats=caveats, evidence=evidence, notice=face.notice or RECHECKED)


def is_softer(face: ClaimFace, than: ClaimFace) -> bool:
    """Tell whether ``face`` is less cautious than ``than`` in verdict, certainty, caveats, evidence or notice."""
    adds_caution = more_cautious(face, than) is not face
    lower = _verdict_rank(face) < _verdict_rank(than) or _doubtfulness(face) < _doubtfulness(than)
    return lower or adds_caution or bool(than.notice and not face.notice)


def _doubtfulness(face: ClaimFace) -> int:
    """Return how unsure the evidence is, from high to no studies; what is not graded says nothing."""
    order = (*GRADED, Certainty.NO_STUDIES)
    return order.index(Certainty(face.certainty)) if face.certainty in order else -1


def _verdict_rank(face: ClaimFace) -> int:
    return rank(Verdict, face.verdict)


def _caveats(shown: tuple[CaveatFace, ...], proposed: tuple[CaveatFace, ...]) -> tuple[CaveatFace, ...]:
    by_slug = {caveat.slug: caveat for caveat in proposed}
    raised = tuple(_graver(caveat, by_slug.get(caveat.slug, caveat)) for caveat in shown)
    known = {caveat.slug for caveat in shown}
    return raised + tuple(caveat for caveat in proposed if caveat.slug not in known)


def _graver(shown: CaveatFace, proposed: CaveatFace) -> CaveatFace:
    if rank(Severity, proposed.severity) <= rank(Severity, shown.severity):
        return shown
    return replace(shown, severity=proposed.severity)


def _evidence(shown: tuple[EvidenceFace, ...], proposed: tuple[EvidenceFace, ...]) -> tuple[EvidenceFace, ...]:
    by_key = {each.source.key: each for each in proposed}
    raised = tuple(_weaker(each, by_key.get(each.source.key, each)) for each in shown)
    known = {each.source.key for each in shown}
    against = [each for each in proposed if each.relation == Relation.CONTRADICTS]
    return raised + tuple(each for each in against if each.source.key not in known)


def _weaker(shown: EvidenceFace, proposed: EvidenceFace) -> EvidenceFace:
    turned = proposed.relation == Relation.CONTRADICTS and shown.relation != Relation.CONTRADICTS
    doubted = _doubt(proposed) > max(_doubt(shown), DOUBT.index(Verification.UNVERIFIED))
    kept = proposed if turned else shown
    verification = proposed.source.verification if doubted else shown.source.verification
    return replace(kept, source=replace(kept.source, verification=verification))


def _doubt(evidence: EvidenceFace) -> int:
    return DOUBT.index(Verification(evidence.source.verification))
