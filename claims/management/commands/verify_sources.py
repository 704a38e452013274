"""manage.py verify_sources: ask Crossref and PubMed whether the sources are what they say they are."""

from collections import Counter
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser

from claims.management.checking import CheckCommand
from claims.source_checks import Services, verify


class Command(CheckCommand):
    """Look up each DOI and PMID; other titles, retractions and unknown numbers go to the moderators' queue."""

    help = "Ask Crossref and PubMed about every source with a DOI or PMID; note what is wrong for the moderators."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the sources, whether only to look, and whether to ask again what is remembered."""
        super().add_arguments(parser)
        parser.add_argument("--fresh", action="store_true", help="ask again what was answered in the last days")

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask about one source after the other."""
        sources, tally = self.sources(options), Counter[str]()
        services = Services(self.client(fresh=options["fresh"]), settings.CROSSREF_URL, settings.NCBI_URL)
        for source in sources:
            if source.doi or source.pmid:
                self.note(source, verify(source, services), tally, dry_run=options["dry_run"])
            else:
                tally["skipped"] += 1
        self.summary(tally, dry_run=options["dry_run"])
