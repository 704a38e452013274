"""A claim's face: what readers see of it, as frozen data without the database.

A ``ClaimFace`` is built from a claim's row (what is proposed) or from a claim version (what is public);
pages, notes, feeds and checks know claims only as faces.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any, Self

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from .choices import GRADED, Certainty, Relation, Severity, Stage, Stance, Verdict, rank

#: What a record does not keep in its face: its own columns, and what time adds whenever it is read.
NOT_STORED = ("number", "at", "by_name", "age")
#: The notice of a claim that waits for a moderator. Records keep it in English; readers get it in the site's language.
RECHECKED = gettext_noop("Being re-checked")
#: The slug of the caveat that time adds.
ADDED = "not_checked_lately"


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
    def is_added(self) -> bool:
        """Whether time added it: nobody wrote it, the site says it."""
        return self.slug == ADDED

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
class Age:
    """What time added to a claim: its stage and the day that began, the day its check was due, perhaps a caveat."""

    stage: str
    since: date
    due_on: date
    caveat: CaveatFace | None = None


@dataclass(frozen=True)
class ClaimFace:
    """Everything readers see of one claim. Empty strings mean “does not apply”.

    ``number`` is the version's number (0 where nothing is public yet), ``at`` its moment in ISO 8601. ``checked_on``
    is the day of the sign-off that it rests on. ``caveats`` are the claim's own; what ``age`` adds to them stands in
    ``caveats_by_gravity``, and like all of ``age`` it never comes into a record.
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
    checked_on: str = field(default="", compare=False)
    age: Age | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the face as records keep it: JSON-ready, without age. ``from_json`` gives it back."""
        return {name: value for name, value in asdict(self).items() if name not in NOT_STORED}

    @classmethod
    def from_json(cls, data: dict[str, Any], **record: Any) -> Self:
        """Build a face from ``as_json`` data; ``record`` adds number, at and by_name.

        A version from before sign-offs kept their day counts as checked on its own day, if it is judged at all.
        """
        caveats = tuple(CaveatFace(**each) for each in data["caveats"])
        evidence = tuple(EvidenceFace(**{**each, "source": SourceFace(**each["source"])}) for each in data["evidence"])
        checked_on = data["checked_on"] if "checked_on" in data else _day_of_version(data, record.get("at", ""))
        return cls(**{**data, "caveats": caveats, "evidence": evidence, "checked_on": checked_on, **record})

    @cached_property
    def caveats_by_gravity(self) -> list[CaveatFace]:
        """All caveats that readers see with it, the gravest first; what time added takes the first place of none."""
        own = _by_gravity(self.caveats)
        return [*own[:1], *_by_gravity([*own[1:], *self._added])]

    @property
    def gravest_caveat(self) -> CaveatFace | None:
        """The caveat of its own that must stand wherever its words appear; None where it has none."""
        return next(iter(self.caveats_by_gravity), None)

    @property
    def leading_caveats(self) -> list[CaveatFace]:
        """The caveats to show where there is no room for all: its own gravest, and the one that time added."""
        return list(dict.fromkeys([*self.caveats_by_gravity[:1], *self._added]))

    @property
    def gravity(self) -> str:
        """The severity of the gravest caveat that readers see with it; empty where there is none."""
        return max((each.severity for each in self.caveats_by_gravity), key=_severity, default="")

    @property
    def _added(self) -> list[CaveatFace]:
        return [self.age.caveat] if self.age and self.age.caveat else []

    @property
    def verdict_words(self) -> str:
        """The verdict as readers see it, such as “Sources back this”, and that its check has lapsed if it has."""
        words = str(Verdict(self.verdict).label)
        return f"{words} – {Stage.NOT_CHECKED.label}" if self.has_lapsed else words

    @property
    def stage(self) -> str:
        """How far past its next check it is."""
        return self.age.stage if self.age else Stage.IN_TIME.value

    @property
    def has_lapsed(self) -> bool:
        """Whether nobody currently checks it: its verdict is too old to go by."""
        return self.stage == Stage.NOT_CHECKED

    @property
    def due_words(self) -> str:
        """Since when a new check is due, as one sentence; empty while it is in time."""
        if self.age is None:
            return ""
        return _("Due for a new check since %(day)s.") % {"day": date_format(self.age.due_on)}

    @property
    def notice_words(self) -> str:
        """Its notice as readers see it; what a moderator typed stays as it was typed."""
        return _(RECHECKED) if self.notice == RECHECKED else self.notice

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
        alarming = self.verdict in (Verdict.UNSUPPORTED, Verdict.REFUTED, Verdict.RETIRED)
        return alarming or self.has_lapsed or bool(self.notice)

    @property
    def source_count(self) -> int:
        """How many different works the evidence cites."""
        return len({each.source.key for each in self.evidence})

    def evidence_that(self, relation: str) -> list[EvidenceFace]:
        """Return its evidence of one relation (supports, contradicts or mentions), in order."""
        return [each for each in self.evidence if each.relation == Relation(relation)]


def _day_of_version(data: dict[str, Any], at: str) -> str:
    if data["verdict"] == Verdict.UNREVIEWED or not at:
        return ""
    return timezone.localdate(datetime.fromisoformat(at)).isoformat()


def _by_gravity(caveats: Iterable[CaveatFace]) -> list[CaveatFace]:
    return sorted(caveats, key=lambda caveat: -_severity(caveat.severity))


def _severity(value: str) -> int:
    return rank(Severity, value)
