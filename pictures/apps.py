from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PicturesConfig(AppConfig):
    """Pictures and their cleaned files."""

    name = "pictures"
    verbose_name = _("Pictures")
