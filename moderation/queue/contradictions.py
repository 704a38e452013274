"""Rows for claims that answer one question differently. Pure: a scene in, rows out."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import combinations
from typing import Any

from django.utils.translation import gettext as _

from claims.choices import Stance, Verdict
from claims.faces import ClaimFace

from .faces import limits
from .ranking import Risk
from .rows import Kind, Row, fingerprint
from .scene import Scene

OPPOSITE = {Stance.YES.value, Stance.NO.value}


def contradictions(scene: Scene) -> Iterator[Row]:
    """Two supported claims with different answers to one question, and pages that make claims with both answers."""
    for question, faces in _by_question(scene.faces).items():
        supported = [face for face in faces if face.verdict == Verdict.SUPPORTED]
        if _differ(supported):
            why = _("Claims that count as backed answer one question differently: %(answers)s.")
            differing = _differing(supported)
            why = why % {"answers": _answers(differing)}
            yield _row(scene, f"{Kind.CONTRADICTION.value}:{question}", why, differing)
        yield from _on_one_page(scene, question, faces)


def _on_one_page(scene: Scene, question: str, faces: list[ClaimFace]) -> Iterator[Row]:
    on: dict[int, list[ClaimFace]] = defaultdict(list)
    titles = {}
    for face in faces:
        for made in scene.made.get(face.slug, ()):
            on[made.page].append(face)
            titles[made.page] = made.title
    for page, made_there in on.items():
        if _differ(made_there):
            differing = _differing(made_there)
            words = {"page": titles[page], "answers": _answers(differing)}
            why = _("“%(page)s” makes claims with different answers: %(answers)s.") % words
            yield _row(scene, f"{Kind.CONTRADICTION.value}:{question}:{page}", why, differing, page)


def _by_question(faces: Mapping[str, ClaimFace]) -> dict[str, list[ClaimFace]]:
    found = defaultdict(list)
    for face in faces.values():
        if face.question and face.stance:
            found[face.question].append(face)
    return found


def _differ(faces: list[ClaimFace]) -> bool:
    return len({face.stance for face in faces}) > 1


def _differing(faces: list[ClaimFace]) -> list[ClaimFace]:
    """Return the faces in an order that stays, those with opposite answers alone where there are any."""
    opposite = [face for face in faces if face.stance in OPPOSITE]
    chosen = opposite if _differ(opposite) else faces
    return sorted(chosen, key=lambda face: face.slug)


def _answers(faces: list[ClaimFace]) -> str:
    return "; ".join(f"{face.stance_words}: {face.slug}" for face in faces)


def _row(scene: Scene, key: str, why: str, faces: list[ClaimFace], page: int | None = None) -> Row:
    slugs = tuple(face.slug for face in faces)
    pages = {made.page for slug in slugs for made in scene.made.get(slug, ())} if page is None else {page}
    is_opposite = any({one.stance, other.stance} == OPPOSITE for one, other in combinations(faces, 2))
    return Row(
        key=key,
        kind=Kind.CONTRADICTION,
        subject=faces[0].question,
        title=faces[0].question_text or faces[0].question,
        why=why,
        risk=Risk.CONTRADICTION if is_opposite else Risk.DIFFERENT_ANSWERS,
        reach=len(pages),
        since=max(datetime.fromisoformat(face.at) if face.at else scene.now for face in faces),
        fingerprint=fingerprint(claims=[_facts(face) for face in faces]),
        claims=slugs,
        page=page,
    )


def _facts(face: ClaimFace) -> list[Any]:
    return [face.slug, face.verdict, face.stance, face.statement, limits(face)]
