"""What a treatment's page shows besides what every page has."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.text import capfirst

from claims.markup import Document
from publishing.models import Page, Publication
from publishing.rendering import Rendered

from .choices import Aspect
from .citing import Backing, backings
from .models import Treatment
from .snapshots import SECTIONS, field_label
from .who import KIND, who

Link = tuple[str, str]


@dataclass(frozen=True)
class Line:
    """One line at a glance: its label, its words and what backs them."""

    label: str
    text: str
    backing: Backing


@dataclass(frozen=True)
class Section:
    """One part of a treatment's page: its field, which is its anchor, its heading and its text."""

    field: str
    heading: str
    document: Document


def treatment_context(rendered: Rendered, page: Page | None, moment: datetime | None) -> dict[str, Any]:
    """Return who must not have a treatment, what stands at a glance, its sections, and where to go on."""
    snapshot = rendered.snapshot
    backing = backings([snapshot], rendered.faces, moment)
    return {
        "who": who(snapshot, backing),
        "also_known_as": snapshot["also_known_as"],
        "glance": [
            Line(str(Aspect(row["aspect"]).label), row["text"], backing(row))
            for row in sorted(snapshot["at_a_glance"], key=lambda row: Aspect.values.index(row["aspect"]))
        ],
        "sections": [section for name in SECTIONS if (section := _section(name, rendered)).document.blocks],
        "other_choices": live_links(KIND, [each["slug"] for each in snapshot["other_choices"]]),
        "checklists": checklists_for(page),
    }


def live_links(kind: str, slugs: list[str]) -> list[Link]:
    """Return title and address of the pages at these slugs, or once at them, that readers can read now, in order."""
    rows = Publication.objects.shown().filter(page__kind=kind).select_related("page").defer("content")
    at_slug = {row.page.slug: row for row in rows.filter(page__slug__in=slugs)}
    return [(at_slug[slug].title, at_slug[slug].page.get_absolute_url()) for slug in slugs if slug in at_slug]


def checklists_for(page: Page | None) -> list[Link]:
    """Return title and address of the checklists for the treatment at ``page`` that readers can read now."""
    if page is None:
        return []
    rows = Publication.objects.shown().filter(page__kind="aftercare", content__treatment__slug=page.slug)
    return [(row.title, row.page.get_absolute_url()) for row in rows.select_related("page").order_by("title")]


def _section(name: str, rendered: Rendered) -> Section:
    return Section(name, capfirst(field_label(Treatment, name)), rendered.documents[name])
