"""NCBI's E-utilities: ``esummary`` for one PMID of PubMed, as JSON.

NCBI asks for ``tool`` and ``email`` in every request, and for at most three requests a second
(https://www.ncbi.nlm.nih.gov/books/NBK25497/). A work that was retracted has the publication type “Retracted
Publication”; the notice itself has another one. ``references`` names the notices (“Retraction in”, “Expression of
concern in”). Errors come with status 200: in the record, or in place of the whole result.
"""

from typing import Any
from urllib.parse import urlencode

from .client import Client, Unreadable
from .titles import says_retracted
from .works import Absent, Notice, NoticeKind, Work

RETRACTED = "retracted publication"
KINDS = {
    "retraction in": NoticeKind.RETRACTED,
    "partial retraction in": NoticeKind.CONCERN,
    "expression of concern in": NoticeKind.CONCERN,
}


def look_up(client: Client, base: str, pmid: str) -> Work:
    """Return what PubMed knows of ``pmid``. Raises Absent for a number that PubMed does not have, and Unreachable."""
    asked = {"db": "pubmed", "id": pmid, "retmode": "json", "tool": "kpsite", "email": client.contact}
    status, found = client.ask_json(f"{base}/esummary.fcgi?{urlencode(asked)}")
    result = found.get("result") if isinstance(found, dict) else None
    record = result.get(pmid) if isinstance(result, dict) else None
    if status != 200 or not isinstance(record, dict):
        raise Unreadable(f"it answered {status} without the record")
    if "error" in record:
        raise Absent()
    return read(record)


def read(record: dict[str, Any]) -> Work:
    """Return the work that a record of PubMed's tells of."""
    title = str(record.get("title") or "").strip()
    kinds = {str(each).lower() for each in _list(record, "pubtype")}
    notices = [notice for each in _list(record, "references") if (notice := _notice(each))]
    is_told = any(each.kind == NoticeKind.RETRACTED for each in notices)
    if (RETRACTED in kinds or says_retracted([title])) and not is_told:
        notices.append(Notice(NoticeKind.RETRACTED))
    titles = [title, str(record.get("vernaculartitle") or "").strip()]
    return Work(tuple(each for each in titles if each), _year(record), tuple(notices))


def _notice(reference: Any) -> Notice | None:
    if not isinstance(reference, dict):
        return None
    kind = KINDS.get(str(reference.get("reftype", "")).lower())
    pmid = str(reference.get("pmid") or "")
    link = f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/" if pmid.isdigit() else ""
    return Notice(kind, link=link) if kind else None


def _year(record: dict[str, Any]) -> int:
    year = str(record.get("pubdate") or "")[:4]
    return int(year) if year.isdecimal() else 0


def _list(record: dict[str, Any], name: str) -> list[Any]:
    found = record.get(name)
    return found if isinstance(found, list) else []
