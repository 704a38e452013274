"""What a check is given and what it yields."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from claims.faces import ClaimFace
from claims.markup import Document, Mark
from publishing.kinds import RowClaim, Snapshot

if TYPE_CHECKING:
    from publishing.findings import PageFinding


class Level(StrEnum):
    """An error stops; a warning is acknowledged."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Issue:
    """One thing against publishing: a stable ``id`` (KP.E003), what to do, and where (field, line from 1 or 0)."""

    id: str
    message: str
    field: str = ""
    line: int = 0
    label: Any = ""

    @property
    def level(self) -> Level:
        """Error or warning, as its id says."""
        return Level.ERROR if ".E" in self.id else Level.WARNING

    @property
    def key(self) -> str:
        """What an acknowledgement names: the issue with its place and words."""
        return f"{self.id}|{self.field}|{self.line}|{self.message}"


@dataclass(frozen=True)
class Said:
    """A known claim that a draft makes, or only reports: where, in which words ("" in a row), and its face."""

    slug: str
    field: str
    line: int
    words: str
    reported: bool
    face: ClaimFace


@dataclass(frozen=True)
class Draft:
    """A snapshot that wants to be published.

    ``faces`` is what readers would see of each known claim; ``waiting`` the slugs of claims with proposed
    changes; ``leads_somewhere`` tells whether an address inside the site exists; ``rows`` the claims that
    structured rows make; ``plain`` the words of fields that are no Markdown; ``levels`` those of the headings
    that fields stand under; ``unsettled`` what the claim finder found and nobody settled.
    """

    snapshot: Snapshot
    documents: Mapping[str, Document]
    labels: Mapping[str, Any]
    faces: Mapping[str, ClaimFace]
    waiting: frozenset[str]
    leads_somewhere: Callable[[str], bool]
    change_note: str | None
    rows: tuple[RowClaim, ...] = ()
    plain: Mapping[str, str] = field(default_factory=dict)
    levels: Mapping[str, int] = field(default_factory=dict)
    unsettled: tuple["PageFinding", ...] = ()

    def marks(self) -> Iterator[tuple[str, Mark]]:
        """Yield each mark with the field it stands in."""
        for name, document in self.documents.items():
            for mark in document.marks:
                yield name, mark

    def said(self) -> Iterator[Said]:
        """Yield each known claim wherever the draft makes or reports it: in marks, then in rows."""
        for name, mark in self.marks():
            if mark.slug in self.faces:
                yield Said(mark.slug, name, mark.line, mark.words, mark.reported, self.faces[mark.slug])
        for row in self.rows:
            if row.slug in self.faces:
                yield Said(row.slug, row.field, row.line, "", row.reported, self.faces[row.slug])

    def made(self) -> Iterator[Said]:
        """Yield what the draft makes of this, and does not only report."""
        return (said for said in self.said() if not said.reported)

    def issue(self, id: str, message: str, field: str = "", line: int = 0) -> Issue:
        """Return an issue, with the field's label for editors."""
        return Issue(f"KP.{id}", message, field, line, self.labels.get(field, ""))


Check = Callable[[Draft], Iterator[Issue]]
