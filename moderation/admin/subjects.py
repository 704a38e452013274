"""What a row's screen shows beside claims and pages, by the row's kind."""

from collections.abc import Callable
from typing import Any

from claims.queries import newest_faces
from moderation.models import TurnedAway
from moderation.queue import Kind, Row
from moderation.queue.findings import find_again
from moderation.queue.sources import finding_of
from publishing import kinds

#: Rows that are about one sentence of a page.
SENTENCES = (Kind.FINDING, Kind.NOD, Kind.UNMARKED)
#: How much of the text around a sentence is shown.
AROUND = 240


def subject_of(row: Row) -> Any:
    """Return what the screen of a row is about besides its claims and page; None where that is all."""
    reader = SUBJECTS.get(row.kind)
    return reader(row) if reader else None


def _turned_away(row: Row) -> list[TurnedAway]:
    """Return how many reports were only counted, hour by hour."""
    return list(TurnedAway.objects.filter(subject=row.subject, seen_at=None))


def _sentence(row: Row) -> dict[str, Any]:
    """Return a finding with the words around its sentence, and the page where it stands."""
    at, found = find_again(row)
    texts = {text.field: text.words for text in kinds.get(at.page.kind).texts(at.content)}
    words = texts.get(found.field, at.title)
    place = max(words.find(found.finding.text), 0)
    end = place + len(found.finding.text)
    before, after = words[max(place - AROUND, 0) : place], words[end : end + AROUND]
    return {"found": found, "before": before, "after": after}


def _source(row: Row) -> dict[str, Any]:
    """Return what was found about a source, and the claims that cite it."""
    return {"finding": finding_of(row), "faces": list(newest_faces(row.claims).values())}


#: How each of them is shown.
SUBJECT_TEMPLATES = {
    Kind.TURNED_AWAY: "admin/moderation/queue/_turned_away.html",
    Kind.SOURCE: "admin/moderation/queue/_source_finding.html",
    **dict.fromkeys(SENTENCES, "admin/moderation/queue/_sentence.html"),
}
SUBJECTS: dict[Kind, Callable[[Row], Any]] = {
    Kind.TURNED_AWAY: _turned_away,
    Kind.SOURCE: _source,
    **dict.fromkeys(SENTENCES, _sentence),
}
