"""A claim to be shown within other sites' pages: small, without scripts and cookies, never without verdict and caveats.

It is the only address of the site that anybody may put into a frame.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.decorators import csp_replace
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.dateparse import parse_date, parse_datetime
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from .ageing import day_of
from .faces import ClaimFace
from .queries import newest_faces

View = Callable[..., Any]
#: Links open outside the frame; nothing else is let out of it, and nothing runs in it.
SANDBOX = "allow-popups allow-popups-to-escape-sandbox"


def framed_anywhere(view: View) -> View:
    """Let every site show what the view answers in a frame."""
    return wraps(view)(xframe_options_exempt(csp_replace({"frame-ancestors": ["*"]})(view)))


@require_safe
@framed_anywhere
def embed(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a claim as it stands now; a retired one says so, with the claim in its place; an unknown one is 404."""
    faces = newest_faces([slug])
    context: dict[str, Any] = {"site_url": settings.SITE_URL}
    if slug not in faces:
        return render(request, "claims/embed_unknown.html", context, status=404)
    face = faces[slug]
    context |= {"face": face, "at": parse_datetime(face.at), "checked_on": parse_date(face.checked_on)}
    context |= {"today": day_of(None), "successor": _successor(face)}
    return render(request, "claims/embed.html", context)


def _successor(face: ClaimFace) -> ClaimFace | None:
    return newest_faces([face.successor]).get(face.successor) if face.successor else None


def embed_url(face: ClaimFace) -> str:
    """Return the whole address of a claim's embedded page."""
    return f"{settings.SITE_URL}{reverse('claims:embed', args=[face.slug])}"
