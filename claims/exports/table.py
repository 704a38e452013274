"""The claims as one table, a claim to a line, for people who open it in a spreadsheet."""

import csv
from collections.abc import Iterable
from io import StringIO
from typing import Any

from .licence import LICENCE

#: Spreadsheet programs take a cell that begins with one of these for a formula and run it (OWASP, “CSV Injection”).
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
#: Between the parts of a cell that holds several.
BETWEEN = " | "
COLUMNS = (
    "slug", "url", "statement", "verdict", "verdict_words", "certainty", "certainty_words", "caveats", "notice",
    "stage", "due", "checked_on", "next_check_by", "about", "population", "question", "question_url", "stance",
    "reasons", "searched_on", "searched_where", "sources", "version", "version_at", "version_url", "made_on",
    "successor", "as_of", "license",
)  # fmt: skip


def table(found: dict[str, Any]) -> str:
    """Return the claims of a document (``claims.exports.document``) as CSV (RFC 4180), its first line the header."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows(_cells(each, found["as_of"]) for each in found["claims"])
    return text.getvalue()


def _cells(claim: dict[str, Any], as_of: str) -> list[str]:
    columns = {**claim, **_flat(claim), "as_of": as_of, "license": LICENCE}
    return [_harmless(columns[name]) for name in COLUMNS]


def _flat(claim: dict[str, Any]) -> dict[str, Any]:
    """Return the columns that JSON keeps in parts."""
    question, searched, version = claim["question"] or {}, claim["searched"] or {}, claim["version"]
    return {
        "verdict": claim["verdict"]["value"],
        "verdict_words": claim["verdict"]["words"],
        "certainty": claim["certainty"]["value"],
        "certainty_words": claim["certainty"]["words"],
        "stage": claim["stage"]["value"],
        "about": claim["about"]["value"],
        "stance": (claim["stance"] or {}).get("value"),
        "question": question.get("text"),
        "question_url": question.get("url"),
        "searched_on": searched.get("on"),
        "searched_where": searched.get("where"),
        "version": version["number"],
        "version_at": version["at"],
        "version_url": version["url"],
        "caveats": _joined(f"{each['label']} {each['text']}" for each in claim["caveats"]),
        "sources": _joined(_source(each) for each in claim["sources"]),
        "made_on": _joined(each["url"] + (" (reported)" if each["reported"] else "") for each in claim["made_on"]),
    }


def _source(source: dict[str, Any]) -> str:
    link = f" <{source['url']}>" if source["url"] else ""
    return f"{source['relation']['value']}: {source['title']}{link}"


def _joined(parts: Iterable[str]) -> str:
    return BETWEEN.join(parts)


def _harmless(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
