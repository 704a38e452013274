"""Times of a checklist in plain words. Day 1 is the first 24 hours after hour 0; what came before is negative."""

from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

DAY = 24
WEEK = 7 * DAY
#: A start this early stands for “while you plan it”: nobody counts so far back.
PLANNING = -2 * WEEK
#: From here on whole weeks are told as weeks.
IN_WEEKS = 2 * WEEK
#: Odd hours are told as hours up to here.
IN_HOURS = 3 * DAY


@dataclass(frozen=True)
class Wording:
    """The two words that a checklist gives: what hour 0 is, and how long that lasts which has no end."""

    hour_zero: str
    no_end: str

    def heading(self, starts_h: int, ends_h: int | None) -> str:
        """Return the heading of what runs from one hour to another, such as “Days 2 and 3”."""
        if starts_h < 0:
            return _before(starts_h) if ends_h is not None and ends_h <= 0 else self._since(starts_h, ends_h)
        if ends_h is None:
            return self._since(starts_h, ends_h) if starts_h else capfirst(self.no_end)
        if starts_h == 0 and (ends_h <= DAY or ends_h % DAY):
            return ngettext("First %(count)d hour", "First %(count)d hours", ends_h) % {"count": ends_h}
        if starts_h % DAY or ends_h % DAY:
            return self._odd_hours(starts_h, ends_h)
        if ends_h > IN_WEEKS and ends_h % WEEK == 0:
            in_weeks = starts_h >= IN_WEEKS and starts_h % WEEK == 0
            return _weeks(starts_h, ends_h) if in_weeks else self._since(starts_h, ends_h)
        return _days(starts_h, ends_h)

    def until(self, starts_h: int, ends_h: int | None) -> str:
        """Return how long lasts what starts at one hour and ends at another, such as “until day 5”.

        What holds beforehand already and has no end holds for good: “until healed” would say that it ends.
        """
        if ends_h is None:
            return _("the whole time") if starts_h < 0 else self.no_end
        if starts_h == 0 and (ends_h % DAY or ends_h == DAY):
            return ngettext("for the first %(count)d hour", "for the first %(count)d hours", ends_h) % {"count": ends_h}
        if starts_h % DAY == 0 and starts_h > 0 and ends_h - starts_h == DAY:
            return _("on day %(day)d only") % {"day": ends_h // DAY}
        if starts_h < 0 or ends_h % DAY or ends_h == DAY:
            return self.until_hour(ends_h)
        if ends_h > IN_WEEKS and ends_h % WEEK == 0:
            return _("until the end of week %(week)d") % {"week": ends_h // WEEK}
        return _("until day %(day)d") % {"day": ends_h // DAY}

    def before(self) -> str:
        """Return the words for what is to be done once, any time before hour 0."""
        return _("before %(hour_zero)s") % self._words()

    def until_hour(self, hour: int) -> str:
        """Return the words for an hour as an end, counted from hour 0, such as “until 7 days after the procedure”."""
        if hour == 0:
            return _("until %(hour_zero)s") % self._words()
        length = _length(abs(hour))
        words = _("until %(length)s after %(hour_zero)s") if hour > 0 else _("until %(length)s before %(hour_zero)s")
        return words % self._words(length=length)

    def _since(self, starts_h: int, ends_h: int | None) -> str:
        start = _("From day %(day)d") % {"day": starts_h // DAY + 1}
        if starts_h <= PLANNING:
            start = _("From when you plan it")
        elif starts_h == -DAY:
            start = _("From the day before")
        elif starts_h < 0:
            start = _("From %(length)s before") % {"length": _length(-starts_h)}
        elif starts_h % DAY:
            start = _("From %(length)s after %(hour_zero)s") % self._words(length=_length(starts_h))
        until = self.no_end if ends_h is None else self.until(starts_h, ends_h)
        return _("%(start)s, %(until)s") % {"start": start, "until": until}

    def _odd_hours(self, starts_h: int, ends_h: int) -> str:
        if ends_h > IN_HOURS:
            return self._since(starts_h, ends_h)
        numbers = self._words(start=starts_h, end=ends_h)
        return _("From %(start)d to %(end)d hours after %(hour_zero)s") % numbers

    def _words(self, **more: object) -> dict[str, object]:
        return {"hour_zero": self.hour_zero, **more}


def _before(starts_h: int) -> str:
    if starts_h <= PLANNING:
        return _("While you plan it")
    return _("The day before") if starts_h == -DAY else _("%(length)s before") % {"length": _length(-starts_h)}


def _length(hours: int) -> str:
    """Return a number of hours in the largest unit that holds it whole; one day is told as 24 hours."""
    if hours > IN_WEEKS and hours % WEEK == 0:
        return ngettext("%(count)d week", "%(count)d weeks", hours // WEEK) % {"count": hours // WEEK}
    if hours > DAY and hours % DAY == 0:
        return ngettext("%(count)d day", "%(count)d days", hours // DAY) % {"count": hours // DAY}
    return ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours}


def _days(starts_h: int, ends_h: int) -> str:
    first, last = starts_h // DAY + 1, ends_h // DAY
    if first == last:
        return _("Day %(day)d") % {"day": first}
    words = _("Days %(first)d and %(last)d") if last == first + 1 else _("Days %(first)d to %(last)d")
    return words % {"first": first, "last": last}


def _weeks(starts_h: int, ends_h: int) -> str:
    first, last = starts_h // WEEK + 1, ends_h // WEEK
    if first == last:
        return _("Week %(week)d") % {"week": first}
    words = _("Weeks %(first)d and %(last)d") if last == first + 1 else _("Weeks %(first)d to %(last)d")
    return words % {"first": first, "last": last}
