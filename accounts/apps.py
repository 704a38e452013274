"""The app of accounts."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """People who sign in, and the groups that say what they may do."""

    name = "accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        """Register the checks, and see to the groups after every migrate."""
        from . import checks, groups  # noqa: F401 (the checks register themselves)

        post_migrate.connect(groups.after_migrate, dispatch_uid="accounts.groups")
