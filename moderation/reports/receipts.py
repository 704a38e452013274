"""The page of one report, and finding it by its number. It shows no reader's words: its address can be passed on."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from claims.queries import newest_faces
from claims.trail import Step, Trail, trail
from moderation.models import Contact, Flag
from publishing.emergency import emergency_numbers
from publishing.kinds import help_url

from .outcomes import history, outcome


@require_safe
@cache_control(private=True, no_store=True)
def status(request: HttpRequest, token: str) -> HttpResponse:
    """Show what became of a report to whoever has its number."""
    flag = _flag(token)
    if flag is None:
        raise Http404(_("There is no report with this number."))
    if token != flag.token:
        return redirect(flag)
    context = {
        "flag": flag,
        "outcome": outcome(flag),
        "history": history(flag),
        "has_contact": Contact.objects.filter(flag=flag).exists(),
        "face": newest_faces([flag.claim.slug]).get(flag.claim.slug) if flag.claim else None,
        "page_title": _page_title(flag),
        "address": request.build_absolute_uri(flag.get_absolute_url()),
        "help_url": help_url(flag.page),
        "numbers": emergency_numbers(),
        "trail": _trail((flag.token, flag.get_absolute_url())),
    }
    return render(request, "moderation/status.html", context)


@require_safe
@cache_control(private=True, no_store=True)
def find(request: HttpRequest) -> HttpResponse:
    """Lead from a receipt number (``?number=``) to its report; 404 with the form again for an unknown one."""
    number = request.GET.get("number", "").strip()
    flag = _flag(number) if number else None
    if flag is not None:
        return redirect(flag)
    context = {"number": number[:40], "trail": _trail()}
    return render(request, "moderation/find.html", context, status=404 if number else 200)


def _trail(*below: Step) -> Trail:
    return trail((_("Find a report"), reverse("moderation:find")), *below)


def _flag(number: str) -> Flag | None:
    """Return the report with a number, however it was typed: small letters, spaces, no hyphens."""
    plain = "".join(letter for letter in number.upper() if letter.isalnum())
    if len(plain) != 12:
        return None
    token = "-".join(plain[start : start + 4] for start in (0, 4, 8))
    return Flag.objects.filter(token=token).select_related("claim", "page").first()


def _page_title(flag: Flag) -> str:
    """Return the title of the page that a report is about, as readers see it now or saw it last."""
    if flag.page is None:
        return ""
    last = flag.page.publications.last_shown().defer("content").first()
    return last.title if last else str(flag.page)
