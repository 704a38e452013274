"""What a treatment's page shows besides what every page has."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from claims.markup import Document
from publishing.glance import Place
from publishing.kinds import Snapshot
from publishing.models import FormerSlug, Page, Publication
from publishing.rendering import Rendered

from .choices import Aspect
from .choosing import compare_url
from .citing import Backing, Backings, backings
from .finding import Link, link, live_at
from .models import Treatment
from .snapshots import SECTIONS, field_label
from .who import KIND, who


@dataclass(frozen=True)
class Line:
    """One line at a glance: its aspect, its label, its words and what backs them."""

    aspect: str
    label: str
    text: str
    backing: Backing


@dataclass(frozen=True)
class Section:
    """One part of a treatment's page: its anchor, its heading and its text."""

    id: str
    heading: str
    document: Document


def treatment_context(rendered: Rendered, page: Page | None, moment: datetime | None) -> dict[str, Any]:
    """Return who must not have a treatment, what stands at a glance, its sections, and where to go on."""
    snapshot = rendered.snapshot
    backing = backings([snapshot], rendered.faces, moment)
    others = live_at(KIND, [each["slug"] for each in snapshot["other_choices"]])
    sections = [section for name in SECTIONS if (section := _section(name, rendered)).document.blocks]
    checklists = checklists_for(page)
    return {
        "who": who(snapshot, backing),
        "also_known_as": snapshot["also_known_as"],
        "evidence": rendered.faces.get(standing_for(snapshot)),
        "glance": glance(snapshot, backing),
        "sections": sections,
        "other_choices": [link(other) for other in others],
        "compare_url": compare_url([page.slug, *(other.page.slug for other in others)]) if page and others else "",
        "checklists": checklists,
        "places": [
            *(Place(section.id, section.heading) for section in sections),
            *([Place("aftercare", _("Aftercare"))] if checklists else ()),
        ],
    }


def checklists_for(page: Page | None) -> list[Link]:
    """Return title and address of the checklists for the treatment at ``page`` that readers can read now."""
    if page is None:
        return []
    slugs = [page.slug, *FormerSlug.objects.filter(page=page).values_list("slug", flat=True)]
    rows = Publication.objects.shown().filter(page__kind="aftercare", content__treatment__slug__in=slugs)
    return [link(row) for row in rows.select_related("page").order_by("title", "pk").defer("content")]


def standing_for(snapshot: Snapshot) -> str:
    """Return the slug of the claim that stands for a treatment in few words: listed first, or else told at a glance."""
    at_a_glance = (row["claim"] for row in snapshot["at_a_glance"])
    return next(filter(None, (*snapshot["listed"], *at_a_glance)), "")


def glance(snapshot: Snapshot, backing: Backings) -> list[Line]:
    """Return what stands at a glance of a snapshot, in the order of the aspects."""
    rows = sorted(snapshot["at_a_glance"], key=lambda row: Aspect.values.index(row["aspect"]))
    return [Line(row["aspect"], str(Aspect(row["aspect"]).label), row["text"], backing(row)) for row in rows]


def _section(name: str, rendered: Rendered) -> Section:
    heading = field_label(Treatment, name)
    return Section(name.replace("_", "-"), heading, rendered.documents[name])
