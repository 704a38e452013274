"""Actions on working copies and addresses."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from publishing import kinds
from publishing.models import FormerSlug, Page, Publication, WorkingCopy
from publishing.models.typed import Typed


class Conflict(ValidationError):
    """Raised when somebody saved a newer working copy; ``newer`` is it."""

    def __init__(self, newer: WorkingCopy) -> None:
        self.newer = newer
        super().__init__(
            _("%(name)s saved this page at %(time)s, after you opened it. Nothing was overwritten.")
            % {
                "name": newer.saved_by.get_username(),
                "time": time_format(timezone.localtime(newer.saved_at)),
            }
        )


def demand(by: Any, permission: str) -> None:
    """Raise PermissionDenied unless ``by`` has the permission."""
    if not by.has_perm(permission):
        raise PermissionDenied(_("You may not do this."))


def model_permission(copy: WorkingCopy, verb: str) -> str:
    """Return the name of Django's own permission to ``verb`` (add, change, delete) such copies."""
    return f"{copy._meta.app_label}.{verb}_{copy._meta.model_name}"


@transaction.atomic
def save_copy(*, copy: WorkingCopy, by: Any, slug: str = "", kind: str = "") -> WorkingCopy:
    """Save a working copy and the rows typed of it; a new one makes its page of ``kind`` at ``slug``.

    ``copy.version`` is the version that the editor saw. Raises Conflict if a newer one was saved since,
    ValidationError for a slug that cannot be had, PermissionDenied.
    """
    demand(by, model_permission(copy, "change" if copy.pk else "add"))
    if copy.pk is None:
        page = Page(kind=kind, slug=slug)
        page.full_clean()
        page.save()
        copy.page = page
    else:
        _refuse_older(copy)
    copy.version += 1
    copy.saved_at, copy.saved_by = timezone.now(), by
    copy.save()
    _save_typed(copy)
    return copy


@transaction.atomic
def restore(*, publication: Publication, by: Any, seen_version: int | None = None) -> WorkingCopy:
    """Put a version's text back into its page's working copy, as an unpublished change, and return that.

    ``seen_version`` is the version of the working copy that the editor saw. Raises Conflict if a newer one was
    saved since, ValidationError for a withdrawal, PermissionDenied.
    """
    copy = locked_copy(publication.page)
    if seen_version is not None and copy.version != seen_version:
        raise Conflict(copy)
    demand(by, model_permission(copy, "change"))
    if publication.is_withdrawal:
        raise ValidationError(_("A withdrawal has no text. Choose a version before it."))
    if not Publication.objects.whole().filter(pk=publication.pk).exists():
        raise ValidationError(_("The words of this version were taken out. Choose another version."))
    copy.kind.restore(copy, copy.kind.upgraded(publication.content))
    return save_copy(copy=copy, by=by)


@transaction.atomic
def rename_page(*, page: Page, slug: str, by: Any) -> Page:
    """Move a page to another slug; the old one redirects from now on. Raises ValidationError, PermissionDenied."""
    demand(by, "publishing.rename_page")
    page = Page.objects.select_for_update().get(pk=page.pk)
    old, page.slug = page.slug, slug
    if old == slug:
        raise ValidationError(_("The page has this slug already."))
    page.full_clean()
    FormerSlug.objects.filter(kind=page.kind, slug=slug).delete()
    page.save()
    if page.publications.exists():
        FormerSlug.objects.create(kind=page.kind, slug=old, page=page)
    return page


@transaction.atomic
def discard(*, copy: WorkingCopy, by: Any) -> None:
    """Delete a page that was never published, with its working copy. Raises ValidationError, PermissionDenied."""
    demand(by, model_permission(copy, "delete"))
    page = Page.objects.select_for_update().get(pk=copy.page_id)
    if page.publications.exists():
        raise ValidationError(_("Readers have seen this page, so it cannot be deleted. Withdraw it instead."))
    copy.delete()
    page.delete()


def locked_copy(page: Page) -> Any:
    """Return the working copy of a page, locked for this transaction."""
    return kinds.get(page.kind).copies.select_for_update().select_related("page").get(page=page)


def _save_typed(row: Typed) -> None:
    """Put what was typed of a row's relations in the place of what is stored."""
    for name, rows in row.typed.items():
        relation = getattr(row, name)
        if row._meta.get_field(name).many_to_many:
            relation.set(rows)
            continue
        for each in rows:
            _keep_links(each)
        relation.all().delete()
        for position, each in enumerate(rows):
            each.pk, each.position = None, position
            setattr(each, relation.field.name, row)
            each.save(force_insert=True)
            _save_typed(each)
    row.typed.clear()


def _keep_links(row: Typed) -> None:
    """Type in the links that a stored row has, as it is about to be stored anew."""
    for field in row._meta.many_to_many if row.pk else ():
        if field.name not in row.typed:
            row.type_in(field.name, row.related(field.name))


def _refuse_older(copy: WorkingCopy) -> None:
    newest = type(copy)._default_manager.select_for_update().get(pk=copy.pk)
    if newest.version != copy.version:
        raise Conflict(newest)
