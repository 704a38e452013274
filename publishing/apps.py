"""The publishing app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublishingConfig(AppConfig):
    """Pages, their working copies and the publications that readers see."""

    name = "publishing"
    verbose_name = _("publishing")
