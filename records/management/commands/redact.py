"""manage.py redact: take out of a record what the law makes erase."""

from argparse import ArgumentParser
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError

from records.actions import redact
from records.models import Record


class Command(BaseCommand):
    """Redact one record, in the name of a superuser, with a reason that readers may see."""

    help = "Put a public notice in the place of one record's content. This cannot be undone."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the kind of record, its number, the reason and the superuser's name."""
        parser.add_argument("model", help="such as publishing.Publication")
        parser.add_argument("record", type=int, help="the record's number in the database")
        parser.add_argument("--reason", required=True)
        parser.add_argument("--by", required=True, help="user name of a superuser")

    def handle(self, *args: Any, **options: Any) -> None:
        """Redact, or raise CommandError that says what is wrong."""
        user = get_user_model().objects.filter(username=options["by"]).first()
        if user is None:
            raise CommandError(f"There is no user {options['by']}.")
        try:
            redact(record=self._record(options), reason=options["reason"], by=user)
        except (PermissionDenied, ValidationError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write("Redacted.")

    def _record(self, options: dict[str, Any]) -> Record:
        try:
            model = apps.get_model(options["model"])
        except (LookupError, ValueError) as error:
            raise CommandError(f"There is no kind of record called {options['model']}.") from error
        if not issubclass(model, Record):
            raise CommandError(f"{options['model']} is not a record: change it in the admin.")
        record = model._base_manager.filter(pk=options["record"]).first()
        if record is None:
            raise CommandError(f"There is no {options['model']} {options['record']}.")
        return record
