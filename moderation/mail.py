"""What every e-mail of moderation needs: to whom, and where its links lead."""

import logging
from collections.abc import Collection, Iterable
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.urls import reverse

from accounts.models import User
from moderation.choices import DECIDE
from moderation.models import Flag
from publishing import kinds
from publishing.actions.publications import PUBLISH
from publishing.models import Page, Publication

logger = logging.getLogger(__name__)

#: What a mail server, the way there (OSError, also smtplib's own) or an odd address (ValueError) may answer with.
MAIL_ERRORS = (OSError, ValueError)
BACKEND = "accounts.backends.AccountBackend"


def moderators() -> list[User]:
    """Return those who judge flags and can be mailed."""
    return _who(DECIDE)


def members() -> list[User]:
    """Return editors and moderators who can be mailed."""
    found = {member.pk: member for permission in (PUBLISH, DECIDE) for member in _who(permission)}
    return sorted(found.values(), key=lambda member: member.pk)


def _who(permission: str) -> list[User]:
    found = User.objects.with_perm(permission, backend=BACKEND).order_by("pk")
    return [member for member in found if member.can_be_mailed]


def writers(pages: Collection[Page]) -> dict[int, set[int]]:
    """Return who wrote each page, by keys: who published it, or saved it last."""
    found: dict[int, set[int]] = {page.pk: set() for page in pages}
    for page, by in Publication.objects.filter(page__in=found, is_withdrawal=False).values_list("page", "by"):
        found[page].add(by)
    for page, by in _last_savers(pages):
        found[page].add(by)
    return found


def deliver(mails: Iterable[tuple[User, EmailMessage]], *, about: object) -> int:
    """Send e-mails to members and return how many left; what goes wrong is logged.

    They go through one connection: somebody waits, and a server that is away is waited for once.
    """
    try:
        with get_connection() as connection:
            return sum(_left(member, mail, about, connection) for member, mail in mails)
    except MAIL_ERRORS:
        logger.exception("The mail server did not answer: no e-mail about %s left.", about)
        return 0


def _left(member: User, mail: EmailMessage, about: object, connection: Any) -> bool:
    try:
        connection.send_messages([mail])
    except MAIL_ERRORS:
        logger.exception("An e-mail about %s did not leave for account %s.", about, member.pk)
        return False
    return True


def absolute(path: str) -> str:
    """Return the whole address of a path on this site."""
    return settings.SITE_URL + path


def flag_url(flag: Flag) -> str:
    """Return the whole address of the flag's screen."""
    return absolute(reverse("moderation_admin:flag", args=[flag.pk]))


def queue_url() -> str:
    """Return the whole address of the queue."""
    return absolute(reverse("moderation_admin:queue"))


def _last_savers(pages: Iterable[Page]) -> Iterable[tuple[int, int]]:
    by_kind: dict[str, list[int]] = {}
    for page in pages:
        by_kind.setdefault(page.kind, []).append(page.pk)
    for kind, keys in by_kind.items():
        copies: Any = kinds.get(kind).copies.filter(page__in=keys)
        yield from copies.values_list("page", "saved_by")
