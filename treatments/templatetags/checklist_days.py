"""The calendar days of a checklist's phases, for its templates."""

from dataclasses import dataclass
from datetime import date

from django import template
from django.utils import timezone

from treatments.checklist_pages import Part

register = template.Library()


@dataclass(frozen=True)
class Days:
    """The first and the last day of a phase, None where nothing bounds it."""

    first: date | None
    last: date | None

    @property
    def is_now(self) -> bool:
        """Whether today is one of them."""
        today = timezone.localdate()
        return (self.first is None or self.first <= today) and (self.last is None or today <= self.last)


@register.filter
def dated(part: Part, on: date | None) -> Days | None:
    """Return the days of a phase, if it is known on which day hour 0 is."""
    return Days(*part.days(on)) if on else None
