"""Files to plain data that remembers its lines. Nothing here knows the database."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

MAX_BYTES = 1_000_000

HEADER = re.compile(r"\s*\[\[?\s*([\w.-]+)\s*\]\]?\s*(#.*)?$")
KEY = re.compile(r"\s*([\w-]+)\s*=")
INLINE_TABLE = re.compile(r"\s*\{")
DECODE_PLACE = re.compile(r"\s*\(at line (\d+), column \d+\)$")


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that must be put right; shown as ``file:line: what to do``."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class ContentError(Exception):
    """Raised with every problem that was found, in the order of files and lines."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))


@dataclass
class Row:
    """One table of a TOML file or the front matter of a page, with the line of each key."""

    file: str
    line: int
    values: dict[str, Any]
    lines: dict[str, int] = field(default_factory=dict)
    children: list["Row"] = field(default_factory=list)
    body: str = ""
    body_line: int = 1

    def problem(self, message: str, key: str = "") -> Problem:
        """Return a problem at the line of ``key``, or of the row."""
        return Problem(self.file, self.lines.get(key, self.line), message)


def read_text(path: Path, max_bytes: int = MAX_BYTES) -> str:
    """Return a file's text. Raises ContentError where it is missing, too big or not UTF-8."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ContentError([Problem(str(path), 1, f"make this file readable ({error.strerror})")]) from error
    if len(data) > max_bytes:
        raise ContentError([Problem(str(path), 1, f"shorten this file to at most {max_bytes:,} bytes")])
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise ContentError([Problem(str(path), line, "save this file as UTF-8; this line is not")]) from error


def read_tables(path: Path, name: str) -> list[Row]:
    """Return the ``[[name]]`` tables of a TOML file as rows; lists of tables in them become their children.

    Raises ContentError where the file is not TOML or holds anything else.
    """
    text = read_text(path)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ContentError([_syntax_problem(str(path), text, str(error))]) from error
    found = list(_located(text, str(path), name))
    if strangers := [key for key in data if key != name]:
        message = f"only [[{name}]] tables belong here: remove “{strangers[0]}”"
        raise ContentError([Problem(str(path), _first_line(text, strangers[0]), message)])
    tables = data.get(name, [])
    if len(_tables(tables)) != len(found):
        raise ContentError([Problem(str(path), 1, f"write each entry under a line [[{name}]] of its own")])
    return [_filled(row, values) for row, values in zip(found, tables, strict=True)]


def _syntax_problem(file: str, text: str, message: str) -> Problem:
    place = DECODE_PLACE.search(message)
    line = int(place[1]) if place else text.count("\n") + 1
    return Problem(file, line, f"write this as TOML: {DECODE_PLACE.sub('', message)}")


def _first_line(text: str, key: str) -> int:
    shape = re.compile(rf"\s*(\[\[?\s*)?{re.escape(key)}\b")
    return next((n for n, line in enumerate(text.split("\n"), 1) if shape.match(line)), 1)


def _located(text: str, file: str, name: str) -> Iterator[Row]:
    """Yield an empty row for each ``[[name]]`` header, with the lines of its keys and inline tables."""
    row = target = None
    for number, line in _outside_strings(text):
        if header := HEADER.match(line):
            if header[1] == name:
                if row is not None:
                    yield row
                row = target = Row(file, number, {})
            elif row is not None:
                target = Row(file, number, {})
                row.children.append(target)
        elif target is not None and (key := KEY.match(line)):
            target.lines.setdefault(key[1], number)
        elif row is not None and INLINE_TABLE.match(line):
            row.children.append(Row(file, number, {}))
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
    tables = [(key, each) for key, value in values.items() for each in _tables(value)]
    known = row.children if len(row.children) == len(tables) else []
    row.children = [
        _filled(known[at] if known else Row(row.file, row.lines.get(key, row.line), {}), each)
        for at, (key, each) in enumerate(tables)
    ]
    row.values = values
    return row


def _tables(value: Any) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
