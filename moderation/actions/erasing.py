"""Erasing the words of a report, for what the law makes erase."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from moderation.models import Contact, Flag
from records.models import Redaction


@transaction.atomic
def erase_words(*, flag: Flag, reason: str, by: Any) -> Redaction:
    """Put a notice in the place of a report's words, drop its passage and its address, and return the record of it.

    What was decided, and why, stays. Raises PermissionDenied unless ``by`` is a superuser, ValidationError without
    a reason or for a report that was erased already.
    """
    if not by.is_superuser:
        raise PermissionDenied(_("Only a superuser may erase the words of a report."))
    if not reason.strip():
        raise ValidationError(_("Say why. Moderators read it."))
    redaction = Redaction(model=flag._meta.label_lower, record=flag.pk, reason=reason.strip(), by=by)
    redaction.validate_constraints()
    redaction.save()
    Contact.objects.filter(flag=flag).delete()
    said = {"day": date_format(redaction.at), "reason": redaction.reason}
    flag.words = _("Taken out on %(day)s: %(reason)s") % said
    flag.quote = flag.prefix = flag.suffix = ""
    flag.save(update_fields=["words", "quote", "prefix", "suffix"])
    return redaction
