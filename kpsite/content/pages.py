"""The pages of a content folder: saved as working copies, then published where they say anything new."""

from dataclasses import dataclass
from typing import Any

from publishing import kinds
from publishing.actions import publish, save_copy
from publishing.checks import Issue
from publishing.models import Publication, WorkingCopy
from publishing.plans import plan

from .filling import Register, copy_at, fill
from .library import Library
from .page_shapes import PAGES, TREATMENT, PageShape
from .putting import Putter
from .reading import ContentError, Problem, Row
from .settling import settle


@dataclass(frozen=True)
class Ours:
    """A page that the loader may write: what its file says, and its working copy."""

    shape: PageShape
    row: Row
    copy: Any

    @property
    def is_unpublished(self) -> bool:
        """Whether its newest publication was made from an older working copy, or there is none."""
        newest = self.copy.page.publications.standing().order_by("-number").first()
        return newest is None or newest.copy_version != self.copy.version

    def placed(self, issue: Issue) -> Problem:
        """Return a check's issue with its line in the file instead of in the field."""
        message = f"{issue.message} ({issue.id})"
        for key, table in self.shape.tables.items():
            rows = self.row.tables(key)
            if table.relation == issue.field:
                return rows[issue.line - 1].problem(message) if issue.line else self.row.problem(message, key)
        return self.row.problem_in(message, issue.field, issue.line)


def named_pages(library: Library) -> list[str]:
    """Return the names of a folder's pages, such as “articles/kp”."""
    return [_name(shape, row) for shape in PAGES for row in library.of(shape)]


def put_pages(library: Library, putter: Putter, settled: list[Row]) -> None:
    """Save and publish the pages that changed, with the sentences that are ``settled``.

    Raises ContentError with what their checks say.
    """
    register = Register.read()
    entries = [(shape, row) for shape in PAGES for row in library.of(shape)]
    ours = [page for shape, row in entries if (page := _ours(shape, row, putter)) is not None]
    for page in ours:
        _save(page, register, putter)
    for page in ours:
        if page.shape is TREATMENT:  # once more, as they may name one another
            _save(page, register, putter)
    if problems := settle(settled, {_name(page.shape, page.row): page.copy for page in ours}, putter.by):
        raise ContentError(problems)
    # They may link to one another, whichever is published first.
    coming = {page.copy.page.get_absolute_url() for page in ours}
    waiting = [page for page in ours if page.is_unpublished]
    if problems := [problem for page in waiting for problem in _publish(page, coming, putter)]:
        raise ContentError(problems)
    for shape in PAGES:
        _tell(shape, ours, waiting, putter)


def _name(shape: PageShape, row: Row) -> str:
    return f"{kinds.get(shape.name).path}/{row.values['slug']}"


def _ours(shape: PageShape, row: Row, putter: Putter) -> Ours | None:
    """Return the page that a file is about, a new one if need be; say so and return None where it is left alone."""
    copy = copy_at(shape, row.values["slug"])
    if reason := _reason_to_leave(copy, putter):
        putter.tell(f"  left alone, {reason}: {row.values['slug']}")
        return None
    return Ours(shape, row, copy or shape.model())


def _reason_to_leave(copy: WorkingCopy | None, putter: Putter) -> str:
    if copy is None:
        return ""
    if Publication.objects.live().filter(page=copy.page, is_withdrawal=True).exists():
        return "as it was withdrawn"
    return "" if putter.is_ours(copy) else "as an editor changed it since"


def _save(page: Ours, register: Register, putter: Putter) -> None:
    """Save a page's working copy, with its rows, where its file says anything else than is stored."""
    kind, copy = kinds.get(page.shape.name), page.copy
    before = kind.snapshot(copy) if copy.pk else None
    fill(copy, page.shape, page.row, register)
    if kind.snapshot(copy) != before:
        save_copy(copy=copy, by=putter.by, slug=page.row.values["slug"], kind=kind.name)


def _publish(page: Ours, coming: set[str], putter: Putter) -> list[Problem]:
    """Publish a page and say what its checks warn of; return what they refuse."""
    note = page.row.values["change_note"]
    planned = plan(page.copy, change_note=note, coming=coming)
    if planned.errors:
        return [page.placed(issue) for issue in planned.errors]
    for warning in planned.warnings:
        putter.tell(f"  {page.placed(warning)}")
    seen = [warning.key for warning in planned.warnings]
    publish(copy=page.copy, by=putter.by, change_note=note, coming=coming, acknowledged=seen)
    return []


def _tell(shape: PageShape, ours: list[Ours], waiting: list[Ours], putter: Putter) -> None:
    published, all_ours = (sum(page.shape is shape for page in pages) for pages in (waiting, ours))
    label = kinds.get(shape.name).label_plural
    putter.tell(f"{label}: {published} published, {all_ours - published} unchanged")
