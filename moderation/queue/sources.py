"""Rows for what was found outside to be wrong with a source."""

from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext as _

from claims.choices import Found
from claims.models import SourceFinding

from .ranking import Risk
from .rows import Kind, Row, fingerprint
from .scene import Scene


def source_findings(scene: Scene) -> Iterator[Row]:
    """Whatever a service or the web told of a source, until a moderator accepts or dismisses it."""
    citing = _citing(scene)
    for finding in SourceFinding.objects.open():
        slugs = tuple(sorted(citing[finding.source.key]))
        pages = {made.page for slug in slugs for made in scene.made.get(slug, ())}
        told = {"kind": finding.get_kind_display(), "teller": finding.get_teller_display(), "detail": finding.detail}
        yield Row(
            key=f"{Kind.SOURCE.value}:{finding.pk}",
            kind=Kind.SOURCE,
            subject=finding.source.key,
            title=finding.source.title,
            why=_("%(kind)s, says %(teller)s. %(detail)s") % told,
            risk=Risk.RETRACTED if finding.kind == Found.RETRACTED else Risk.SOURCE,
            reach=len(pages),
            since=finding.found_at,
            fingerprint=fingerprint(facts=finding.fingerprint, kind=finding.kind),
            claims=slugs,
        )


def finding_of(row: Row) -> SourceFinding:
    """Return the finding that a row is about, with its source."""
    return SourceFinding.objects.select_related("source").get(pk=row.key.partition(":")[2])


def _citing(scene: Scene) -> dict[str, set[str]]:
    """Return the claims that cite each source, by the source's key."""
    found: dict[str, set[str]] = defaultdict(set)
    for face in scene.faces.values():
        for each in face.evidence:
            found[each.source.key].add(face.slug)
    return found
