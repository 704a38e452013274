"""What readers find of pages: each page and its parts, for the time in which they can read them.

Called by the actions that write publications, inside their transaction.
"""

from collections.abc import Iterator
from datetime import datetime
from itertools import zip_longest
from typing import Any

from django.utils import timezone

from claims.indexing import register_entries
from claims.markup import parse, plain, unmarked
from search.indexing import clear_except, entry, is_same, put
from search.models import Entry

from . import kinds
from .kinds import Kind, Snapshot
from .models import Page, Publication

Owned = tuple[str, list[Entry]]
#: What a page counts beside one of its parts, or a claim.
WEIGHT = 1.5
#: What the result of a part shows beside its words.
SHOWN = ("id", "label", "place", "disagreement", "claim")


def index_page(page: Page) -> bool:
    """Let readers find what a page says now and what is scheduled for it, each in its time."""
    return put(*_owned(page))


def all_entries() -> Iterator[Owned]:
    """Yield everything that owns entries with what readers find of it now and later."""
    yield from register_entries()
    for page in Page.objects.filter(publications__isnull=False).distinct().order_by("pk").iterator(100):
        yield _owned(page)


def rebuild() -> tuple[int, int]:
    """Write the whole index from the records; return how many owners there are, and how many were put right."""
    owners, changed = [], 0
    for owner, entries in all_entries():
        owners.append(owner)
        changed += put(owner, entries)
    return len(owners), changed + clear_except(owners)


def differences() -> list[str]:
    """Return the owners of which readers find something else than the records say."""
    stored: dict[str, dict[tuple[str, int], Entry]] = {}
    for each in Entry.objects.coming():
        stored.setdefault(each.owner, {})[each.key, each.position] = each
    wrong = []
    for owner, entries in all_entries():
        known = stored.pop(owner, {})
        if len(known) != len(entries) or not all(is_same(new, known.get((new.key, new.position))) for new in entries):
            wrong.append(owner)
    return sorted([*wrong, *stored])


def _owned(page: Page) -> Owned:
    owner = f"page/{page.pk}"
    entries = [each for row, until in _times(page) for each in _entries(owner, page, row, until)]
    return owner, entries


def _times(page: Page) -> Iterator[tuple[Publication, datetime | None]]:
    """Yield what readers can read of a page now or will, and until when; a withdrawal only ends what was before."""
    now = timezone.now()
    rows = list(page.publications.standing().order_by("live_at"))
    for row, following in zip_longest(rows, rows[1:]):
        until = following.live_at if following else None
        if not row.is_withdrawal and (until is None or until > now):
            yield row, until


def _entries(owner: str, page: Page, publication: Publication, until: datetime | None) -> Iterator[Entry]:
    kind = kinds.get(page.kind)
    snapshot = kind.upgraded(publication.content)
    times = {"live_from": publication.live_at, "live_until": until}
    found: dict[str, Any] = {"owner": owner, "key": str(publication.pk), **times}
    texts = kind.texts(snapshot)
    yield entry(
        kind=kind.name,
        title=publication.title,
        text="\n".join(text.words if text.is_plain else plain(text.words) for text in texts),
        # Rows of a page are no running text: they are found as its parts, with what they rest on.
        quote="\n".join(unmarked(text.words) for text in texts if not text.is_plain and text.field != "summary"),
        shown={"claims": _claims(kind, snapshot)},
        weight=WEIGHT,
        **found,
    )
    for position, part in enumerate(kind.parts(snapshot), start=1):
        shown = {name: getattr(part, name) for name in SHOWN}
        text = "\n".join((part.label, part.place, part.reason, part.disagreement, publication.title))
        yield entry(kind=part.kind, position=position, title=part.words, text=text, shown=shown, **found)


def _claims(kind: Kind, snapshot: Snapshot) -> list[list[str]]:
    """Return each claim that the text marks with the words that make it there."""
    documents = parse(kind.markdown(snapshot))
    found = ((mark.slug, mark.words) for document in documents.values() for mark in document.marks)
    return [list(each) for each in dict.fromkeys(found)]
