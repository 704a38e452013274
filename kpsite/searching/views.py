"""The search page and its suggestions."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claims.indexing import CLAIM, QUESTION
from claims.trail import trail
from publishing.topics import live_topics
from search.models import Entry

from .results import Result, results
from .suggesting import suggestions
from .wanted import Wanted

PER_PAGE = 10
QUESTIONS = 12
#: More questions than this about one word, and none of them is what was meant.
FEW = 3


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show what the site says on some words (``?q=``), the best first, or where to start.

    Where nothing has all of the words, what has some of them is shown, and the page says so.
    """
    wanted = Wanted.from_query(request.GET)
    context: dict[str, Any] = {"wanted": wanted, "trail": trail((_("Search"), request.path))}
    if wanted.asked:
        context |= _found(wanted, request.GET.get("page"))
    if not context.get("total"):
        context["questions"] = Entry.objects.live().filter(kind=QUESTION).order_by("title", "pk")[:QUESTIONS]
        context["topics"] = [face for face, _pages in live_topics()]
    return render(request, "searching/search.html", context)


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """Send what to suggest to somebody who has typed ``?q=`` so far."""
    response = JsonResponse(suggestions(Wanted.from_query(request.GET)))
    response["X-Robots-Tag"] = "noindex"
    return response


def _found(wanted: Wanted, number: str | None) -> dict[str, Any]:
    counts = wanted.counts()
    if not counts and len(wanted.asked.words) > 1:
        wanted = Wanted(wanted.words, wanted.kind, wanted.verdict, every=False)
        counts = wanted.counts()
    first = _answered_question(wanted)
    entries = wanted.chosen()
    page = Paginator(entries.exclude(pk=first.pk) if first else entries, PER_PAGE).get_page(number)
    shown = [first] if first and page.number == 1 else []
    found = results([*shown, *page.object_list], wanted.asked)
    answer: Result | None = found.pop(0) if shown else None
    return {
        "wanted": wanted,
        "answer": answer,
        "results": found,
        "page": page,
        "total": page.paginator.count + bool(first),
        "counts": counts,
        "everywhere": sum(number for _group, number, _url in counts),
        "verdicts": wanted.verdicts() if wanted.kind == CLAIM else [],
        "older_url": f"{wanted.url()}&page={page.next_page_number()}" if page.has_next() else "",
        "newer_url": f"{wanted.url()}&page={page.previous_page_number()}" if page.has_previous() else "",
    }


def _answered_question(wanted: Wanted) -> Entry | None:
    """Return the question whose signed-off answer stands before all else, if one is clearly meant."""
    if not wanted.every or (wanted.kind and wanted.kind != QUESTION):
        return None
    titled = Entry.objects.live().search_titles(wanted.asked).filter(kind=QUESTION)
    found = list(titled.exclude(text_terms="")[: FEW + 1])
    return found[0] if 0 < len(found) <= FEW else None
