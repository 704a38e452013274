"""Whether a link still leads somewhere."""

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urljoin

from django.utils.translation import gettext as _

from .client import Busy, Client
from .transport import Answer, NoSuchHost, Unreachable

MOVED = frozenset({301, 302, 303, 307, 308})
TOO_MANY = 429
GONE = frozenset({404, 410})
#: So many redirects are followed, each judged anew.
MOST_MOVES = 5


class State(StrEnum):
    """What was found out about a link."""

    ALIVE = "alive"
    DEAD = "dead"
    HOST_UNKNOWN = "host unknown"
    UNCLEAR = "unclear"


@dataclass(frozen=True)
class Link:
    """A link's state, and in words why."""

    state: State
    why: str = ""


def check(client: Client, url: str) -> Link:
    """Ask for ``url``, by HEAD and, unless that went well, by GET.

    Dead is what answers 404 or 410. A host whose name is unknown may be ours to blame (we may be offline): the
    caller decides. All else that is no success is unclear: many sites turn programs away.
    """
    try:
        status = _by_head(client, url)
        if status >= 400:
            status = _last(client, url, "GET").status
    except NoSuchHost as error:
        return Link(State.HOST_UNKNOWN, str(error))
    except Unreachable as error:
        return Link(State.UNCLEAR, str(error))
    return Link(_state(status), "" if status < 400 else _("it answered %(status)d") % {"status": status})


def _by_head(client: Client, url: str) -> int:
    try:
        return _last(client, url, "HEAD").status
    except Busy as error:
        if error.status == TOO_MANY:
            raise
        return error.status  # some servers break on HEAD alone


def _state(status: int) -> State:
    if status in GONE:
        return State.DEAD
    return State.ALIVE if 200 <= status < 300 else State.UNCLEAR


def _last(client: Client, url: str, method: str) -> Answer:
    """Follow redirects and return the last answer. Raises Unreachable."""
    for _move in range(MOST_MOVES + 1):
        answer = client.ask(url, method)
        target = answer.headers.get("location", "")
        if answer.status not in MOVED or not target:
            return answer
        url = _joined(url, target)
    raise Unreachable(f"it redirects more than {MOST_MOVES} times")


def _joined(url: str, target: str) -> str:
    try:
        return urljoin(url, target)
    except ValueError as error:
        raise Unreachable("it redirects to an address that cannot be read") from error
