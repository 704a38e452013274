"""The one e-mail to whoever left an address with a report: it has an answer. Then the address is deleted.

``send_answers`` sends it, once the moderator who answered can no longer take the answer back.
"""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone
from django.utils.translation import gettext as _

from moderation.actions.deciding import UNDO_WITHIN
from moderation.actions.steps import newest_step
from moderation.choices import CLOSED
from moderation.models import Contact, Flag
from moderation.reports.outcomes import MOST_LINKS, outcome

from .mail import MAIL_ERRORS

logger = logging.getLogger(__name__)

#: What cannot be sent is tried for so long after the answer was given. The privacy page says it too.
KEPT = timedelta(days=14)


def waiting() -> Iterator[Contact]:
    """Yield the address of each flag that has an answer which nobody can take back any more.

    Each is read just before it is used: a slow mail server gives another run, or a moderator, time to be first.
    """
    found = Contact.objects.filter(flag__state__in=CLOSED).select_related("flag")
    for key in list(found.order_by("pk").values_list("pk", flat=True)):
        contact = found.filter(pk=key).first()
        since = answered_at(contact.flag) if contact else None
        if contact and since and timezone.now() - since > UNDO_WITHIN:
            yield contact


def answered_at(flag: Flag, links: int = MOST_LINKS) -> datetime | None:
    """Return since when a flag has the answer that it has now; None while it, or the one it is the same as, is open."""
    step = newest_step(flag)
    if step is None or step.state not in CLOSED:
        return None
    if step.same_as is None:
        return step.at
    earlier = answered_at(step.same_as, links - 1) if links else None
    return max(step.at, earlier) if earlier else None


def answer(contact: Contact) -> bool:
    """Send the answer to whoever waits for it and forget the address; return False where it could not be sent.

    What cannot be sent is logged, without the address, and stays for the next time. Where the address was refused
    for good, or the answer is older than ``KEPT``, it is forgotten all the same.
    """
    try:
        message(contact).send()
    except MAIL_ERRORS as error:
        # No traceback: what mail servers say names the address, and a log is kept longer than this promises.
        gives_up = _is_refused(error) or _is_old(contact)
        then = "Its address was deleted." if gives_up else "It will be tried again."
        logger.error("The answer to report %s could not be sent (%s). %s", contact.flag_id, _code(error), then)
        if gives_up:
            contact.delete()
        return False
    contact.delete()
    return True


def _is_refused(error: Exception) -> bool:
    """Whether a mail server said that it will never take mail to this address (RFC 5321, 4.2.1: 5yz)."""
    return isinstance(error, SMTPRecipientsRefused) and all(code >= 500 for code in _codes(error))


def _is_old(contact: Contact) -> bool:
    since = answered_at(contact.flag)
    return since is not None and timezone.now() - since > KEPT


def _codes(refused: SMTPRecipientsRefused) -> list[int]:
    return [code for code, _words in refused.recipients.values()]


def _code(error: Exception) -> str:
    """Return what a log may say of an error: the server's code, or else what kind of error it is."""
    if isinstance(error, SMTPRecipientsRefused):
        return ", ".join(str(code) for code in _codes(error))
    return str(error.smtp_code) if isinstance(error, SMTPResponseException) else type(error).__name__


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
