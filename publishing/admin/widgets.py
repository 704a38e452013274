"""Choosers for rows: they know what is chosen already, so that a form of many rows asks for no labels."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.admin.widgets import AutocompleteMixin, AutocompleteSelect, AutocompleteSelectMultiple
from django.db.models import Model
from django.forms.widgets import ChoiceWidget


class Known(AutocompleteMixin, ChoiceWidget):
    """A chooser that finds by a few letters; ``known`` holds the rows that it need not ask the database for."""

    known: Mapping[str, Model] = {}

    def optgroups(self, name: str, value: Sequence[Any], attr: Any = None) -> list[Any]:
        """Return what is chosen, from ``known`` where it holds all of it."""
        chosen = [str(each) for each in value if str(each or "")]
        if any(each not in self.known for each in chosen):
            return super().optgroups(name, value, attr)
        can_be_empty = not (self.is_required or self.allow_multiple_selected)
        labels = ([("", "")] if can_be_empty else []) + [(each, str(self.known[each])) for each in chosen]
        options = [
            self.create_option(name, each, label, each in chosen, place) for place, (each, label) in enumerate(labels)
        ]
        return [(None, options, 0)]


class ChooseOne(Known, AutocompleteSelect):
    """One row of another table, or none."""


class ChooseSeveral(Known, AutocompleteSelectMultiple):
    """Any number of rows of another table."""
