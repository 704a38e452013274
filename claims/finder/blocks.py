"""Blocks: a Markdown text becomes the units in which sentences are looked for.

A unit is a paragraph, heading, list item or table cell, also in a quote. Code, link targets, front matter and
HTML comments are no part of any; an address and a code span leave nothing behind.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from claims.markup.limits import MAX_LENGTH, MAX_MARKERS, MAX_NESTING

from .hidden import Reach, has_comments, without_comments, without_front_matter
from .inline import InlineScanner, Span
from .tables import Columns

_LINE_END = re.compile(r"\r\n?|\n")
#: A line that opens more quotes and lists than a page may show; each costs a walk over the lines below it.
_TOO_DEEP = re.compile(rf"^(?:[ \t]*(?:>|(?:[-+*]|\d{{1,9}}[.)])(?=[ \t]))){{{MAX_MARKERS + 1}}}", re.MULTILINE)
_KINDS = {"heading_open": "heading", "td_open": "cell", "th_open": "cell"}


@dataclass(frozen=True)
class Unit:
    """One run of text, from ``start`` to ``end`` in its source.

    ``plain`` is what a reader sees, ``at[i]`` where in the source its letter ``i`` stands. ``heading`` is what a
    table says above a cell. ``quoted`` tells that it stands in a block quote.
    """

    kind: str
    plain: str
    at: list[int]
    spans: list[Span] = field(default_factory=list)
    start: int = 0
    end: int = 0
    heading: str = ""
    quoted: bool = False


def units(text: str) -> list[Unit]:
    """Return the units of a text, in order. A text too long or too deep to be shown is taken line by line."""
    lines = _lines(text)
    if len(text) > MAX_LENGTH or _TOO_DEEP.search(text):
        return [unit for start, end in lines if (unit := _unit("paragraph", text, list(range(start, end))))]
    return list(_units(_without_hidden(text, lines), lines))


def _units(text: str, lines: list[Reach]) -> Iterator[Unit]:
    kind, first, cursor, items, quotes = "paragraph", 0, 0, 0, 0
    columns = Columns()
    for token in _parse(text):
        first = token.map[0] if token.map else first
        items += (token.type == "list_item_open") - (token.type == "list_item_close")
        quotes += (token.type == "blockquote_open") - (token.type == "blockquote_close")
        columns.see(token)
        if token.type == "tr_open":
            cursor = 0
        if token.type == "inline":
            places = _places(text, lines, token, first, cursor if kind == "cell" else None)
            cursor = places[-1] + 1 - lines[first][0] if places else cursor
            if unit := _unit("item" if kind == "paragraph" and items else kind, text, places):
                heading = columns.heading(unit.plain) if kind == "cell" else ""
                yield replace(unit, heading=heading, quoted=quotes > 0)
        elif token.nesting == 1:
            kind = _KINDS.get(token.type, "paragraph")


def _parse(text: str) -> list[Token]:
    """Parse the blocks of a text; what stands inside them stays as it is written."""
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": MAX_NESTING}).enable("table")
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser.parse(text)


def _unit(kind: str, text: str, places: list[int]) -> Unit | None:
    """Return the unit of the characters at these places of a text; None if a reader sees none."""
    scanned = InlineScanner("".join(" " if text[place] in "\r\n" else text[place] for place in places)).scan()
    plain = "".join(scanned.plain)
    if not plain.strip():
        return None
    return Unit(kind, plain, [places[at] for at in scanned.at], scanned.spans, places[0], places[-1] + 1)


def _places(text: str, lines: list[Reach], token: Token, first: int, cursor: int | None) -> list[int]:
    """Return where the characters of an inline token stand in the text.

    Content is made of lines without what opens them (list markers, ">"), so each is the tail of its source line;
    only a cell is looked for from its row's ``cursor`` on.
    """
    places: list[int] = []
    for number, said in enumerate(token.content.split("\n")):
        start, end = lines[min(first + number, len(lines) - 1)]
        line = text[start:end].replace("\0", "\ufffd")
        at, length = _tail(line, said.strip()) if cursor is None else _cell(line, said.strip(), cursor)
        if places:
            places.append(places[-1] + 1)
        places += range(start + at, start + at + length)
    return places


def _cell(line: str, said: str, cursor: int) -> Reach:
    """Return where a cell starts in its line, and how long it is there; a bar in it is escaped."""
    for written in (said, said.replace("|", "\\|")):
        if (at := line.find(written, cursor)) >= 0:
            return at, len(written)
    return cursor, 0


def _tail(line: str, said: str) -> Reach:
    """Return where what a line says starts in it, and how long it is."""
    stripped = line.rstrip()
    at = len(stripped) - len(said) if stripped.endswith(said) else line.rfind(said)
    return (at, len(said)) if at >= 0 else (0, len(line))  # The parser changed a tab in it.


def _lines(text: str) -> list[Reach]:
    """Return where each line starts and ends, as the parser counts them."""
    breaks = list(_LINE_END.finditer(text))
    starts = [0, *(found.end() for found in breaks)]
    ends = [*(found.start() for found in breaks), len(text)]
    return list(zip(starts, ends, strict=True))


def _without_hidden(text: str, lines: list[Reach]) -> str:
    """Return the text with front matter and comments blanked."""
    text = without_front_matter(text)
    if not has_comments(text):
        return text
    code = [token.map for token in _parse(text) if token.type in ("fence", "code_block") and token.map]
    return without_comments(text, [(lines[first][0], lines[min(last, len(lines)) - 1][1]) for first, last in code])
