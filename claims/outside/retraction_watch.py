"""The Retraction Watch database, as the CSV file that Crossref gives out.

https://gitlab.com/crossref/retraction-watch-data describes its columns. The file is UTF-8 with some bytes that are
not; dates read “8/16/2023 0:00” (month first); an unknown DOI is empty or “unavailable”, an unknown PMID 0.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from claims.identifiers import normalise_doi, normalise_pmid

from .works import Notice, NoticeKind

NEEDED = ("RetractionDate", "RetractionDOI", "OriginalPaperDOI", "OriginalPaperPubMedID", "RetractionNature")
REINSTATED = "reinstatement"
#: What the column RetractionNature may say. Who was only corrected may still be relied on.
NATURES = {
    "retraction": NoticeKind.RETRACTED,
    "expression of concern": NoticeKind.CONCERN,
    "correction": None,
    REINSTATED: None,
}
DATES = ("%m/%d/%Y %H:%M", "%m/%d/%Y", "%Y-%m-%d")


class NotTheFile(Exception):
    """The file is not what Retraction Watch gives out; says why."""


@dataclass(frozen=True)
class Entry:
    """One row: what happened to the work that ``doi`` or ``pmid`` names ("" if unknown), and when (None if unknown)."""

    nature: str
    doi: str
    pmid: str
    on: date | None
    notice_doi: str


@dataclass(frozen=True)
class BadRow:
    """A row that could not be read, by its line, and why."""

    line: int
    why: str


def read(lines: Iterable[bytes]) -> Iterator[Entry | BadRow]:
    """Yield the rows of the file, and those that cannot be read. Raises NotTheFile."""
    rows = csv.reader(_decoded(lines))
    try:
        header = [name.strip() for name in next(rows, [])]
    except csv.Error as error:
        raise NotTheFile(str(error)) from error
    if missing := [name for name in NEEDED if name not in header]:
        raise NotTheFile(f"the column {missing[0]} is missing")
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield BadRow(rows.line_num, str(error))
            continue
        if row:
            yield _entry(header, row, rows.line_num)


def notice_on(entries: Iterable[Entry]) -> Notice | None:
    """Return what all rows about one work come to: the newest retraction unless a reinstatement followed, or a doubt.

    A later correction or expression of concern takes nothing back. A retraction without a date counts as later
    than any reinstatement.
    """
    found = list(entries)
    taken_back = max((each.on for each in found if each.nature == REINSTATED and each.on), default=date.min)
    for kind in (NoticeKind.RETRACTED, NoticeKind.CONCERN):
        open_ones = [each for each in found if NATURES[each.nature] == kind and (each.on or date.max) > taken_back]
        if open_ones:
            newest = max(open_ones, key=lambda each: each.on or date.min)
            link = f"https://doi.org/{newest.notice_doi}" if newest.notice_doi else ""
            return Notice(kind, newest.on.isoformat() if newest.on else "", link)
    return None


def _decoded(lines: Iterable[bytes]) -> Iterator[str]:
    for number, line in enumerate(lines):
        try:
            yield line.decode("utf-8-sig" if number == 0 else "utf-8")
        except UnicodeDecodeError:
            yield line.decode("cp1252", errors="replace")


def _entry(header: list[str], row: list[str], line: int) -> Entry | BadRow:
    told = dict(zip(header, row, strict=False))
    if missing := [name for name in NEEDED if name not in told]:
        return BadRow(line, f"it ends before {missing[0]}")
    nature = told["RetractionNature"].strip().lower()
    if nature not in NATURES:
        return BadRow(line, f"its nature is “{nature[:40]}”")
    pmid = normalise_pmid(told["OriginalPaperPubMedID"])
    return Entry(
        nature=nature,
        doi=_doi(told["OriginalPaperDOI"]),
        pmid=pmid if pmid.isdigit() and int(pmid) else "",
        on=_date(told["RetractionDate"]),
        notice_doi=_doi(told["RetractionDOI"]),
    )


def _doi(text: str) -> str:
    doi = normalise_doi(text)
    return doi if doi.startswith("10.") else ""


def _date(text: str) -> date | None:
    for form in DATES:
        try:
            return datetime.strptime(text.strip(), form).date()
        except ValueError:
            continue
    return None
