"""The moderation queue: everything that waits for a moderator, in one list."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from .contradictions import contradictions
from .faces import old_search, other_population, rechecked, second_hand, unreviewed, weak_sources
from .findings import findings
from .flags import flags
from .overdue import overdue_claims, overdue_live_pages
from .proposed import proposed
from .ranking import URGENT, Risk, rank, ranked
from .rows import ACTS, Act, Kind, Row
from .scene import Scene, read_scene
from .sources import source_findings


class Origin(NamedTuple):
    """What yields rows, and of which kinds."""

    rows: Callable[[Scene], Iterable[Row]]
    kinds: tuple[Kind, ...]


#: One that fails fails the whole queue, so that nobody takes a part of it for all.
SOURCES = (
    Origin(findings, (Kind.FINDING, Kind.NOD, Kind.UNMARKED)),
    Origin(source_findings, (Kind.SOURCE,)),
    Origin(overdue_claims, (Kind.OVERDUE_CLAIM,)),
    Origin(overdue_live_pages, (Kind.OVERDUE_PAGE,)),
    Origin(flags, (Kind.FLAG, Kind.TURNED_AWAY)),
    Origin(unreviewed, (Kind.UNREVIEWED,)),
    Origin(rechecked, (Kind.RECHECK,)),
    Origin(proposed, (Kind.PROPOSED,)),
    Origin(contradictions, (Kind.CONTRADICTION,)),
    Origin(second_hand, (Kind.SECOND_HAND,)),
    Origin(weak_sources, (Kind.WEAK_SOURCES,)),
    Origin(other_population, (Kind.OTHER_POPULATION,)),
    Origin(old_search, (Kind.OLD_SEARCH,)),
)


def all_rows(scene: Scene) -> Iterator[Row]:
    """Yield every row that the sources find, whatever moderators said of it."""
    for source in SOURCES:
        yield from source.rows(scene)


__all__ = [
    "ACTS",
    "SOURCES",
    "URGENT",
    "Act",
    "Kind",
    "Origin",
    "Risk",
    "Row",
    "Scene",
    "all_rows",
    "rank",
    "ranked",
    "read_scene",
]
