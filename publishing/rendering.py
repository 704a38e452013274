"""The one way to the reader: a snapshot and claim faces become the context of a public template."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from csp.constants import SELF
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render as render_template
from django.utils.translation import gettext as _

from claims.browsing import tally
from claims.faces import ClaimFace
from claims.markup import Document, Mark, parse
from claims.queries import preview_faces

from . import kinds
from .glance import at_a_glance, contents
from .kinds import Card, Kind, Snapshot
from .models import Page, Publication
from .reviewing import Review, review
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
    def reported(self) -> dict[str, bool]:
        """The slugs of all claims on the page in its order, and whether it only reports them."""
        found: dict[str, bool] = {}
        for mark in self.marks:
            found[mark.slug] = found.get(mark.slug, True) and mark.reported
        for row in self.kind.claims(self.snapshot):
            found[row.slug] = found.get(row.slug, True) and row.reported
        return found

    @cached_property
    def made(self) -> list[ClaimFace]:
        """The faces of the claims that the page makes or reports, once each, in the order of the page."""
        return [self.faces[slug] for slug in self.reported if slug in self.faces]

    @property
    def tally(self) -> list[tuple[str, str, int]]:
        """How many of them have each verdict: stored value, words, count. Those that have lapsed count apart."""
        return [each for each in tally(self.made) if each[2]]


def slugs_in(kind: Kind, snapshot: Snapshot) -> list[str]:
    """Return the slugs of all claims that a snapshot marks or names, once each."""
    documents = parse(kind.markdown(snapshot))
    marked = [mark.slug for document in documents.values() for mark in document.marks]
    return list(dict.fromkeys([*marked, *(claim.slug for claim in kind.claims(snapshot))]))


def render(kind: Kind, snapshot: Snapshot, faces: Mapping[str, ClaimFace]) -> Rendered:
    """Parse all texts of a snapshot, with one running number for its claims."""
    return Rendered(kind, snapshot, parse(kind.markdown(snapshot), faces, pictures_of(snapshot)), faces)


def cards(rendered: Rendered, page: Page | None = None, moment: datetime | None = None) -> list[Card]:
    """Return what the kinds of page show on this one because of the claims that it makes."""
    slugs = [slug for slug, is_reported in rendered.reported.items() if not is_reported]
    found = (kind.card(slugs, page, moment) for kind in kinds.all_kinds()) if slugs else ()
    return [card for card in found if card is not None]


def page_context(
    rendered: Rendered, page: Page | None = None, moment: datetime | None = None, **more: Any
) -> dict[str, Any]:
    """Return what the public template of a page needs; ``moment`` is when readers saw it (None is now)."""
    snapshot = rendered.snapshot
    own = rendered.kind.context(rendered, page, moment)
    return {
        "kind": rendered.kind,
        "page": page,
        "title": snapshot["title"],
        "documents": rendered.documents,
        "made": rendered.made,
        "reported": rendered.reported,
        "tally": rendered.tally,
        "covers": snapshot.get("covers", ""),
        "lead_picture": pictures_of(snapshot).get(snapshot.get("lead_picture", "")),
        "lead_alt": snapshot.get("lead_alt", ""),
        "cards": cards(rendered, page, moment),
        "review": _review(rendered, more.get("publication"), moment),
        **at_a_glance(rendered),
        "contents": contents(rendered, own),
        **rendered.documents,
        **own,
        **more,
    }


def _review(rendered: Rendered, publication: Publication | None, moment: datetime | None) -> Review | None:
    """Return by when the live page is to be reviewed; None for a preview and for what is live no more."""
    if publication is None or moment is not None:
        return None
    return review(publication, (face for face in rendered.made if not rendered.reported[face.slug]))


def preview_response(request: HttpRequest, kind: Kind, snapshot: Snapshot, page: Page | None = None) -> HttpResponse:
    """Answer with the public page that a snapshot would give if it were published now, for a frame of the admin."""
    rendered = render(kind, snapshot, preview_faces(slugs_in(kind, snapshot)))
    context = page_context(rendered, page, is_preview=True)
    context["title"] = context["title"] or _("No title yet")
    return frameable(render_template(request, kind.template, context))


def frameable(response: HttpResponse) -> HttpResponse:
    """Let the admin, and no other site, show an answer in a frame."""
    response["X-Frame-Options"] = "SAMEORIGIN"
    response._csp_replace = {"frame-ancestors": [SELF]}  # type: ignore[attr-defined]  # as csp_replace() does
    return response
