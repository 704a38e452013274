"""What the sources of rows look at, read once for all of them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from claims.choices import Verdict
from claims.faces import ClaimFace
from claims.models import Claim
from claims.queries import newest_face, row_face, rows
from publishing.models import PublishedClaim


@dataclass(frozen=True)
class Made:
    """A live page that makes a claim."""

    page: int
    title: str


@dataclass(frozen=True)
class Scene:
    """The register and the live pages as they stand at ``now``.

    ``faces`` are the public faces of the claims that are not retired, by slug; ``proposed`` the faces that differ
    from them; ``made`` the live pages that make each claim, those that only report it left out.
    """

    now: datetime
    faces: Mapping[str, ClaimFace] = field(default_factory=dict)
    proposed: Mapping[str, ClaimFace] = field(default_factory=dict)
    made: Mapping[str, tuple[Made, ...]] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The day on the site's calendar."""
        return timezone.localdate(self.now)

    def reach(self, slug: str) -> int:
        """Return how many live pages make a claim."""
        return len(self.made.get(slug, ()))


def read_scene() -> Scene:
    """Read the scene from the database, in five queries."""
    faces, proposed = {}, {}
    for claim in rows(Claim.objects.filter(versions__isnull=False).distinct()):
        public = newest_face(claim)
        if public is None or public.verdict == Verdict.RETIRED:
            continue
        faces[claim.slug] = public
        row = row_face(claim, public)
        if row != public:
            proposed[claim.slug] = row
    return Scene(timezone.now(), faces, proposed, _made())


def _made() -> dict[str, tuple[Made, ...]]:
    found: dict[str, dict[int, Made]] = defaultdict(dict)
    made = PublishedClaim.objects.shown().filter(reported=False)
    columns = ("claim_version__claim__slug", "publication__page", "publication__title")
    slug: str
    values: Any = made.values_list(*columns).order_by("publication__page")
    for slug, page, title in values:
        found[slug][page] = Made(page, title)
    return {slug: tuple(pages.values()) for slug, pages in found.items()}
