"""E-mail at once to moderators, when something is serious."""

from functools import partial
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.mail import MailKind, member_mail
from accounts.models import User
from moderation.models import Alert, Flag

from .mail import deliver, flag_url, moderators, queue_url


def alert_soon(flag: Flag, *, but: Any = None) -> None:
    """Tell moderators of a serious flag once it is stored, all ``but`` the one who knows.

    Whatever goes wrong is logged and stops nobody: a report counts whether or not an e-mail leaves.
    """
    transaction.on_commit(partial(send_alert, flag.subject, flag_url(flag), but.pk if but else None), robust=True)


def alert_of_harm_soon(subject: str) -> None:
    """Tell moderators of a report of harm that was counted and not kept, once the count is stored; as robust."""
    transaction.on_commit(partial(send_alert, subject, queue_url()), robust=True)


def send_alert(subject: str, url: str, but: int | None = None) -> int:
    """Send the e-mails about a subject and return how many left: none where one about it left within the hour.

    They name the subject and lead to ``url``. What a reader wrote, or suffered, stays where only moderators see it.
    Where none could be sent the hour does not begin, so that the next report tries again.
    """
    to = [member for member in moderators() if member.wants_alerts and member.pk != but]
    if not settings.SENDS_MAIL or not to or not Alert.objects.take(subject):
        return 0
    sent = deliver([(member, _mail(member, subject, url)) for member in to], about=subject)
    if not sent:
        Alert.objects.about(subject).delete()
    return sent


def _mail(member: User, subject: str, url: str) -> EmailMessage:
    body = _("Please look at this today: %(subject)s\n%(url)s\n\nIt is on top of the queue.")
    return member_mail(
        to=member,
        kind=MailKind.ALERTS,
        subject=_("Serious: %s") % subject,
        body=body % {"subject": subject, "url": url},
    )
