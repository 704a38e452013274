"""What a live page says to machines, in the words of schema.org. Pure: what is published in, a dictionary out."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from claims.ageing import day_of
from claims.faces import ClaimFace
from claims.linked_data import Data, Site, claim, sources, web_page

if TYPE_CHECKING:
    from .models import Publication

#: What every page here is about and for whom it is written.
CONDITION = {"@type": "MedicalCondition", "name": "Keratosis pilaris"}
AUDIENCE = {"@type": "MedicalAudience", "audienceType": "Patient"}


def medical_page(
    site: Site,
    publication: "Publication",
    summary: str,
    made: Sequence[ClaimFace],
    reported: Mapping[str, bool],
) -> Data:
    """Return a live page with its claims and what they rest on.

    ``summary`` carries the caveats of the claims that it states. ``made`` are all claims on the page; those that it
    only tells of (``reported``) are mentioned and are no part of it. Who reviewed it is told only where a named
    clinician reviewed this version; that it was checked against its sources is what every publication says.
    """
    own = [face for face in made if not reported.get(face.slug)]
    others = [face for face in made if reported.get(face.slug)]
    more: dict[str, Any] = {
        "description": summary,
        "datePublished": _moment(getattr(publication, "first_live_at", None) or publication.live_at),
        "dateModified": _moment(changed_at(publication, made)),
        "lastReviewed": day_of(publication.live_at).isoformat(),
        "reviewedBy": _reviewer(publication),
        "version": publication.number,
        "about": CONDITION,
        "audience": AUDIENCE,
        "publisher": site.publisher,
        "citation": sources(made),
        "hasPart": [claim(site, face) for face in own],
        "mentions": [claim(site, face) for face in others],
    }
    return web_page(site, publication.page.get_absolute_url(), publication.title, "MedicalWebPage", **more)


def changed_at(publication: "Publication", made: Sequence[ClaimFace]) -> datetime:
    """Return when a page, or what a claim on it says, last changed."""
    return max([publication.live_at, *(datetime.fromisoformat(face.at) for face in made if face.at)])


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _reviewer(publication: "Publication") -> Data:
    if not publication.reviewer_name:
        return {}
    named = {"name": publication.reviewer_name, "jobTitle": publication.reviewer_role}
    return {"@type": "Person", **{key: value for key, value in named.items() if value}}
