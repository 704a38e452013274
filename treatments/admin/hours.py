"""Hours from hour 0 in words, as editors read them beside the numbers."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def first_day(hour: int) -> str:
    """Return the day on which something starts."""
    return _("day %(day)d") % {"day": hour // 24 + 1} if hour >= 0 else _before(-(hour // 24))


def last_day(hour: int) -> str:
    """Return the last day of something that ends; the hour itself is no longer part of it."""
    if hour == 0:
        return _("hour 0")
    return _("day %(day)d") % {"day": -(-hour // 24)} if hour > 0 else _before(-hour // 24)


def times(starts: int, ends: int | None) -> str:
    """Return when something runs, in days and hours."""
    if ends is None:
        return _("from %(first)s (from hour %(starts)d)") % {"first": first_day(starts), "starts": starts}
    first, last = first_day(starts), last_day(ends)
    days = first if first == last else _("%(first)s to %(last)s") % {"first": first, "last": last}
    return _("%(days)s (hours %(starts)d to %(ends)d)") % {"days": days, "starts": starts, "ends": ends}


def _before(days: int) -> str:
    return ngettext("%(days)d day before", "%(days)d days before", days) % {"days": days}
