"""The list of corrections, for readers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claims.trail import trail
from publishing.paging import before, moment_of

from .entries import newest_entries

PER_LIST = 20


@require_safe
def corrections(request: HttpRequest) -> HttpResponse:
    """Say what was wrong, since when and what changed, the newest first, paged by a moment (``?before=``)."""
    is_older = "before" in request.GET
    entries = newest_entries(PER_LIST + 1, moment_of(request.GET["before"]) if is_older else None)
    context = {
        "entries": entries[:PER_LIST],
        "older_url": before(entries[PER_LIST - 1].at) if len(entries) > PER_LIST else "",
        "newer_url": request.path if is_older else "",
        "trail": trail((_("Corrections"), request.path)),
    }
    return render(request, "moderation/corrections.html", context)
