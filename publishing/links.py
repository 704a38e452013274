"""Whether an address inside the site leads to something that readers can open."""

from urllib.parse import urlsplit

from django.urls import Resolver404, resolve, reverse

from claims.models import ClaimVersion

from . import kinds
from .models import Publication


def leads_somewhere(href: str) -> bool:
    """Tell whether a path such as ``/articles/what-is-kp/#signs`` answers with a page now."""
    path = urlsplit(href).path
    try:
        match = resolve(path)
    except Resolver404:
        return False
    slug = match.kwargs.get("slug", "")
    # By its address: the site may have put a view of its own, without that name, in the place of a claim's page.
    if slug and path == reverse("claims:claim", kwargs={"slug": slug}):
        return ClaimVersion.objects.filter(claim__slug=slug).exists()
    for kind in kinds.all_kinds():
        if match.namespace == kind.path and "slug" in match.kwargs:
            page = Publication.objects.filter(page__kind=kind.name, page__slug=match.kwargs["slug"])
            return page.shown().exists()
    return True
