"""Actions that write publications: what readers see from a moment on."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.actions import ensure_published
from claims.models import Claim, ClaimVersion
from publishing.indexing import index_page
from publishing.models import Cancellation, Page, Publication, PublishedClaim, WorkingCopy
from publishing.plans import Plan, plan

from .copies import Conflict, demand, locked_copy
from .topics import publish_topics

PUBLISH = "publishing.publish_page"
WITHDRAW = "publishing.withdraw_page"
NO_REVIEWER = {"reviewer_name": "", "reviewer_role": "", "reviewer_interests": ""}


def publish(
    *,
    copy: WorkingCopy,
    by: Any,
    change_note: str,
    is_correction: bool = False,
    acknowledged: Collection[str] = (),
    reviewer: dict[str, str] | None = None,
    live_at: datetime | None = None,
    coming: Collection[str] = (),
) -> Publication:
    """Publish a working copy now, or from ``live_at`` on, and return the publication.

    ``acknowledged`` holds the keys of warnings that the editor has seen. ``copy.version`` is the version that the
    editor saw. A publication that was scheduled is cancelled. Raises NotFit with the issues left, Conflict if the
    copy was saved since, PermissionDenied, also to an editor whose page a moderator withdrew.
    """
    demand(by, PUBLISH)
    if copy.page.publications.live().filter(is_withdrawal=True).exists() and not by.has_perm(WITHDRAW):
        raise PermissionDenied(_("A moderator withdrew this page. Ask one to publish it again."))
    planned = plan(copy, change_note=change_note, coming=coming)
    planned.demand(acknowledged)
    columns = {
        "change_note": change_note.strip(),
        "is_correction": is_correction,
        **(reviewer or NO_REVIEWER),
    }
    with transaction.atomic():
        return _write(planned, by, live_at, columns)


def schedule(*, copy: WorkingCopy, by: Any, change_note: str, live_at: datetime, **more: Any) -> Publication:
    """Publish a working copy from ``live_at`` on. Raises ValidationError for a moment that has passed."""
    if live_at <= timezone.now():
        raise ValidationError({"live_at": _("Choose a moment that is still to come, or publish now.")})
    return publish(copy=copy, by=by, change_note=change_note, live_at=live_at, **more)


@transaction.atomic
def cancel(*, publication: Publication, by: Any, reason: str) -> Cancellation:
    """Call off a scheduled publication. Raises ValidationError if it is live or cancelled already."""
    demand(by, PUBLISH)
    Page.objects.select_for_update().get(pk=publication.page_id)
    if not Publication.objects.scheduled().filter(pk=publication.pk).exists():
        raise ValidationError(_("This version is live, or called off, already."))
    cancellation = _cancel(publication, by, reason.strip() or _("No reason given."))
    index_page(publication.page)
    return cancellation


@transaction.atomic
def withdraw(*, page: Page, public_note: str, by: Any) -> Publication:
    """Take a page away from readers; its address answers 410 with the note. Raises ValidationError without a note."""
    demand(by, WITHDRAW)
    if not public_note.strip():
        raise ValidationError({"public_note": _("Tell readers why the page is gone.")})
    page = Page.objects.select_for_update().get(pk=page.pk)
    live = page.publications.shown().first()
    if live is None:
        raise ValidationError(_("Readers do not see this page now."))
    columns = {"is_withdrawal": True, "public_note": public_note.strip(), "title": live.title}
    _cancel_scheduled(page, by, _("The page was withdrawn."))
    publication = _next(page, None, by, **columns)
    publication.save()
    index_page(page)
    return publication


def _write(planned: Plan, by: Any, live_at: datetime | None, columns: dict[str, Any]) -> Publication:
    page = Page.objects.select_for_update().get(pk=planned.copy.page_id)
    copy = locked_copy(page)
    if copy.version != planned.copy_version:
        raise Conflict(copy)
    made = planned.made()
    claims = list(Claim.objects.filter(slug__in=[slug for slug, _reported in made]))
    ensure_published(claims=claims, by=by)
    _cancel_scheduled(page, by, _("A newer version took its place."))
    publication = _next(
        page,
        live_at,
        by,
        title=planned.snapshot["title"],
        summary=planned.snapshot["summary"],
        copy_version=copy.version,
        content=planned.snapshot,
        **columns,
    )
    publication.save()
    _write_claims(publication, made, by)
    publish_topics(publication=publication, slugs=planned.topics(), by=by)
    index_page(page)
    return publication


def _next(page: Page, live_at: datetime | None, by: Any, **columns: Any) -> Publication:
    last = page.publications.order_by("-number").first()
    before = page.publications.standing().order_by("-live_at").first()
    now = timezone.now()  # nothing goes live in the past: what readers saw then stays what they saw
    earliest = max(now, before.live_at + timedelta(microseconds=1)) if before else now
    live_at = max(live_at or now, earliest)
    return Publication(page=page, number=last.number + 1 if last else 1, live_at=live_at, by=by, **columns)


def _write_claims(publication: Publication, made: list[tuple[str, bool]], by: Any) -> None:
    slugs = [slug for slug, _reported in made]
    newest = {version.face["slug"]: version for version in ClaimVersion.objects.newest().filter(claim__slug__in=slugs)}
    for position, (slug, reported) in enumerate(made, start=1):
        PublishedClaim(
            publication=publication, claim_version=newest[slug], position=position, reported=reported, by=by
        ).save()


def _cancel_scheduled(page: Page, by: Any, reason: str) -> None:
    for publication in page.publications.scheduled():
        _cancel(publication, by, reason)


def _cancel(publication: Publication, by: Any, reason: str) -> Cancellation:
    cancellation = Cancellation(publication=publication, reason=reason, by=by)
    cancellation.save()
    return cancellation
