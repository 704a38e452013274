"""The public register: claims grouped by the question they answer, and counted by what readers see of them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from .choices import Stage, Stance, Verdict, rank
from .faces import ClaimFace


@dataclass(frozen=True)
class Group:
    """Claims that answer one question, side by side; ``slug`` is empty for claims without a question."""

    slug: str
    text: str
    answer: str = ""
    faces: list[ClaimFace] = field(default_factory=list)

    def answered(self, question: str, answer: str) -> "Group":
        """Return the group with a signed-off answer, under the question as it was asked then."""
        return replace(self, text=question, answer=answer)

    @property
    def columns(self) -> list[tuple[str, str, list[ClaimFace]]]:
        """Its claims by what they answer: stored stance, words, claims; those without a stance come last."""
        stances = [*Stance.choices, ("", "")]
        columns = [(value, str(words), [each for each in self.faces if each.stance == value])
                   for value, words in stances]  # fmt: skip
        return [column for column in columns if column[2]]


#: What the register can be narrowed to: a verdict, or the claims whose last check is too old to go by.
JUDGED = [*Verdict.choices, (Stage.NOT_CHECKED.value, Stage.NOT_CHECKED.label)]


def tally(faces: Iterable[ClaimFace]) -> list[tuple[str, str, int]]:
    """Return how many claims readers see under each of ``JUDGED``: stored value, words, count.

    A claim that has lapsed counts there alone: its verdict is too old to go by.
    """
    counts = Counter(Stage.NOT_CHECKED.value if face.has_lapsed else face.verdict for face in faces)
    return [(value, str(words), counts[value]) for value, words in JUDGED]


def by_question(faces: Iterable[ClaimFace]) -> list[Group]:
    """Group claims by their question, in the order of the questions' words; claims without one come last."""
    groups: dict[str, Group] = {}
    for face in sorted(faces, key=lambda face: (rank(Verdict, face.verdict), face.statement)):
        group = groups.setdefault(face.question, Group(face.question, face.question_text))
        group.faces.append(face)
    return sorted(groups.values(), key=lambda group: (not group.slug, group.text))
