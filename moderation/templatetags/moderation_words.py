"""The words of moderation as moderators say them among themselves."""

from typing import Any

from django import template
from django.utils.translation import gettext_lazy as _

from moderation.choices import State

register = template.Library()

#: What readers are told is kinder, and is not what a moderator clicks.
WORDS: dict[str, Any] = {
    State.RECEIVED: _("received"),
    State.LOOKING: _("looking"),
    State.WAITING: _("waiting"),
    State.AGREED: _("agreed"),
    State.NOT_AGREED: _("not agreed"),
    State.DUPLICATE: _("duplicate"),
}


@register.filter
def state_words(state: str) -> str:
    """Return a state, such as “not agreed”."""
    return str(WORDS[state])
