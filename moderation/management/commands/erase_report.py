"""manage.py erase_report: take out what a reader wrote."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError

from moderation.actions.erasing import erase_words
from moderation.models import Flag


class Command(BaseCommand):
    """Erase the words of one report, in the name of a superuser."""

    help = (
        "Put a notice in the place of what a reader wrote in a report, and delete the passage and the e-mail address. "
        "This cannot be undone. What moderators wrote about it stays: take that out with redact."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the receipt number, the reason and the superuser's name."""
        parser.add_argument("token", help="the report's number, such as 7F3K-92QD-XM4P")
        parser.add_argument("--reason", required=True, help="moderators read it")
        parser.add_argument("--by", required=True, help="user name of a superuser")

    def handle(self, *args: Any, **options: Any) -> None:
        """Erase them, or raise CommandError that says what is wrong."""
        user = get_user_model().objects.filter(username=options["by"]).first()
        if user is None:
            raise CommandError(f"There is no user {options['by']}.")
        flag = Flag.objects.filter(token=options["token"].strip().upper()).first()
        if flag is None:
            raise CommandError(f"There is no report {options['token']}.")
        try:
            erase_words(flag=flag, reason=options["reason"], by=user)
        except (PermissionDenied, ValidationError) as error:
            raise CommandError(" ".join(getattr(error, "messages", [str(error)]))) from error
        self.stdout.write("Erased.")
