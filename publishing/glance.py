"""What a page says of itself at a glance: what it covers, how sure its claims are, how long it is, its contents."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Any

from django.utils.html import strip_tags

from claims.markup.amid import Content
from claims.sureness import sureness

if TYPE_CHECKING:
    from .rendering import Rendered

#: Slower than the 238 words a minute at which adults read English non-fiction to themselves on average (Brysbaert,
#: Journal of Memory and Language 2019;109:104047): people read slowly what they are anxious about.
WORDS_A_MINUTE = 200
#: A page with fewer headings needs no table of contents.
FEWEST_HEADINGS = 4


@dataclass(frozen=True)
class Place:
    """A heading of a page, and the id at which it stands."""

    id: str
    heading: str


def at_a_glance(rendered: "Rendered") -> dict[str, Any]:
    """Return what the template of every page needs for its figures."""
    told_of = [face for face in rendered.made if rendered.reported[face.slug]]
    made = [face for face in rendered.made if face not in told_of]
    return {
        "covers": rendered.snapshot.get("covers", ""),
        "sureness": sureness(made, told_of),
        "minutes": minutes(rendered),
        "asked_about": [face.slug for face in made],
    }


def minutes(rendered: "Rendered") -> int:
    """Return how many minutes it takes to read the texts of a page, at least one; its notes do not count."""
    shown = (str(block.html) for document in rendered.documents.values() for block in document.blocks)
    rows = (text.words for text in rendered.kind.texts(rendered.snapshot) if text.is_plain)
    words = sum(len(strip_tags(html).split()) for html in shown) + sum(len(row.split()) for row in rows)
    return max(1, ceil(words / WORDS_A_MINUTE))


def contents(rendered: "Rendered", more: Mapping[str, Any]) -> list[Place]:
    """Return the headings to go to, in the order of the page; none where there are few.

    ``more`` is what the kind adds to the context: its own ``places``, or else the headings of its texts count.
    """
    found = more["places"] if "places" in more else _headings(rendered)
    return found if len(found) >= FEWEST_HEADINGS else []


def _headings(rendered: "Rendered") -> list[Place]:
    headings = (each for document in rendered.documents.values() for each in document.headings)
    return [Place(each.id, Content(each.text)) for each in headings if each.level <= 2 and each.text]
