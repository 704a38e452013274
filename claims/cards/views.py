"""The addresses of the register's cards."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claims.browsing import Group
from claims.queries import answered, faces_answering, newest_faces

from .answers import card_answer
from .words import claim_card, question_card


@require_safe
def claim(request: HttpRequest, slug: str) -> HttpResponse:
    """Send the card of a public claim."""
    face = newest_faces([slug]).get(slug)
    if face is None:
        raise Http404(_("No claim has this address."))
    return card_answer(request, claim_card(face))


@require_safe
def question(request: HttpRequest, slug: str) -> HttpResponse:
    """Send the card of a question that public claims answer."""
    faces = faces_answering(slug)
    if not faces:
        raise Http404(_("No question has this address."))
    (group,) = answered([Group(slug, faces[0].question_text, faces=faces)])
    return card_answer(request, question_card(group))
