"""How a version of a page is cited. Titles state no claims, so a citation of a page needs no verdict."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claims.ageing import day_of
from claims.citing import Work, of_page
from claims.citing_views import file_response

from .models import Page, Publication


def work_of(publication: Publication, page: Page) -> Work:
    """Return a version of a page as it is cited today."""
    url = page.url("version", number=publication.number)
    day = day_of(publication.live_at)
    return of_page(f"{page.kind}-{page.slug}", publication.title, url, publication.number, day, day_of(None))


@require_safe
def cite_file(request: HttpRequest, kind: str, slug: str, ending: str) -> HttpResponse:
    """Return how the live version of a page is cited, as a file."""
    found = Publication.objects.shown().filter(page__kind=kind, page__slug=slug).select_related("page").first()
    if found is None:
        raise Http404(_("No page has this address."))
    return file_response(ending, slug, [work_of(found, found.page)])
