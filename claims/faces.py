"""A claim's face: what readers see of it, as frozen data without the database.

A ``ClaimFace`` is built from a claim's row (what is proposed) or from a claim version (what is public);
pages, notes, feeds and checks know claims only as faces.
"""

from dataclasses import asdict, dataclass, field
from typing import Any, Self

from django.utils.functional import cached_property

from .choices import GRADED, Certainty, Relation, Severity, Stance, Verdict, rank


@dataclass(frozen=True)
class CaveatFace:
    """One caveat: ``severity`` note, caution or stop; ``text`` one or two full sentences.

    ``names_population`` tells that the text says whom the evidence is about.
    """

    slug: str
    severity: str
    text: str
    names_population: bool = False

    @property
    def label(self) -> str:
        """The words that stand before the text, such as “Take care:”."""
        return str(Severity(self.severity).label)


@dataclass(frozen=True)
class SourceFace:
    """A work that is cited. ``href`` is empty where no link may be shown; ``year`` 0 where unknown."""

    key: str
    title: str
    authors: str = ""
    container: str = ""
    year: int = 0
    tier: str = ""
    verification: str = "unverified"
    original: str = ""
    href: str = ""


@dataclass(frozen=True)
class EvidenceFace:
    """What one source says about the claim; ``n`` is the number of people, 0 where unknown."""

    source: SourceFace
    relation: str
    locator: str = ""
    extract: str = ""
    design: str = ""
    n: int = 0
    population: str = ""
    read: str = ""


@dataclass(frozen=True)
class ClaimFace:
    """Everything readers see of one claim. Empty strings mean “does not apply”.

    ``number`` is the version's number (0 where nothing is public yet), ``at`` its moment in ISO 8601.
    """

    slug: str
    statement: str
    about: str
    population: str = ""
    question: str = ""
    question_text: str = ""
    stance: str = ""
    verdict: str = Verdict.UNREVIEWED.value
    certainty: str = Certainty.NOT_GRADED.value
    reasons: str = ""
    searched_on: str = ""
    searched_where: str = ""
    notice: str = ""
    successor: str = ""
    caveats: tuple[CaveatFace, ...] = ()
    evidence: tuple[EvidenceFace, ...] = ()
    number: int = field(default=0, compare=False)
    at: str = field(default="", compare=False)
    by_name: str = field(default="", compare=False)

    def as_json(self) -> dict[str, Any]:
        """Return the face as JSON-ready data; ``from_json`` gives it back."""
        data = asdict(self)
        for name in ("number", "at", "by_name"):
            del data[name]
        return data

    @classmethod
    def from_json(cls, data: dict[str, Any], **record: Any) -> Self:
        """Build a face from ``as_json`` data; ``record`` adds number, at and by_name."""
        caveats = tuple(CaveatFace(**each) for each in data["caveats"])
        evidence = tuple(EvidenceFace(**{**each, "source": SourceFace(**each["source"])}) for each in data["evidence"])
        return cls(**{**data, "caveats": caveats, "evidence": evidence, **record})

    @cached_property
    def caveats_by_gravity(self) -> list[CaveatFace]:
        """Its caveats, the gravest first."""
        return sorted(self.caveats, key=lambda caveat: -rank(Severity, caveat.severity))

    @property
    def gravest_caveat(self) -> CaveatFace | None:
        """The caveat that must stand wherever the claim's words appear; None where it has none."""
        return next(iter(self.caveats_by_gravity), None)

    @property
    def verdict_words(self) -> str:
        """The verdict as readers see it, such as “Sources back this”."""
        return str(Verdict(self.verdict).label)

    @property
    def certainty_words(self) -> str:
        """The words after “Evidence:”, empty where the claim is not graded."""
        return "" if self.certainty == Certainty.NOT_GRADED else str(Certainty(self.certainty).label)

    @property
    def dots(self) -> int:
        """How many of the four dots are filled; 0 where the claim is not graded by GRADE's words."""
        grades = [grade.value for grade in GRADED]
        return len(grades) - grades.index(self.certainty) if self.certainty in grades else 0

    @property
    def stance_words(self) -> str:
        """What the claim answers to its question: Yes, No, Uncertain, or nothing."""
        return str(Stance(self.stance).label) if self.stance else ""

    @property
    def is_alarming(self) -> bool:
        """Whether the sentence itself must say, in words, that the claim is not to be relied on."""
        return bool(self.notice) or self.verdict in (Verdict.UNSUPPORTED, Verdict.REFUTED, Verdict.RETIRED)

    @property
    def source_count(self) -> int:
        """How many different works the evidence cites."""
        return len({each.source.key for each in self.evidence})

    def evidence_that(self, relation: str) -> list[EvidenceFace]:
        """Return its evidence of one relation (supports, contradicts or mentions), in order."""
        return [each for each in self.evidence if each.relation == Relation(relation)]
