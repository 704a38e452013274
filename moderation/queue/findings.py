"""Rows for what the claim finder finds and nobody has settled: on live pages, and in drafts that wait for a nod."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from publishing import kinds
from publishing.findings import PageFinding, copies_waiting, live_findings
from publishing.kinds import Snapshot
from publishing.models import Page

from .flags import shortened
from .ranking import Risk
from .rows import Kind, Row, fingerprint
from .scene import Scene


@dataclass(frozen=True)
class Place:
    """Where a sentence stands: in the live text of a page, or in its draft, since when."""

    page: Page
    title: str
    content: Snapshot
    since: datetime
    is_draft: bool


def findings(scene: Scene) -> Iterator[Row]:
    """Sentences that overstate or carry no mark; one that stands on its page twice, or is live already, is one row."""
    seen = set()
    for place, found in _found():
        key = key_of(place, found)
        if key not in seen:
            seen.add(key)
            yield _row(place, found)


def find_again(row: Row) -> tuple[Place, PageFinding]:
    """Return the place and the finding that a row is about. Raises LookupError where it is gone."""
    for place, found in _found():
        if place.page.pk == row.page and key_of(place, found) == row.key:
            return place, found
    raise LookupError(row.key)


def key_of(place: Place, found: PageFinding) -> str:
    """Return the key of a finding's row."""
    return f"{_kind(found).value}:{place.page.pk}:{found.fingerprint}"


def _found() -> Iterator[tuple[Place, PageFinding]]:
    """Yield what waits for somebody, on live pages first."""
    for publication, found in live_findings():
        content = kinds.get(publication.page.kind).upgraded(publication.content)
        place = Place(publication.page, publication.title, content, publication.live_at, False)
        yield from ((place, each) for each in found if each.is_to_be_seen)
    for copy, found in copies_waiting():
        place = Place(copy.page, copy.title, copy.kind.snapshot(copy), copy.saved_at, True)
        yield from ((place, each) for each in found)


def _kind(found: PageFinding) -> Kind:
    if found.waits_for_nod:
        return Kind.NOD
    return Kind.FINDING if found.finding.risky else Kind.UNMARKED


def _row(place: Place, found: PageFinding) -> Row:
    decision = found.decision
    return Row(
        key=key_of(place, found),
        kind=_kind(found),
        subject=str(place.page),
        title=f"“{shortened(found.finding.text)}”",
        why=_why(place, found),
        risk=Risk.OVERSTATED if found.finding.risky else Risk.UNMARKED,
        reach=0 if place.is_draft else 1,
        since=decision.at if place.is_draft and decision else place.since,
        fingerprint=fingerprint(
            sentence=found.fingerprint, rule=found.finding.rule, decision=decision.pk if decision else 0
        ),
        page=place.page.pk,
    )


def _why(place: Place, found: PageFinding) -> str:
    said: list[Any] = [_("%(title)s, a draft:") % {"title": place.title} if place.is_draft else f"{place.title}:"]
    if found.waits_for_nod and found.decision is not None:
        values = {"name": found.decision.by_name, "reason": found.decision.reason}
        said.append(_("%(name)s says: %(reason)s.") % values)
    return " ".join([*said, found.finding.why])
