"""The moderation app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ModerationConfig(AppConfig):
    """Doubts that readers and moderators raise, how they are judged, and what is public of it."""

    name = "moderation"
    verbose_name = _("moderation")
