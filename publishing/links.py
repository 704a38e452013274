"""Whether an address inside the site leads to something that readers can open."""

from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

from claims.models import ClaimVersion

from . import kinds
from .models import Publication


def leads_somewhere(href: str) -> bool:
    """Tell whether a path such as ``/articles/what-is-kp/#signs`` answers with a page now."""
    try:
        match = resolve(urlsplit(href).path)
    except Resolver404:
        return False
    if match.view_name == "claims:claim":
        return ClaimVersion.objects.filter(claim__slug=match.kwargs["slug"]).exists()
    for kind in kinds.all_kinds():
        if match.namespace == kind.path and "slug" in match.kwargs:
            page = Publication.objects.filter(page__kind=kind.name, page__slug=match.kwargs["slug"])
            return page.shown().exists()
    return True
