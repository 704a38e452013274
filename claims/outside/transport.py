"""One HTTP exchange, on the standard library: bounded in time and size, redirects left to the caller."""

import http.client
import ipaddress
import socket
import time
import urllib.request
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit

from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _

CHUNK = 65_536


class Unreachable(Exception):
    """No answer could be had; says why. Whether the fault is theirs or ours, nothing follows for the source."""


class NoSuchHost(Unreachable):
    """The host's name is not known to the name server."""


class Refused(Unreachable):
    """The address is one that must not be asked: not the web's, or inside a private network."""


@dataclass(frozen=True)
class Answer:
    """What a server answered; header names are in lower case, the body is cut off at the limit."""

    status: int
    headers: dict[str, str]
    body: bytes
    is_whole: bool = True


@dataclass(frozen=True)
class Bounds:
    """What one exchange may take: seconds for each step and in all, and bytes of body."""

    seconds: float = 15
    seconds_in_all: float = 60
    size: int = 5_000_000


class Line:
    """Speaks HTTP with one server at a time.

    A ``guarded`` line, for addresses that people type, reaches public addresses only (and ``own_hosts``), whatever
    a host's name leads to at that moment, and goes through no proxy. Any other uses the proxy that the environment
    names.
    """

    def __init__(self, *, guarded: bool = False, own_hosts: Collection[str] = (), bounds: Bounds | None = None) -> None:
        self.bounds = bounds or Bounds()
        handlers: list[Any] = [_NoRedirects]
        if guarded:
            handlers += [urllib.request.ProxyHandler({}), *_guards(frozenset(own_hosts))]
        self._opener = urllib.request.build_opener(*handlers)

    def exchange(self, url: str, headers: dict[str, str], method: str = "GET") -> Answer:
        """Return the answer, whatever its status. Raises Unreachable, NoSuchHost or Refused."""
        request = urllib.request.Request(web_address(url), headers=headers, method=method)
        ends = time.monotonic() + self.bounds.seconds_in_all
        try:
            with self._open(request) as response:
                body, is_whole = self._body(response, ends) if method == "GET" else (b"", True)
                names = {name.lower(): value for name, value in response.headers.items()}
                return Answer(response.status, names, body, is_whole)
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise _in_words(error) from error

    def _open(self, request: urllib.request.Request) -> Any:
        try:
            return self._opener.open(request, timeout=self.bounds.seconds)
        except HTTPError as answer:  # an answer like any other
            return answer

    def _body(self, response: Any, ends: float) -> tuple[bytes, bool]:
        announced = int(response.headers.get("Content-Length") or -1)
        body = b""
        while len(body) != announced and (chunk := response.read1(CHUNK)):
            body += chunk
            if len(body) > self.bounds.size:
                return body[: self.bounds.size], False
            if time.monotonic() > ends:
                raise TimeoutError
        if len(body) < announced:
            raise http.client.IncompleteRead(body, announced - len(body))
        return body, True


def web_address(url: str) -> str:
    """Return ``url`` with all but ASCII escaped. Raises Refused unless it is one of the web, without a password."""
    try:
        parts = urlsplit(url)
        port_fits = parts.port is None or parts.port > 0
    except ValueError as error:
        raise Refused("the address cannot be read") from error
    if parts.scheme not in ("http", "https") or not parts.hostname or not port_fits:
        raise Refused("the address is not one of the web")
    if parts.username is not None:
        raise Refused("the address holds a user name")
    return iri_to_uri(url)


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def http_error_302(self, *args: Any, **kwargs: Any) -> Any:  # before the library reads an address that may be none
        return None

    http_error_301 = http_error_303 = http_error_307 = http_error_308 = http_error_302


def _guards(own_hosts: frozenset[str]) -> tuple[Any, Any]:
    """Return handlers whose connections look up a name once, and connect to what they have judged."""

    class Guarded(http.client.HTTPConnection):
        def connect(self) -> None:
            self.sock = _connect(self.host, self.port, self.timeout, own_hosts)

    class GuardedTLS(http.client.HTTPSConnection, Guarded):
        """Its own ``connect`` wraps in TLS, for the host's name, what Guarded connected."""

    class Plain(urllib.request.HTTPHandler):
        def http_open(self, request: Any) -> Any:
            return self.do_open(Guarded, request)

    class TLS(urllib.request.HTTPSHandler):
        def https_open(self, request: Any) -> Any:
            return self.do_open(GuardedTLS, request)

    return Plain, TLS


def _connect(host: str, port: int, timeout: float | None, own_hosts: frozenset[str]) -> socket.socket:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(each[4][0]) for each in found]
    if host not in own_hosts and not all(is_public(each) for each in addresses):
        raise Refused("the address leads into a private network")
    failed: OSError = ConnectionError("no address")
    for address in addresses[:4]:
        try:
            return socket.create_connection((address, port), timeout)
        except OSError as error:
            failed = error
    raise failed


def is_public(address: str) -> bool:
    """Tell whether an IP address belongs to the public internet; what an IPv6 address wraps counts too."""
    found = ipaddress.ip_address(address.partition("%")[0])
    inside = _wrapped(found) if isinstance(found, ipaddress.IPv6Address) else None
    return found.is_global and not found.is_multicast and (inside is None or is_public(str(inside)))


def _wrapped(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if address in ipaddress.ip_network("64:ff9b::/96"):  # RFC 6052
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]


#: What went wrong, and the words for it; the first that fits counts.
WORDS: tuple[tuple[type[Exception], str], ...] = (
    (TimeoutError, "it took too long to answer"),
    (ConnectionError, "it took no connection"),
    (http.client.HTTPException, "its answer broke off or could not be read"),
)


def _in_words(error: Exception) -> Unreachable:
    cause: Any = error.reason if isinstance(error, URLError) else error
    if isinstance(cause, Unreachable):
        return cause
    if isinstance(cause, socket.gaierror):
        known = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}
        return (
            NoSuchHost(_("its host has no address")) if cause.errno in known else Unreachable("its host was not found")
        )
    said = next((words for kind, words in WORDS if isinstance(cause, kind)), None)
    return Unreachable(said or f"it could not be asked ({type(cause).__name__})")
