"""What templates say of the queue."""

from datetime import datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from moderation.actions.steps import DECIDE
from moderation.queue.counts import Counts, counts

register = template.Library()


@register.filter
def age(moment: datetime) -> str:
    """Return how long ago a moment is, in one unit, such as “3 days”."""
    minutes = int((timezone.now() - moment).total_seconds() // 60)
    if minutes < 1:
        return _("a moment")
    if minutes < 60:
        return ngettext("%d minute", "%d minutes", minutes) % minutes
    hours = minutes // 60
    if hours < 24:
        return ngettext("%d hour", "%d hours", hours) % hours
    days = hours // 24
    return ngettext("%d day", "%d days", days) % days


@register.simple_tag
def queue_counts(user: Any) -> Counts | None:
    """Return how much waits, for those who judge; None for others."""
    return counts() if user.is_active and user.has_perm(DECIDE) else None
