"""What reading a text leaves for the placing of notes and for rendering."""

from dataclasses import dataclass, field

from django.utils.text import slugify
from markdown_it.token import Token

from .marks import Heading, Link, Mark, MarkIssue, PictureMark


@dataclass
class DraftBlock:
    """A block whose notes are not known yet.

    ``section`` counts the body's headings of the first two levels; ``refused`` is what stands in its place.
    """

    tokens: list[Token]
    kind: str
    section: int
    first_line: int
    last_line: int
    refused: str = ""


@dataclass
class Draft:
    """What was read in one text; its marks have no numbers yet."""

    blocks: list[DraftBlock] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    issues: list[MarkIssue] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    pictures: list[PictureMark] = field(default_factory=list)


class HeadingIds:
    """Gives every heading of a page an id of its own."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._counts: dict[str, int] = {}

    def take(self, words: str) -> str:
        """Return a new id made of a heading's words."""
        base = f"h-{slugify(words)[:60].strip('-') or 'section'}"
        found = base
        while found in self._taken:
            self._counts[base] = self._counts.get(base, 1) + 1
            found = f"{base}-{self._counts[base]}"
        self._taken.add(found)
        return found
