"""What a feed tells of pages: each as it is live now, with what its claims say now.

A page is told of again, under the same name but as new, when what it says changes: a new version, a withdrawal, or
another version of a claim on it. If a claim got more cautious than it was when the page was published, the title and
the first words say so, because many programs show nothing but these of what was read before.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _

from claims.caution import is_softer
from claims.choices import Stage
from claims.faces import ClaimFace
from claims.markup.limits import readable
from claims.queries import newest_faces
from claims.telling import told_with
from claims.templatetags.claim_words import plain_words

from . import kinds
from .feed_html import for_feeds
from .models import Publication, PublishedClaim
from .rendering import Rendered, page_context, render, slugs_in


@dataclass(frozen=True)
class Announcement:
    """One page in a feed; ``publication`` is dated, ``cautious`` are its claims that got more cautious since."""

    publication: Publication
    rendered: Rendered
    cautious: tuple[ClaimFace, ...]

    @property
    def address(self) -> str:
        """The page's whole address."""
        return f"{settings.SITE_URL}{self.publication.page.get_absolute_url()}"

    @property
    def title(self) -> str:
        """The page's title, which states no claim, and what befell the page."""
        told: dict[str, Any] = {"title": readable(self.publication.title)}
        if self.publication.is_withdrawal:
            return _("%(title)s (withdrawn)") % told
        if self.cautious:
            return _("%(title)s (we have become more careful)") % told
        return _("%(title)s (corrected)") % told if self.publication.is_correction else told["title"]

    @property
    def summary(self) -> str:
        """The page's summary with its claims, or why it was withdrawn, as plain words."""
        if self.publication.is_withdrawal:
            withdrawn = _("This page was withdrawn. Do not rely on what it said.")
            return readable(f"{withdrawn} {self.publication.public_note}")
        summary = self.rendered.documents["summary"]
        marked = dict.fromkeys(mark.slug for mark in summary.marks)
        faces = [self.rendered.faces[slug] for slug in marked if slug in self.rendered.faces]
        return readable(told_with(plain_words(summary), faces))

    @cached_property
    def content(self) -> str:
        """The whole page as HTML, with the notes of its claims right after their blocks."""
        template = "publishing/feed_withdrawn.html"
        context: dict[str, Any] = {"publication": self.publication, "frame": "publishing/feed_page.html"}
        if not self.publication.is_withdrawal:
            template = self.rendered.kind.template
            more = {"now_url": self.address, "grown_cautious": self.cautious, **context}
            context = page_context(self.rendered, self.publication.page, **more)
        return readable(for_feeds(render_to_string(template, context), self.address))

    @property
    def updated_at(self) -> datetime:
        """When the page, or what a claim on it says, last changed; a caveat that time added counts as well."""
        ages = [face.age for face in self.rendered.made if face.age and face.age.stage != Stage.DUE]
        days = [make_aware(datetime.combine(age.since, time())) for age in ages]
        return max([self.publication.changed_at, *days])  # type: ignore[attr-defined]  # annotated by dated()


def announcements(rows: QuerySet[Publication], limit: int) -> list[Announcement]:
    """Return the ``limit`` pages among ``rows`` (live publications) that changed last, the last first."""
    dated: Any = rows
    found = list(dated.select_related("page").dated().order_by("-changed_at", "-pk")[:limit])
    snapshots = {row.pk: kinds.get(row.page.kind).upgraded(row.content) for row in found if not row.is_withdrawal}
    slugs = {row.pk: slugs_in(kinds.get(row.page.kind), snapshots[row.pk]) for row in found if row.pk in snapshots}
    faces = newest_faces({slug for each in slugs.values() for slug in each})
    then = _faces_then(found)
    made = [_announcement(row, snapshots.get(row.pk), faces, then[row.pk]) for row in found]
    return sorted(made, key=lambda each: each.updated_at, reverse=True)


def _announcement(
    row: Publication, snapshot: kinds.Snapshot | None, faces: dict[str, ClaimFace], then: Sequence[ClaimFace]
) -> Announcement:
    kind = kinds.get(row.page.kind)
    if snapshot is None:
        return Announcement(row, Rendered(kind, {}, {}, {}), ())
    cautious = tuple(faces[face.slug] for face in then if face.slug in faces and is_softer(face, faces[face.slug]))
    return Announcement(row, render(kind, snapshot, faces), cautious)


def _faces_then(rows: Sequence[Publication]) -> dict[int, list[ClaimFace]]:
    """Return what the claims of each publication said when it was published."""
    found: dict[int, list[ClaimFace]] = defaultdict(list)
    for made in PublishedClaim.objects.filter(publication__in=rows).select_related("claim_version"):
        found[made.publication_id].append(made.face_then)
    return found
