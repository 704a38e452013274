"""``runserver``, which in demo mode refuses to be reached from elsewhere."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from whitenoise.runserver_nostatic.management.commands.runserver import Command as RunserverCommand

from kpsite.demo import is_loopback


class Command(RunserverCommand):
    """Start the development server."""

    def run(self, **options: Any) -> None:
        """Serve, after a look at where."""
        if settings.DEMO and not is_loopback(self.addr):
            raise CommandError("Bind to 127.0.0.1: with DEMO=1 the passwords are known.")
        super().run(**options)
