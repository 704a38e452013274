"""One screen for each row of the queue, with all that is needed to decide it and the means to."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from moderation.actions.rows import Held, Settled, alone_on, demand_free, the_same
from moderation.models import RowDecision
from moderation.queries import editor_of
from moderation.queue import Act, Kind, Row
from moderation.queue.flags import grouped
from moderation.queue.listing import Filters, Queue, read_queue

from .access import for_moderators
from .acts import DOES, carry_out, offers, with_undo
from .claim_facts import told
from .frame import framed
from .holding import HOLDING, act_on_hold, renew
from .page_facts import page_told
from .queue import address, flag_address, to_the_next
from .subjects import SUBJECT_TEMPLATES, subject_of

#: Which of a source's particulars puts a claim here.
POINTS_AT = {
    Kind.SECOND_HAND: "read",
    Kind.WEAK_SOURCES: "verification",
    Kind.OTHER_POPULATION: "population",
}


@for_moderators
@require_http_methods(["GET", "HEAD", "POST"])
def row(request: HttpRequest, key: str) -> HttpResponse:
    """Show one row with all that is needed to decide it, or do what one of its forms says."""
    if request.method == "POST":
        return _act(request, key)
    queue = read_queue()
    found = queue.find(key)
    if found is None:
        return _gone(request, key, queue)
    if found.kind == Kind.FLAG:
        first = grouped(timezone.localdate())[key][0]
        return redirect(flag_address(first.pk, Filters.from_query(request.GET)))
    renew(request, key)
    return show(request, found, queue)


def show(
    request: HttpRequest, found: Row, queue: Queue, status: int = 200, bound: dict[Act, forms.Form] | None = None
) -> HttpResponse:
    """Answer with the screen; ``bound`` holds a form that was refused."""
    filters = Filters.from_query(request.GET)
    among = filters.keep(queue, request.user)
    before, after = queue.neighbours(found, among)
    hold = queue.holds.get(found.key)
    page = page_told(found.page) if found.page else None
    return framed(
        request,
        "admin/moderation/queue/row.html",
        status=status,
        title=found.title,
        is_nav_sidebar_enabled=False,
        row=found,
        claims=[told(slug) for slug in found.claims] if found.kind != Kind.SOURCE else [],
        page=page,
        editor=editor_of(page.page) if page else "",
        subject=subject_of(found),
        subject_template=SUBJECT_TEMPLATES.get(found.kind, "admin/moderation/queue/_nothing.html"),
        acts=offers(found, bound or {}),
        points_at=POINTS_AT.get(found.kind, ""),
        hold=hold,
        is_mine=hold is not None and hold.by_id == request.user.pk,
        before=address(before, filters) if before else "",
        after=address(after, filters) if after else "",
        place=among.index(found) + 1 if found in among else 0,
        many=len(among),
        query=request.GET.urlencode(),
        decisions=RowDecision.objects.filter(key=found.key).order_by("-pk"),
    )


def _gone(request: HttpRequest, key: str, queue: Queue, status: int = 404, typed: str = "") -> HttpResponse:
    """Say that nothing waits under this name any more, and show what was typed; or what was left, and why."""
    left = next((each for each in queue.left if each.row.key == key), None)
    return framed(
        request,
        "admin/moderation/queue/gone.html",
        status=200 if left and status == 404 else status,
        title=left.row.title if left else _("This waits no more"),
        key=key,
        left=left,
        typed=typed,
        query=request.GET.urlencode(),
    )


def _act(request: HttpRequest, key: str) -> HttpResponse:
    posted = request.POST.get("act", "")
    if posted in HOLDING:
        return act_on_hold(request, key, posted)
    queue = read_queue()
    try:
        found = the_same(key, request.POST.get("seen", ""), queue)
    except Settled as settled:
        return _overtaken(request, key, queue, settled)
    if posted not in found.acts or posted not in DOES:
        return show(request, found, queue, status=400)
    form = DOES[Act(posted)].form(found, request.POST)
    return _carry_out(request, found, queue, Act(posted), form)


def _carry_out(request: HttpRequest, found: Row, queue: Queue, act: Act, form: forms.Form) -> HttpResponse:
    if not form.is_valid():
        return show(request, found, queue, bound={act: form})
    try:
        with transaction.atomic():
            # Read again once nobody else is at it: what is decided is what was seen.
            alone_on(found.key)
            demand_free(key=found.key, by=request.user)
            the_same(found.key, found.fingerprint)
            message = carry_out(act, found, form, request.user)
    except Settled as settled:
        return _overtaken(request, found.key, read_queue(), settled)
    except ValidationError as refusal:
        form.add_error(None, refusal.messages)
        status = 409 if isinstance(refusal, Held) else 200
        return show(request, found, read_queue(), status=status, bound={act: form})
    messages.success(request, with_undo(message, act, found, found.url))
    return to_the_next(request, found)


def _overtaken(request: HttpRequest, key: str, queue: Queue, settled: Settled) -> HttpResponse:
    messages.warning(request, " ".join(settled.messages))
    posted = request.POST.get("act", "")
    typed = _typed(request)
    if settled.row is None:
        return _gone(request, key, queue, status=409, typed=typed)
    form = DOES[Act(posted)].form(settled.row, request.POST) if posted in DOES else None
    return show(request, settled.row, queue, status=409, bound={Act(posted): form} if form else None)


def _typed(request: HttpRequest) -> str:
    """Return what was typed into whichever form was sent, so that it is not lost."""
    hidden = ("csrfmiddlewaretoken", "seen", "claim_seen", "act")
    return "\n".join(str(value) for name, value in request.POST.items() if name not in hidden and value)
