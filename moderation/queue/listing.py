"""The queue as moderators see it: without what may stay as it is, with who is on what."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef
from django.utils import timezone

from moderation.models import Hold, RowDecision

from . import Kind, Row, all_rows, rank, ranked, read_scene
from .rows import back_on


class Left(NamedTuple):
    """A row that may stay as it is for now, and the decision that says so."""

    row: Row
    decision: RowDecision

    @property
    def back_on(self) -> date:
        """The day on which it comes back at the latest."""
        return back_on(self.row.kind, self.decision.at)

    @property
    def stands(self) -> bool:
        """Whether the facts are still those that were decided on, and the day has not come."""
        return self.decision.fingerprint == self.row.fingerprint and timezone.localdate() < self.back_on


@dataclass(frozen=True)
class Queue:
    """All that waits, in order. ``left`` holds the rows that may stay as they are, each with the decision."""

    rows: list[Row]
    left: list[Left] = field(default_factory=list)
    holds: Mapping[str, Hold] = field(default_factory=dict)

    @property
    def urgent(self) -> int:
        """How many rows should not wait for tomorrow."""
        return sum(row.is_urgent for row in self.rows)

    def find(self, key: str) -> Row | None:
        """Return the row of that key that waits."""
        return next((row for row in self.rows if row.key == key), None)

    def neighbours(self, row: Row, among: list[Row]) -> tuple[Row | None, Row | None]:
        """Return the rows before and after one among some of the queue, which need not hold it any more."""
        before = [each for each in among if rank(each) < rank(row)]
        after = (each for each in among if rank(each) > rank(row))
        return (before[-1] if before else None), next(after, None)

    def counts(self) -> list[tuple[Kind, int]]:
        """Return the kinds that something waits of, each with how much."""
        counted = Counter(row.kind for row in self.rows)
        return [(kind, counted[kind]) for kind in Kind if counted[kind]]


@dataclass(frozen=True)
class Filters:
    """What a moderator wants to see of the queue: of a kind, of claims or pages, held by "me" or by "nobody"."""

    kind: str = ""
    about: str = ""
    held: str = ""

    @classmethod
    def from_query(cls, query: Mapping[str, Any]) -> "Filters":
        """Read them from an address; what is unknown filters nothing."""
        kind, about, held = (query.get(name, "") for name in ("kind", "about", "held"))
        return cls(
            kind if kind in Kind.values else "",
            about if about in ("claim", "page") else "",
            held if held in ("me", "nobody") else "",
        )

    def as_query(self) -> dict[str, str]:
        """Return what stands in an address for them."""
        return {name: value for name, value in vars(self).items() if value}

    def keep(self, queue: Queue, user: Any) -> list[Row]:
        """Return the rows that pass, in the queue's order."""
        return [row for row in queue.rows if self._passes(row, queue.holds.get(row.key), user)]

    def _passes(self, row: Row, hold: Hold | None, user: Any) -> bool:
        if self.kind and row.kind != self.kind:
            return False
        if self.about and row.is_about_a_page != (self.about == "page"):
            return False
        if self.held == "me":
            return hold is not None and hold.by_id == user.pk
        return self.held != "nobody" or hold is None


def read_queue() -> Queue:
    """Read the whole queue, in a number of queries that does not grow with it."""
    decided = {decision.key: decision for decision in _newest_decisions()}
    waiting, left = [], []
    for row in ranked(all_rows(read_scene())):
        decision = decided.get(row.key)
        kept = Left(row, decision) if decision is not None else None
        if kept is not None and kept.stands:
            left.append(kept)
        else:
            waiting.append(row)
    return Queue(waiting, left, holds())


def holds() -> dict[str, Hold]:
    """Return who is on which row, by key."""
    return {hold.key: hold for hold in Hold.objects.standing()}


def _newest_decisions() -> Iterable[RowDecision]:
    """Return the newest decision on each row, whether that waits still or not."""
    newer = RowDecision._base_manager.filter(key=OuterRef("key"), pk__gt=OuterRef("pk"))
    return RowDecision.objects.filter(~Exists(newer))
