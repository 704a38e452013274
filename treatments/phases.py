"""A checklist's items as readers meet them: phases with their steps, and when to get help.

Pure: a snapshot in, frozen data out. What a snapshot lacks, or holds half typed, is left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from hashlib import sha256
from itertools import zip_longest
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from publishing.kinds import Snapshot

from .choices import ItemKind, Urgency
from .wording import DAY, PLANNING, Wording


@dataclass(frozen=True, kw_only=True)
class Item:
    """A sentence of a checklist, and what it rests on; ``key`` is its stable id."""

    key: str
    text: str
    reason: str
    disagreement: str
    claim: str
    sources: tuple[str, ...]
    goes_further: bool


@dataclass(frozen=True, kw_only=True)
class Help(Item):
    """A reason to get help."""

    urgency: str


@dataclass(frozen=True, kw_only=True)
class Step(Item):
    """A thing to do or to leave alone; a reader's tick is kept by its key.

    ``until`` says in words when it ends, as seen from the phase that it stands in: "" where that phase ends too.
    """

    kind: str
    short: str
    daily: bool
    starts_h: int
    ends_h: int | None
    until: str = ""

    @property
    def is_counted(self) -> bool:
        """Whether it has a box, and counts: what is done once."""
        return self.kind == ItemKind.DO and not self.daily

    @property
    def brief(self) -> str:
        """Its words for the one line that it gets in later phases."""
        return self.short or self.text

    def runs_at(self, hour: float) -> bool:
        """Return whether it holds at an hour, counted from hour 0."""
        return self.starts_h <= hour and (self.ends_h is None or hour < self.ends_h)


@dataclass(frozen=True)
class Phase:
    """A stretch of time: the ``steps`` that start in it, and those that ``still`` last from earlier ones, bans first.

    ``key`` is its stable id. It ends where the next one starts, or once nothing runs any more; with ``ends_h``
    None it has no end.
    """

    starts_h: int
    ends_h: int | None
    heading: str
    steps: tuple[Step, ...] = ()
    still: tuple[Step, ...] = ()

    @property
    def key(self) -> str:
        """Its id, such as “h-0”, or “h--24” for the day before."""
        return f"h-{self.starts_h}"

    def holds(self, hour: float) -> bool:
        """Return whether an hour, counted from hour 0, lies in it."""
        return self.starts_h <= hour and (self.ends_h is None or hour < self.ends_h)

    def days(self, on: date) -> tuple[date, date | None]:
        """Return its first and its last day, if hour 0 is on a day; the first 24 hours are that day alone.

        What ends in the course of a day, as the hour of the procedure will have it, is not over that morning: see
        ``until_day``.

        Raises OverflowError where the calendar ends.
        """
        first = on + timedelta(days=self.starts_h // DAY)
        return first, None if self.ends_h is None else on + timedelta(days=-(-self.ends_h // DAY) - 1)


def until_day(phase: Phase) -> int | None:
    """Return the day, counted from that of hour 0, in whose course a phase ends; None if it has no end."""
    return None if phase.ends_h is None else phase.ends_h // DAY


def wording(snapshot: Snapshot) -> Wording:
    """Return the words that a checklist has for its hour 0 and for what has no end.

    They stand in sentences of the site's own: those that a checklist has to begin with are said in its language.
    """
    hour_zero = snapshot.get("hour_zero") or gettext_noop("the procedure")
    return Wording(_(hour_zero), _(snapshot.get("no_end") or gettext_noop("until healed")))


def phases(snapshot: Snapshot) -> tuple[Phase, ...]:
    """Return the phases of a checklist in order: one for each hour at which something starts.

    All that starts while it is being planned makes one phase. None overlaps another; there is one for every hour
    at which something runs.
    """
    all_steps = tuple(sorted(_steps(snapshot), key=lambda step: step.kind != ItemKind.DO))
    starts = sorted({step.starts_h for step in all_steps})
    planned = [start for start in starts if start <= PLANNING]
    starts = planned[:1] + starts[len(planned) :]
    words = wording(snapshot)
    return tuple(_phase(all_steps, words, start, end) for start, end in zip_longest(starts, starts[1:]))


def help_items(snapshot: Snapshot, *urgencies: str) -> tuple[Help, ...]:
    """Return when to get help, the most urgent first: all of it, or of these urgencies."""
    wanted = [urgency for urgency in Urgency.values if not urgencies or urgency in urgencies]
    found = [
        Help(urgency=item["urgency"], **common)
        for item, common in _items(snapshot)
        if item.get("kind") == ItemKind.GET_HELP and item.get("urgency") in wanted
    ]
    return tuple(sorted(found, key=lambda each: wanted.index(each.urgency)))


def _phase(all_steps: tuple[Step, ...], words: Wording, start: int, next_start: int | None) -> Phase:
    running = [step for step in all_steps if _overlaps(step, start, next_start)]
    end = _end(running, next_start)
    seen = [replace(step, until=_until(step, end, words)) for step in running]
    steps = (step for step in seen if step.starts_h >= start)
    still = sorted((step for step in seen if step.starts_h < start), key=lambda step: step.kind != ItemKind.DONT)
    return Phase(start, end, words.heading(start, end), tuple(steps), tuple(still))


def _overlaps(step: Step, start: int, end: int | None) -> bool:
    return (step.ends_h is None or step.ends_h > start) and (end is None or step.starts_h < end)


def _end(running: list[Step], next_start: int | None) -> int | None:
    """Return where a phase ends: at the next one, or before it, once all that runs has ended."""
    ends = [step.ends_h for step in running if step.ends_h is not None]
    if len(ends) < len(running):
        return next_start
    return max(ends) if next_start is None else min(max(ends), next_start)


def _until(step: Step, phase_end: int | None, words: Wording) -> str:
    """Return when a step ends; nothing where the heading of its phase tells it."""
    told = step.ends_h == phase_end and (phase_end is None or phase_end >= 0)
    if told:
        return ""
    return words.before() if step.is_counted and step.ends_h == 0 else words.until(step.starts_h, step.ends_h)


def _steps(snapshot: Snapshot) -> Iterator[Step]:
    for item, common in _items(snapshot):
        starts_h, ends_h = item.get("starts_h"), item.get("ends_h")
        if item.get("kind") not in (ItemKind.DO, ItemKind.DONT) or starts_h is None:
            continue
        if ends_h is None or ends_h > starts_h:
            times = {"daily": bool(item.get("daily")), "starts_h": starts_h, "ends_h": ends_h}
            yield Step(kind=item["kind"], short=item.get("short") or "", **times, **common)


def _items(snapshot: Snapshot) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Yield each item that has a text, with the values that steps and help have in common."""
    keys: set[str] = set()
    for item in snapshot.get("items") or ():
        if text := item.get("text"):
            keys.add(key := _key(f"{item.get('kind')}{text}", keys))
            words = {name: item.get(name) or "" for name in ("text", "reason", "disagreement", "claim")}
            cited = {"sources": tuple(item.get("sources") or ()), "goes_further": bool(item.get("goes_further"))}
            yield item, {"key": key, **words, **cited}


def _key(words: str, taken: set[str]) -> str:
    """Return the id of words: ten hexadecimal digits, other ones each time that the same words come again."""
    key = sha256(words.encode(errors="replace")).hexdigest()[:10]
    return _key(f"{words} ", taken) if key in taken else key
