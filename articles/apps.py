"""The articles app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    """Articles: the plainest kind of page."""

    name = "articles"
    verbose_name = _("articles")

    def ready(self) -> None:
        """Make articles known as a kind of page."""
        from publishing import kinds

        from .kind import ARTICLE

        kinds.register(ARTICLE)
