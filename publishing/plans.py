"""A plan: all that can be known about a publication before its transaction starts. Slow work belongs here."""

from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.text import capfirst

from claims.models import Claim
from claims.queries import preview_faces, proposals

from . import checks, links
from .checks import Draft, Issue
from .findings import findings, unsettled
from .kinds import Snapshot
from .models import WorkingCopy
from .rendering import Rendered, render, slugs_in


class NotFit(ValidationError):
    """Raised when a page does not meet its checks; ``issues`` says which."""

    def __init__(self, issues: list[Issue]) -> None:
        self.issues = issues
        super().__init__([issue.message for issue in issues])


@dataclass(frozen=True)
class Plan:
    """What would be published: the snapshot, the claims in it, the copy's version, and what stands against it."""

    copy: WorkingCopy
    copy_version: int
    snapshot: Snapshot
    rendered: Rendered
    issues: tuple[Issue, ...]

    @property
    def errors(self) -> list[Issue]:
        """What stops the publication."""
        return checks.errors(self.issues)

    @property
    def warnings(self) -> list[Issue]:
        """What the editor has to acknowledge."""
        return checks.warnings(self.issues)

    @property
    def has_findings(self) -> bool:
        """Whether any of it is a sentence that can be settled."""
        return any(issue.id in checks.findings.IDS for issue in self.issues)

    def demand(self, acknowledged: Collection[str]) -> None:
        """Raise NotFit for an error, or for a warning whose key is not acknowledged."""
        left = self.errors or [issue for issue in self.warnings if issue.key not in acknowledged]
        if left:
            raise NotFit(left)

    def made(self) -> list[tuple[str, bool]]:
        """Return each claim's slug once, in order, and whether the page only reports it."""
        return list(self.rendered.reported.items())

    def topics(self) -> list[str]:
        """Return the slugs of the topics that the page would stand under."""
        return [topic["slug"] for topic in self.snapshot["topics"]]


def plan(copy: WorkingCopy, *, change_note: str | None = None, coming: Collection[str] = ()) -> Plan:
    """Take a snapshot of a working copy and run all checks on it. Writes nothing.

    ``change_note`` None means that the editor was not asked for one yet. ``coming`` names addresses of pages
    that are published along with this one, so that pages may link to one another.
    """
    kind = copy.kind
    snapshot = kind.snapshot(copy)
    texts = kind.texts(snapshot)
    slugs = slugs_in(kind, snapshot)
    faces = preview_faces(slugs)
    rendered = render(kind, snapshot, faces)
    draft = Draft(
        snapshot=snapshot,
        documents=rendered.documents,
        labels={**_column_labels(copy), **{text.field: text.label for text in texts}},
        faces=faces,
        waiting=frozenset(proposals(Claim.objects.filter(slug__in=slugs))),
        leads_somewhere=lambda href: _path(href) in coming or links.leads_somewhere(href),
        change_note=change_note,
        rows=kind.claims(snapshot),
        plain={text.field: text.words for text in texts if text.is_plain},
        levels={text.field: text.level for text in texts},
        unsettled=tuple(unsettled(findings(kind, snapshot, copy.page))),
    )
    return Plan(copy, copy.version, snapshot, rendered, tuple(checks.run(draft, kind)))


def _column_labels(copy: WorkingCopy) -> dict[str, str]:
    return {field.name: capfirst(str(field.verbose_name)) for field in copy._meta.fields}


def _path(href: str) -> str:
    return urlsplit(href).path
