"""What is done to accounts."""

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from .groups import EDITORS, MODERATORS
from .mail import MailKind, read_token
from .models import User

DEMO_PASSWORD = "kpsite-demo"
DEMO_ACCOUNTS = {"editor": EDITORS, "moderator": MODERATORS, "admin": None}


@transaction.atomic
def make_demo_accounts() -> list[User]:
    """Make the three demo accounts, or set those that are there right again."""
    if not settings.DEMO:
        raise PermissionDenied(_("Demo accounts are for demo mode: set DEMO=1."))
    return [_demo_account(username, group) for username, group in DEMO_ACCOUNTS.items()]


def _demo_account(username: str, group: str | None) -> User:
    user = User.objects.filter(username=username).first() or User(username=username, is_demo=True)
    if not user.is_demo:
        raise PermissionDenied(_("“%s” is somebody’s own account; it stays as it is.") % username)
    user.public_name = user.public_name or _("Demo %s") % username
    user.is_active = user.is_staff = True
    user.is_superuser = group is None
    if not user.check_password(DEMO_PASSWORD):
        user.set_password(DEMO_PASSWORD)
    user.save()
    user.groups.set(Group.objects.filter(name=group))
    return user


def unsubscribe(*, token: str) -> MailKind | None:
    """Stop one kind of e-mail to one member, whoever asks, and return the kind; None where the token is not ours."""
    if (named := read_token(token)) is None:
        return None
    pk, kind = named
    User.objects.filter(pk=pk).update(**{kind.value: False})
    return kind


@transaction.atomic
def anonymise(*, user: User) -> None:
    """Empty an account for good; the records it made stay, with the name that readers saw then."""
    for trace in (AccessAttempt, AccessFailureLog, AccessLog):
        trace.objects.filter(username=user.username).delete()
    user.username = former = f"former-{user.pk}"
    user.first_name = user.last_name = user.email = user.public_name = ""
    user.is_active = user.is_staff = user.is_superuser = user.wants_digest = user.wants_alerts = False
    user.last_login = user.last_digest_at = None
    user.set_unusable_password()
    user.save()
    user.groups.clear()
    user.user_permissions.clear()
    entries = LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(User))
    entries.filter(object_id=str(user.pk)).update(object_repr=former, change_message="")
