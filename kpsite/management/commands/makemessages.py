"""``manage.py makemessages``: Django's own, with this project's choices, for every language in locale/."""

from typing import Any

from django.core.management.commands import makemessages

#: What holds no words for people: the environment, data, tools, tests.
IGNORED = [".venv", "var", "node_modules", "tests", "bench"]


class Command(makemessages.Command):
    """Gather the words of Python, templates and scripts; guess no translation from a similar sentence."""

    #: Scripts call ``say``, which is the catalogue's ``gettext`` where there is one.
    xgettext_options = [*makemessages.Command.xgettext_options, "--keyword=say"]
    #: A sentence about health that is nearly the same may say the opposite.
    msgmerge_options = [*makemessages.Command.msgmerge_options, "--no-fuzzy-matching"]

    def handle(self, *args: Any, **options: Any) -> None:
        """Gather both kinds: ``django`` (Python and templates) and ``djangojs`` (scripts)."""
        chosen = {"add_location": "file", "no_wrap": True, "no_obsolete": True, "keep_pot": False}
        ignored = [*options["ignore_patterns"], *IGNORED]
        options |= {**chosen, "ignore_patterns": ignored, "all": not options["locale"]}
        for domain in ("django", "djangojs"):
            super().handle(*args, **{**options, "domain": domain})
