"""``manage.py demo_accounts``."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError

from accounts.actions import DEMO_PASSWORD, make_demo_accounts


class Command(BaseCommand):
    """Make the accounts that demo mode offers."""

    help = "Makes the accounts editor, moderator and admin; needs DEMO=1."

    def handle(self, *args: Any, **options: Any) -> None:
        """Make them, and say how to sign in."""
        try:
            names = [user.username for user in make_demo_accounts()]
        except PermissionDenied as error:
            raise CommandError(str(error)) from error
        if options["verbosity"]:
            self.stdout.write(f"Demo accounts: {', '.join(names)}; password {DEMO_PASSWORD}")
