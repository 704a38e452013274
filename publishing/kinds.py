"""The kinds of page. Each app that has one registers it in ``AppConfig.ready()``."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps

if TYPE_CHECKING:
    from .checks.base import Check
    from .models import Page, WorkingCopy
    from .rendering import Rendered

Snapshot = dict[str, Any]
#: A title and an address.
Link = tuple[str, str]


@dataclass(frozen=True)
class Text:
    """One field of a snapshot: its name, its label for editors, its words, the lines before it.

    ``level`` is that of the heading it stands under: 1 is the page's title.
    Its words are Markdown, or, where it ``is_plain``, shown as they are: then no mark is looked for in them.
    Plain rows say by themselves what backs them; plain words that ``is_bare`` have nothing, so they state no claims.
    """

    field: str
    label: Any
    words: str
    line: int = 0
    is_plain: bool = False
    is_bare: bool = False
    level: int = 1


@dataclass(frozen=True)
class RowClaim:
    """A claim that a structured row of a snapshot makes, or only names; field and line are where editors find it."""

    slug: str
    field: str
    line: int = 0
    reported: bool = False


@dataclass(frozen=True)
class Part:
    """Something on a page that readers find by itself: a step, or a reason not to have a treatment.

    ``kind`` is what search calls it, ``id`` the element on the page that it leads to; ``label`` are the words that
    must stand before it (“Don’t:”), ``place`` where or when it holds, ``reason`` why, ``disagreement`` in what sources
    disagree; ``claim`` the slug of the claim that it makes, or "".
    """

    kind: str
    id: str
    words: str
    label: str = ""
    place: str = ""
    reason: str = ""
    disagreement: str = ""
    claim: str = ""


@dataclass(frozen=True)
class Card:
    """What one kind of page shows on pages of any kind that make certain claims: a template and its context."""

    template: str
    context: Mapping[str, Any]


def no_context(rendered: "Rendered", page: "Page | None", moment: datetime | None) -> dict[str, Any]:
    """Add nothing to a page's template."""
    return {}


def no_card(slugs: Collection[str], page: "Page | None", moment: datetime | None) -> Card | None:
    """Show nothing on other pages."""
    return None


def nothing_onward(page: "Page", context: Mapping[str, Any]) -> tuple[Link, ...]:
    """Know nothing to do next."""
    return ()


def no_help(page: "Page | None") -> str:
    """Know no place that says when to get help."""
    return ""


@dataclass(frozen=True)
class Kind:
    """All that ``publishing`` knows of a kind of page.

    ``snapshot(copy)`` gives the JSON that a publication keeps; ``texts(snapshot)`` its words, the only way in
    which claims, search, diffs and feeds see a page; ``claims(snapshot)`` the claims that structured rows make;
    ``parts(snapshot)`` what readers find by itself;
    ``restore(copy, snapshot)`` puts a snapshot back into a working copy, unsaved; ``checks`` its own rules beside
    those of all pages; ``upgrades`` turns a snapshot of schema n into n + 1.

    ``context(rendered, page, moment)`` is what the template needs besides; ``card(slugs, page, moment)`` what the
    pages of this kind show on another page that makes these claims. ``page`` is None before it is saved, ``moment``
    None now. ``get_help(page)`` is the address where pages of this kind say when to get help, for somebody who read
    ``page``, or "". ``onward(page, context)`` gives what this kind offers to do next to somebody who read ``page``, of
    any kind, shown with ``context``. A withdrawn page answers with ``withdrawn_template``, in the context of what
    readers could read last.
    ``lead`` says in one sentence what readers find on such pages. ``is_high_risk`` says that people act on such a
    page, so that it is reviewed as often as the riskiest claims.
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
    lead: Any = ""
    claims: Callable[[Snapshot], tuple[RowClaim, ...]] = lambda snapshot: ()
    parts: Callable[[Snapshot], tuple[Part, ...]] = lambda snapshot: ()
    context: Callable[["Rendered", "Page | None", datetime | None], dict[str, Any]] = no_context
    card: Callable[[Collection[str], "Page | None", datetime | None], Card | None] = no_card
    get_help: Callable[["Page | None"], str] = no_help
    onward: Callable[["Page", Mapping[str, Any]], tuple[Link, ...]] = nothing_onward
    checks: tuple["Check", ...] = ()
    upgrades: Mapping[int, Callable[[Snapshot], Snapshot]] = field(default_factory=dict)
    reserved: frozenset[str] = frozenset()
    is_high_risk: bool = False
    withdrawn_template: str = "publishing/withdrawn.html"

    @property
    def copies(self) -> Any:
        """The manager of its working copies."""
        return apps.get_model(self.model)._default_manager

    def upgraded(self, content: Snapshot) -> Snapshot:
        """Return a stored snapshot in today's schema."""
        while content.get("schema", self.schema) < self.schema:
            content = self.upgrades[content["schema"]](content)
        return content

    def markdown(self, snapshot: Snapshot) -> dict[str, str]:
        """Return the Markdown texts of a snapshot, by field."""
        return {text.field: text.words for text in self.texts(snapshot) if not text.is_plain}


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


def at_path(path: str) -> Kind | None:
    """Return the kind whose pages are below that path, if there is one."""
    return next((kind for kind in _kinds.values() if kind.path == path), None)


def help_url(page: "Page | None" = None) -> str:
    """Return the address of what says when to get help, for somebody who read ``page``; "" where nothing does."""
    return next(filter(None, (kind.get_help(page) for kind in _kinds.values())), "")


def onward(page: "Page", context: Mapping[str, Any]) -> list[Link]:
    """Return what the kinds offer to do next to somebody who read ``page``, shown with ``context``, each once."""
    return list(dict.fromkeys(link for kind in _kinds.values() for link in kind.onward(page, context)))


def all_kinds() -> list[Kind]:
    """Return every kind, in the order they were registered."""
    return list(_kinds.values())
