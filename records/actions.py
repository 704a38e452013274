"""The one write that changes a record: redaction, for what the law makes erase."""

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from .models import Record, Redaction


@transaction.atomic
def redact(*, record: Record, reason: str, by: Any) -> Redaction:
    """Put a public notice in the place of a record's content and return the record of having done so.

    The digest stays as it was, so the series still shows that something stood here. Raises PermissionDenied
    unless ``by`` is a superuser, ValidationError without a reason or for a record that is redacted already.
    """
    if not by.is_superuser:
        raise PermissionDenied(_("Only a superuser may redact a record."))
    if not reason.strip():
        raise ValidationError(_("Say why, in words that readers may see."))
    redaction = Redaction(model=record._meta.label_lower, record=record.pk, reason=reason.strip(), by=by)
    redaction.validate_constraints()
    redaction.save()
    with override(settings.CONTENT_LANGUAGE):  # it stands in the place of what was written in it
        day = date_format(redaction.at)
        notice = _("Taken out on %(day)s: %(reason)s") % {"day": day, "reason": redaction.reason}
    # Django's own queryset: the record's refuses to update.
    models.QuerySet(type(record)).filter(pk=record.pk).update(**record.redacted(notice))
    record.forget()
    return redaction
