"""Raising a flag, which anybody may do."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from claims.models import Claim
from claims.queries import newest_faces
from moderation.alerts import alert_soon
from moderation.choices import Doubt
from moderation.models import Contact, Flag
from moderation.models.flags import MAX_WORDS, new_token
from moderation.passages import AROUND, Quote
from publishing.models import Page

#: The longest passage that is kept.
MAX_QUOTE = 1000


@transaction.atomic
def raise_flag(
    *,
    doubt: str,
    claim: Claim | None = None,
    page: Page | None = None,
    quote: Quote | None = None,
    words: str = "",
    email: str = "",
    by: Any = None,
    token: str = "",
) -> Flag:
    """Raise a flag on a claim, on a page, or on a passage of it, and return it; ``by`` None is a reader.

    ``token`` is the receipt number, where it was given out before. Raises ValidationError where it is about nothing
    that readers see, or its words are too long.
    """
    if claim is None and page is None:
        raise ValidationError(_("Say which claim or page this is about."))
    words = words.replace("\x00", "").strip()
    if len(words) > MAX_WORDS:
        message = _("Use at most %(limit)d characters. You used %(used)d.")
        raise ValidationError({"words": message % {"limit": MAX_WORDS, "used": len(words)}})
    flag = Flag(
        token=token or new_token(),
        claim=claim,
        claim_number=_claim_number(claim),
        page=page,
        page_number=_page_number(page),
        doubt=Doubt(doubt).value,
        words=words,
        raised_by=by,
        **_columns(quote),
    )
    flag.save()
    if email:
        Contact.objects.create(flag=flag, email=email)
    if flag.doubt == Doubt.HARMED:
        alert_soon(flag, but=by)
    return flag


def _claim_number(claim: Claim | None) -> int:
    if claim is None:
        return 0
    face = newest_faces([claim.slug]).get(claim.slug)
    if face is None:
        raise ValidationError(_("Readers do not see this claim."))
    return face.number


def _page_number(page: Page | None) -> int:
    if page is None:
        return 0
    live = page.publications.shown().first()
    if live is None:
        raise ValidationError(_("Readers do not see this page now."))
    return live.number


def _columns(quote: Quote | None) -> dict[str, str]:
    if quote is None or not quote.exact.strip():
        return {}
    return {
        "quote": quote.exact.strip()[:MAX_QUOTE],
        "prefix": quote.prefix[-AROUND:],
        "suffix": quote.suffix[:AROUND],
    }
