"""The search app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """One full-text table, on SQLite and PostgreSQL; the rooms above feed it."""

    name = "search"
    verbose_name = _("search")
