"""All the entries of a content folder, as they were read."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from .markdown import read_page
from .page_shapes import PAGES
from .reading import ContentError, Problem, Row
from .shapes import REGISTER, Shape
from .tables import read_document, read_tables

ALL = (*REGISTER, *PAGES)


@dataclass(frozen=True)
class Library:
    """The entries of a content folder, by the names of their shapes."""

    entries: dict[str, list[Row]]

    def of(self, shape: Shape) -> list[Row]:
        """Return the entries of one shape."""
        return self.entries[shape.name]

    def named(self, shape: Shape) -> dict[str, Row]:
        """Return the entries of one shape by what others name them by."""
        return {row.values[shape.identity]: row for row in self.of(shape)}


def read_library(folder: Path) -> Library:
    """Read a content folder. Raises ContentError with the problems of all files that could not be read."""
    problems: list[Problem] = []
    entries: dict[str, list[Row]] = {}
    for shape in ALL:
        entries[shape.name] = []
        for read in _readers(folder, shape):
            try:
                entries[shape.name] += read()
            except ContentError as error:
                problems += error.problems
    if problems:
        raise ContentError(problems)
    return Library(entries)


def _readers(folder: Path, shape: Shape) -> Iterator[Callable[[], list[Row]]]:
    """Yield what reads each file that entries of a shape stand in."""
    if shape in REGISTER:
        if not shape.optional or (folder / shape.place).exists():
            yield lambda: read_tables(folder / shape.place, shape.name)
        return
    read = read_page if shape.place.endswith(".md") else read_document
    for path in sorted(folder.glob(shape.place)):
        yield lambda path=path: [read(path)]  # type: ignore[misc]
