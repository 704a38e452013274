"""Rows that belong to a working copy, and what is typed of them before it is saved."""

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Typed(models.Model):
    """A row with related rows that may be typed and not saved yet.

    A preview, a conflict, a restored version and a loaded file all hold rows that the database does not have:
    whoever makes a snapshot asks ``related``, and ``publishing.actions.save_copy`` saves what was typed.
    """

    class Meta:
        abstract = True

    @property
    def typed(self) -> dict[str, list[Any]]:
        """The related rows that were typed, by the name of their relation."""
        return self.__dict__.setdefault("_typed", {})

    def type_in(self, name: str, rows: Sequence[Any]) -> None:
        """Put rows in the place of those of the relation ``name``, unsaved."""
        self.typed[name] = list(rows)

    def related(self, name: str) -> list[Any]:
        """Return the rows of the relation ``name`` in order: those typed, or else those stored."""
        if name in self.typed:
            return self.typed[name]
        return list(getattr(self, name).all()) if self.pk else []


class CopyRow(Typed):
    """One of several rows of a working copy, kept in an order that editors choose."""

    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        abstract = True
        ordering = ("position", "pk")
