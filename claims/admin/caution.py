"""More caution is live at once: what the admin does after it saved rows, and what it tells the editor."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from claims.actions import apply_caution
from claims.differences import differences
from claims.models import Claim, ClaimVersion


def publish_caution(request: HttpRequest, claims: Iterable[Claim]) -> list[ClaimVersion]:
    """Publish the caution that a save added to ``claims``, and tell the editor what went live."""
    by: Any = request.user
    written = apply_caution(claims=claims, by=by)
    for version in written:
        messages.warning(request, _live_at_once(version))
    return written


def _live_at_once(version: ClaimVersion) -> str:
    before = ClaimVersion.objects.get(claim=version.claim_id, number=version.number - 1)
    changed = " · ".join(differences(before.as_face(), version.as_face()))
    return _("Readers see this at once on “%(claim)s” (version %(number)d): %(changed)s") % {
        "claim": version.claim.slug,
        "number": version.number,
        "changed": changed,
    }
