"""The social card of a page: its title and how its claims were judged."""

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from claims.browsing import tally
from claims.cards import Card, Line, card_answer, judged_role
from claims.faces import ClaimFace
from claims.queries import newest_faces

from . import kinds
from .kinds import Kind
from .models import Publication, PublishedClaim


@require_safe
def page_card(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """Send the card of what a page says now; 410 with one that says so if it was withdrawn."""
    found = Publication.objects.live().filter(page__kind=kind, page__slug=slug).defer("content").first()
    if found is None:
        raise Http404
    if found.is_withdrawal:
        return card_answer(request, withdrawn_card(kinds.get(kind), found.title), status=410)
    slugs = PublishedClaim.objects.filter(publication=found).values_list("claim_version__claim__slug", flat=True)
    faces = newest_faces(slugs)
    return card_answer(request, card_of(kinds.get(kind), found.title, list(faces.values())))


def card_of(kind: Kind, title: str, made: Sequence[ClaimFace]) -> Card:
    """Return the card of a live page: titles state no claim, so that the count of its claims by verdict suffices."""
    count = len(made)
    head = ngettext("%(count)d claim on this page:", "%(count)d claims on this page:", count) % {"count": count}
    judged = [Line(f"{words}: {number}", judged_role(value)) for value, words, number in tally(made) if number]
    return Card(str(kind.label), title, (Line(head, is_strong=True), *judged) if made else ())


def withdrawn_card(kind: Kind, title: str) -> Card:
    """Return the card of a page that was withdrawn."""
    told = _("This page was withdrawn. Do not rely on what it said.")
    return Card(str(kind.label), title, (Line(told, "stop", is_strong=True),))
