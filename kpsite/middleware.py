"""Small rules for every request."""

from collections.abc import Callable

from csp.constants import SELF
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.translation import gettext as _

GetResponse = Callable[[HttpRequest], HttpResponse]
#: Addresses whose answers are for one person.
PRIVATE = ("/admin/", "/preview/", "/reports/", "/media/")


class CharsetMiddleware:
    """Answer 400 to a body in another charset than UTF-8.

    Django refuses such a form as well, but its page for that reads the form again and ends in a 500.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        charset = (request.content_params or {}).get("charset", "utf-8")
        if charset.lower() != "utf-8":
            return HttpResponseBadRequest(_("Send text as UTF-8."), content_type="text/plain; charset=utf-8")
        return self.get_response(request)


class AdminFrameMiddleware:
    """Let the admin's own pages, and no others, hold a frame of this site: the preview."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path_info.startswith("/admin/"):
            update = getattr(response, "_csp_update", None) or {}
            setattr(response, "_csp_update", {"frame-src": [SELF], **update})  # noqa: B010 (django-csp's)
        return response


class PublicGZipMiddleware(GZipMiddleware):
    """Compress what everybody gets alike, and nothing else.

    Compression tells secrets by their length (BREACH) where an answer holds one beside what an attacker chose: the
    admin's pages and whatever sets a cookie are sent as they are. Public pages hold no secret; a form's token is the
    same kind of signed date for everybody.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Return the answer, compressed where that is safe and saves something."""
        is_public = request.method in ("GET", "HEAD") and not request.path_info.startswith(PRIVATE)
        if not is_public or response.cookies:
            return response
        return super().process_response(request, response)
