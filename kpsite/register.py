"""The register's pages and files with what only the whole site knows: on which pages a claim stands."""

from django.db.models import Max
from django.utils import timezone

from claims.exports.document import MadeOn
from claims.exports.views import ClaimsFile, Newest
from claims.register_views import Register
from claims.wanted import Facet
from publishing import queries
from publishing.models import FormerSlug, Publication

from .facets import facets


class RegisterPage(Register):
    """The register, narrowed by treatments and topics too."""

    def facets(self) -> list[Facet]:
        """Return what pages tell of claims."""
        return facets()


class ClaimsExport(ClaimsFile):
    """The claims for machines, with the addresses of the pages that make them."""

    def made_on(self) -> MadeOn:
        """Return the live pages that make or report each claim."""
        return queries.made_on_all()

    def newest(self) -> list[Newest]:
        """Return the newest publication that readers can read, and the newest address that a page left, besides."""
        come = Publication.objects.standing().filter(live_at__lte=timezone.now())
        publications = come.aggregate(name=Max("pk"), at=Max("live_at"))
        left = FormerSlug.objects.aggregate(name=Max("pk"))
        pages = [Newest(f"{publications['name']} {publications['at']}", publications["at"])]
        return [*super().newest(), *pages, Newest(str(left["name"]), None)]
