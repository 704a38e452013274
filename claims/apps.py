"""The claims app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClaimsConfig(AppConfig):
    """The register of claims, with their caveats, sources and signed-off versions."""

    name = "claims"
    verbose_name = _("claims register")

    def ready(self) -> None:
        """Read the claim finder's rules, so that a bad one stops the start and is named."""
        from .finder import rulebook

        rulebook()
