"""Pages found by their slugs, as they are now or once were, and what readers can read there."""

from collections.abc import Collection
from typing import Any

from django.db.models import F, Q

from publishing.models import Publication

Link = tuple[str, str]


def at_slugs(publications: Any, kind: str, slugs: Collection[str]) -> dict[str, Publication]:
    """Return, by the slug asked for, those of the publications whose page is at it, or once was; in that order."""
    if not slugs:
        return {}
    rows = publications.filter(page__kind=kind).annotate(former=F("page__former_slugs__slug")).select_related("page")
    found = rows.filter(Q(page__slug__in=slugs) | Q(former__in=slugs))
    at = {slug: row for row in found for slug in (row.page.slug, row.former)}
    return {slug: at[slug] for slug in slugs if slug in at}


def live_at(kind: str, slugs: Collection[str]) -> list[Publication]:
    """Return what readers can read now at these slugs, once each, without its text."""
    found = at_slugs(Publication.objects.shown().defer("content"), kind, slugs)
    return list({row.pk: row for row in found.values()}.values())


def link(publication: Publication) -> Link:
    """Return a publication's title and its page's address."""
    return publication.title, publication.page.get_absolute_url()
