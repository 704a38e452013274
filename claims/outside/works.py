"""What a service says of one work, whichever service it is."""

from dataclasses import dataclass
from enum import StrEnum


class NoticeKind(StrEnum):
    """The notices that bear on whether a work may be relied on. A mere correction does not."""

    RETRACTED = "retracted"
    CONCERN = "expression-of-concern"


@dataclass(frozen=True)
class Notice:
    """That a work was retracted, or is doubted by its own publisher; ``on`` is a date or "", ``link`` the notice."""

    kind: NoticeKind
    on: str = ""
    link: str = ""


@dataclass(frozen=True)
class Work:
    """A work as a service knows it. ``titles`` are the forms its title has there; ``year`` is 0 if not told."""

    titles: tuple[str, ...]
    year: int = 0
    notices: tuple[Notice, ...] = ()

    @property
    def is_retracted(self) -> bool:
        """Whether a notice says so."""
        return any(notice.kind == NoticeKind.RETRACTED for notice in self.notices)


class Absent(Exception):
    """The service answered, and knows no such work."""


class Elsewhere(Exception):
    """The identifier is good, but another agency keeps its data; names it."""
