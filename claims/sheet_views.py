"""The page with a reader's sheet of questions. The address says which claims are on it; nothing is kept here."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .sheet import GENERAL, MOST, found, sheet
from .trail import trail

#: Room for a reader's own questions.
OWN_LINES = 4


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Show the sheet of the claims in the address (``?claim=a&claim=b``), and what a search for more found (``?q=``).

    ``?without=a`` leads to the same address without that claim.
    """
    names, query = request.GET.getlist("claim"), request.GET.get("q", "").strip()[:200]
    if "without" in request.GET:
        return _without(request.path, names, request.GET["without"])
    chosen = sheet(names)
    context = {
        "sheet": chosen,
        "most": MOST,
        "general": GENERAL,
        "own_lines": range(1, OWN_LINES + 1),
        "query": query,
        "trail": trail((_("Questions to ask your clinician"), request.path)),
        "found": found(query, (asked.face.slug for asked in chosen.asked)),
    }
    response = render(request, "claims/sheet.html", context)
    if request.GET:
        # What somebody wants to ask a doctor is not for others who use the device or the network.
        patch_cache_control(response, private=True, no_store=True)
    return response


def _without(path: str, names: list[str], gone: str) -> HttpResponse:
    left = [("claim", name) for name in names if name != gone]
    return HttpResponseRedirect(f"{path}{'?' if left else ''}{urlencode(left)}")
