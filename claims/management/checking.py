"""What the commands that ask about sources share: which sources, what they note, and what they say of it."""

import time
from collections import Counter
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import QuerySet

from claims.models import Source
from claims.outside.client import Client
from claims.outside.transport import Line
from claims.source_actions import note_gone, note_source_finding
from claims.source_checks import Report

NO_CONTACT = (
    "Set CONTACT_EMAIL to an address that those who are asked may write to, such as editors@kp.example.org: "
    "Crossref and NCBI want to know who asks."
)


class CheckCommand(BaseCommand):
    """A command that asks about sources, one line each, and puts what is wrong into the moderators' queue.

    Without an answer it says so and goes on: the exit code is 1 for bad usage only.
    """

    clock = staticmethod(time.monotonic)
    sleep = staticmethod(time.sleep)

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the sources' keys, and whether only to look."""
        parser.add_argument("--only", nargs="+", metavar="KEY", help="ask about these sources alone")
        parser.add_argument("--dry-run", action="store_true", help="say what is found, and note nothing")

    def sources(self, options: dict[str, Any]) -> QuerySet[Source]:
        """Return the sources to ask about. Raises CommandError for a key that no source has."""
        found = Source.objects.order_by("key")
        if options["only"] is None:
            return found
        known = set(found.values_list("key", flat=True))
        if missing := [key for key in options["only"] if key not in known]:
            raise CommandError(f"There is no source “{missing[0]}”. The list of sources in the admin has their keys.")
        return found.filter(key__in=options["only"])

    def client(self, *, fresh: bool = False, guarded: bool = False) -> Client:
        """Return the client that asks. Raises CommandError unless it is known whom to write to."""
        if not settings.CONTACT_EMAIL:
            raise CommandError(NO_CONTACT)
        ours: dict[str, Any] = {"contact": settings.CONTACT_EMAIL, "clock": self.clock, "sleep": self.sleep}
        if guarded:  # what people typed: two tries are enough, and nothing is worth remembering
            return Client(line=Line(guarded=True, own_hosts=settings.PRIVATE_LINK_HOSTS), tries=2, **ours)
        return Client(line=Line(), memory=caches["sources"], fresh=fresh, **ours)

    def note(self, source: Source, report: Report, tally: Counter[str], *, dry_run: bool) -> None:
        """Write what was found about a source to the queue and to the console, and count it."""
        told = [fact.detail for fact in report.facts]
        for words in told + report.unclear:
            self.stdout.write(f"{source.key}: {words}")
        if not told and not report.unclear:
            self.stdout.write(f"{source.key}: nothing wrong")
        tally["checked" if report.told else "could not tell"] += 1
        tally["wrong"] += len(told)
        if not dry_run:
            tally["new"] += self._note_all(source, report)

    def summary(self, tally: Counter[str], *, dry_run: bool) -> None:
        """Say in one line what came of it."""
        parts = [f"Sources checked: {tally['checked']}"]
        others = (("skipped", "with nothing to ask about"), ("could not tell", "that could not be checked"))
        parts += [f"{words}: {tally[name]}" for name, words in others if tally[name]]
        noted = "nothing noted (--dry-run)" if dry_run else f"new in the queue: {tally['new']}"
        self.stdout.write(f"{'; '.join(parts)}. Findings: {tally['wrong']}, {noted}.")

    def _note_all(self, source: Source, report: Report) -> int:
        new = 0
        for teller, facts in report.told.items():
            new += sum(note_source_finding(source=source, fact=fact)[1] for fact in facts)
            note_gone(source=source, teller=teller, seen=facts)
        return new
