"""A server on this machine that speaks as Crossref, PubMed and the web do, faults included."""

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit


@dataclass(frozen=True)
class Reply:
    """What the server answers: a body (JSON unless it is bytes), late by ``delay`` seconds, ``cut`` bytes too short."""

    body: Any = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0
    cut: int = 0

    @property
    def sent(self) -> bytes:
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


class Services(ThreadingHTTPServer):
    """Answers each address with its replies in turn, the last one ever after; what it does not know is 404."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.replies: dict[str, list[Reply]] = {}
        self.asked: list[tuple[str, str, dict[str, str]]] = []

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def says(self, path: str, *replies: Reply) -> None:
        """Have ``path`` (“METHOD path” for one method alone) answered so."""
        self.replies[path] = list(replies)

    def crossref(self, doi: str, title: str = "", /, **message: Any) -> None:
        """Have Crossref know a work."""
        self.says(f"/works/{doi}", Reply(work(doi, title, **message)))

    def pubmed(self, pmid: str, title: str, /, **record: Any) -> None:
        """Have PubMed know a work."""
        self.says(f"/esummary.fcgi {pmid}", Reply(summary(pmid, title, **record)))

    def paths(self) -> list[str]:
        return [path for _method, path, _headers in self.asked]

    def reply(self, method: str, address: str) -> Reply:
        parts = urlsplit(address)
        path = unquote(parts.path)
        if path == "/esummary.fcgi":
            path += f" {parse_qs(parts.query)['id'][0]}"
        waiting = self.replies.get(f"{method} {path}") or self.replies.get(path)
        if waiting is None:
            return Reply(b"Resource not found.", 404, {"Content-Type": "text/plain"})
        return waiting.pop(0) if len(waiting) > 1 else waiting[0]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of clients that hang up: they are meant to."""


class _Handler(BaseHTTPRequestHandler):
    server: Services

    def do_GET(self) -> None:
        self.server.asked.append((self.command, self.path, dict(self.headers)))
        reply = self.server.reply(self.command, self.path)
        time.sleep(reply.delay)
        self.send_response(reply.status)
        for name, value in {"Content-Type": "application/json", **reply.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(reply.sent)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(reply.sent[: len(reply.sent) - reply.cut])

    do_HEAD = do_GET

    def log_message(self, format: str, *args: Any) -> None:
        """Keep the tests' output clean."""


def run(server: Services) -> Callable[[], None]:
    """Serve in a thread; return what stops it."""
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def stop() -> None:
        server.shutdown()
        server.server_close()

    return stop


def work(doi: str, title: str, /, **message: Any) -> dict[str, Any]:
    """Return a Crossref answer of message version 1.0.0, in its shape of 2026."""
    return {
        "status": "ok",
        "message-type": "work",
        "message-version": "1.0.0",
        "message": {
            "DOI": doi,
            "URL": f"https://doi.org/{doi}",
            "type": "journal-article",
            "title": [title] if title else [],
            "subtitle": [],
            "short-title": [],
            "container-title": ["Journal of Examples"],
            "issued": {"date-parts": [[2020, 3, 4]]},
            "relation": {},
            **message,
        },
    }


def update(kind: str, doi: str = "10.5555/notice", day: str = "2023-04-22") -> dict[str, Any]:
    """Return one entry of Crossref's ``updated-by``."""
    year, month, of_month = (int(part) for part in day.split("-"))
    moment = {"date-parts": [[year, month, of_month]], "date-time": f"{day}T00:00:00Z", "timestamp": 0}
    label = kind.replace("_", " ").capitalize()
    return {
        "DOI": doi,
        "type": kind,
        "label": label,
        "source": "retraction-watch",
        "updated": moment,
        "record-id": "44",
    }


def agency(doi: str, name: str) -> dict[str, Any]:
    """Return Crossref's answer to whose DOI it is."""
    message = {"DOI": doi, "agency": {"id": name.lower(), "label": name}}
    return {"status": "ok", "message-type": "work-agency", "message-version": "1.0.0", "message": message}


def summary(pmid: str, title: str, /, **record: Any) -> dict[str, Any]:
    """Return an answer of ``esummary``, version 0.3."""
    found = {
        "uid": pmid,
        "pubdate": "2020 Mar 4",
        "source": "J Examples",
        "title": title,
        "vernaculartitle": "",
        "pubtype": ["Journal Article"],
        "articleids": [{"idtype": "pubmed", "idtypen": 1, "value": pmid}],
        "references": [],
        "sortpubdate": "2020/03/04 00:00",
        **record,
    }
    return {"header": {"type": "esummary", "version": "0.3"}, "result": {"uids": [pmid], pmid: found}}


def no_summary(pmid: str) -> dict[str, Any]:
    """Return the answer of ``esummary`` for a number that PubMed does not have."""
    error = {"uid": pmid, "error": "cannot get document summary"}
    return {"header": {"type": "esummary", "version": "0.3"}, "result": {"uids": [pmid], pmid: error}}
