"""``manage.py rebuild_search``: what readers find, written anew from the records."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from publishing.indexing import differences, rebuild
from search.indexing import index_again


class Command(BaseCommand):
    """Bring the search up to date, or only say where it is not."""

    help = (
        "Write what readers can find anew from the records. The actions keep it up to date by themselves: this is for "
        "an update of the site or a repaired database, and may be run at any time."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whether only to look."""
        parser.add_argument("--check", action="store_true", help="Change nothing; exit 1 and name what differs.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild, or raise CommandError naming what differs."""
        if options["check"]:
            if wrong := differences():
                raise CommandError(f"The search differs from the records: {', '.join(wrong)}. Run rebuild_search.")
            self.stdout.write("The search says what the records say.")
            return
        with transaction.atomic():
            index_again()
            owners, changed = rebuild()
        if options["verbosity"]:
            self.stdout.write(f"{owners} pages, claims, questions and sources; {changed} put right.")
