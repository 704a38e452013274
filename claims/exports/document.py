"""The claims as one JSON document: what it says of each is what readers see of it on that day."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse

from claims.ageing import review_due_on
from claims.choices import About, Certainty, Relation, Stage
from claims.citing.works import DOI
from claims.faces import ClaimFace, EvidenceFace

from .licence import CONDITION, LICENCE

#: Title and address of each page that makes a claim, and whether it only reports it; by slug.
MadeOn = Mapping[str, list[tuple[str, str, bool]]]
Json = dict[str, Any]


def document(faces: Iterable[ClaimFace], made_on: MadeOn, on: date) -> Json:
    """Return all claims with what the document needs to be understood alone; ``claims.exports.schema`` tells of it."""
    return {
        "schema": address(reverse("claims:schema")),
        "site": {"name": settings.SITE_NAME, "url": address(reverse("claims:register"))},
        "license": LICENCE,
        "condition": str(CONDITION),
        "as_of": on.isoformat(),
        "claims": [claim(face, made_on.get(face.slug, [])) for face in sorted(faces, key=lambda face: face.slug)],
    }


def claim(face: ClaimFace, made_on: list[tuple[str, str, bool]]) -> Json:
    """Return one claim. What does not apply is null or an empty list."""
    due = review_due_on(face)
    return {
        "slug": face.slug,
        "url": address(reverse("claims:claim", args=[face.slug])),
        "statement": face.statement,
        "verdict": {"value": face.verdict, "words": face.verdict_words},
        "certainty": {"value": face.certainty, "words": str(Certainty(face.certainty).label)},
        "caveats": [
            {"severity": each.severity, "label": each.label, "text": each.text} for each in face.caveats_by_gravity
        ],
        "notice": face.notice or None,
        "stage": {"value": face.stage, "words": str(Stage(face.stage).label)},
        "due": face.due_words or None,
        "checked_on": face.checked_on or None,
        "next_check_by": due.isoformat() if due else None,
        "about": {"value": face.about, "words": str(About(face.about).label)},
        "population": face.population or None,
        "question": _question(face),
        "stance": {"value": face.stance, "words": face.stance_words} if face.stance else None,
        "reasons": face.reasons or None,
        "searched": {"on": face.searched_on, "where": face.searched_where} if face.searched_on else None,
        "sources": [_source(each) for each in face.evidence],
        "version": {
            "number": face.number,
            "at": face.at,
            "url": address(reverse("claims:version", args=[face.slug, face.number])),
        },
        "made_on": [{"title": title, "url": address(url), "reported": told} for title, url, told in made_on],
        "successor": address(reverse("claims:claim", args=[face.successor])) if face.successor else None,
    }


def _question(face: ClaimFace) -> Json | None:
    if not face.question:
        return None
    url = address(reverse("claims:question", args=[face.question]))
    return {"slug": face.question, "text": face.question_text, "url": url}


def _source(each: EvidenceFace) -> Json:
    source = each.source
    return {
        "key": source.key,
        "title": source.title,
        "authors": source.authors or None,
        "published_in": source.original or source.container or None,
        "year": source.year or None,
        "url": source.href or None,
        "doi": source.href.removeprefix(DOI) if source.href.startswith(DOI) else None,
        "verification": source.verification,
        "relation": {"value": each.relation, "words": str(Relation(each.relation).label)},
        "read": each.read or None,
    }


def address(path: str) -> str:
    """Return a whole address of this site."""
    return f"{settings.SITE_URL}{path}"
