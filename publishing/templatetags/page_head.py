"""What the head of a live page tells other sites and machines. Old versions and previews tell nothing."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from claims.faces import ClaimFace
from claims.markup import Document
from claims.telling import told_with
from claims.templatetags.claim_words import plain_words
from claims.templatetags.linked_data import Trail, block, this_site
from claims.templatetags.social import meta
from publishing.cards import card_of
from publishing.kinds import get
from publishing.linked_data import medical_page
from publishing.models import Publication

register = template.Library()


@register.inclusion_tag("_social.html")
def page_social(publication: Publication, summary: Document, made: Sequence[ClaimFace]) -> dict[str, Any]:
    """Tell other sites of a page. They cut what is long, so that a summary that states claims is left to the page."""
    page = publication.page
    told = _("What the sources say, each claim with its verdict and its caveats.")
    description = told if summary.marks else plain_words(summary) or told
    card = card_of(get(page.kind), publication.title, made)
    return meta(publication.title, description, page.get_absolute_url(), card, page.url("card"), "article")


@register.simple_tag
def page_data(
    publication: Publication,
    summary: Document,
    made: Sequence[ClaimFace],
    reported: Mapping[str, bool],
    trail: Trail = (),
) -> SafeString:
    """Tell machines of a page, the claims of its summary with what must be said with them."""
    marked = {mark.slug for mark in summary.marks}
    words = told_with(plain_words(summary), [face for face in made if face.slug in marked])
    return block(medical_page(this_site(), publication, words, made, reported), trail)
