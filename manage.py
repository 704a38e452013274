#!/usr/bin/env python3
"""The site's command line."""

import os
import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line


def main() -> None:
    """Run one command; a setting that is missing or bad is one sentence, not a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kpsite.settings")
    try:
        _ = settings.INSTALLED_APPS  # read now: Django would run some commands with its own settings in their place
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
