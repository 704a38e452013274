"""The one way to the reader: a snapshot and claim faces become the context of a public template."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from csp.constants import SELF
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render as render_template
from django.utils.translation import gettext as _

from claims.choices import Verdict
from claims.faces import ClaimFace
from claims.markup import Document, Mark, parse
from claims.queries import preview_faces

from .kinds import Kind, Snapshot
from .snapshots import pictures_of


@dataclass(frozen=True)
class Rendered:
    """A snapshot with its texts parsed: ``documents`` by field, and the faces they were parsed with."""

    kind: Kind
    snapshot: Snapshot
    documents: Mapping[str, Document]
    faces: Mapping[str, ClaimFace]

    @cached_property
    def marks(self) -> list[Mark]:
        """All marks, in the order of the page."""
        return [mark for document in self.documents.values() for mark in document.marks]

    @cached_property
    def made(self) -> list[ClaimFace]:
        """The faces of the claims that the page makes or reports, once each, in the order of the page."""
        slugs = dict.fromkeys([mark.slug for mark in self.marks] + list(self.kind.claims(self.snapshot)))
        return [self.faces[slug] for slug in slugs if slug in self.faces]

    @property
    def tally(self) -> list[tuple[str, str, int]]:
        """How many of them have each verdict: stored value, words, count."""
        counts = Counter(face.verdict for face in self.made)
        return [(value, str(words), counts[value]) for value, words in Verdict.choices if counts[value]]


def slugs_in(kind: Kind, snapshot: Snapshot) -> list[str]:
    """Return the slugs of all claims that a snapshot marks or names, once each."""
    documents = parse({text.field: text.markdown for text in kind.texts(snapshot)})
    marked = [mark.slug for document in documents.values() for mark in document.marks]
    return list(dict.fromkeys([*marked, *kind.claims(snapshot)]))


def render(kind: Kind, snapshot: Snapshot, faces: Mapping[str, ClaimFace]) -> Rendered:
    """Parse all texts of a snapshot, with one running number for its claims."""
    texts = {text.field: text.markdown for text in kind.texts(snapshot)}
    return Rendered(kind, snapshot, parse(texts, faces, pictures_of(snapshot)), faces)


def page_context(rendered: Rendered, moment: datetime | None = None, **more: Any) -> dict[str, Any]:
    """Return what the public template of a page needs; ``moment`` is when readers saw it (None is now)."""
    snapshot = rendered.snapshot
    return {
        "kind": rendered.kind,
        "title": snapshot["title"],
        "documents": rendered.documents,
        "made": rendered.made,
        "tally": rendered.tally,
        "lead_picture": pictures_of(snapshot).get(snapshot.get("lead_picture", "")),
        "lead_alt": snapshot.get("lead_alt", ""),
        **rendered.documents,
        **rendered.kind.context(snapshot, moment),
        **more,
    }


def preview_response(request: HttpRequest, kind: Kind, snapshot: Snapshot) -> HttpResponse:
    """Answer with the public page that a snapshot would give if it were published now, for a frame of the admin."""
    rendered = render(kind, snapshot, preview_faces(slugs_in(kind, snapshot)))
    context = page_context(rendered, is_preview=True)
    context["title"] = context["title"] or _("No title yet")
    return frameable(render_template(request, kind.template, context))


def frameable(response: HttpResponse) -> HttpResponse:
    """Let the admin, and no other site, show an answer in a frame."""
    response["X-Frame-Options"] = "SAMEORIGIN"
    response._csp_replace = {"frame-ancestors": [SELF]}  # type: ignore[attr-defined]  # as csp_replace() does
    return response
