"""Crossref's REST API: ``/works/{doi}`` and, for a DOI it does not hold, ``/works/{doi}/agency``.

What is read of a work, as of version 1 of the message: ``title``, ``subtitle``, ``short-title`` and
``original-title`` (lists), ``issued`` (``date-parts``), and ``updated-by``: notices on this work, from publishers and
from Retraction Watch. ``update-to`` stands on a notice and names the work that it is about; it speaks of the work
itself only where a publisher deposited a notice under the work's own DOI.
"""

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from claims.identifiers import normalise_doi

from .client import Client, Unreadable
from .titles import says_retracted
from .works import Absent, Elsewhere, Notice, NoticeKind, Work

#: Crossref's types of update that bear on whether a work may be relied on.
KINDS = {
    "retraction": NoticeKind.RETRACTED,
    "withdrawal": NoticeKind.RETRACTED,
    "removal": NoticeKind.RETRACTED,
    "partial_retraction": NoticeKind.CONCERN,
    "expression_of_concern": NoticeKind.CONCERN,
}


def look_up(client: Client, base: str, doi: str) -> Work:
    """Return what Crossref knows of ``doi``.

    Raises Absent if no agency has registered it, Elsewhere (naming the agency) if another one has, and Unreachable.
    """
    address = f"{base}/works/{quote(doi, safe='')}"
    status, found = client.ask_json(address)
    if status == 404:
        raise _absent(client, address)
    message = found.get("message") if isinstance(found, dict) else None
    if status != 200 or not isinstance(message, dict) or not isinstance(message.get("DOI"), str):
        raise Unreadable(f"it answered {status} without a work")
    return read(message)


def read(message: dict[str, Any]) -> Work:
    """Return the work that Crossref's message tells of."""
    titles = [*_texts(message, "title"), *_texts(message, "short-title"), *_texts(message, "original-title")]
    whole = " ".join([*_texts(message, "title")[:1], *_texts(message, "subtitle")])
    notices = list(_notices(message))
    if says_retracted(titles) and not any(each.kind == NoticeKind.RETRACTED for each in notices):
        notices.append(Notice(NoticeKind.RETRACTED))
    return Work(tuple(dict.fromkeys([*titles, *([whole] if whole else [])])), _year(message), tuple(notices))


def _absent(client: Client, address: str) -> Exception:
    status, found = client.ask_json(f"{address}/agency")
    if status == 404:
        return Absent()
    try:
        agency = found["message"]["agency"]
        return (
            Unreadable("it names itself but has no data") if agency["id"] == "crossref" else Elsewhere(agency["label"])
        )
    except (KeyError, TypeError) as error:
        raise Unreadable(f"it answered {status} without an agency") from error


def _notices(message: dict[str, Any]) -> Iterable[Notice]:
    own = normalise_doi(message["DOI"]) if isinstance(message.get("DOI"), str) else ""
    for update in _list(message, "updated-by"):
        yield from _notice(update)
    for update in _list(message, "update-to"):
        if own and isinstance(update, dict) and normalise_doi(str(update.get("DOI", ""))) == own:
            yield from _notice(update)


def _notice(update: Any) -> Iterable[Notice]:
    if not isinstance(update, dict):
        return
    kind = KINDS.get(str(update.get("type", "")).lower().replace("-", "_").replace(" ", "_"))
    if kind is not None:
        doi = normalise_doi(str(update.get("DOI") or ""))
        yield Notice(kind, _day(update.get("updated")), f"https://doi.org/{quote(doi)}" if doi else "")


def _day(told: Any) -> str:
    moment = told.get("date-time") if isinstance(told, dict) else None
    return moment[:10] if isinstance(moment, str) else ""


def _year(message: dict[str, Any]) -> int:
    try:
        return int(message["issued"]["date-parts"][0][0])
    except (KeyError, IndexError, TypeError, ValueError, OverflowError):
        return 0


def _texts(message: dict[str, Any], name: str) -> list[str]:
    return [each for each in _list(message, name) if isinstance(each, str) and each.strip()]


def _list(message: dict[str, Any], name: str) -> list[Any]:
    found = message.get(name)
    return found if isinstance(found, list) else []
