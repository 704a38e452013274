"""Writing the index. Called by the actions that write records, inside their transaction."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django.db import connection, transaction

from .models import Entry
from .words import terms

#: What tells two writings of the same entry apart.
COMPARED = ("kind", "title", "quote", "shown", "weight", "title_terms", "text_terms", "live_from", "live_until")
#: What is there as long as it has an entry.
ALWAYS = datetime(2000, 1, 1, tzinfo=UTC)
#: PostgreSQL refuses a vector of more than a megabyte.
LONGEST = 400_000


def entry(*, kind: str, owner: str, key: str, title: str, text: str = "", **more: Any) -> Entry:
    """Return an entry, unsaved. ``text`` is all that is searched beside the title; none of it is kept as it is.

    It is live while it has an entry, unless ``live_from`` or ``live_until`` say otherwise.
    """
    more.setdefault("live_from", ALWAYS)
    title = " ".join(title.replace("\0", " ").split())
    quote = more.pop("quote", "").replace("\0", " ")
    return Entry(
        kind=kind,
        owner=owner,
        key=key,
        title=title,
        quote=quote,
        title_terms=terms(title),
        text_terms=terms(text)[:LONGEST],
        **more,
    )


@transaction.atomic
def put(owner: str, entries: Iterable[Entry]) -> bool:
    """Make these all that readers find of an owner, and tell whether that changed anything."""
    stored = {_place(each): each for each in Entry.objects.filter(owner=owner)}
    wanted = {_place(each): each for each in entries}
    gone = [each.pk for place, each in stored.items() if place not in wanted]
    changed = [each for place, each in sorted(wanted.items()) if not is_same(each, stored.get(place))]
    if gone:
        Entry.objects.filter(pk__in=gone).delete()
    if changed:
        # Over what is there: two who write the same at once must not meet an error.
        Entry.objects.bulk_create(
            changed, update_conflicts=True, unique_fields=["owner", "key", "position"], update_fields=COMPARED
        )
    return bool(gone or changed)


def is_same(one: Entry, other: Entry | None) -> bool:
    """Tell whether readers find the same by two entries."""
    return other is not None and all(getattr(one, name) == getattr(other, name) for name in COMPARED)


def clear_except(owners: Iterable[str]) -> int:
    """Take out what belongs to nobody any more, and return the number of entries."""
    known = set(owners)
    lost = {owner for owner in Entry.objects.values_list("owner", flat=True).distinct() if owner not in known}
    return Entry.objects.filter(owner__in=lost).delete()[0] if lost else 0


def index_again() -> None:
    """Let SQLite read its index anew from the table, as after a repair; PostgreSQL keeps its own."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO search_index(search_index) VALUES ('rebuild')")


def _place(each: Entry) -> tuple[str, int]:
    return each.key, each.position
