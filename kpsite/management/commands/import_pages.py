"""``manage.py import_pages DIR``: plain Markdown files as drafts of articles."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from kpsite.content.hands import importer
from kpsite.content.importing import import_pages
from kpsite.content.reading import ContentError


class Command(BaseCommand):
    """Makes a draft of each Markdown file in a folder; editors check and publish them."""

    help = (
        "Import the .md files of a folder as drafts of articles, all or nothing; readers see none of it. "
        "The title comes from the front matter, the first heading or the file's name. "
        "A file whose address exists already is skipped."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the folder and the account to import in the name of."""
        parser.add_argument("folder", metavar="DIR", type=Path, help="The folder with the .md files.")
        parser.add_argument("--by", metavar="USERNAME", help="Import in the name of this account.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, or list every problem as ``file:line: what to do``."""
        folder: Path = options["folder"]
        if not folder.is_dir():
            raise CommandError(f"There is no folder {folder}.")
        by = self._account(options["by"])
        try:
            made = import_pages(folder, by=by, tell=self.stdout.write)
        except ContentError as error:
            raise CommandError(f"{error}\nNothing was imported.") from error
        self.stdout.write(self.style.SUCCESS(f"{len(made)} draft(s) made."))

    def _account(self, username: str | None) -> User:
        if username is None:
            return importer()
        user = User.objects.filter(username=username, is_active=True).first()
        if user is None or not user.has_perm("articles.add_article"):
            raise CommandError(f"“{username}” is no account that may add articles.")
        return user
