"""The kinds of page. Each app that has one registers it in ``AppConfig.ready()``."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps

if TYPE_CHECKING:
    from .checks.base import Check
    from .models import WorkingCopy

Snapshot = dict[str, Any]


@dataclass(frozen=True)
class Text:
    """One Markdown field of a snapshot: its name, its label for editors, its words, the lines before it."""

    field: str
    label: Any
    markdown: str
    line: int = 0


def no_context(snapshot: Snapshot, moment: datetime | None) -> dict[str, Any]:
    """Add nothing to a page's template."""
    return {}


@dataclass(frozen=True)
class Kind:
    """All that ``publishing`` knows of a kind of page.

    ``snapshot(copy)`` gives the JSON that a publication keeps; ``texts(snapshot)`` its Markdown fields, the only
    way in which claims, search, diffs and feeds see a page; ``claims(snapshot)`` slugs of claims that structured
    rows make; ``restore(copy, snapshot)`` puts a snapshot back into a working copy, unsaved; ``context`` what the
    template needs besides, as of a moment (None is now); ``upgrades`` turns a snapshot of schema n into n + 1.
    """

    name: str
    path: str
    label: Any
    label_plural: Any
    model: str
    template: str
    snapshot: Callable[["WorkingCopy"], Snapshot]
    texts: Callable[[Snapshot], tuple[Text, ...]]
    restore: Callable[[Any, Snapshot], None]
    schema: int = 1
    claims: Callable[[Snapshot], tuple[str, ...]] = lambda snapshot: ()
    context: Callable[[Snapshot, datetime | None], dict[str, Any]] = no_context
    checks: tuple["Check", ...] = ()
    upgrades: Mapping[int, Callable[[Snapshot], Snapshot]] = field(default_factory=dict)
    reserved: frozenset[str] = frozenset()

    @property
    def copies(self) -> Any:
        """The manager of its working copies."""
        return apps.get_model(self.model)._default_manager

    def upgraded(self, content: Snapshot) -> Snapshot:
        """Return a stored snapshot in today's schema."""
        while content.get("schema", self.schema) < self.schema:
            content = self.upgrades[content["schema"]](content)
        return content


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Make a kind known. Raises ValueError if its name or path is taken by another."""
    for other in _kinds.values():
        if other.name != kind.name and other.path == kind.path:
            raise ValueError(f"Two kinds of page want the path {kind.path}.")
    _kinds[kind.name] = kind


def get(name: str) -> Kind:
    """Return the kind of that name. Raises KeyError for an unknown one."""
    return _kinds[name]


def all_kinds() -> list[Kind]:
    """Return every kind, in the order they were registered."""
    return list(_kinds.values())
