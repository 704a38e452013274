"""Sends cards. Each is drawn once and kept under the name of what stands on it, which changes with the day's words."""

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control

from .drawing import png
from .words import Card

#: Seconds that a card is kept here, and that others may keep it without asking: pages name a new one at once.
KEPT_FOR = 86_400
MAX_AGE = 3_600


def card_answer(request: HttpRequest, card: Card, status: int = 200) -> HttpResponse:
    """Answer with a card as a PNG picture; who has it already is told so (304), and nothing is drawn for them."""
    etag = f'"{card.digest[:32]}"'
    response = get_conditional_response(request, etag=etag) if status == 200 else None
    if response is None:
        drawn = cache.get_or_set(f"card-{card.digest}", lambda: png(card), KEPT_FOR)
        response = HttpResponse(drawn, content_type="image/png", status=status)
    response["ETag"] = etag
    patch_cache_control(response, public=True, max_age=MAX_AGE)
    return response
