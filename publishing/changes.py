"""What changed between two snapshots, word by word. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.utils.translation import gettext_lazy as _

from .kinds import Kind, Snapshot

#: How many characters around a change are shown of what stayed the same.
CONTEXT = 120


@dataclass(frozen=True)
class Piece:
    """A run of words that is the ``same``, ``added`` or ``removed``."""

    kind: str
    text: str


@dataclass(frozen=True)
class Change:
    """What changed in one field."""

    field_label: Any
    pieces: tuple[Piece, ...]
    old: str = ""

    @property
    def excerpts(self) -> list[Piece]:
        """Its pieces, with what stayed the same cut down to a little around each change."""
        return [Piece("same", _ends(piece.text)) if piece.kind == "same" else piece for piece in self.pieces]


def changes(kind: Kind, old: Snapshot, new: Snapshot) -> list[Change]:
    """Return what differs, each with its pieces: topics, the title, then the other fields in the page's order."""
    before = {"title": (_("Title"), old.get("title", "")), **_fields(kind, old)}
    after = {"title": (_("Title"), new.get("title", "")), **_fields(kind, new)}
    found = list(_topics(old.get("topics", []), new.get("topics", [])))
    for field, (label, text) in after.items():
        earlier = before.get(field, (label, ""))[1]
        if earlier != text:
            found.append(Change(label, tuple(compare(earlier, text)), earlier))
    return found


def _topics(old: list[Snapshot], new: list[Snapshot]) -> Iterator[Change]:
    """Yield the topics that a page was put under or taken from, beside those that it stays under."""
    before, after = ({topic["slug"]: topic["title"] for topic in each} for each in (old, new))
    if before.keys() == after.keys():
        return
    kinds = {slug: "same" if slug in after and slug in before else "added" if slug in after else "removed"
             for slug in (*before, *after)}  # fmt: skip
    pieces = [Piece(kind, {**before, **after}[slug]) for slug, kind in kinds.items()]
    spaced = [piece for each in pieces for piece in (Piece("same", ", "), each)][1:]
    yield Change(_("Topics"), tuple(spaced), ", ".join(before.values()))


def compare(old: str, new: str) -> Iterator[Piece]:
    """Yield the pieces of ``new`` beside ``old``: first by line, then by word within changed lines."""
    for removed, added in _runs(old.splitlines(keepends=True), new.splitlines(keepends=True)):
        if removed == added:
            yield Piece("same", "".join(removed))
        else:
            yield from _words("".join(removed), "".join(added))


def _ends(text: str) -> str:
    return text if len(text) <= 2 * CONTEXT else f"{text[:CONTEXT]} … {text[-CONTEXT:]}"


def _words(old: str, new: str) -> Iterator[Piece]:
    for removed, added in _runs(re.findall(r"\s+|\S+", old), re.findall(r"\s+|\S+", new)):
        if removed == added:
            yield Piece("same", "".join(removed))
            continue
        if removed:
            yield Piece("removed", "".join(removed))
        if added:
            yield Piece("added", "".join(added))


def _runs(old: list[str], new: list[str]) -> Iterator[tuple[list[str], list[str]]]:
    for _opcode, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield old[start:end], new[new_start:new_end]


def _fields(kind: Kind, snapshot: Snapshot) -> dict[str, tuple[Any, str]]:
    return {text.field: (text.label, text.words) for text in kind.texts(snapshot)}
