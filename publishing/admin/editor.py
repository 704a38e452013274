"""The addresses behind the editor of pages: previews, uploads, and how a refused form is answered.

They stand in for markdownx's own, which are open to everybody. Its script shows whatever body comes back,
whatever the status: so nothing here redirects, and every refusal is a short sentence (or JSON, for uploads).
"""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import resolve, reverse
from django.utils.translation import gettext as _
from django.views.csrf import csrf_failure as stock_csrf_failure
from django.views.decorators.cache import never_cache

from claims.markup import render
from claims.queries import preview_faces
from pictures.actions import add_picture
from publishing import kinds
from publishing.rendering import frameable, preview_response

from .typing import copy_as_posted

MAX_TEXT = 200_000
#: Not translated: a check looks for these words and asks for better ones.
PLACEHOLDER = "describe this picture"
CLAIM_SLUG = re.compile(r"claim:([a-z0-9-]{1,80})")
View = Callable[..., HttpResponse]
#: The addresses that the editor's scripts post to.
OURS = ("mdx_preview", "mdx_upload", "live_preview", "live_preview_of")


def refusal(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    """Answer with one sentence, in the form in which the script at that address can show it."""
    if request.path == reverse("mdx_upload"):
        return JsonResponse({"image": [sentence]}, status=status)
    return frameable(HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8"))


def may_write(user: Any, kind: kinds.Kind) -> bool:
    """Whether somebody may write pages of a kind."""
    meta = kind.copies.model._meta
    return any(user.has_perm(f"{meta.app_label}.{verb}_{meta.model_name}") for verb in ("change", "add"))


def for_the_editor(view: View) -> View:
    """Answer posts from people who may write pages (of ``kind``, or any); tell others why not, without a redirect."""

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not (request.user.is_authenticated and request.user.is_active and request.user.is_staff):
            return refusal(request, _("Please sign in again."), 403)
        written = [kind for kind in kinds.all_kinds() if kwargs.get("kind", kind.name) == kind.name]
        if not any(may_write(request.user, kind) for kind in written):
            return refusal(request, _("You may not change pages."), 403)
        if sum(len(value) for value in request.POST.values()) > MAX_TEXT:
            return refusal(request, _("This text is too long to be previewed."), 413)
        return view(request, **kwargs)

    return guarded


@for_the_editor
def mdx_preview(request: HttpRequest) -> HttpResponse:
    """One text as readers would see it: the plain preview that the widget shows under its field."""
    text = request.POST.get("content", "")
    return HttpResponse(render(text, preview_faces(set(CLAIM_SLUG.findall(text)))))


@for_the_editor
def live_preview(request: HttpRequest, kind: str, pk: int | None = None) -> HttpResponse:
    """The whole public page as it stands in the form and its rows, saved or not."""
    spec = kinds.get(kind)
    stored = None if pk is None else get_object_or_404(spec.copies.select_related("page"), pk=pk)
    model_admin = admin.site.get_model_admin(spec.copies.model)
    copy = copy_as_posted(model_admin, request, stored)
    return preview_response(request, spec, spec.snapshot(copy), stored.page if stored else None)


@for_the_editor
def mdx_upload(request: HttpRequest) -> HttpResponse:
    """Add a picture that was dropped into a text, and answer with what shows it there."""
    file = request.FILES.get("image")
    if file is None:
        return refusal(request, _("No file arrived. Please try again."), 400)
    try:
        picture = add_picture(data=file, alt_hint="", by=request.user, file_name=file.name or "")
    except PermissionDenied as denied:
        return refusal(request, str(denied), 403)
    except ValidationError as error:
        return refusal(request, " ".join(error.messages), 400)
    return JsonResponse({"image_code": f"![{PLACEHOLDER}](picture:{picture.slug})"})


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token is missing or old: a sentence for the editor's script, else Django's page."""
    is_ours = resolve(request.path).url_name in OURS
    if is_ours or request.headers.get("X-Requested-With") == "XMLHttpRequest":
        return refusal(request, _("Please sign in again."), 403)
    return stock_csrf_failure(request, reason=reason)
