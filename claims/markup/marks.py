"""What a text turns into: a document of blocks, with the marks, headings and links that were found in it.

Lines count from 1 in the text of their field.
"""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from .note import Note


@dataclass(frozen=True)
class Mark:
    """Words that make a claim, or only tell of it (``reported``).

    ``block`` is the index of its block, ``note`` the id of the note it links to. A claim without a face has
    the ``number`` 0 and no note.
    """

    slug: str
    words: str
    reported: bool
    number: int
    line: int
    in_heading: bool
    block: int
    note: str = ""


@dataclass(frozen=True)
class MarkIssue:
    """Something in a text that an editor must mend.

    ``kind`` is near_miss, unknown, unknown_picture, outside_picture, too_long or too_deep.
    """

    kind: str
    message: str
    line: int


@dataclass(frozen=True)
class Heading:
    """A heading of the body; ``level`` is the number of its “#”."""

    level: int
    text: str
    id: str
    line: int


@dataclass(frozen=True)
class Link:
    """A link that is no claim."""

    href: str
    line: int


@dataclass(frozen=True)
class PictureMark:
    """A picture of the site shown in a text, with the alternative text it has there."""

    slug: str
    alt: str
    line: int


@dataclass(frozen=True)
class Block:
    """A child of the body with the notes that stand right after it.

    ``kind`` is paragraph, heading, list, table, quote, code, picture or rule.
    """

    html: SafeString
    kind: str
    notes: tuple[Note, ...]
    first_line: int
    last_line: int


@dataclass(frozen=True)
class Document:
    """One text, ready for the template ``claims/_document.html``."""

    blocks: tuple[Block, ...] = ()
    marks: tuple[Mark, ...] = ()
    issues: tuple[MarkIssue, ...] = ()
    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    pictures: tuple[PictureMark, ...] = ()
