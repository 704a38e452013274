"""What a checklist's page shows besides what every page has."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from publishing.emergency import emergency_numbers
from publishing.glance import Place
from publishing.models import Page
from publishing.rendering import Rendered

from .choices import ItemKind, Urgency
from .citing import Backing, backings
from .finding import link, live_at
from .phases import Phase, Step, help_items, phases, until_day, wording
from .who import KIND as TREATMENT
from .wording import DAY, PLANNING

#: Up to so many steps, a checklist is printed in larger letters.
FEW = 15
ANY_DAY = date(2000, 1, 1)


@dataclass(frozen=True)
class Shown:
    """An item with what backs it."""

    item: Any
    backing: Backing

    @property
    def is_ban(self) -> bool:
        """Whether it says what not to do."""
        return self.item.kind == ItemKind.DONT

    @property
    def how_long(self) -> str:
        """How often and how long it holds, such as “Every day, until day 14”."""
        words = self.item.until
        if self.item.daily:
            words = _("every day, %(until)s") % {"until": words} if words else _("every day")
        return capfirst(words)

    @property
    def brief(self) -> str:
        """Its words for one short line, without a full stop."""
        return self.item.brief.rstrip(".")


@dataclass(frozen=True)
class Lasting:
    """What is still to be done, or not to be done, for the same time; ``how_long`` is "" for as long as the phase."""

    how_long: str
    items: tuple[Shown, ...]

    @property
    def is_once(self) -> bool:
        """Whether all of it is done once, and has its boxes where it begins."""
        return all(shown.item.is_counted for shown in self.items)


@dataclass(frozen=True)
class Part:
    """A phase with its items as shown."""

    phase: Phase
    steps: tuple[Shown, ...]
    still: tuple[Lasting, ...]

    @property
    def first_day(self) -> int | None:
        """Its first day, counted from that of hour 0; None while it is being planned, which nobody dates."""
        return None if self.phase.starts_h <= PLANNING else (self.phase.days(ANY_DAY)[0] - ANY_DAY).days

    @property
    def last_day(self) -> int | None:
        """The day in whose course it ends: nobody knows at what hour; None if it has no end."""
        return until_day(self.phase)

    def days(self, on: date) -> tuple[date | None, date | None]:
        """Return its first and its last day, if hour 0 is on a day."""
        first, last = (None if day is None else on + timedelta(days=day) for day in (self.first_day, self.last_day))
        return first, last


def checklist_context(rendered: Rendered, page: Page | None, moment: datetime | None) -> dict[str, Any]:
    """Return the phases of a checklist, when to get help, and the treatment that it is for."""
    snapshot = rendered.snapshot
    backing = backings([snapshot], rendered.faces, moment)

    def shown(items: Iterable[Any]) -> tuple[Shown, ...]:
        return tuple(Shown(item, backing(vars(item))) for item in items)

    parts = [Part(phase, shown(phase.steps), lasting(shown(phase.still))) for phase in phases(snapshot)]
    steps = [step.item for part in parts for step in part.steps]
    return {
        "emergency": shown(help_items(snapshot, Urgency.EMERGENCY)),
        "same_day": shown(help_items(snapshot, Urgency.SAME_DAY)),
        "soon": shown(help_items(snapshot, Urgency.SOON)),
        "emergency_numbers": emergency_numbers(),
        "parts": parts,
        "counted": sum(step.is_counted for step in steps),
        "is_short": len(steps) <= FEW,
        "counts_days": any(map(_is_told_in_days, steps)),
        "hour_zero": wording(snapshot).hour_zero,
        "treatment": _treatment(snapshot.get("treatment") or {}),
        "places": [Place(part.phase.key, part.phase.heading) for part in parts],
    }


def lasting(still: Iterable[Shown]) -> tuple[Lasting, ...]:
    """Put together what lasts as long: what ends first comes first, and what is done every day last."""
    groups: dict[str, list[Shown]] = {}
    for shown in sorted(still, key=_end):
        groups.setdefault(shown.how_long, []).append(shown)
    return tuple(Lasting(how_long, tuple(items)) for how_long, items in groups.items())


def _end(shown: Shown) -> tuple[bool, bool, bool, int]:
    step = shown.item
    return step.daily, shown.how_long != "", step.ends_h is None, step.ends_h or 0


def _is_told_in_days(step: Step) -> bool:
    return step.starts_h >= DAY or (step.ends_h or 0) > DAY


def _treatment(named: dict[str, str]) -> tuple[str, str] | None:
    """Return title and address of the treatment, if readers can read it now."""
    return next(map(link, live_at(TREATMENT, [named["slug"]])), None) if named else None
