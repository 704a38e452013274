"""E-mail to members, each with a way to get no more of its kind."""

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage
from django.db.models import TextChoices
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .models import User

SALT = "accounts.unsubscribe"


class MailKind(TextChoices):
    """The kinds of e-mail that a member may want; the values are columns of ``User``."""

    DIGEST = "wants_digest", gettext_lazy("the daily e-mail")
    ALERTS = "wants_alerts", gettext_lazy("e-mail at once when something is serious")


def member_mail(*, to: User, kind: MailKind, subject: str, body: str) -> EmailMessage:
    """Return a plain e-mail to a member, unsent, with its way out in the text and in the header (RFC 8058)."""
    stop = settings.SITE_URL + reverse("accounts:unsubscribe", args=[unsubscribe_token(to, kind)])
    profile = settings.SITE_URL + reverse("accounts:profile")
    footer = _("No more of this: %(stop)s\nor change it in your profile: %(profile)s")
    return EmailMessage(
        subject=f"[{settings.SITE_NAME}] {subject}",
        body=f"{body.rstrip()}\n\n-- \n{footer % {'stop': stop, 'profile': profile}}\n",
        to=[to.email],
        headers={
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
    )


def unsubscribe_token(user: User, kind: MailKind) -> str:
    """Return what an address needs to stop one kind of e-mail to one member. It never runs out: old mails stay."""
    return signing.dumps([user.pk, kind.value], salt=SALT)


def read_token(token: str) -> tuple[int, MailKind] | None:
    """Return the member's key and the kind of e-mail; None for a token that is not whole or not ours."""
    try:
        pk, kind = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return pk, MailKind(kind)
