"""The public pages of reports: the form on a claim or page, what became of a report, and finding one by its number.

They set no cookie: a signed, dated token stands in for Django's (see ``tokens``).
"""

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from moderation.actions.raising import MAX_QUOTE
from publishing.emergency import emergency_numbers
from publishing.kinds import help_url

from . import tokens
from .forms import ReportForm
from .limits import Refusal, address_of
from .sending import is_same, take_in
from .subjects import Moved, Subject, claim_subject, page_subject


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def report_claim(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a report on a claim; 404 for one that readers do not see."""
    return _report(request, claim_subject(slug))


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def report_page(request: HttpRequest, path: str, slug: str) -> HttpResponse:
    """Take a report on a page (``?quote=`` is the passage); 404 for one that readers do not see."""
    try:
        subject = page_subject(path, slug)
    except Moved as moved:
        if request.method != "POST":
            query = f"?{request.GET.urlencode()}" if request.GET else ""
            return redirect(reverse("moderation:report_page", args=[path, moved.slug]) + query, permanent=True)
        subject = page_subject(path, moved.slug)
    return _report(request, subject)


def _report(request: HttpRequest, subject: Subject) -> HttpResponse:
    if request.method == "POST":
        return _take(request, subject)
    quote = request.GET.get("quote", "").replace("\x00", "").strip()[:MAX_QUOTE]
    return _show(request, subject, _form(subject, initial={"quote": quote}), tokens.issue(subject.signed))


def _form(subject: Subject, data: Any = None, **more: Any) -> ReportForm:
    return ReportForm(data, faces=subject.faces, is_page=subject.page is not None, **more)


def _take(request: HttpRequest, subject: Subject) -> HttpResponse:
    """Keep what was sent and lead to its receipt, or show the form again with all that was typed and what to do."""
    form = _form(subject, request.POST)
    token, receipt, problem = _checked(request.POST.get("token", ""), subject)
    if problem and form.is_valid():
        form.add_error(None, problem)
    if is_foreign(request):
        form.add_error(None, _("This form came from another site. Look at what it says, and send it from here."))
        return _show(request, subject, form, token, 403)
    if not form.is_valid():
        return _show(request, subject, form, token, 400)
    try:
        taken = take_in(subject=subject, said=form.cleaned_data, receipt=receipt, address=address_of(request))
    except ValidationError as error:
        form.add_error(None, error.messages)
        return _show(request, subject, form, token, 400)
    if isinstance(taken, Refusal):
        return _refused(request, subject, form, token, taken)
    if not is_same(taken, form.cleaned_data):
        form.add_error(None, _sent_before(taken.token))
        return _show(request, subject, form, tokens.issue(subject.signed), 409)
    return _see_other(taken.get_absolute_url())


def _checked(token: str, subject: Subject) -> tuple[str, str, str]:
    """Return the token for the form if it is shown again, the receipt number, and what is wrong with the token."""
    try:
        ticket = tokens.read(token, subject.signed)
    except tokens.BadToken:
        return tokens.issue(subject.signed), "", _("We could not tell that this form is ours. Send it once more.")
    if ticket.is_old:
        # What was read long ago need not be read for two seconds more.
        fresh = tokens.issue(subject.signed, at=timezone.now() - timedelta(minutes=1))
        return fresh, "", _("This page was open for more than a day. Nothing is lost: send the form once more.")
    if ticket.is_fresh:
        return token, "", _("That was faster than people type, so we did not keep it. Wait a moment and send it again.")
    return token, ticket.receipt, ""


def _sent_before(receipt: str) -> str:
    message = _(
        "This form was sent before: see report %(receipt)s. To send what stands here as a new one, send it again."
    )
    return message % {"receipt": receipt}


def is_foreign(request: HttpRequest) -> bool:
    """Whether the browser says that a form was sent from another site."""
    if (said := request.headers.get("Sec-Fetch-Site")) is not None:
        return said not in ("same-origin", "none")
    origin = request.headers.get("Origin")
    if origin is None or origin in settings.CSRF_TRUSTED_ORIGINS:
        return False
    return urlsplit(origin).netloc != request.get_host()


def _see_other(url: str) -> HttpResponse:
    response = HttpResponseRedirect(url)
    response.status_code = 303
    return response


def _refused(request: HttpRequest, subject: Subject, form: ReportForm, token: str, refusal: Refusal) -> HttpResponse:
    response = _show(request, subject, form, token, 429, refusal=refusal)
    response["Retry-After"] = str(refusal.seconds)
    return response


def _show(
    request: HttpRequest, subject: Subject, form: ReportForm, token: str, status: int = 200, **more: Any
) -> HttpResponse:
    context = {
        "subject": subject,
        "form": form,
        "token": token,
        "problems": list(_problems(form)),
        "help_url": help_url(subject.page),
        "numbers": emergency_numbers(),
        "trail": subject.trail,
        **more,
    }
    return render(request, "moderation/report.html", context, status=status)


def _problems(form: ReportForm) -> Any:
    """Yield the id of each field that something is wrong with, and what; the id is "" for the whole form."""
    if form.is_bound:
        for name, errors in form.errors.items():
            field = "" if name in ("__all__", "subject_line") else f"id_{name}"
            yield from ((f"{field}_0" if name == "doubt" else field, error) for error in errors)
