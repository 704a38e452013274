"""Texts cut into pieces, so that a template can mark the words that were asked for. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from .asking import Asked
from .words import words

#: About how many characters a snippet shows.
LENGTH = 220
CUT = "…"


@dataclass(frozen=True)
class Piece:
    """Some words, and whether they were asked for."""

    text: str
    is_hit: bool


def pieces(text: str, asked: Asked) -> tuple[Piece, ...]:
    """Return all of a text, cut where what was asked for begins and ends."""
    return tuple(_pieces(text, asked))


def snippet(lines: str, asked: Asked) -> tuple[Piece, ...]:
    """Return the line that has most of what was asked for, shortened around it; nothing where none has any."""
    found = [(len(hits), line, hits) for line in lines.splitlines() if (hits := _hits(line, asked))]
    if not found:
        return ()
    _count, line, hits = max(found, key=lambda each: each[0])
    return pieces(_shortened(line, min(hits.values())), asked)


def _hits(line: str, asked: Asked) -> dict[int, int]:
    """Return, for each term that a line meets (by its place among the terms), where it is met first."""
    found: dict[int, int] = {}
    for word in words(line):
        for place, term in enumerate(asked.terms):
            if place not in found and term.is_met_by(word):
                found[place] = word.start
    return found


def _pieces(text: str, asked: Asked) -> Iterator[Piece]:
    done = 0
    for word in words(text):
        if asked.is_met_by(word):
            if word.start > done:
                yield Piece(text[done : word.start], False)
            yield Piece(text[word.start : word.end], True)
            done = word.end
    if done < len(text):
        yield Piece(text[done:], False)


def _shortened(line: str, first: int) -> str:
    """Return about LENGTH characters of a line around its first hit, cut between words."""
    if len(line) <= LENGTH:
        return line
    start = max(0, min(first - LENGTH // 4, len(line) - LENGTH))
    if start:
        start = line.find(" ", start, first) + 1 or first
    end = start + LENGTH
    if end < len(line):
        end = max(line.rfind(" ", first, end), first) if " " in line[first:end] else end
    return f"{CUT if start else ''}{line[start:end].strip()}{CUT if end < len(line) else ''}"
