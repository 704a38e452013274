"""E-mail at once to moderators, when something is serious."""

import logging
from functools import partial
from typing import Any

from django.conf import settings
from django.core.mail import get_connection
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.mail import MailKind, member_mail
from accounts.models import User
from moderation.models import Alert, Flag

from .mail import MAIL_ERRORS, flag_url, moderators

logger = logging.getLogger(__name__)


def alert_soon(flag: Flag, *, but: Any = None) -> None:
    """Tell moderators of a serious flag once it is stored, all ``but`` the one who knows.

    Whatever goes wrong is logged and stops nobody: a report counts whether or not an e-mail leaves.
    """
    transaction.on_commit(partial(send_alert, flag.pk, but.pk if but else None), robust=True)


def send_alert(flag_pk: int, but: int | None = None) -> int:
    """Send the e-mails about a flag and return how many left: none where one about its subject left within the hour.

    They name the subject and lead to the flag. What a reader wrote, or suffered, stays where only moderators see it.
    Where none could be sent the hour does not begin, so that the next report tries again.
    """
    flag = Flag.objects.select_related("claim", "page").get(pk=flag_pk)
    to = [member for member in moderators() if member.wants_alerts and member.pk != but]
    if not settings.SENDS_MAIL or not to or not Alert.objects.take(flag.subject):
        return 0
    sent = _send_all(to, flag)
    if not sent:
        Alert.objects.about(flag.subject).delete()
    return sent


def _send_all(to: list[User], flag: Flag) -> int:
    """Send them through one connection: somebody waits, and a server that is away is waited for once."""
    try:
        with get_connection() as connection:
            return sum(_send(member, flag, connection) for member in to)
    except MAIL_ERRORS:
        logger.exception("The mail server did not answer: no alert about %s left.", flag.subject)
        return 0


def _send(member: User, flag: Flag, connection: Any) -> bool:
    body = _("Please look at this today: %(subject)s\n%(url)s\n\nIt is on top of the queue.")
    mail = member_mail(
        to=member,
        kind=MailKind.ALERTS,
        subject=_("Serious: %s") % flag.subject,
        body=body % {"subject": flag.subject, "url": flag_url(flag)},
    )
    try:
        connection.send_messages([mail])
    except MAIL_ERRORS:
        logger.exception("An alert about %s did not leave for account %s.", flag.subject, member.pk)
        return False
    return True
