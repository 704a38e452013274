"""The addresses behind the article editor: previews, uploads, and how a refused form is answered.

They stand in for markdownx's own, which are open to everybody. Its script shows whatever body comes back,
whatever the status: so nothing here redirects, and every refusal is a short sentence (or JSON, for uploads).
"""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.csrf import csrf_failure as stock_csrf_failure
from django.views.decorators.cache import never_cache
from markdownx.widgets import MarkdownxWidget

from articles.snapshots import from_form
from claims.markup import render
from claims.queries import preview_faces
from pictures.actions import add_picture
from publishing import kinds
from publishing.rendering import frameable, preview_response

MAX_TEXT = 200_000
#: Not translated: a check looks for these words and asks for better ones.
PLACEHOLDER = "describe this picture"
CLAIM_SLUG = re.compile(r"claim:([a-z0-9-]{1,80})")
View = Callable[[HttpRequest], HttpResponse]


def refusal(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    """Answer with one sentence, in the form in which the script at that address can show it."""
    if request.path == reverse("mdx_upload"):
        return JsonResponse({"image": [sentence]}, status=status)
    return frameable(HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8"))


def may_edit(user: Any) -> bool:
    """Whether somebody may write articles."""
    is_writer = user.has_perm("articles.change_article") or user.has_perm("articles.add_article")
    return user.is_active and user.is_staff and is_writer


def for_the_editor(view: View) -> View:
    """Answer posts from people who may write articles; tell everybody else why not, without a redirect."""

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not (request.user.is_authenticated and request.user.is_active and request.user.is_staff):
            return refusal(request, _("Please sign in again."), 403)
        if not may_edit(request.user):
            return refusal(request, _("You may not change articles."), 403)
        if sum(len(value) for value in request.POST.values()) > MAX_TEXT:
            return refusal(request, _("This text is too long to be previewed."), 413)
        return view(request)

    return guarded


@for_the_editor
def mdx_preview(request: HttpRequest) -> HttpResponse:
    """One text as readers would see it: the plain preview that the widget shows under its field."""
    text = request.POST.get("content", "")
    return HttpResponse(render(text, preview_faces(set(CLAIM_SLUG.findall(text)))))


@for_the_editor
def article_preview(request: HttpRequest) -> HttpResponse:
    """The whole public page as it stands in the form, saved or not."""
    snapshot = from_form(request.POST.dict())
    return preview_response(request, kinds.get("article"), snapshot)


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
    is_ours = request.path in {reverse(name) for name in ("mdx_preview", "mdx_upload", "article_preview")}
    if is_ours or request.headers.get("X-Requested-With") == "XMLHttpRequest":
        return refusal(request, _("Please sign in again."), 403)
    return stock_csrf_failure(request, reason=reason)


class ArticleEditorMixin:
    """For a ModelAdmin with a Markdown body: the live preview, uploads and what guards unsaved text."""

    #: Where the form is posted for its preview.
    preview_address = "article_preview"

    class Media:
        css = {"all": ("admin_editor/editor.css",)}
        js = (
            forms.Script("admin_editor/editor.js", defer=True),
            forms.Script("admin_editor/preview.js", defer=True),
            forms.Script("admin_editor/unsaved.js", defer=True),
        )

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Tell the scripts, through the text's own field, where the preview is and whose text it is."""
        formfield = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]
        if formfield and isinstance(formfield.widget, MarkdownxWidget):
            formfield.widget.attrs["data-preview-path"] = reverse(self.preview_address)
            formfield.widget.attrs["data-writer"] = str(request.user.pk)
        return formfield
