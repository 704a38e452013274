"""``manage.py find_claims``: every sentence on the site that reads like a claim and is not settled."""

from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand

from publishing.findings import PageFinding, copy_findings, live_findings


class Command(BaseCommand):
    """Lists what the claim finder found and nobody settled, and ends with a count. Writes nothing."""

    help = (
        "List the sentences of live pages that read like claims, or overstate, and that nobody marked, reworded or "
        "settled; also those whose reason no moderator has seen."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what to leave out and where to look."""
        parser.add_argument("--risky", action="store_true", help="Only the sentences that overstate.")
        parser.add_argument("--copies", action="store_true", help="Look at the drafts that editors write on.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print each sentence with its place, why it was found and what would be better."""
        count = pages = 0
        for address, found in _copies() if options["copies"] else _live():
            wanted = [each for each in found if each.is_to_be_seen and (each.finding.risky or not options["risky"])]
            for each in wanted:
                self.stdout.write(_told(address, each))
            count, pages = count + len(wanted), pages + bool(wanted)
        self.stdout.write(f"{count} sentences to settle, on {pages} pages.")


def _live() -> Iterator[tuple[str, list[PageFinding]]]:
    return ((publication.page.get_absolute_url(), found) for publication, found in live_findings())


def _copies() -> Iterator[tuple[str, list[PageFinding]]]:
    return ((copy.page.get_absolute_url(), found) for copy, found in copy_findings())


def _told(address: str, each: PageFinding) -> str:
    place = f"{address} {each.field}:{each.line}"
    kind = f"{each.finding.family} {each.finding.rule}{' RISKY' if each.finding.risky else ''}"
    sentence = " ".join(each.finding.text.split())
    lines = [f"{place} {kind}", f"  “{sentence}”", f"  {each.finding.why} Better: {each.finding.better}"]
    if each.decision and each.waits_for_nod:
        lines.append(f"  Waits for a moderator: {each.decision.by_name} says “{each.decision.reason}”.")
    return "\n".join(lines)
