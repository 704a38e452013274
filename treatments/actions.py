"""What editors do with treatments and checklists beyond what they do with every page."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from publishing.actions import save_copy
from publishing.actions.copies import model_permission

from .kind import AFTERCARE
from .models import AftercareChecklist, Treatment


@transaction.atomic
def copy_checklist(
    *, checklist: AftercareChecklist, title: str, slug: str, treatment: Treatment, by: Any
) -> AftercareChecklist:
    """Make a draft at ``slug`` with all that a checklist's working copy holds, for another treatment; return it.

    Raises ValidationError for a title or slug that cannot be had, PermissionDenied for who may not read the one or
    add the other.
    """
    if not any(by.has_perm(model_permission(checklist, verb)) for verb in ("view", "change")):
        raise PermissionDenied(_("You may not do this."))
    copy = AftercareChecklist()
    AFTERCARE.restore(copy, AFTERCARE.snapshot(checklist))
    copy.title, copy.treatment = title, treatment
    copy.clean_fields(exclude=("page", "saved_by"))
    save_copy(copy=copy, by=by, slug=slug, kind=AFTERCARE.name)
    return copy
