"""What a row of a snapshot rests on, as readers see it: its claim's face, its sources, or that there are none."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from claims.choices import Tier, Verification
from claims.faces import ClaimFace, SourceFace
from claims.models import Source
from publishing.kinds import Snapshot

#: What readers must know of a source at once, however the page was published.
WARNED = (Verification.RETRACTED, Verification.NOT_FOUND)


@dataclass(frozen=True)
class Backing:
    """What stands behind one sentence; with neither claim nor source it is a cautious default."""

    face: ClaimFace | None = None
    sources: tuple[SourceFace, ...] = ()
    goes_further: bool = False

    @property
    def is_unsourced(self) -> bool:
        """Whether nothing backs the sentence."""
        return self.face is None and not self.sources

    @property
    def cited(self) -> list[tuple[SourceFace, str]]:
        """Its sources, each with what kind of publisher stands behind it, in words; regulators first, salons last."""
        order = ["", *Tier.values]
        ranked = sorted(self.sources, key=lambda source: order.index(source.tier))
        return [(source, str(Tier(source.tier).label) if source.tier else "") for source in ranked]

    @property
    def warned(self) -> list[tuple[SourceFace, str]]:
        """Those of its sources that nobody should rely on: retracted, or never found."""
        return [(source, tier) for source, tier in self.cited if source.verification in WARNED]


Backings = Callable[[Mapping[str, Any]], Backing]


def backings(snapshots: Iterable[Snapshot], faces: Mapping[str, ClaimFace], moment: datetime | None) -> Backings:
    """Return what tells the backing of a row of the snapshots, by its claim, sources and goes_further.

    Sources read as they did when the page was published; one that was retracted since says so, unless an old
    ``moment`` is asked for.
    """
    sources = _sources(snapshots, moment)

    def backing(row: Mapping[str, Any]) -> Backing:
        named = tuple(sources[key] for key in row["sources"] if key in sources)
        return Backing(faces.get(row["claim"]), named, row["goes_further"])

    return backing


def _sources(snapshots: Iterable[Snapshot], moment: datetime | None) -> dict[str, SourceFace]:
    frozen = {key: SourceFace(**data) for snapshot in snapshots for key, data in snapshot.get("sources", {}).items()}
    if moment is not None or not frozen:
        return frozen
    warned = Source.objects.filter(key__in=frozen, verification__in=WARNED).values_list("key", "verification")
    return frozen | {key: replace(frozen[key], verification=verification) for key, verification in warned}
