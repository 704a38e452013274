"""manage.py send_answers: send what could not be sent when a report was answered."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from moderation.answers import answer, waiting
from moderation.reports.limits import forget


class Command(BaseCommand):
    """Send each answer that somebody still waits for, and delete the address. It can be run again at any time."""

    help = (
        "Send the answers to reports that could not be sent before, delete the addresses that they went to, "
        "and forget which networks reports came from more than an hour ago. Run it every hour."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Send them; raise CommandError if some could not be sent."""
        forget()
        sent = [answer(contact.flag) for contact in waiting()]
        self.stdout.write(f"{sum(sent)} sent.")
        if failed := len(sent) - sum(sent):
            raise CommandError(
                f"{failed} could not be sent; the log says why. The next run tries again what may still arrive."
            )
