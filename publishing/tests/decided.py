"""What was decided, in plain dictionaries: the small model that the machine holds the site against."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from claims.choices import Severity

START = datetime(2026, 1, 5, 9, tzinfo=UTC)
CLAIMS = {"it-may-help": "effect", "it-may-scar": "harm", "many-have-it": "condition", "ask-first": "advice"}
#: The first two are carried from the start; they can be softened as well as raised.
CAVEATS = {"small": "caution", "others": "stop", "harm": "note"}
SOURCES = ("review-2020", "trial-2021")
SEVERITIES = tuple(Severity.values)
REPORTED = ' "reported"'
DOUBT = ("verified", "unverified", "not found", "retracted")


@dataclass
class Face:
    """What was decided about one claim: as its row proposes it, or as readers must see it."""

    verdict: str = "unreviewed"
    caveats: dict[str, tuple[str, str]] = field(default_factory=dict)
    evidence: dict[str, tuple[str, str]] = field(default_factory=dict)
    is_rechecked: bool = False

    def add_caution(self, row: "Face") -> None:
        """Take over what the row adds in caution, and nothing else."""
        before = (dict(self.caveats), dict(self.evidence))
        for slug, (severity, text) in row.caveats.items():
            shown, words = self.caveats.get(slug, (severity, text))
            self.caveats[slug] = (max(shown, severity, key=SEVERITIES.index), words)
        for key, (relation, state) in row.evidence.items():
            if relation == "contradicts" and self.evidence.get(key, ("", ""))[0] != "contradicts":
                self.evidence[key] = (relation, state)
            elif key in self.evidence and DOUBT.index(state) > max(1, DOUBT.index(self.evidence[key][1])):
                self.evidence[key] = (self.evidence[key][0], state)
        self.is_rechecked = self.is_rechecked or before != (self.caveats, self.evidence)


@dataclass
class Version:
    """One standing publication: from when on, and its title and marks, or None for a withdrawal."""

    live_at: datetime
    title: str
    marks: tuple[tuple[str, bool], ...] | None
    number: int


@dataclass
class Home:
    """What was decided about one page."""

    slug: str
    title: str = "What helps?"
    marks: tuple[tuple[str, bool], ...] = ()
    former: set[str] = field(default_factory=set)
    standing: list[Version] = field(default_factory=list)
    written: int = 0

    def live(self, now: datetime) -> Version | None:
        """Return the version that readers must meet now."""
        return next((each for each in reversed(self.standing) if each.live_at <= now), None)

    def is_shown(self, now: datetime) -> bool:
        live = self.live(now)
        return live is not None and live.marks is not None

    def is_scheduled(self, now: datetime) -> bool:
        return any(each.live_at > now for each in self.standing)

    def write(self, now: datetime, live_at: datetime, marks: tuple[tuple[str, bool], ...] | None) -> None:
        """A new version, which calls off the scheduled one."""
        self.written += 1
        come = [each for each in self.standing if each.live_at <= now]
        self.standing = [*come, Version(live_at, self.title, marks, self.written)]


Sight = dict[str, tuple[str, frozenset[tuple[str, str]]]]
