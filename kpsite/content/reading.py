"""Files to plain data that remembers its lines. Nothing here knows the database."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

MAX_BYTES = 1_000_000


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
    """A table of a TOML file, a whole one, or a Markdown page: its values, with the line of each key.

    ``starts`` are the lines on which texts start that stand below their key; ``children`` the tables inside it,
    each with the ``name`` of its key.
    """

    file: str
    line: int
    values: dict[str, Any]
    lines: dict[str, int] = field(default_factory=dict)
    starts: dict[str, int] = field(default_factory=dict)
    children: list["Row"] = field(default_factory=list)
    name: str = ""

    def problem(self, message: str, key: str = "") -> Problem:
        """Return a problem at the line of ``key``, or of the row."""
        return Problem(self.file, self.lines.get(key, self.line), message)

    def problem_in(self, message: str, key: str, line: int) -> Problem:
        """Return a problem at a line, counted from 1, of the text that stands under ``key``."""
        if not line:
            return self.problem(message, key)
        first = self.starts.get(key, self.lines.get(key, self.line))
        text = str(self.values.get(key, ""))
        blank = text[: len(text) - len(text.lstrip())].count("\n")
        return Problem(self.file, first + blank + line - 1, message)

    def tables(self, name: str) -> list["Row"]:
        """Return its children of one name, in order."""
        return [child for child in self.children if child.name == name]


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
