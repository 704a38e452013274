"""Saying in public what was wrong, since when, and what changed."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.models import Claim
from claims.queries import newest_faces
from moderation.choices import DECIDE
from moderation.models import Correction
from publishing.models import Page

#: A correction is a few plain sentences, not an article.
MAX_CORRECTION = 1000


def publish_correction(
    *,
    claim: Claim | None = None,
    page: Page | None = None,
    wrong: str,
    changed: str,
    since: date | None = None,
    by: Any,
) -> Correction:
    """Publish a correction about a claim, a page, or both, at once and for good, and return it.

    Raises PermissionDenied unless ``by`` judges flags, ValidationError for what ``check_correction`` refuses.
    """
    if not by.has_perm(DECIDE):
        raise PermissionDenied(_("Only a moderator may do this."))
    check_correction(claim=claim, page=page, wrong=wrong, changed=changed, since=since)
    correction = Correction(
        subject=claim.slug if claim else str(page),
        claim=claim,
        page=page,
        wrong=wrong.strip(),
        since=since,
        changed=changed.strip(),
        by=by,
    )
    correction.save()
    return correction


def check_correction(*, claim: Claim | None, page: Page | None, wrong: str, changed: str, since: date | None) -> None:
    """Raise ValidationError, with all that is amiss, for words or a subject that make no correction."""
    if claim is None and page is None:
        raise ValidationError({"claim": _("Say which claim or page this is about.")})
    if not wrong.strip() or not changed.strip():
        raise ValidationError(_("Say what was wrong and what changed: readers see both."))
    amiss: dict[str, str] = {}
    for name, words in (("wrong", wrong), ("changed", changed)):
        if len(words.strip()) > MAX_CORRECTION:
            said = _("Use at most %(limit)d characters. You used %(used)d.")
            amiss[name] = said % {"limit": MAX_CORRECTION, "used": len(words.strip())}
    if since is not None and since > timezone.localdate():
        amiss["since"] = _("Choose a day that has come.")
    if claim is not None and claim.slug not in newest_faces([claim.slug]):
        amiss["claim"] = _("Readers never saw this claim.")
    if page is not None and not page.publications.come().exists():
        amiss["page"] = _("Readers never saw this page.")
    if amiss:
        raise ValidationError(amiss)
