"""Demo mode's fence: it has accounts with a known password, so it serves this machine only."""

import ipaddress
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.utils.translation import gettext_lazy

REFUSAL = gettext_lazy("This is a demonstration with known passwords: it answers only on the machine it runs on.")


def is_loopback(host: str) -> bool:
    """Whether ``host``, a name or an address, is this machine talking to itself."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def is_forwarded(request: HttpRequest) -> bool:
    """Whether a header says that the request came through a proxy, and so from elsewhere."""
    names = (name.removeprefix("HTTP_") for name in request.META if name.startswith("HTTP_"))
    return any(name in ("FORWARDED", "X_REAL_IP") or name.startswith("X_FORWARDED") for name in names)


class LoopbackOnlyMiddleware:
    """In demo mode answer 403 to whatever does not come straight from this machine."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.DEMO:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_loopback(request.META.get("REMOTE_ADDR", "")) or is_forwarded(request):
            return HttpResponseForbidden(REFUSAL, content_type="text/plain; charset=utf-8")
        return self.get_response(request)
