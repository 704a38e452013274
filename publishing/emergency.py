"""Whom to call in an emergency, in pieces: every second one is a number that a phone can call."""

import re

from django.conf import settings
from django.utils.translation import gettext

NUMBER = re.compile(r"\b(\d{2,6})\b")


def emergency_numbers() -> list[str]:
    """Return the words of the setting, cut so that its numbers stand at the odd places.

    The words that it has by default are the site's own, and so in its language.
    """
    return NUMBER.split(gettext(settings.EMERGENCY_NUMBERS))
