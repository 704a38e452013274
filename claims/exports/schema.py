"""What ``/claims.json`` holds, as JSON Schema (2020-12), built from the choices so that it cannot fall behind them."""

from typing import Any

from claims.choices import About, Certainty, Read, Relation, Severity, Stage, Stance, Verdict, Verification

Json = dict[str, Any]
TEXT: Json = {"type": "string", "minLength": 1}
URL: Json = {"type": "string", "format": "uri", "pattern": "^https?://"}
DAY: Json = {"type": "string", "format": "date"}


def _or_null(kind: Json) -> Json:
    return {"anyOf": [kind, {"type": "null"}]}


def _all_of(properties: Json) -> Json:
    """Return an object that has these properties, all of them, and no others."""
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _worded(choices: Any) -> Json:
    return _all_of({"value": {"enum": list(choices.values)}, "words": TEXT})


def _list(kind: Json, **more: Any) -> Json:
    return {"type": "array", "items": kind, **more}


def schema() -> Json:
    """Return the schema of the document."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Claims with their verdicts and caveats",
        "description": "A claim is to be shown only with its verdict, in words, and its caveats.",
        **_all_of(
            {
                "schema": URL,
                "site": _all_of({"name": TEXT, "url": URL}),
                "license": URL,
                "condition": TEXT,
                "as_of": DAY,
                "claims": _list({"$ref": "#/$defs/claim"}),
            }
        ),
        "$defs": {"claim": _all_of(_claim()), "source": _all_of(_source())},
    }


def _claim() -> Json:
    caveat = _all_of({"severity": {"enum": list(Severity.values)}, "label": TEXT, "text": TEXT})
    return {
        "slug": {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
        "url": URL,
        "statement": TEXT,
        "verdict": _worded(Verdict),
        "certainty": _worded(Certainty),
        "caveats": _list(caveat, minItems=1),
        "notice": _or_null(TEXT),
        "stage": _worded(Stage),
        "due": _or_null(TEXT),
        "checked_on": _or_null(DAY),
        "next_check_by": _or_null(DAY),
        "about": _worded(About),
        "population": _or_null(TEXT),
        "question": _or_null(_all_of({"slug": TEXT, "text": TEXT, "url": URL})),
        "stance": _or_null(_worded(Stance)),
        "reasons": _or_null(TEXT),
        "searched": _or_null(_all_of({"on": DAY, "where": {"type": "string"}})),
        "sources": _list({"$ref": "#/$defs/source"}),
        "version": _all_of({"number": {"type": "integer", "minimum": 1}, "at": TEXT, "url": URL}),
        "made_on": _list(_all_of({"title": TEXT, "url": URL, "reported": {"type": "boolean"}})),
        "successor": _or_null(URL),
    }


def _source() -> Json:
    return {
        "key": TEXT,
        "title": TEXT,
        "authors": _or_null(TEXT),
        "published_in": _or_null(TEXT),
        "year": _or_null({"type": "integer"}),
        "url": _or_null(URL),
        "doi": _or_null({"type": "string", "pattern": "^10\\."}),
        "verification": {"enum": list(Verification.values)},
        "relation": _worded(Relation),
        "read": _or_null({"enum": list(Read.values)}),
    }
