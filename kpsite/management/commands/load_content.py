"""``manage.py load_content DIR``: the register of claims, and pages of every kind, from files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kpsite.content.loading import is_empty, load
from kpsite.content.reading import ContentError


class Command(BaseCommand):
    """Checks a content folder, then loads all of it or nothing."""

    help = (
        "Load sources, caveats, questions, claims and pages from a folder, all or nothing. "
        "May be run again: it writes only what changed, and leaves alone what editors changed since."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the folder and how to treat what is there already."""
        parser.add_argument("folder", metavar="DIR", type=Path, help="The folder; content/README.md describes it.")
        parser.add_argument("--force", action="store_true", help="Overwrite what editors changed since, too.")
        parser.add_argument(
            "--if-empty", action="store_true", help="Do nothing where there are claims or pages already."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, or list every problem as ``file:line: what to do``."""
        folder: Path = options["folder"]
        if not folder.is_dir():
            raise CommandError(f"There is no folder {folder}.")
        if options["if_empty"] and not is_empty():
            self.stdout.write("There is content already: nothing was loaded.")
            return
        try:
            load(folder, force=options["force"], tell=self.stdout.write)
        except ContentError as error:
            count = len(error.problems)
            raise CommandError(f"{error}\nNothing was loaded: put {count} thing(s) right first.") from error
        self.stdout.write(self.style.SUCCESS("Done."))
