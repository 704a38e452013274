"""How much waits, for the head of every page of the admin: cheap, and a minute old at the most."""

from typing import Any, NamedTuple

from django.core.cache import cache
from django.db.models import Count, Max

from claims.models import ClaimVersion, SourceFinding
from moderation.models import Flag, FlagStep, RowDecision, TurnedAway
from publishing.models import FindingDecision, Publication

from .listing import read_queue

#: Seconds. What makes no record, such as a proposed change or a day that passes, shows after so long.
KEPT = 60
#: A new row in any of these is seen at once.
WATCHED: tuple[Any, ...] = (
    ClaimVersion,
    FindingDecision,
    Flag,
    FlagStep,
    Publication,
    RowDecision,
    SourceFinding,
    TurnedAway,
)


class Counts(NamedTuple):
    """How many rows wait, and how many of them should not wait for tomorrow."""

    rows: int
    urgent: int


def counts() -> Counts:
    """Return the counts: in one query where nothing was recorded since they were last read, else by reading all."""
    key = f"queue-counts-{_newest()}"
    kept: Counts | None = cache.get(key)
    if kept is None:
        queue = read_queue()
        kept = Counts(len(queue.rows), queue.urgent)
        cache.set(key, kept, KEPT)
    return kept


def _newest() -> str:
    """Return the newest keys of the watched tables, in one query, and how many findings about sources are settled.

    All of them only grow, so in any order they tell.
    """
    settled = SourceFinding._base_manager.order_by().values_list(Count("settled_at"))
    first, *others = (model._base_manager.order_by().values_list(Max("pk")) for model in WATCHED)
    others.append(settled)
    return "-".join(sorted(str(key or 0) for (key,) in first.union(*others, all=True)))
