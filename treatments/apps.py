"""The treatments app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TreatmentsConfig(AppConfig):
    """Treatments and aftercare checklists."""

    name = "treatments"
    verbose_name = _("treatments and aftercare")

    def ready(self) -> None:
        """Make treatments and checklists known as kinds of page."""
        from publishing import kinds

        from .kind import AFTERCARE, TREATMENT

        kinds.register(TREATMENT)
        kinds.register(AFTERCARE)
