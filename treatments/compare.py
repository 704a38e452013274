"""Treatments side by side, an aspect at a time.

Each aspect shows every treatment, and says so in words where nothing was found: none looks better, or safer, by
what is left out. An aspect is a section with a headed cell for each, not a row of a table: on a phone, and read out
loud, a cell still says which treatment it is about.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from claims.choices import About, Certainty, Verdict, rank
from claims.faces import ClaimFace
from claims.markup import parse
from claims.queries import newest_faces
from publishing import kinds
from publishing.kinds import Snapshot
from publishing.models import Publication

from .choices import Aspect as Glance
from .citing import Backings, backings
from .treatment_pages import Line, glance, standing_for
from .who import KIND, Who, who

#: Where a page speaks of its own treatment; its alternatives, and doing nothing, are about something else.
ABOUT_IT = ("summary", "what_it_is", "benefits", "harms", "before_you_decide")
#: The fields of a page that make a claim, by its slug; a claim that is only listed has none.
Said = dict[str, set[str]]


@dataclass(frozen=True)
class Compared:
    """One treatment, as far as it is compared; ``lines`` are those at a glance, by aspect."""

    title: str
    url: str
    evidence: ClaimFace | None
    benefits: tuple[ClaimFace, ...]
    harms: tuple[ClaimFace, ...]
    lines: Mapping[str, Line]
    who: Who

    @property
    def graded(self) -> list[tuple[ClaimFace, int]]:
        """The certainties of its benefits and harms, the highest first: a claim that has it, and how many have.

        Claims about different people count apart: what is certain in scars says nothing of keratosis pilaris.
        """
        faces = {(each.certainty, each.population): each for each in self._gradable}
        counts = Counter((each.certainty, each.population) for each in self._gradable)
        order = sorted(faces, key=lambda key: (rank(Certainty, key[0]), key[1]))
        return [(faces[key], counts[key]) for key in order]

    @property
    def _gradable(self) -> list[ClaimFace]:
        return [each for each in dict.fromkeys((*self.benefits, *self.harms)) if each.certainty_words]


@dataclass(frozen=True)
class Aspect:
    """One thing to compare treatments by.

    ``shape`` names the component that shows a value, ``nothing`` what stands in the place of an empty one.
    """

    id: str
    heading: str
    shape: str
    nothing: str
    value: Callable[[Compared], Any]


def compared(publications: Iterable[Publication]) -> list[Compared]:
    """Return treatments as far as they are compared, in one query for all claims and one for all sources."""
    rows = list(publications)
    snapshots = [kinds.get(KIND).upgraded(row.content) for row in rows]
    said = [_said(snapshot) for snapshot in snapshots]
    faces = newest_faces({slug for each in said for slug in each})
    backing = backings(snapshots, faces, None)
    urls = [row.page.get_absolute_url() for row in rows]
    return [_compared(*each, faces, backing) for each in zip(snapshots, urls, said, strict=True)]


def side_by_side(treatments: list[Compared]) -> list[tuple[Aspect, list[tuple[Compared, Any]]]]:
    """Return the aspects in the order of a treatment's page, each with every treatment and what it has of it."""
    return [(aspect, [(each, aspect.value(each)) for each in treatments]) for aspect in _aspects(treatments)]


def _aspects(treatments: list[Compared]) -> list[Aspect]:
    no_harm = _("No harm is listed here. That does not mean there is none.")
    nobody = _("Nobody is listed here. That does not mean that everybody can have it.")
    told = {name for each in treatments for name in each.lines} | {Glance.RECOVERY.value}
    first = sorted(told, key=lambda name: (name != Glance.RECOVERY, Glance.values.index(name)))
    return [
        Aspect("evidence", _("Evidence for KP"), "evidence", _("No claim has been checked."), lambda it: it.evidence),
        Aspect("who", _("Who should not have it"), "who", nobody, lambda it: it.who.headed),
        Aspect("benefits", _("Possible benefits"), "claims", _("No benefit is listed here."), lambda it: it.benefits),
        Aspect("harms", _("Possible harms"), "claims", no_harm, lambda it: it.harms),
        Aspect("certainty", _("Certainty"), "graded", _("Nothing has been graded."), lambda it: it.graded),
        *(_told(name) for name in first),
    ]


def _told(name: str) -> Aspect:
    label = str(Glance(name).label)
    return Aspect(name.replace("_", "-"), label, "line", _("Nothing found."), lambda it: it.lines.get(name))


def _compared(snapshot: Snapshot, url: str, said: Said, faces: Mapping[str, ClaimFace], backing: Backings) -> Compared:
    known = [(faces[slug], fields) for slug, fields in said.items() if slug in faces]
    return Compared(
        title=snapshot["title"],
        url=url,
        evidence=faces.get(standing_for(snapshot)),
        benefits=tuple(face for face in _about(known, About.EFFECT, "benefits", About.HARM) if _stands(face)),
        harms=_about(known, About.HARM, "harms", About.EFFECT),
        lines={line.aspect: line for line in glance(snapshot, backing)},
        who=who(snapshot, backing),
    )


def _about(
    known: list[tuple[ClaimFace, set[str]]], about: About, section: str, opposite: About
) -> tuple[ClaimFace, ...]:
    """Return the claims about something, and those that the page's own section on it makes, the best backed first."""
    found = [face for face, fields in known if face.about == about or (section in fields and face.about != opposite)]
    return tuple(sorted(found, key=lambda face: rank(Verdict, face.verdict)))


def _stands(face: ClaimFace) -> bool:
    """Whether a benefit may be listed as one: what nobody showed, or evidence contradicts, is none."""
    return face.verdict in (Verdict.SUPPORTED, Verdict.CONTESTED)


def _said(snapshot: Snapshot) -> Said:
    """Return the claims that a page lists or makes about its own treatment, in order, and where it makes them."""
    kind = kinds.get(KIND)
    documents = parse(kind.markdown(snapshot))
    made = [(mark.slug, name) for name in ABOUT_IT for mark in documents[name].marks if not mark.reported]
    rows = [(row.slug, row.field) for row in kind.claims(snapshot) if not row.reported]
    found: Said = {slug: set() for slug in snapshot["listed"]}
    for slug, field in (*made, *rows):
        found.setdefault(slug, set()).add(field)
    return found
