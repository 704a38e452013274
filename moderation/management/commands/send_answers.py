"""manage.py send_answers: tell who left an address that their report has an answer."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from moderation.answers import answer, waiting
from moderation.reports.limits import forget


class Command(BaseCommand):
    """Send each answer that somebody still waits for, and delete the address. It can be run again at any time."""

    help = (
        "Send the e-mails that tell of answers to reports, once these are ten minutes old and cannot be taken back, "
        "delete the addresses that they went to, and forget which networks reports came from more than an hour ago. "
        "Run it every few minutes: nothing else sends them."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Send them; raise CommandError if some could not be sent."""
        forget()
        sent = [answer(contact) for contact in waiting()]
        self.stdout.write(f"{sum(sent)} sent.")
        if failed := len(sent) - sum(sent):
            raise CommandError(
                f"{failed} could not be sent; the log says why. The next run tries again what may still arrive."
            )
