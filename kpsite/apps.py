"""The site's own app: it ties the others together."""

from django.apps import AppConfig


class KpsiteConfig(AppConfig):
    """The room that may import all others."""

    name = "kpsite"
    verbose_name = "Site"
