"""``manage.py prepare``: all that must be done before the site is served, in one process."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Bring the database and the collected files up to date; in demo mode, content and accounts too."""

    help = (
        "Migrates, brings the search up to date and collects static files; in demo mode loads content/ into an empty "
        "database and makes the demo accounts. May be run again."
    )
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, saying only what is worth reading."""
        call_command("migrate", verbosity=0)
        if settings.DEMO:
            call_command("load_content", settings.BASE_DIR / "content", if_empty=True, stdout=self.stdout)
            call_command("demo_accounts", verbosity=0)
        # An update may find other words in the same records than the version before it did.
        call_command("rebuild_search", verbosity=0)
        if not settings.DEBUG:
            call_command("collectstatic", interactive=False, verbosity=0)
