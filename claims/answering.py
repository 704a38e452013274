"""Signed-off answers to questions as they stand outside the register: each with a verdict and the gravest caveat."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from .choices import Severity, Verdict, rank
from .faces import CaveatFace, ClaimFace
from .queries import faces_by_question, newest_answers


@dataclass(frozen=True)
class ShortAnswer:
    """An answer to a question, as it was asked when it was signed off at ``at``.

    ``face`` is the claim that it rests on, the one its sources back best; ``rivals`` are the others that answer it.
    """

    question: str
    question_text: str
    text: str
    at: datetime
    face: ClaimFace | None
    rivals: tuple[ClaimFace, ...]

    @property
    def caveats(self) -> list[CaveatFace]:
        """What must be said with it: of the claim that it rests on, and of a rival whose caveat is graver."""
        own = self.face.leading_caveats if self.face else []
        others = [caveat for face in self.rivals for caveat in face.caveats_by_gravity[:1]]
        gravest = max((_severity(caveat) for caveat in own), default=-1)
        graver = max((each for each in others if _severity(each) > gravest), key=_severity, default=None)
        return [*own, *([graver] if graver else [])]

    @property
    def rival_notice(self) -> bool:
        """Whether another claim on the question is being re-checked."""
        return any(face.notice for face in self.rivals)


def short_answers(questions: Iterable[str], moment: datetime | None = None) -> dict[str, ShortAnswer]:
    """Return what readers see now (or saw at ``moment``) of each question that has a signed-off answer, by slug."""
    answers = newest_answers(questions, moment)
    faces = faces_by_question(answers, moment) if answers else {}
    return {
        slug: ShortAnswer(slug, answer.question_text, answer.text, answer.at, *_rested(faces.get(slug, [])))
        for slug, answer in answers.items()
    }


def _rested(faces: list[ClaimFace]) -> tuple[ClaimFace | None, tuple[ClaimFace, ...]]:
    ordered = sorted(faces, key=lambda face: rank(Verdict, face.verdict))
    return (ordered[0] if ordered else None), tuple(ordered[1:])


def _severity(caveat: CaveatFace) -> int:
    return rank(Severity, caveat.severity)
