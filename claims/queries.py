"""What the register's rows and records say, as faces. The only way in which other rooms read claims.

Every face that readers see has aged: it shows what time added by the moment that was asked for (``claims.ageing``).
``stored_face`` alone gives one as it was recorded, for the actions that write the next record.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from django.db.models import Prefetch, Q, QuerySet

from .ageing import aged, day_of
from .browsing import Group
from .choices import Certainty, Verdict
from .faces import ClaimFace, SourceFace
from .models import Answer, Caveat, Claim, ClaimCaveat, ClaimVersion, Evidence, Source


def newest_faces(slugs: Iterable[str] | None = None) -> dict[str, ClaimFace]:
    """Return what readers see now of each claim that is public, by slug; of all of them without ``slugs``."""
    return faces_as_at(None, slugs)


def faces_as_at(moment: datetime | None, slugs: Iterable[str] | None = None) -> dict[str, ClaimFace]:
    """Return what readers saw of each claim at ``moment``, or see now (None), by slug."""
    versions = ClaimVersion.objects.as_at(moment)
    if slugs is not None:
        versions = versions.filter(claim__slug__in=list(slugs))
    return {version.face["slug"]: aged(version.as_face(), day_of(moment)) for version in versions}


def faces_answering(question: str, moment: datetime | None = None) -> list[ClaimFace]:
    """Return what readers see (or saw at ``moment``) of the claims that answer a question, by what is public."""
    return faces_by_question([question], moment).get(question, [])


def faces_by_question(questions: Iterable[str], moment: datetime | None = None) -> dict[str, list[ClaimFace]]:
    """Return what readers see (or saw at ``moment``) of the claims that answer each of several questions."""
    found: dict[str, list[ClaimFace]] = {}
    for version in ClaimVersion.objects.as_at(moment).filter(face__question__in=list(questions)):
        found.setdefault(version.face["question"], []).append(aged(version.as_face(), day_of(moment)))
    return found


def sources_of(faces: Iterable[ClaimFace]) -> dict[str, SourceFace]:
    """Return the sources that claims cite, by key, each as the claim that changed last tells of it."""
    in_order = sorted(faces, key=lambda face: face.at)
    return {each.source.key: each.source for face in in_order for each in face.evidence}


def slugs_judged(verdict: str) -> QuerySet[ClaimVersion, str]:
    """Return the slugs of the public claims that have a verdict now."""
    return ClaimVersion.objects.newest().filter(verdict=verdict).values_list("claim__slug", flat=True)


def rows(claims: QuerySet[Claim] | None = None) -> QuerySet[Claim]:
    """Return claims with all that ``row_face`` reads, in a fixed number of queries."""
    claims = Claim.objects.all() if claims is None else claims
    carried = ClaimCaveat.objects.select_related("caveat")
    evidence = Evidence.objects.select_related("source")
    return claims.select_related("question", "successor").prefetch_related(
        Prefetch("carried", carried),
        Prefetch("evidence", evidence),
        Prefetch("versions", ClaimVersion.objects.newest(), to_attr="newest_versions"),
    )


def newest_face(claim: Claim) -> ClaimFace | None:
    """Return what readers see of the claim now, or None if no page has made it yet."""
    stored = stored_face(claim)
    return aged(stored, day_of(None)) if stored else None


def stored_face(claim: Claim) -> ClaimFace | None:
    """Return the claim's newest record as it was written, without what time added; None if there is none."""
    found = getattr(claim, "newest_versions", None)
    versions = list(ClaimVersion.objects.filter(claim=claim).newest()) if found is None else found
    return versions[0].as_face() if versions else None


def row_face(claim: Claim, newest: ClaimFace | None = None) -> ClaimFace:
    """Return what the claim's row proposes, under the verdict and age of ``newest`` (else of the stored face)."""
    newest = newest or stored_face(claim)
    return ClaimFace(
        slug=claim.slug,
        statement=claim.statement,
        about=claim.about,
        population=claim.population,
        question=claim.question.slug if claim.question else "",
        question_text=claim.question.text if claim.question else "",
        stance=claim.stance if claim.question and claim.question.yes_no else "",
        verdict=newest.verdict if newest else Verdict.UNREVIEWED.value,
        certainty=newest.certainty if newest else Certainty.NOT_GRADED.value,
        reasons=newest.reasons if newest else "",
        notice=newest.notice if newest else "",
        searched_on=claim.searched_on.isoformat() if claim.searched_on else "",
        searched_where=claim.searched_where,
        successor=claim.successor.slug if claim.successor else "",
        caveats=tuple(carried.caveat.as_face() for carried in claim.carried.all()),
        evidence=tuple(each.as_face() for each in claim.evidence.all()),
        number=newest.number if newest else 0,
        checked_on=newest.checked_on if newest else "",
        age=newest.age if newest else None,
    )


def left_out(face: ClaimFace, row: ClaimFace) -> ClaimFace:
    """Return the public ``face`` with the sources and caveats that ``row`` leaves out as their own rows are now.

    Readers see those until a sign-off takes them away, so what is learnt of them in the meantime concerns readers.
    """
    keys = {each.source.key for each in face.evidence} - {each.source.key for each in row.evidence}
    slugs = {each.slug for each in face.caveats} - {each.slug for each in row.caveats}
    sources = {source.key: source.as_face() for source in Source.objects.filter(key__in=keys)}
    caveats = {caveat.slug: caveat.as_face() for caveat in Caveat.objects.filter(slug__in=slugs)}
    return replace(
        face,
        caveats=tuple(caveats.get(each.slug, each) for each in face.caveats),
        evidence=tuple(replace(each, source=sources.get(each.source.key, each.source)) for each in face.evidence),
    )


def citing(source: Source) -> QuerySet[Claim]:
    """Return the claims that cite a source, whether in their row or in what readers see of them now."""
    shown = (face for face in _stored_faces() if any(each.source.key == source.key for each in face.evidence))
    return Claim.objects.filter(Q(evidence__source=source) | Q(slug__in=[face.slug for face in shown])).distinct()


def carrying(caveat: Caveat) -> QuerySet[Claim]:
    """Return the claims that carry a caveat, whether in their row or in what readers see of them now."""
    shown = (face for face in _stored_faces() if any(each.slug == caveat.slug for each in face.caveats))
    return Claim.objects.filter(Q(carried__caveat=caveat) | Q(slug__in=[face.slug for face in shown])).distinct()


def _stored_faces() -> Iterator[ClaimFace]:
    return (version.as_face() for version in ClaimVersion.objects.newest())


def preview_faces(slugs: Iterable[str] | None = None) -> dict[str, ClaimFace]:
    """Return what readers would see if a page were published now: the newest face, or else the row's."""
    claims = Claim.objects.all() if slugs is None else Claim.objects.filter(slug__in=list(slugs))
    return {claim.slug: newest_face(claim) or row_face(claim) for claim in rows(claims)}


def proposals(claims: QuerySet[Claim]) -> dict[str, tuple[ClaimFace, ClaimFace]]:
    """Return, by slug, the public face and the proposed one of each claim that has changes waiting."""
    found = {}
    for claim in rows(claims):
        newest = newest_face(claim)
        proposed = row_face(claim, newest)
        if newest is not None and proposed != newest:
            found[claim.slug] = (newest, proposed)
    return found


def newest_answers(questions: Iterable[str], moment: datetime | None = None) -> dict[str, Answer]:
    """Return the newest signed-off answer (or the one of ``moment``) of each question that has one, by slug."""
    found = Answer.objects.as_at(moment).filter(question__slug__in=list(questions)).select_related("question")
    return {answer.question.slug: answer for answer in found}


def answered(groups: Collection[Group]) -> list[Group]:
    """Return groups of claims with the signed-off answers of their questions, each under the words asked then."""
    slugs = [group.slug for group in groups if group.slug]
    answers = newest_answers(slugs) if slugs else {}
    return [
        group.answered(answers[group.slug].question_text, answers[group.slug].text) if group.slug in answers else group
        for group in groups
    ]
