"""What a reader asked of the register: words, filters and an order, read from the address and written back into it.

A filter is data: the rooms above hand down what this one cannot know (which claims a treatment's page makes) as a
``Facet``, and it becomes a filter like the others.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from .browsing import JUDGED
from .choices import About, Certainty, Severity, Verdict, rank
from .faces import ClaimFace


@dataclass(frozen=True)
class Facet:
    """A way to narrow the register that a room above knows: ``options`` are value, words and slugs of claims."""

    name: str
    label: Any
    options: tuple[tuple[str, str, frozenset[str]], ...]

    def fits(self, face: ClaimFace, value: str) -> bool:
        """Tell whether a claim is among those of one option."""
        return any(face.slug in slugs for name, _words, slugs in self.options if name == value)


@dataclass(frozen=True)
class Filter:
    """One choice that a reader has: ``options`` are value and words, ``fits`` tells which claims one keeps."""

    name: str
    label: Any
    options: Sequence[tuple[str, Any]]
    fits: Callable[[ClaimFace, str], bool]


@dataclass(frozen=True)
class Chip:
    """One choice that was made: its label, its words, and the query of the address without it."""

    label: Any
    words: str
    query: str


@dataclass(frozen=True)
class Order:
    """An order to list claims in: what a reader chooses it by, and what it sorts by."""

    label: Any
    key: Callable[[ClaimFace], Any]
    is_reversed: bool = False


def _gravity(face: ClaimFace) -> tuple[Any, ...]:
    """The most cautious verdict first, among equals the gravest caveat."""
    gravity = rank(Severity, face.gravity) if face.gravity else -1
    return (-rank(Verdict, face.verdict), not face.has_lapsed, -gravity, face.statement)


#: By question the claims stand in groups, side by side; in the other orders one after the other.
BY_QUESTION = "question"
ORDERS = {
    BY_QUESTION: Order(_("by question"), lambda face: face.question_text),
    "gravest": Order(_("gravest verdict first"), _gravity),
    "certainty": Order(_("surest evidence first"), lambda face: (rank(Certainty, face.certainty), face.statement)),
    "checked": Order(_("last checked first"), lambda face: (face.checked_on, face.at), is_reversed=True),
    "changed": Order(_("last changed first"), lambda face: (face.at, face.slug), is_reversed=True),
}


def filters(faces: Iterable[ClaimFace], facets: Iterable[Facet] = ()) -> list[Filter]:
    """Return the filters of a register with these claims; who is meant and the questions are theirs."""
    shown = list(faces)
    questions = {face.question: face.question_text for face in shown if face.question}
    populations = sorted({face.population for face in shown if face.population}, key=str.casefold)
    return [
        Filter("question", _("Question"), sorted(questions.items(), key=lambda each: each[1]), _asks),
        Filter("verdict", _("Verdict"), JUDGED, lambda face, value: value in (face.verdict, face.stage)),
        Filter("certainty", _("Evidence"), Certainty.choices, lambda face, value: face.certainty == value),
        Filter("about", _("About"), About.choices, lambda face, value: face.about == value),
        Filter("population", _("In whom"), [(each, each) for each in populations], _is_in),
        *(_of(facet) for facet in facets if facet.options),
    ]


def _of(facet: Facet) -> Filter:
    return Filter(facet.name, facet.label, [(value, words) for value, words, _slugs in facet.options], facet.fits)


def _asks(face: ClaimFace, value: str) -> bool:
    return face.question == value


def _is_in(face: ClaimFace, value: str) -> bool:
    return face.population == value


@dataclass(frozen=True)
class Wanted:
    """What a reader asked of the register; values it does not know are as good as none."""

    words: str = ""
    chosen: tuple[tuple[Filter, str], ...] = ()
    order: str = BY_QUESTION

    @classmethod
    def from_query(cls, query: dict[str, str], filters: Iterable[Filter]) -> "Wanted":
        """Read the reader's choices from the address."""
        asked = [(each, query.get(each.name, "")) for each in filters]
        order = query.get("sort", BY_QUESTION)
        return cls(
            words=query.get("q", "").replace("\x00", "").strip()[:200],
            chosen=tuple((each, value) for each, value in asked if value and value in dict(each.options)),
            order=order if order in ORDERS else BY_QUESTION,
        )

    def __bool__(self) -> bool:
        """Tell whether it narrows the register."""
        return bool(self.words or self.chosen)

    @property
    def is_plain(self) -> bool:
        """Whether it is the register as it stands at its own address."""
        return not self and self.order == BY_QUESTION

    def matches(self, face: ClaimFace) -> bool:
        """Tell whether the claim has every word and choice that was asked for."""
        if not all(each.fits(face, value) for each, value in self.chosen):
            return False
        text = searched_text(face)
        return all(word in text for word in self.words.casefold().split())

    def sorted(self, faces: Iterable[ClaimFace]) -> list[ClaimFace]:
        """Return claims in the order that was asked for."""
        order = ORDERS[self.order]
        return sorted(faces, key=order.key, reverse=order.is_reversed)

    def value_of(self, name: str) -> str:
        """Return what was chosen of one filter, or ""."""
        return next((value for each, value in self.chosen if each.name == name), "")

    def query(self, *, without: str = "", page: int = 0) -> str:
        """Return it as the query of an address, ``without`` one of its choices."""
        pairs = {"q": self.words, **{each.name: value for each, value in self.chosen}}
        if self.order != BY_QUESTION:
            pairs["sort"] = self.order
        if page:
            pairs["page"] = str(page)
        return urlencode({name: value for name, value in pairs.items() if value and name != without})

    @property
    def chips(self) -> list[Chip]:
        """The choices that were made, each with the query that takes it off."""
        words = [Chip(_("Words"), self.words, self.query(without="q"))] if self.words else []
        chosen = [Chip(each.label, str(dict(each.options)[value]), self.query(without=each.name))
                  for each, value in self.chosen]  # fmt: skip
        return [*words, *chosen]


def searched_text(face: ClaimFace) -> str:
    """Return the words of a claim that the register's search looks through."""
    caveats = " ".join(caveat.text for caveat in face.caveats)
    return f"{face.statement} {face.question_text} {face.population} {face.slug} {caveats}".casefold()
