"""The sentences of a folder's pages that read like claims and need no mark, with the reasons: ``settled.toml``."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError

from accounts.models import User
from publishing.actions import settle_findings
from publishing.findings import PageFinding, findings, fingerprint
from publishing.models import Page
from publishing.models.findings import Why

from .reading import Problem, Row
from .tables import read_tables

FILE, TABLE = "settled.toml", "settled"
WANTED: dict[str, type] = {"page": str, "why": str, "sentences": list}
KEYS = (*WANTED, "words")
REASONS = [value for value in Why.values if value != Why.AGAIN]
GONE = "“{}…” is not asked about on this page: take it out, or write it as it stands there"


def read_settled(folder: Path) -> list[Row]:
    """Return the entries of a folder; none where it has no such file. Raises ContentError for other files."""
    return read_tables(folder / FILE, TABLE) if (folder / FILE).exists() else []


def settled_problems(rows: list[Row], pages: Collection[str]) -> Iterator[Problem]:
    """Yield what keeps entries from being loaded; ``pages`` are the pages of the folder, such as “articles/kp”."""
    for row in rows:
        misfits = list(_misfits(row))
        yield from misfits
        if not misfits and row.values["page"] not in pages:
            yield row.problem(f"page: there is no “{row.values['page']}” in this folder", "page")


def _misfits(row: Row) -> Iterator[Problem]:
    for key in row.values:
        if key not in KEYS:
            yield row.problem(f"remove “{key}” or use one of: {', '.join(KEYS)}", key)
    for key, wanted in WANTED.items():
        value: Any = row.values.get(key)
        items = value if isinstance(value, list) else []
        if not isinstance(value, wanted) or not all(isinstance(each, str) for each in items):
            yield row.problem(f"{key}: write {'a list of sentences' if wanted is list else 'text in quotes'}", key)
    if row.values.get("why") not in REASONS:
        yield row.problem(f"why: use one of {', '.join(REASONS)}", "why")


def settle(rows: list[Row], copies: Mapping[str, Any], by: User) -> list[Problem]:
    """Record the reasons on the pages that the loader may write, and return what does not fit.

    A sentence that somebody decided on already, in whatever way, is left alone.
    """
    problems = []
    for name, copy in copies.items():
        if of_page := [row for row in rows if row.values["page"] == name]:
            found = findings(copy.kind, copy.kind.snapshot(copy), copy.page)
            by_fingerprint = {each.fingerprint: each for each in found}
            problems += [problem for row in of_page for problem in _settle(row, copy.page, by_fingerprint, by)]
    return problems


def _settle(row: Row, page: Page, found: Mapping[str, PageFinding], by: User) -> list[Problem]:
    sentences = {fingerprint(sentence): sentence for sentence in row.values["sentences"]}
    if gone := [sentence for key, sentence in sentences.items() if key not in found]:
        return [row.problem(GONE.format(sentence[:60]), "sentences") for sentence in gone]
    fresh = [found[key] for key in sentences if found[key].decision is None]
    try:
        if fresh:
            words = row.values.get("words", "")
            settle_findings(page=page, found=fresh, why=row.values["why"], words=words, by=by)
    except ValidationError as error:
        return [row.problem(message) for message in error.messages]
    return []
