"""manage.py import_retractions FILE: look the sources up in the Retraction Watch database."""

from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from claims.choices import Teller
from claims.management.checking import CheckCommand
from claims.models import Source
from claims.outside.retraction_watch import BadRow, Entry, NotTheFile, notice_on, read
from claims.source_checks import Report, notice_fact

#: So many rows that cannot be read are named; the rest are only counted.
NAMED = 20


class Command(CheckCommand):
    """Read the CSV file; retracted and doubted sources go to the moderators' queue."""

    help = (
        "Look up every source with a DOI or PMID in the Retraction Watch CSV file, which "
        "https://gitlab.com/crossref/retraction-watch-data gives out; note what is wrong for the moderators."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file too."""
        super().add_arguments(parser)
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read the file once, then say of each source what stands in it."""
        tally = Counter[str]()
        known = [source for source in self.sources(options) if source.doi or source.pmid]
        entries = self._entries(options["file"], known)
        for source in known:
            notice = notice_on(entries[source.pk])
            name = f"DOI {source.doi}" if source.doi else f"PMID {source.pmid}"
            facts = [notice_fact(Teller.RETRACTION_WATCH, name, notice, source.href)] if notice else []
            self.note(source, Report(told={Teller.RETRACTION_WATCH: facts}), tally, dry_run=options["dry_run"])
        self.summary(tally, dry_run=options["dry_run"])

    def _entries(self, path: Path, sources: list[Source]) -> dict[int, list[Entry]]:
        """Return the file's rows by the source that they are about. Raises CommandError for another file."""
        by_name = {name: source.pk for source in sources for name in (source.doi, source.pmid) if name}
        found: dict[int, list[Entry]] = defaultdict(list)
        rows = Counter[str]()
        try:
            with path.open("rb") as lines:
                for row in read(lines):
                    rows["all"] += 1
                    if isinstance(row, BadRow):
                        self._name(row, rows)
                    elif pk := by_name.get(row.doi) or by_name.get(row.pmid):
                        found[pk].append(row)
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
        except NotTheFile as error:
            raise CommandError(f"{path} is not the Retraction Watch file: {error}.") from error
        self.stdout.write(f"{rows['all']} rows read, {rows['bad']} of them cannot be understood.")
        return found

    def _name(self, row: BadRow, rows: Counter[str]) -> None:
        rows["bad"] += 1
        if rows["bad"] <= NAMED:
            self.stderr.write(f"line {row.line}: {row.why}")
