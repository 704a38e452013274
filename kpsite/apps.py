"""The site's own app: it ties the others together."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KpsiteConfig(AppConfig):
    """The room that may import all others."""

    name = "kpsite"
    verbose_name = _("Site")
