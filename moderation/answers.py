"""The one e-mail to whoever left an address with a report: it has an answer. Then the address is deleted."""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from moderation.choices import CLOSED
from moderation.models import Contact, Flag
from moderation.reports.outcomes import outcome

logger = logging.getLogger(__name__)


def answer_after_commit(flag: Flag) -> None:
    """Send the answer to a flag, if somebody waits for it, once the transaction that gave it is written."""
    transaction.on_commit(lambda: answer(flag), robust=True)


def answer(flag: Flag) -> bool:
    """Send the answer to whoever waits for it and forget the address; return whether nobody waits any longer.

    What cannot be sent is logged and stays for ``send_answers``.
    """
    contact = waiting().filter(flag=flag).first()
    if contact is None:
        return True
    try:
        message(contact).send()
    except (SMTPException, OSError):
        logger.exception("The answer to report %s could not be sent. It will be tried again.", flag.pk)
        return False
    contact.delete()
    return True


def waiting() -> QuerySet[Contact]:
    """Return the addresses of flags that have an answer which was not sent."""
    return Contact.objects.filter(flag__state__in=CLOSED).select_related("flag").order_by("pk")


def message(contact: Contact) -> EmailMessage:
    """Return the e-mail: where the report stands and where to read the answer, and no word of the report."""
    flag = contact.flag
    said = {
        "site": settings.SITE_NAME,
        "number": flag.token,
        "words": outcome(flag).headline,
        "address": f"{settings.SITE_URL}{flag.get_absolute_url()}",
    }
    body = _(
        "Your report %(number)s to %(site)s has an answer:\n\n"
        "%(words)s\n\n"
        "The whole answer stands here, and so does what may change later:\n%(address)s\n\n"
        "With this e-mail we have deleted your address. This is not medical advice; nobody reads replies to it.\n"
    )
    return EmailMessage(_("Your report %(number)s has an answer") % said, body % said, to=[contact.email])
