"""A row of the moderation queue: something that waits for a moderator, and why."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import TextChoices
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from records.digests import digest

from .ranking import URGENT


class Kind(TextChoices):
    """Why a row is in the queue."""

    FLAG = "flag", _("Reports")
    TURNED_AWAY = "turned-away", _("Reports turned away")
    FINDING = "finding", _("Overstated sentences")
    NOD = "nod", _("Reasons that wait for a nod")
    UNMARKED = "unmarked", _("Sentences without a mark")
    SOURCE = "source", _("Something wrong with a source")
    UNREVIEWED = "unreviewed", _("Claims not checked yet")
    RECHECK = "recheck", _("Claims being re-checked")
    PROPOSED = "proposed", _("Proposed changes")
    CONTRADICTION = "contradiction", _("Contradictions")
    SECOND_HAND = "second-hand", _("Backed only second-hand")
    WEAK_SOURCES = "weak-sources", _("Backed only by doubtful sources")
    OTHER_POPULATION = "other-population", _("Studied in other people")
    OLD_SEARCH = "old-search", _("Old searches for studies")
    OVERDUE_CLAIM = "overdue-claim", _("Claims due for review")
    OVERDUE_PAGE = "overdue-page", _("Pages due for review")


class Act(TextChoices):
    """What a moderator can do with a row."""

    JUDGE = "judge", _("Judge the report")
    SEEN = "seen", _("Seen")
    SETTLE = "settle", _("Settle")
    NOD = "nod", _("Agree with the reason")
    ACCEPT = "accept", _("Accept")
    DISMISS = "dismiss", _("Dismiss")
    SIGN_OFF = "sign_off", _("Sign off")
    LEAVE = "leave", _("Leave as it is")
    FLAG = "flag", _("Raise a flag")


_CLAIM = frozenset({Act.SIGN_OFF, Act.LEAVE, Act.FLAG})

#: What can be done with the rows of each kind. Never a row with no action.
ACTS: dict[Kind, frozenset[Act]] = {
    Kind.FLAG: frozenset({Act.JUDGE}),
    Kind.TURNED_AWAY: frozenset({Act.SEEN}),
    Kind.FINDING: frozenset({Act.SETTLE, Act.FLAG}),
    Kind.NOD: frozenset({Act.NOD, Act.SETTLE, Act.FLAG}),
    Kind.UNMARKED: frozenset({Act.SETTLE, Act.FLAG}),
    Kind.SOURCE: frozenset({Act.ACCEPT, Act.DISMISS}),
    Kind.UNREVIEWED: _CLAIM,
    Kind.RECHECK: _CLAIM,
    Kind.PROPOSED: _CLAIM,
    Kind.CONTRADICTION: frozenset({Act.LEAVE}),
    Kind.SECOND_HAND: _CLAIM,
    Kind.WEAK_SOURCES: _CLAIM,
    Kind.OTHER_POPULATION: _CLAIM,
    Kind.OLD_SEARCH: _CLAIM,
    Kind.OVERDUE_CLAIM: _CLAIM,
    Kind.OVERDUE_PAGE: frozenset({Act.LEAVE, Act.FLAG}),
}

#: What may be done to many rows at once, each with its own reason.
IN_BULK = frozenset({Act.LEAVE, Act.SETTLE})
#: A risky sentence is looked at by itself.
ONE_BY_ONE = frozenset({Kind.FINDING, Kind.NOD})

#: How many days a row that was left stays away. Readers see a notice only for as long as somebody works on it; a
#: search for studies lasts a year.
LEFT_FOR = {Kind.RECHECK: 14, Kind.OLD_SEARCH: 365}
LEFT_FOR_MOST = 90


def back_on(kind: Kind, left_at: datetime) -> date:
    """Return the day on which a row that was left at a moment comes back, whether its facts change or not."""
    return timezone.localdate(left_at) + timedelta(days=LEFT_FOR.get(kind, LEFT_FOR_MOST))


@dataclass(frozen=True)
class Row:
    """Something that waits for a moderator.

    ``key`` never changes while it waits; ``fingerprint`` is the digest of the facts that put it here. ``claims`` are
    the slugs of the claims, and ``page`` the key of the page, that it is about. ``reach`` counts the live pages that
    it touches, ``count`` what is grouped in it. ``since`` is the moment from which it waits, as far as it is known.
    """

    key: str
    kind: Kind
    subject: str
    title: str
    why: str
    risk: int
    reach: int
    since: datetime
    fingerprint: str
    claims: tuple[str, ...] = ()
    page: int | None = None
    count: int = 1

    @property
    def url(self) -> str:
        """The address of the screen on which it is decided."""
        return reverse("moderation_admin:row", args=[self.key])

    @property
    def acts(self) -> frozenset[Act]:
        """What can be done with it."""
        return ACTS[self.kind]

    @property
    def is_urgent(self) -> bool:
        """Whether it should not wait for tomorrow."""
        return self.risk >= URGENT

    @property
    def is_safe_in_bulk(self) -> bool:
        """Whether it may be decided together with others."""
        return bool(self.acts & IN_BULK) and self.kind not in ONE_BY_ONE

    @property
    def back_on(self) -> date:
        """The day on which it comes back if it is left now."""
        return back_on(self.kind, timezone.now())

    @property
    def is_about_a_page(self) -> bool:
        """Whether it is about a page rather than a claim."""
        return self.page is not None


def fingerprint(**facts: Any) -> str:
    """Return the digest of the facts that make a row."""
    return digest(facts, "")
