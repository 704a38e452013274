"""Markup: a text and the faces of its claims become safe HTML in which every claim has its note beside it.

Pure: no database. ``parse`` gives documents for the template ``claims/_document.html``, ``render`` HTML.
The order of work: limits, engine (the parser), reading, inline, notes (what stands where), rendering, clean.
"""

from collections.abc import Iterable, Mapping

from django.template.loader import render_to_string

from claims.faces import ClaimFace

from .drafts import Draft, DraftBlock, HeadingIds
from .engine import words_of
from .marks import Block, Document, Heading, Link, Mark, MarkIssue, PictureMark
from .note import Note, NoteCaveat
from .notes import Placer
from .reading import Reader
from .rendering import Renderer, Shown, blocks_html

__all__ = [
    "Block",
    "Document",
    "Heading",
    "Link",
    "Mark",
    "MarkIssue",
    "Note",
    "NoteCaveat",
    "PictureMark",
    "marks",
    "parse",
    "plain",
    "render",
    "unmarked",
]


def parse(
    texts: Mapping[str, str],
    faces: Mapping[str, ClaimFace] | None = None,
    pictures: Mapping[str, Shown] | None = None,
) -> dict[str, Document]:
    """Turn the texts of one page, by field, into documents; a claim keeps its number in all of them.

    ``faces`` and ``pictures`` are what is known, by slug. Without them nobody was asked: marks are found, but
    no claim has a note, no picture is shown, and neither is an issue.
    """
    ids = HeadingIds()
    drafts = {name: Reader(faces, pictures, ids).read(text) for name, text in texts.items()}
    placer = Placer(list(drafts.values()), faces or {})
    return {name: _document(draft, placer, faces or {}, pictures or {}) for name, draft in drafts.items()}


def render(text: str, claims: Mapping[str, ClaimFace] | None = None) -> str:
    """Turn one text into whole, safe HTML with the notes of its claims."""
    return render_to_string("claims/_document.html", {"document": parse({"text": text}, claims or {})["text"]})


def marks(text: str) -> tuple[Mark, ...]:
    """Return the marks of a text, in order."""
    return tuple(_read(text).marks)


def plain(text: str) -> str:
    """Return the words of a text, a line for each paragraph, heading, item or cell; marks become words."""
    return _lines(_read(text).blocks)


def unmarked(text: str) -> str:
    """Return what ``plain`` does, without headings and without the blocks in which a claim stands."""
    draft = _read(text)
    marked = {mark.block for mark in draft.marks}
    free = (block for place, block in enumerate(draft.blocks) if place not in marked and block.kind != "heading")
    return _lines(free)


def _lines(blocks: Iterable[DraftBlock]) -> str:
    tokens = (token for block in blocks for token in block.tokens if not block.refused)
    lines = (words_of(token.children) if token.type == "inline" else token.content.strip() for token in tokens)
    return "\n".join(line for line in lines if line)


def _read(text: str) -> Draft:
    return Reader(None, None, HeadingIds()).read(text)


def _document(draft: Draft, placer: Placer, faces: Mapping[str, ClaimFace], pictures: Mapping[str, Shown]) -> Document:
    placed, notes = placer.place(draft)
    return Document(
        blocks=blocks_html(draft.blocks, notes, Renderer(placed, faces, pictures)),
        marks=tuple(placed),
        issues=tuple(draft.issues),
        headings=tuple(draft.headings),
        links=tuple(draft.links),
        pictures=tuple(draft.pictures),
    )
