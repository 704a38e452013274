"""The list of the queue, and what is done to several of its rows."""

from typing import Any
from urllib.parse import quote, urlencode

from django import forms
from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from moderation.actions.rows import bring_back, hold_rows, release_rows
from moderation.models.queue import HOLD_LASTS
from moderation.queue import Row
from moderation.queue.listing import Filters, Queue, read_queue

from .access import for_moderators
from .bulk import ask
from .frame import framed

PER_PAGE = 50
ABOUT = [("", gettext_lazy("Claims and pages")), ("claim", gettext_lazy("Claims")), ("page", gettext_lazy("Pages"))]
HELD = [
    ("", gettext_lazy("Held or not")),
    ("nobody", gettext_lazy("Held by nobody")),
    ("me", gettext_lazy("Held by me")),
]


class FilterForm(forms.Form):
    """What the list is narrowed down by; each kind with how much waits of it."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)
    about = forms.ChoiceField(label=gettext_lazy("About"), required=False, choices=ABOUT)
    held = forms.ChoiceField(label=gettext_lazy("Held"), required=False, choices=HELD)

    def __init__(self, filters: Filters, queue: Queue) -> None:
        super().__init__(initial=vars(filters))
        kind: Any = self.fields["kind"]
        counted = [(each.value, f"{each.label} ({count})") for each, count in queue.counts()]
        kind.choices = [("", _("Everything (%(count)d)") % {"count": len(queue.rows)}), *counted]


@for_moderators
@require_http_methods(["GET", "HEAD", "POST"])
def queue(request: HttpRequest) -> HttpResponse:
    """Show what waits, the most urgent first; or hold, let go or bring back what was chosen."""
    if request.method == "POST":
        return _act(request)
    found = read_queue()
    filters = Filters.from_query(request.GET)
    page = Paginator(filters.keep(found, request.user), PER_PAGE).get_page(request.GET.get("page"))
    return framed(
        request,
        "admin/moderation/queue/list.html",
        title=_("Moderation queue"),
        queue=found,
        page=page,
        lines=_lines(page, found, filters),
        form=FilterForm(filters, found),
        filters=filters,
        query=urlencode(filters.as_query()),
        held_for=int(HOLD_LASTS.total_seconds() // 60),
    )


def _lines(page: Page, found: Queue, filters: Filters) -> list[dict[str, Any]]:
    """Return the rows of one page of the list, each with who holds it and with the address it opens at."""
    return [{"row": row, "hold": found.holds.get(row.key), "url": address(row, filters)} for row in page.object_list]


def address(row: Row, filters: Filters) -> str:
    """Return the address of a row's screen that remembers what the list was narrowed down by."""
    query = urlencode(filters.as_query())
    return f"{row.url}?{query}" if query else row.url


def back_to_list(request: HttpRequest, key: str = "") -> HttpResponse:
    """Lead to the list as it was, at a row if it is named."""
    kept = request.GET.copy()
    kept.pop("from", None)
    query = kept.urlencode()
    place = f"#{quote(key, safe=':')}" if key else ""
    return redirect(reverse("moderation_admin:queue") + (f"?{query}" if query else "") + place)


def flag_address(pk: int, filters: Filters) -> str:
    """Return the address of a flag's screen for who comes from the queue."""
    query = urlencode({"from": "queue", **filters.as_query()})
    return f"{reverse('moderation_admin:flag', args=[pk])}?{query}"


def to_the_next(request: HttpRequest, row: Row) -> HttpResponse:
    """Lead to the row after one as it stood before it was decided; to the list after the last."""
    queue, filters = read_queue(), Filters.from_query(request.GET)
    among = [each for each in filters.keep(queue, request.user) if each.key != row.key]
    _before, after = queue.neighbours(row, among)
    return redirect(address(after, filters)) if after else back_to_list(request)


@for_moderators
@require_safe
def following(request: HttpRequest) -> HttpResponse:
    """Lead to the row after the one that ``after`` names; to the first one where that waits no more."""
    found = read_queue()
    filters = Filters.from_query(request.GET)
    key = request.GET.get("after", "")
    among = [row for row in filters.keep(found, request.user) if row.key != key]
    row = found.find(key)
    after = found.neighbours(row, among)[1] if row else next(iter(among), None)
    return redirect(address(after, filters) if after else reverse("moderation_admin:queue"))


def _act(request: HttpRequest) -> HttpResponse:
    keys = request.POST.getlist("key")
    act, _colon, key = request.POST.get("act", "").partition("=")
    keys = [key] if key else keys
    if not keys:
        messages.warning(request, _("Choose at least one row."))
        return back_to_list(request)
    if act == "decide":
        return ask(request, keys)
    does = {"hold": _hold, "release": _release, "bring_back": _bring_back}.get(act)
    if does is None:
        return HttpResponse(_("Choose what to do."), status=400, content_type="text/plain; charset=utf-8")
    does(request, keys)
    return back_to_list(request, keys[0] if act != "bring_back" else "")


def _hold(request: HttpRequest, keys: list[str]) -> None:
    known = {row.key for row in read_queue().rows}
    refused = hold_rows(keys=[key for key in keys if key in known], by=request.user)
    if held := len(known & set(keys)) - len(refused):
        messages.success(request, ngettext("You hold %d row.", "You hold %d rows.", held) % held)
    if refused:
        messages.warning(request, _("Somebody else is on: %(keys)s.") % {"keys": ", ".join(refused)})
    if gone := [key for key in keys if key not in known]:
        messages.warning(request, _("Somebody settled these already: %(keys)s.") % {"keys": ", ".join(gone)})


def _release(request: HttpRequest, keys: list[str]) -> None:
    count = release_rows(keys=keys, by=request.user)
    messages.success(request, ngettext("You let go of %d row.", "You let go of %d rows.", count) % count)


def _bring_back(request: HttpRequest, keys: list[str]) -> None:
    for key in keys:
        bring_back(key=key, by=request.user)
    messages.success(request, _("It is back in the queue."))
