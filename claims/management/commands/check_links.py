"""manage.py check_links: find the links of sources that lead nowhere."""

from collections import Counter
from typing import Any

from claims.choices import Teller
from claims.management.checking import CheckCommand
from claims.models import Source
from claims.outside.links import Link, State, check
from claims.source_checks import Report, dead_link_fact


class Command(CheckCommand):
    """Follow the link that readers see at each source; a dead one goes to the moderators' queue.

    Dead is what answers 404 or 410, and a host without an address, if others have answered in the same run: alone
    that would only say that this machine is offline. All else that fails is no news: many sites turn programs away.
    """

    help = "Follow the link of every source; note the dead ones for the moderators."

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask for one link after the other, then say what came of it."""
        client, tally = self.client(guarded=True), Counter[str]()
        waiting: list[tuple[Source, Link]] = []
        is_online = False
        for source in self.sources(options):
            if not source.href:
                tally["skipped"] += 1
            elif (link := check(client, source.href)).state == State.HOST_UNKNOWN:
                waiting.append((source, link))
            else:
                is_online |= link.state in (State.ALIVE, State.DEAD)
                self.note(source, report(source.href, link), tally, dry_run=options["dry_run"])
        for source, link in waiting:
            found = report(source.href, link, is_online=is_online)
            self.note(source, found, tally, dry_run=options["dry_run"])
        self.summary(tally, dry_run=options["dry_run"])


def report(url: str, link: Link, *, is_online: bool = True) -> Report:
    """Return what a link's state says of its source."""
    if link.state == State.ALIVE:
        return Report(told={Teller.WEB: []})
    if link.state == State.DEAD or (link.state == State.HOST_UNKNOWN and is_online):
        return Report(told={Teller.WEB: [dead_link_fact(url, link.why)]})
    return Report(unclear=[f"could not tell whether {url} is alive: {link.why}"])
