"""Whether an address inside the site leads to something that readers can open."""

from urllib.parse import urlsplit

from django.urls import Resolver404, ResolverMatch, resolve, reverse

from claims.models import ClaimVersion
from claims.queries import newest_faces

from . import kinds
from .models import Publication, PublishedTopic

#: How each address of the register finds what is public at it.
REGISTER = {"claims:claim": "claim__slug", "claims:question": "face__question"}


def leads_somewhere(href: str) -> bool:
    """Tell whether a path such as ``/articles/what-is-kp/#signs`` answers readers with a page now."""
    path = urlsplit(href).path
    try:
        match = resolve(path)
    except Resolver404:
        return False
    if path.startswith(reverse("admin:index")) or match.view_name == "media":
        return False
    if match.view_name == "claims:source":
        return any(match.kwargs["key"] == each.source.key for face in newest_faces().values() for each in face.evidence)
    slug = match.kwargs.get("slug", "")
    if match.view_name == "topics:topic":
        return PublishedTopic.objects.shown().filter(topic__slug=slug).exists()
    for name, lookup in REGISTER.items():
        # By its address: the site may have put a view of its own, without that name, in the place of this one.
        if slug and path == reverse(name, kwargs={"slug": slug}):
            return ClaimVersion.objects.newest().filter(**{lookup: slug}).exists()
    return _page_leads_somewhere(match)


def _page_leads_somewhere(match: ResolverMatch) -> bool:
    """Tell whether a page's address answers; an address of nothing but the site itself always does."""
    for kind in kinds.all_kinds():
        if match.namespace == kind.path and "slug" in match.kwargs:
            of_page = Publication.objects.filter(page__kind=kind.name, page__slug=match.kwargs["slug"])
            number = match.kwargs.get("number")
            has_version = number is None or of_page.come().filter(number=number).exists()
            return has_version and of_page.shown().exists()
    return True
