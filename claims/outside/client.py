"""A client that other people's servers need not mind: named, slow, patient, and with a memory."""

import email.utils
import hashlib
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Protocol
from urllib.parse import urlsplit

from .transport import Answer, Line, NoSuchHost, Refused, Unreachable

#: Answers that may be another one soon: too many requests, or a fault of theirs.
PASSING = frozenset({429, 500, 502, 503, 504})
LONGEST_WAIT = 60
#: So much of a number is read: int() refuses thousands of digits, and float() makes infinity of hundreds.
MOST_DIGITS = 12
#: After so many questions in a row without an answer a host is left alone for the rest of the run.
PATIENCE = 3


class Unreadable(Unreachable):
    """The server answered something that is not what it promises to answer."""


class Busy(Unreachable):
    """The server answered a passing ``status``, time and again."""

    def __init__(self, why: str, status: int) -> None:
        super().__init__(why)
        self.status = status


class Memory(Protocol):
    """What keeps answers between runs; Django's caches do."""

    def get(self, key: str) -> Any:
        """Return what is kept under ``key``, or None."""

    def set(self, key: str, value: Any) -> None:
        """Keep ``value``."""


def agent(contact: str) -> str:
    """Return the name that the client goes by: with whom to write to, as Crossref and NCBI ask for."""
    return f"kpsite/0.1 (mailto:{contact})"


@dataclass
class _Host:
    free_at: float = 0.0
    failed: int = 0


@dataclass
class Client:
    """Asks one question at a time, each host at most once in ``pause`` seconds.

    After a passing fault it asks again, later and later, ``tries`` times in all, and waits as ``Retry-After`` says.
    ``fresh`` asks again what ``memory`` knows. ``clock`` and ``sleep`` are there for tests.
    """

    contact: str
    line: Line
    memory: Memory | None = None
    fresh: bool = False
    pause: float = 1.0
    tries: int = 4
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _hosts: dict[str, _Host] = field(default_factory=dict)

    def ask(self, url: str, method: str = "GET", accept: str = "*/*") -> Answer:
        """Return the answer, whatever its status but a passing one. Raises Unreachable, which says why not."""
        host = self._hosts.setdefault(_host_of(url), _Host())
        if host.failed >= PATIENCE:
            raise Unreachable("it did not answer before, and is left alone for now")
        try:
            answer = self._insist(host, url, method, {"User-Agent": agent(self.contact), "Accept": accept})
        except Refused:
            raise
        except Unreachable:
            host.failed += 1
            raise
        host.failed = 0
        return answer

    def ask_json(self, url: str) -> tuple[int, Any]:
        """Return status and JSON of an answer (None for other than JSON with a 4xx), from memory if it is there.

        Only what was found is remembered. Raises Unreachable, or Unreadable for what is not whole or not JSON.
        """
        key = hashlib.sha256(url.encode()).hexdigest()
        kept = None if self.fresh or self.memory is None else self.memory.get(key)
        if kept is not None:
            return 200, json.loads(kept)
        answer = self.ask(url, accept="application/json")
        if answer.status != 200:
            return answer.status, None
        found = _parsed(answer)
        if self.memory is not None:
            self.memory.set(key, answer.body)
        return 200, found

    def _insist(self, host: _Host, url: str, method: str, headers: dict[str, str]) -> Answer:
        for turn in range(self.tries):
            self._wait_for(host)
            try:
                answer = self.line.exchange(url, headers, method)
            except (Refused, NoSuchHost):
                raise
            except Unreachable:
                if turn == self.tries - 1:
                    raise
                wait = 2.0**turn
            else:
                host.free_at = self.clock() + max(self.pause, pace(answer))
                if answer.status not in PASSING:
                    return answer
                wait = max(2.0**turn, retry_after(answer))
                self._refuse_more(answer, wait, is_last=turn == self.tries - 1)
            host.free_at = self.clock() + wait
        raise AssertionError("the last turn returns or raises")

    def _wait_for(self, host: _Host) -> None:
        if (wait := host.free_at - self.clock()) > 0:
            self.sleep(wait)
        host.free_at = self.clock() + self.pause

    def _refuse_more(self, answer: Answer, wait: float, *, is_last: bool) -> None:
        if wait > LONGEST_WAIT:
            raise Busy(f"it asked us to wait {wait:.0f} seconds", answer.status)
        if is_last:
            raise Busy(f"it answered {answer.status}, {self.tries} times", answer.status)


def retry_after(answer: Answer) -> float:
    """Return the seconds that ``Retry-After`` asks for, as a number or a date (RFC 9110, 10.2.3); 0 without it."""
    said = answer.headers.get("retry-after", "").strip()
    if (seconds := _whole(said)) is not None:
        return float(seconds)
    try:
        until = email.utils.parsedate_to_datetime(said)
    except (ValueError, OverflowError):
        return 0.0
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0.0, (until - datetime.now(UTC)).total_seconds())


def pace(answer: Answer) -> float:
    """Return the seconds between questions that Crossref's rate limit headers allow, such as 50 in “1s”; else 0."""
    limit = _whole(answer.headers.get("x-rate-limit-limit", ""))
    interval = _whole(answer.headers.get("x-rate-limit-interval", "").removesuffix("s"))
    return min(interval / limit, LONGEST_WAIT) if limit and interval else 0.0


def _whole(said: str) -> int | None:
    """Return a whole number, of one too long to be meant only its first digits; None for what is no number."""
    return int(said[:MOST_DIGITS]) if said.isascii() and said.isdecimal() else None


def _host_of(url: str) -> str:
    try:
        return urlsplit(url).netloc
    except ValueError as error:
        raise Refused("the address cannot be read") from error


def _parsed(answer: Answer) -> Any:
    if not answer.is_whole:
        raise Unreadable("its answer is too long")
    try:
        return json.loads(answer.body)
    except (ValueError, RecursionError) as error:
        raise Unreadable("its answer is not whole, or not JSON") from error
