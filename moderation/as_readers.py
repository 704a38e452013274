"""A page exactly as readers get it: the answer of its own public view, and the words that can be seen in it."""

from html.parser import HTMLParser
from io import BytesIO
from typing import Any

from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponse
from django.urls import resolve

#: What a reader's request has of the moderator's: where it came to, and nothing of who sent it.
KEPT = ("SERVER_NAME", "SERVER_PORT", "SERVER_PROTOCOL", "HTTP_HOST", "HTTP_X_FORWARDED_PROTO", "SCRIPT_NAME")
UNSHOWN = frozenset({"script", "style", "template", "noscript", "title"})
#: Elements that end a line: the words before and after them are not one word.
INLINE = frozenset({"a", "abbr", "b", "bdi", "cite", "code", "em", "i", "mark", "q", "s", "small", "span", "strong",
                    "sub", "sup", "u"})  # fmt: skip


def public_response(request: HttpRequest, path: str) -> HttpResponse:
    """Return what the site answers readers at one of its addresses. Raises Http404 as the view there does."""
    environ = {name: request.META[name] for name in KEPT if name in request.META}
    scheme = request.META.get("wsgi.url_scheme", "http")
    asked = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "wsgi.url_scheme": scheme, "wsgi.input": BytesIO()}
    reader = WSGIRequest({**environ, **asked})
    match = reader.resolver_match = resolve(path)
    response: Any = match.func(reader, *match.args, **match.kwargs)
    return response.render() if hasattr(response, "render") else response


def visible_text(response: HttpResponse) -> str:
    """Return the words between a page's header and footer, with single spaces."""
    reader = _Words()
    reader.feed(response.content.decode())
    return " ".join("".join(reader.words).split())


class _Words(HTMLParser):
    """Gathers the text of ``main``."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.is_main = False
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.is_main = self.is_main or tag == "main"
        self.hidden += tag in UNSHOWN
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        self.is_main = self.is_main and tag != "main"
        self.hidden -= tag in UNSHOWN
        self._part(tag)

    def handle_data(self, data: str) -> None:
        if self.is_main and not self.hidden:
            self.words.append(data)

    def _part(self, tag: str) -> None:
        if tag not in INLINE:
            self.words.append(" ")
