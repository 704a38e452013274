"""How the site sends e-mail: one address in the environment says which server takes it."""

from typing import NamedTuple
from urllib.parse import unquote, urlsplit

#: The schemes of ``EMAIL_URL``, the port each stands for, and whether it speaks TLS from the start or turns to it.
SCHEMES = {"smtp": (25, False, False), "smtp+tls": (587, False, True), "smtps": (465, True, False)}
CONSOLE = "console://"
WANTED = (
    "the server that takes e-mail, such as smtp+tls://user:password@mail.example.org:587, or smtps://…, or smtp://…"
)


class MailServer(NamedTuple):
    """Django's settings for one mail server; ``backend`` "" is a site that sends no e-mail."""

    backend: str = ""
    host: str = "localhost"
    port: int = 25
    user: str = ""
    password: str = ""
    use_ssl: bool = False
    use_tls: bool = False

    @property
    def is_console(self) -> bool:
        """Whether e-mail is printed and not sent."""
        return self.backend.endswith(".console.EmailBackend")


def mail_server(url: str) -> MailServer:
    """Return the server at an address; ``console://`` prints e-mail. Raises ValueError for what is no such address."""
    if not url:
        return MailServer()
    if url == CONSOLE:
        return MailServer("django.core.mail.backends.console.EmailBackend")
    parts = urlsplit(url)
    if parts.scheme not in SCHEMES or not parts.hostname or parts.path.strip("/") or parts.query:
        raise ValueError(url)
    port, use_ssl, use_tls = SCHEMES[parts.scheme]
    return MailServer(
        "django.core.mail.backends.smtp.EmailBackend",
        parts.hostname,
        parts.port or port,
        unquote(parts.username or ""),
        unquote(parts.password or ""),
        use_ssl,
        use_tls,
    )


def is_site_url(url: str, *, secure: bool) -> bool:
    """Whether an address names a site and nothing in it: scheme, host, perhaps a port."""
    try:
        parts = urlsplit(url)
        has_port = parts.port is None or parts.port > 0
    except ValueError:
        return False
    schemes = ("https",) if secure else ("http", "https")
    plain = f"{parts.scheme}://{parts.netloc}" == url and "@" not in url and not any(map(str.isspace, url))
    return parts.scheme in schemes and bool(parts.hostname) and has_port and plain


def is_sender(address: str) -> bool:
    """Whether e-mail may come from this: an address, with or without a name, on one line."""
    before, at, host = address.strip().removesuffix(">").rpartition("@")
    return bool(before and at and host) and not any(letter in address for letter in "\r\n") and " " not in host
