"""What every e-mail of moderation needs: to whom, and where its links lead."""

from django.conf import settings
from django.urls import reverse

from accounts.models import User
from moderation.choices import DECIDE
from moderation.models import Flag
from publishing.actions.publications import PUBLISH

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


def absolute(path: str) -> str:
    """Return the whole address of a path on this site."""
    return settings.SITE_URL + path


def flag_url(flag: Flag) -> str:
    """Return the whole address of the flag's screen."""
    return absolute(f"{reverse('admin:index')}moderation/flags/{flag.pk}/")


def queue_url() -> str:
    """Return the whole address of the queue."""
    return absolute(reverse("moderation_admin:queue"))
