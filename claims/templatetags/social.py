"""What other sites show beside a link to a page, for the block ``social`` (Open Graph)."""

from typing import Any

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, to_locale

from claims.browsing import Group
from claims.cards import Card, claim_card, question_card, site_card
from claims.faces import ClaimFace
from claims.telling import judgement

register = template.Library()


def meta(title: str, description: str, path: str, card: Card, card_path: str, kind: str = "website") -> dict[str, Any]:
    """Return what the template needs; the card's address is a new one whenever its words change."""
    return {
        "site_name": settings.SITE_NAME,
        "locale": to_locale(get_language() or settings.LANGUAGE_CODE),
        "kind": kind,
        "title": title,
        "description": description,
        "url": f"{settings.SITE_URL}{path}",
        "image": f"{settings.SITE_URL}{card_path}?v={card.digest[:10]}",
        "alt": card.alt,
    }


@register.inclusion_tag("_social.html")
def site_social(title: str, description: str, path: str) -> dict[str, Any]:
    """Tell of a page that has no card of its own. Its title and description state no claim."""
    return meta(title, description, path, site_card(), reverse("card"))


@register.inclusion_tag("_social.html")
def claim_social(face: ClaimFace) -> dict[str, Any]:
    """Tell of a claim: its verdict comes before its words, and what must be said with them right after."""
    title = f"{face.verdict_words}: “{face.statement}”"
    path = reverse("claims:claim", args=[face.slug])
    return meta(title, judgement(face), path, claim_card(face), reverse("claims:claim_card", args=[face.slug]))


@register.inclusion_tag("_social.html")
def question_social(group: Group) -> dict[str, Any]:
    """Tell of a question: what is said of it is what its card says."""
    card = question_card(group)
    told = " ".join(line.text for line in card.lines)
    path = reverse("claims:question", args=[group.slug])
    return meta(group.text, told, path, card, reverse("claims:question_card", args=[group.slug]))
