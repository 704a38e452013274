"""Rows for what the claim finder finds on live pages and nobody has settled."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from publishing.findings import PageFinding, live_findings
from publishing.models import Publication

from .flags import shortened
from .ranking import Risk
from .rows import Kind, Row, fingerprint
from .scene import Scene


def findings(scene: Scene) -> Iterator[Row]:
    """Sentences of live pages that overstate or carry no mark; one that stands on its page twice is one row."""
    for publication, found in live_findings():
        seen = set()
        for each in found:
            if each.is_to_be_seen and each.fingerprint not in seen:
                seen.add(each.fingerprint)
                yield _row(publication, each)


def find_again(row: Row) -> tuple[Publication, PageFinding]:
    """Return the page's publication and the finding that a row is about. Raises LookupError where it is gone."""
    for publication, found in live_findings():
        for each in found:
            if publication.page_id == row.page and key_of(publication, each) == row.key:
                return publication, each
    raise LookupError(row.key)


def key_of(publication: Publication, found: PageFinding) -> str:
    """Return the key of a finding's row."""
    return f"{_kind(found).value}:{publication.page_id}:{found.fingerprint}"


def _kind(found: PageFinding) -> Kind:
    if found.waits_for_nod:
        return Kind.NOD
    return Kind.FINDING if found.finding.risky else Kind.UNMARKED


def _row(publication: Publication, found: PageFinding) -> Row:
    decision = found.decision
    why = found.finding.why
    if found.waits_for_nod and decision is not None:
        why = _("%(name)s says: %(reason)s.") % {"name": decision.by_name, "reason": decision.reason} + " " + why
    return Row(
        key=key_of(publication, found),
        kind=_kind(found),
        subject=str(publication.page),
        title=f"“{shortened(found.finding.text)}”",
        why=f"{publication.title}: {why}",
        risk=Risk.OVERSTATED if found.finding.risky else Risk.UNMARKED,
        reach=1,
        since=publication.live_at,
        fingerprint=fingerprint(
            sentence=found.fingerprint, rule=found.finding.rule, decision=decision.pk if decision else 0
        ),
        page=publication.page_id,
    )
