"""A checklist's page with the days of a calendar, and as a file for a calendar."""

from datetime import UTC, date, datetime, time

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claims.faces import ClaimFace
from claims.queries import newest_faces
from publishing import kinds, views
from publishing.models import Page, Publication
from publishing.rendering import slugs_in
from publishing.trail import page_trail

from .calendar import EARLIEST, LATEST, calendar

KIND = "aftercare"


@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a checklist; with ``?on=`` its phases have their days. A bad day is a 400 that says what to choose."""
    if "on" not in request.GET:
        return views.page(request, KIND, slug)
    try:
        response = views.page(request, KIND, slug, on=asked_day(request))
    except ValueError as error:
        response = views.page(request, KIND, slug, on_error=str(error))
        response.status_code = 400 if response.status_code == 200 else response.status_code
    if response.status_code == 301:
        response["Location"] += f"?{request.GET.urlencode()}"
    # It knows which day is today, and somebody's date.
    patch_cache_control(response, private=True, no_store=True)
    return response


@require_safe
def calendar_file(request: HttpRequest, slug: str) -> HttpResponse:
    """Send a checklist for the calendar of somebody whose hour 0 is on the day ``?on=``; without one, 400."""
    found = Publication.objects.live().filter(page__kind=KIND, page__slug=slug).select_related("page").first()
    if found is None:
        return _moved(request, slug)
    if found.is_withdrawal:
        return views.page(request, KIND, slug)
    try:
        content = _calendar(request, found, asked_day(request))
    except ValueError as error:
        trail = page_trail(kinds.get(KIND), found.page, found.title, (_("Calendar"), request.path))
        context = {"page": found.page, "title": found.title, "message": str(error), "trail": trail}
        return render(request, "treatments/checklist_no_day.html", context, status=400)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slug}.ics"'
    patch_cache_control(response, private=True, no_store=True)
    return response


def asked_day(request: HttpRequest) -> date:
    """Return the day that an address asks for. Raises ValueError, with what to do, for none and for a bad one."""
    asked = request.GET.get("on", "")
    if not asked:
        raise ValueError(_("Choose a day first."))
    try:
        day = date.fromisoformat(asked)
    except ValueError as error:
        raise ValueError(
            _("That is not a day we can read. Choose one, or write it as year-month-day, such as 2026-12-01.")
        ) from error
    if not EARLIEST <= day <= LATEST:
        message = _("Choose a day from %(first)d to %(last)d.")
        raise ValueError(message % {"first": EARLIEST.year, "last": LATEST.year})
    return day


def _calendar(request: HttpRequest, publication: Publication, on: date) -> bytes:
    kind = kinds.get(KIND)
    snapshot = kind.upgraded(publication.content)
    faces = newest_faces(slugs_in(kind, snapshot))
    return calendar(
        snapshot,
        faces,
        on=on,
        address=request.build_absolute_uri(publication.page.get_absolute_url()),
        uid_base=f"{KIND} {publication.page_id}",
        moment=max([publication.live_at, *map(_written_at, faces.values())]),
        reviewed=_reviewed(publication),
        numbers=_(settings.EMERGENCY_NUMBERS),
    )


def _written_at(face: ClaimFace) -> datetime:
    """Return when readers began to see a claim as it is: since it was written, or since time added to it."""
    written = datetime.fromisoformat(face.at)
    if face.age is None:
        return written
    return max(written, make_aware(datetime.combine(face.age.since, time.min)).astimezone(UTC))


def _reviewed(publication: Publication) -> str:
    number = _("Version %(number)d.") % {"number": publication.number}
    if not publication.reviewer_name:
        return f"{number} {_('Not reviewed by a clinician.')}"
    return f"{number} {_('Reviewed by %(who)s.') % {'who': publication.reviewer}}"


def _moved(request: HttpRequest, slug: str) -> HttpResponse:
    found = Page.objects.once_at(KIND, slug).first()
    if found is None:
        raise Http404
    query = request.GET.urlencode()
    return redirect(f"{found.url('calendar')}{'?' if query else ''}{query}", permanent=True)
