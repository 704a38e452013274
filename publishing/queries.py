"""What readers see of pages, as small frozen rows for lists."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, QuerySet
from django.db.models.fields.json import KeyTextTransform

from claims.caution import is_softer
from claims.faces import ClaimFace
from claims.markup import Document, parse
from claims.queries import newest_faces

from . import kinds
from .models import Page, Publication, PublishedClaim, PublishedTopic


@dataclass(frozen=True)
class Entry:
    """One page in a list: ``faces`` are the claims marked in its summary, to be shown with it."""

    title: str
    url: str
    summary: Document
    live_at: datetime
    faces: tuple[ClaimFace, ...]
    kind_label: Any = ""


def newest(kind: str | None = None, topic: str | None = None) -> QuerySet[Publication]:
    """Return what readers can read, of a ``kind`` and under a ``topic`` (slug), the newest first, without its texts."""
    shown = Publication.objects.shown().select_related("page").defer("content")
    if kind is not None:
        shown = shown.filter(page__kind=kind)
    if topic is not None:
        shown = shown.filter(topics__topic__slug=topic)
    return shown.order_by("-live_at", "-id")


def entries(publications: Iterable[Publication]) -> list[Entry]:
    """Turn publications into list entries, in one query for all of their claims."""
    rows = list(publications)
    marked = {row.pk: parse({"summary": row.summary})["summary"].marks for row in rows}
    slugs = {mark.slug for marks in marked.values() for mark in marks}
    faces = newest_faces(slugs) if slugs else {}
    return [_entry(row, [mark.slug for mark in marked[row.pk]], faces) for row in rows]


def newest_entries(limit: int) -> list[Entry]:
    """Return the ``limit`` newest articles and other pages."""
    return entries(newest()[:limit])


def most_made(limit: int) -> list[tuple[ClaimFace, int]]:
    """Return the claims that most live pages make, each with the number of pages."""
    made = PublishedClaim.objects.shown().filter(reported=False)
    counted = (
        made.values("claim_version__claim__slug")
        .annotate(pages=Count("publication", distinct=True))
        .order_by("-pages", "claim_version__claim__slug")
    )
    pages = {row["claim_version__claim__slug"]: row["pages"] for row in counted[:limit]}
    faces = newest_faces(pages) if pages else {}
    return [(faces[slug], count) for slug, count in pages.items()]


def main_questions() -> list[str]:
    """Return the slugs of the questions that live pages answer by their claims, those of most pages first."""
    question = KeyTextTransform("question", "claim_version__face")
    made = PublishedClaim.objects.shown().filter(reported=False).annotate(question=question)
    counted = made.values("question").annotate(pages=Count("publication", distinct=True))
    return [row["question"] for row in counted.order_by("-pages", "question") if row["question"]]


def kinds_with_pages() -> list[tuple[kinds.Kind, int]]:
    """Return the kinds of page that readers can read, each with the number of its pages."""
    rows = Publication.objects.shown().order_by().values("page__kind").annotate(pages=Count("pk"))
    pages = {row["page__kind"]: row["pages"] for row in rows}
    return [(kind, pages[kind.name]) for kind in kinds.all_kinds() if kind.name in pages]


def pages_making(slug: str) -> list[PublishedClaim]:
    """Return where a claim stands on live pages, the newest first, with its publications and pages."""
    rows = PublishedClaim.objects.shown().filter(claim_version__claim__slug=slug)
    return list(
        rows.select_related("publication__page").defer("publication__content").order_by("-publication__live_at")
    )


def made_on(slug: str) -> list[tuple[str, str, bool]]:
    """Return title, address and “only reported” of each live page that has a claim."""
    made = pages_making(slug)
    return [(row.publication.title, row.publication.page.get_absolute_url(), row.reported) for row in made]


def claims_by_topic() -> dict[str, set[str]]:
    """Return the slugs of the claims that live pages make or report, by the topics of these pages. Two queries."""
    under: dict[int, list[str]] = defaultdict(list)
    for key, topic in PublishedTopic.objects.shown().values_list("publication", "topic__slug"):
        under[key].append(topic)
    found: dict[str, set[str]] = {topic: set() for topics in under.values() for topic in topics}
    for key, claim in PublishedClaim.objects.shown().values_list("publication", "claim_version__claim__slug"):
        for topic in under.get(key, ()):
            found[topic].add(claim)
    return found


def made_on_all() -> dict[str, list[tuple[str, str, bool]]]:
    """Return what ``made_on`` tells of one claim for each that stands on a live page, by slug, in one query."""
    rows = PublishedClaim.objects.shown().order_by("-publication__live_at", "position")
    page = ("publication__page__kind", "publication__page__slug")
    found: dict[str, list[tuple[str, str, bool]]] = {}
    for slug, title, kind, at, reported in rows.values_list(
        "claim_version__claim__slug", "publication__title", *page, "reported"
    ):
        found.setdefault(slug, []).append((title, Page(kind=kind, slug=at).get_absolute_url(), reported))
    return found


def _entry(row: Publication, slugs: list[str], faces: dict[str, ClaimFace]) -> Entry:
    shown = {slug: faces[slug] for slug in slugs if slug in faces}
    summary = parse({"summary": row.summary}, shown)["summary"]
    label = kinds.get(row.page.kind).label
    return Entry(row.title, row.page.get_absolute_url(), summary, row.live_at, tuple(shown.values()), label)


def pages_grown_cautious() -> set[int]:
    """Return the keys of live pages with a claim that says less, or warns more, than when they were published."""
    made = PublishedClaim.objects.shown()
    rows = list(made.select_related("claim_version").annotate(page=F("publication__page")))
    faces = newest_faces({row.face_then.slug for row in rows})
    return {row.page for row in rows if is_softer(row.face_then, faces[row.face_then.slug])}
