"""``manage.py anonymise_user USERNAME``."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.actions import anonymise
from accounts.models import User


class Command(BaseCommand):
    """Empty one account for good."""

    help = "Empties an account (names, e-mail, password, rights) for good; the records it made stay."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the user name, and the word that no question is wanted."""
        parser.add_argument("username")
        parser.add_argument("--yes", action="store_true", help="do not ask first")

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask, then do it."""
        username = options["username"]
        user = User.objects.filter(username=username).first()
        if user is None:
            raise CommandError(f"Nobody has the user name “{username}”.")
        if not options["yes"] and input(f"Empty the account “{username}” for good? [y/N] ").lower() != "y":
            raise CommandError("Nothing was changed.")
        anonymise(user=user)
        self.stdout.write(f"The account is now “{user.username}”, empty and inactive.")
