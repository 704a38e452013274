"""What is suggested while a reader types: titles of pages, questions, and claims with verdict and caveat."""

from typing import Any

from django.utils.translation import ngettext

from claims.indexing import CLAIM, QUESTION
from publishing import kinds
from search.models import Entry

from .results import Result, results
from .wanted import Wanted

TITLES, CLAIMS = 5, 3


def suggestions(wanted: Wanted) -> dict[str, Any]:
    """Return, ready for JSON, what has the words in its title, and how much that is in words to be read out."""
    if not wanted.asked:
        return {"told": "", "suggestions": []}
    titled = Entry.objects.live().search_titles(wanted.asked)
    of_titles = titled.filter(kind__in=[QUESTION, *(kind.name for kind in kinds.all_kinds())])
    entries = [*of_titles[:TITLES], *titled.filter(kind=CLAIM)[:CLAIMS]]
    found = [_suggestion(each) for each in results(entries, wanted.asked)]
    told = ngettext("%(count)d suggestion", "%(count)d suggestions", len(found)) % {"count": len(found)}
    return {"told": told, "suggestions": found}


def _suggestion(result: Result) -> dict[str, Any]:
    """Return one suggestion; a claim's words never come without its verdict and its gravest caveat."""
    more = ""
    if result.kind == CLAIM:
        face = result.faces[0]
        verdict = ". ".join(filter(None, (face.notice, face.verdict_words, face.due_words.rstrip("."))))
        caveats = (f"{caveat.label} {caveat.text}" for caveat in face.leading_caveats)
        more = " ".join([f"{verdict}.", *caveats])
    title = "".join(piece.text for piece in result.title)
    return {"url": result.url, "kind": result.label, "title": title, "more": more}
