"""Rows that the public faces of claims call for by themselves. Pure: a scene in, rows out."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from claims.choices import About, Certainty, Read, Relation, Verdict, Verification
from claims.faces import ClaimFace, EvidenceFace

from .populations import are_related
from .ranking import Risk
from .rows import Kind, Row, fingerprint
from .scene import Scene

#: A search for studies is done again after a year.
SEARCH_LASTS = timedelta(days=365)
#: A claim that says what happens to people; of a rule or of what was studied, nobody is the population.
ABOUT_PEOPLE = (About.EFFECT, About.HARM, About.CONDITION, About.ADVICE)

#: Under these verdicts a claim rests on what supports it; under the others, readers are told that it does not hold.
RESTING = (Verdict.SUPPORTED, Verdict.CONTESTED, Verdict.UNREVIEWED)


def unreviewed(scene: Scene) -> Iterator[Row]:
    """Claims that live pages make and that no moderator has judged."""
    for face in scene.faces.values():
        if face.verdict == Verdict.UNREVIEWED and scene.reach(face.slug):
            is_grave = face.about in (About.EFFECT, About.HARM)
            why = _("Live pages make this claim and nobody has checked it.")
            risk = Risk.UNREVIEWED_EFFECT_OR_HARM if is_grave else Risk.UNREVIEWED
            reach = scene.reach(face.slug)
            yield claim_row(Kind.UNREVIEWED, scene, face, why, risk, number=face.number, reach=reach)


def rechecked(scene: Scene) -> Iterator[Row]:
    """Claims beside which readers see a notice: only a sign-off takes it off."""
    for face in scene.faces.values():
        if face.notice:
            why = _("Readers see “%(notice)s” beside it until it is signed off.") % {"notice": face.notice_words}
            yield claim_row(Kind.RECHECK, scene, face, why, Risk.RECHECK, number=face.number)


def second_hand(scene: Scene) -> Iterator[Row]:
    """Claims that count as backed though nobody read the works that back them."""
    for face in scene.faces.values():
        support = face.evidence_that(Relation.SUPPORTS)
        if face.verdict == Verdict.SUPPORTED and support and all(each.read == Read.REPORT for each in support):
            why = _("It counts as backed, but of all that backs it only a report was read.")
            yield claim_row(Kind.SECOND_HAND, scene, face, why, Risk.SECOND_HAND, **_facts(face))


def weak_sources(scene: Scene) -> Iterator[Row]:
    """Claims that rest only on works that were retracted, not found, or never checked."""
    for face in scene.faces.values():
        support = face.evidence_that(Relation.SUPPORTS)
        doubts = sorted({each.source.verification for each in support})
        if doubts and Verification.VERIFIED not in doubts and face.verdict in RESTING:
            words = ", ".join(str(Verification(each).label) for each in doubts)
            why = _("Not one source that backs it was found and read: %(words)s.") % {"words": words}
            is_retracted = Verification.RETRACTED in doubts
            risk = Risk.RETRACTED if is_retracted else Risk.DOUBTFUL_SOURCES
            yield claim_row(Kind.WEAK_SOURCES, scene, face, why, risk, **_facts(face))


def other_population(scene: Scene) -> Iterator[Row]:
    """Claims about some people that rest only on studies in others. Nobody named is unknown, not a mismatch."""
    for face in scene.faces.values():
        studied = [each.population for each in face.evidence_that(Relation.SUPPORTS)]
        is_known = bool(face.population and studied and all(studied))
        if not is_known or face.about not in ABOUT_PEOPLE or face.verdict not in RESTING:
            continue
        if any(are_related(face.population, each) for each in studied):
            continue
        is_told = any(caveat.names_population for caveat in face.caveats)
        words = {"whom": face.population, "others": "; ".join(dict.fromkeys(studied))}
        why = _("It speaks of %(whom)s; what backs it was studied in: %(others)s.") % words
        why = why + " " + _("A caveat says so.") if is_told else why
        risk = Risk.OTHER_POPULATION_TOLD if is_told else Risk.OTHER_POPULATION
        yield claim_row(Kind.OTHER_POPULATION, scene, face, why, risk, told=is_told, **_facts(face))


def old_search(scene: Scene) -> Iterator[Row]:
    """Claims of which no study was found, a year or more ago. Left as they are, they come back a year later."""
    for face in scene.faces.values():
        if face.certainty != Certainty.NO_STUDIES or not face.searched_on:
            continue
        searched = date.fromisoformat(face.searched_on)
        if scene.today - searched >= SEARCH_LASTS:
            why = _("No study was found on %(day)s. There may be one by now.") % {"day": face.searched_on}
            years = (scene.today - searched) // SEARCH_LASTS
            yield claim_row(Kind.OLD_SEARCH, scene, face, why, Risk.OLD_SEARCH, searched=face.searched_on, years=years)


def claim_row(kind: Kind, scene: Scene, face: ClaimFace, why: str, risk: int, **facts: Any) -> Row:
    """Return the row of one claim, which waits since its newest version."""
    return Row(
        key=f"{kind.value}:{face.slug}",
        kind=kind,
        subject=face.slug,
        title=face.statement,
        why=why,
        risk=risk,
        reach=scene.reach(face.slug),
        since=datetime.fromisoformat(face.at) if face.at else scene.now,
        fingerprint=fingerprint(verdict=face.verdict, statement=face.statement, **facts),
        claims=(face.slug,),
    )


def limits(face: ClaimFace) -> dict[str, Any]:
    """Return of whom a claim speaks and what it warns of: a reason to leave a row may rest on either."""
    caveats = sorted([caveat.slug, caveat.severity] for caveat in face.caveats)
    return {"whom": face.population, "caveats": caveats}


def _facts(face: ClaimFace) -> dict[str, Any]:
    return {**limits(face), "evidence": [_fact(each) for each in face.evidence]}


def _fact(evidence: EvidenceFace) -> list[str]:
    source = evidence.source
    return [source.key, source.verification, evidence.relation, evidence.read, evidence.population, evidence.extract]
