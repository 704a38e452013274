"""The public register: which claims a reader asked for, grouped by the question they answer."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from .choices import About, Stage, Verdict, rank
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


#: What the register can be narrowed to: a verdict, or the claims whose last check is too old to go by.
JUDGED = [*Verdict.choices, (Stage.NOT_CHECKED.value, Stage.NOT_CHECKED.label)]


def tally(faces: Iterable[ClaimFace]) -> list[tuple[str, str, int]]:
    """Return how many claims readers see under each of ``JUDGED``: stored value, words, count.

    A claim that has lapsed counts there alone: its verdict is too old to go by.
    """
    counts = Counter(Stage.NOT_CHECKED.value if face.has_lapsed else face.verdict for face in faces)
    return [(value, str(words), counts[value]) for value, words in JUDGED]


@dataclass(frozen=True)
class Wanted:
    """What a reader asked of the register; values it does not know are as good as none."""

    words: str = ""
    verdict: str = ""
    about: str = ""

    @classmethod
    def from_query(cls, query: dict[str, str]) -> "Wanted":
        """Read the reader's choices from the address."""
        verdict, about = query.get("verdict", ""), query.get("about", "")
        return cls(
            words=query.get("q", "").replace("\x00", "").strip()[:200],
            verdict=verdict if verdict in dict(JUDGED) else "",
            about=about if about in About.values else "",
        )

    def __bool__(self) -> bool:
        return bool(self.words or self.verdict or self.about)

    def matches(self, face: ClaimFace) -> bool:
        """Tell whether the claim has every word and choice that was asked for."""
        if self.verdict and self.verdict not in (face.verdict, face.stage):
            return False
        if self.about and face.about != self.about:
            return False
        text = searched_text(face)
        return all(word in text for word in self.words.casefold().split())


def searched_text(face: ClaimFace) -> str:
    """Return the words of a claim that the register's search looks through."""
    caveats = " ".join(caveat.text for caveat in face.caveats)
    return f"{face.statement} {face.question_text} {face.population} {face.slug} {caveats}".casefold()


def by_question(faces: Iterable[ClaimFace]) -> list[Group]:
    """Group claims by their question, in the order of the questions' words; claims without one come last."""
    groups: dict[str, Group] = {}
    for face in sorted(faces, key=lambda face: (rank(Verdict, face.verdict), face.statement)):
        group = groups.setdefault(face.question, Group(face.question, face.question_text))
        group.faces.append(face)
    return sorted(groups.values(), key=lambda group: (not group.slug, group.text))
