"""A checklist as a calendar file (RFC 5545): one entry, of whole days, for each phase."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vText

from publishing.kinds import Snapshot

from .calendar_text import Faces, description, ending_at, help_sections, one_line
from .phases import Phase, help_items, phases, wording
from .wording import DAY, WEEK

EARLIEST, LATEST = date(2000, 1, 1), date(2199, 12, 31)
#: From here SEQUENCE counts: it must never fall.
EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
ESCAPED = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n"})


class Words(vText):
    """Text of which every character comes back; the library takes a backslash before an N for a line break."""

    def to_ical(self) -> bytes:
        """Return it as it stands in the file."""
        return self.translate(ESCAPED).encode()


def calendar(
    snapshot: Snapshot,
    faces: Faces,
    *,
    on: date,
    address: str,
    uid_base: str,
    moment: datetime,
    reviewed: str,
    numbers: str = "",
) -> bytes:
    """Return the calendar of a checklist for somebody whose hour 0 is on a day.

    ``address`` is where to check for changes, ``uid_base`` what stays the same for this checklist for ever,
    ``moment`` that of the newest record shown, ``reviewed`` says who reviewed it, ``numbers`` whom to call.
    A later moment gives the same entries a greater SEQUENCE, so that a second download updates the first.
    Raises ValueError for a day that no calendar should hold.
    """
    if not EARLIEST <= on <= LATEST:
        message = _("Choose a day from %(first)d to %(last)d.")
        raise ValueError(message % {"first": EARLIEST.year, "last": LATEST.year})
    book = Calendar()
    book.add("prodid", "-//kpsite//aftercare//EN")
    book.add("version", "2.0")
    book.add("calscale", "GREGORIAN")
    book.add("method", "PUBLISH")
    # The name is no standard property: only with VALUE=TEXT do all calendars take it for text.
    name = one_line(snapshot.get("title") or _("Aftercare checklist"))
    book.add("x-wr-calname", Words(name, params={"VALUE": "TEXT"}))
    closing = _closing(address, moment, reviewed)
    sections = [*help_sections(help_items(snapshot), faces, numbers), closing]
    host = urlsplit(address).hostname
    for phase, text in _entries(snapshot, faces, sections):
        uid = f"{uuid5(NAMESPACE_URL, f'{uid_base} {on.isoformat()} {phase.key}')}@{host}"
        book.add_component(_event(phase, on, uid, moment, address, _summary(phase, snapshot), text))
    return book.to_ical()


def _entries(snapshot: Snapshot, faces: Faces, sections: list[list[str]]) -> Iterator[tuple[Phase, str]]:
    """Yield each phase with its text. A checklist without any still tells, on the day, when to get help."""
    words = wording(snapshot)
    shown = phases(snapshot) or (Phase(0, DAY, words.heading(0, DAY)),)
    steps = [step for phase in shown for step in phase.steps]
    for phase in shown:
        yield phase, description(phase, ending_at(steps, phase.starts_h), faces, words, *sections)


def _event(phase: Phase, on: date, uid: str, moment: datetime, address: str, summary: str, text: str) -> Event:
    first, last = _days(phase, on)
    event = Event()
    event.add("uid", uid)
    event.add("sequence", max(0, (moment - EPOCH) // timedelta(minutes=1)))
    event.add("dtstamp", moment)
    event.add("last-modified", moment)
    event.add("dtstart", first)
    event.add("dtend", last + timedelta(days=1))
    event.add("summary", Words(summary))
    event.add("description", Words(text))
    event.add("url", address)
    event.add("transp", "TRANSPARENT")
    return event


def _summary(phase: Phase, snapshot: Snapshot) -> str:
    return one_line(": ".join(filter(None, (phase.heading, snapshot.get("title")))))


def _days(phase: Phase, on: date) -> tuple[date, date]:
    """Return the first and the last day of an entry; one without end lasts a week, or as long as its last step."""
    first, last = phase.days(on)
    if last is None:
        ends = (step.ends_h for step in (*phase.steps, *phase.still) if step.ends_h is not None)
        first, last = replace(phase, ends_h=max([phase.starts_h + WEEK, *ends])).days(on)
    assert last is not None
    return first, last


def _closing(address: str, moment: datetime, reviewed: str) -> list[str]:
    day = date_format(timezone.localtime(moment))
    return [
        reviewed,
        _("As of %(day)s. Check for changes: %(address)s") % {"day": day, "address": address},
        _("General information, not medical advice."),
    ]
