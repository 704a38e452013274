"""TOML files: many entries in one, or one page in each."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .reading import ContentError, Problem, Row, read_text

HEADER = re.compile(r"\s*\[\[?\s*([\w.-]+)\s*\]\]?\s*(#.*)?$")
KEY = re.compile(r"\s*([\w-]+)\s*=")
TEXT_BELOW = re.compile(r"\s*[\w-]+\s*=\s*('''|\"\"\")$")
INLINE_TABLE = re.compile(r"\s*\{")
DECODE_PLACE = re.compile(r"\s*\(at line (\d+), column \d+\)$")


def read_tables(path: Path, name: str) -> list[Row]:
    """Return the ``[[name]]`` tables of a TOML file as rows; lists of tables in them become their children.

    Raises ContentError where the file is not TOML or holds anything else.
    """
    text, data = _parsed(path)
    found = list(_located(text, str(path), name))
    if strangers := [key for key in data if key != name]:
        message = f"only [[{name}]] tables belong here: remove “{strangers[0]}”"
        raise ContentError([Problem(str(path), _first_line(text, strangers[0]), message)])
    tables = data.get(name, [])
    if len(_tables(tables)) != len(found):
        raise ContentError([Problem(str(path), 1, f"write each entry under a line [[{name}]] of its own")])
    return [_filled(row, values) for row, values in zip(found, tables, strict=True)]


def read_document(path: Path) -> Row:
    """Return a whole TOML file as one row; its tables become its children. Raises ContentError for other files."""
    text, data = _parsed(path)
    (row,) = _located(text, str(path))
    return _filled(row, data)


def _parsed(path: Path) -> tuple[str, dict[str, Any]]:
    text = read_text(path)
    try:
        return text, tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ContentError([_syntax_problem(str(path), text, str(error))]) from error


def _syntax_problem(file: str, text: str, message: str) -> Problem:
    place = DECODE_PLACE.search(message)
    line = int(place[1]) if place else text.count("\n") + 1
    return Problem(file, line, f"write this as TOML: {DECODE_PLACE.sub('', message)}")


def _first_line(text: str, key: str) -> int:
    shape = re.compile(rf"\s*(\[\[?\s*)?{re.escape(key)}\b")
    return next((n for n, line in enumerate(text.split("\n"), 1) if shape.match(line)), 1)


def _located(text: str, file: str, name: str = "") -> Iterator[Row]:
    """Yield an empty row for each ``[[name]]`` header, or for the whole file, with the lines of keys and tables."""
    row = target = None if name else Row(file, 1, {})
    last = ""
    for number, line in _outside_strings(text):
        if header := HEADER.match(line):
            if header[1] == name:
                if row is not None:
                    yield row
                row = target = Row(file, number, {})
            elif row is not None:
                target = Row(file, number, {}, name=header[1].rpartition(".")[2])
                row.lines.setdefault(target.name, number)
                row.children.append(target)
        elif target is not None and (key := KEY.match(line)):
            last = key[1]
            target.lines.setdefault(last, number)
            target.starts.setdefault(last, number + bool(TEXT_BELOW.match(line)))
        elif row is not None and INLINE_TABLE.match(line):
            row.children.append(Row(file, number, {}, name=last))
    if row is not None:
        yield row


def _outside_strings(text: str) -> Iterator[tuple[int, str]]:
    """Yield the numbered lines that do not start inside a multi-line string."""
    inside = ""
    for number, line in enumerate(text.split("\n"), 1):
        if not inside:
            yield number, line
        for quotes in re.findall(r'"""|\'\'\'', line):
            inside = quotes if not inside else "" if quotes == inside else inside


def _filled(row: Row, values: dict[str, Any]) -> Row:
    """Give a located row and its children their values; children not located get the line of their key."""
    children = []
    for key, value in values.items():
        tables, known = _tables(value), row.tables(key)
        if len(known) != len(tables):
            known = [Row(row.file, row.lines.get(key, row.line), {}, name=key) for _ in tables]
        children += [_filled(child, each) for child, each in zip(known, tables, strict=True)]
    row.children, row.values = children, values
    return row


def _tables(value: Any) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
