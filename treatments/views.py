"""The list of treatments, and treatments side by side. Their own pages have the views of every kind."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claims.faces import ClaimFace
from claims.queries import newest_faces
from publishing import kinds
from publishing.queries import Entry, entries, newest
from publishing.trail import list_trail

from .choosing import FEWEST, choose, compare_url
from .compare import compared, side_by_side
from .treatment_pages import standing_for
from .who import KIND


@dataclass(frozen=True)
class Offer:
    """One treatment in the list: ``first`` is the claim that stands for it, ``others`` are those of its summary."""

    slug: str
    entry: Entry
    first: ClaimFace | None

    @property
    def others(self) -> list[ClaimFace]:
        """The claims marked in its summary, but for the first."""
        return [face for face in self.entry.faces if self.first is None or face.slug != self.first.slug]


@require_safe
def treatment_list(request: HttpRequest) -> HttpResponse:
    """Show every treatment by title, each with how sure its evidence is, and let the reader choose some to compare.

    There are few, and only what stands on one page can be chosen together: so the list has no pages. Its order is
    that of the alphabet, which favours none.
    """
    rows = list(newest(KIND).defer(None).order_by("title", "pk"))
    first = {row.pk: standing_for(row.content) for row in rows}
    faces = newest_faces(filter(None, first.values()))
    offers = [
        Offer(row.page.slug, entry, faces.get(first[row.pk])) for row, entry in zip(rows, entries(rows), strict=True)
    ]
    kind = kinds.get(KIND)
    context = {"kind": kind, "offers": offers, "can_compare": len(offers) >= FEWEST, "trail": list_trail(kind)}
    return render(request, "treatments/list.html", context)


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Put two to four treatments side by side (``?t=a&t=b``), or say what is wrong and let the reader choose."""
    choice = choose(request.GET.getlist("t"))
    titles = newest(KIND).order_by("title", "pk")
    context = {
        "choice": choice,
        "offers": [(row.page.slug, row.title, row.page.slug in choice.slugs) for row in titles],
        "trail": list_trail(kinds.get(KIND), (_("Compare"), request.path)),
    }
    if not choice.problem:
        treatments = compared(choice.found)
        context |= {
            "treatments": treatments,
            "aspects": side_by_side(treatments),
            "address": request.build_absolute_uri(compare_url(choice.slugs)),
        }
    return render(request, "treatments/compare.html", context, status=choice.status)
