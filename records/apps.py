"""The records app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecordsConfig(AppConfig):
    """Append-only records: the abstract row, its digest and its one exception."""

    name = "records"
    verbose_name = _("records")
