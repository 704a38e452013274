"""E-mail at once to those who wrote a page, when a moderator takes it away from readers."""

from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.mail import MailKind, member_mail
from accounts.models import User
from publishing.models import Page, Publication

from .mail import absolute, deliver, members, writers
from .queries import editor_of


def tell_writers_soon(withdrawal: Publication) -> None:
    """Tell a page's writers of its withdrawal once that is stored, all but who withdrew it.

    Whatever goes wrong is logged and stops nobody: the page is gone whether or not an e-mail leaves.
    """
    transaction.on_commit(partial(tell_writers, withdrawal.pk), robust=True)


def tell_writers(withdrawal_pk: int) -> int:
    """Send the e-mails about a withdrawal and return how many left."""
    withdrawal = Publication.objects.select_related("page").get(pk=withdrawal_pk)
    page = withdrawal.page
    wrote = writers([page])[page.pk] - {withdrawal.by_id}
    to = [member for member in members() if member.pk in wrote and member.wants_alerts]
    if not settings.SENDS_MAIL or not to:
        return 0
    return deliver([(member, _mail(member, page)) for member in to], about=page)


def _mail(member: User, page: Page) -> Any:
    body = _(
        "A moderator took this page away from readers: %(page)s\n"
        "Why stands above its form, where you can mend it: %(url)s\n\n"
        "Then ask a moderator to publish it again."
    )
    return member_mail(
        to=member,
        kind=MailKind.ALERTS,
        subject=_("Withdrawn: %s") % page,
        body=body % {"page": page, "url": absolute(editor_of(page))},
    )
