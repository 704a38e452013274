"""Rows for changes of claims that wait for a sign-off."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from django.contrib.admin.models import LogEntry
from django.db.models import Max
from django.utils.translation import gettext as _

from claims.caution import is_softer
from claims.differences import differences
from claims.models import Claim

from .faces import claim_row
from .ranking import Risk
from .rows import Kind, Row
from .scene import Scene


def proposed(scene: Scene) -> Iterator[Row]:
    """Claims whose row says something else than readers see; they wait since they were last saved."""
    saved = _saved(scene.proposed)
    for slug, after in scene.proposed.items():
        face = scene.faces[slug]
        changes = differences(face, after)
        if face.statement != after.statement:
            changes[0] = _("To be worded: “%(new)s”") % {"new": after.statement}
        why = changes[0] if changes else _("Only the order of caveats or sources differs.")
        if len(changes) > 1:
            why += " " + _("And %(count)d more.") % {"count": len(changes) - 1}
        if is_softer(after, face):
            why = _("Softer than what readers see.") + " " + why
        row = claim_row(Kind.PROPOSED, scene, face, why, Risk.PROPOSED, number=face.number, after=after.as_json())
        yield replace(row, since=max(row.since, saved.get(slug, row.since)))


def _saved(slugs: Iterable[str]) -> dict[str, datetime]:
    """Return when each claim was last saved in the admin, by slug."""
    keys = dict(Claim.objects.filter(slug__in=list(slugs)).values_list("pk", "slug"))
    log = LogEntry.objects.filter(
        content_type__app_label="claims", content_type__model="claim", object_id__in=[str(key) for key in keys]
    )
    found = log.values_list("object_id").annotate(Max("action_time")).order_by()
    return {keys[int(key)]: moment for key, moment in found}
