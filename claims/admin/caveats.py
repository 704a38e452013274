"""Caveats in the admin."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import Caveat
from claims.queries import carrying

from .caution import publish_caution
from .forms import CaveatForm
from .keeping import KeepsWhatIsUsed, named
from .links import claim_links


class CaveatAdmin(KeepsWhatIsUsed):
    """What must be said with claims. One caveat may stand with many."""

    form = CaveatForm
    list_display = ("slug", "severity", "text", "names_population", "uses")
    list_display_links = ("slug", "text")
    list_filter = ("severity", "names_population")
    list_per_page = 50
    show_full_result_count = False
    search_fields = ("slug", "text")
    search_help_text = gettext_lazy("Search by slug or text")
    fields = ("slug", "severity", "text", "names_population", "carried_by")

    class Media:
        css = {"all": ("admin_claims/claims.css",)}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Count the claims of each caveat."""
        return super().get_queryset(request).annotate(claim_count=Count("claims"))

    def get_readonly_fields(self, request: HttpRequest, obj: Caveat | None = None) -> tuple[str, ...]:
        """A slug never changes."""
        return ("slug", "carried_by") if obj else ("carried_by",)

    def save_model(self, request: HttpRequest, obj: Caveat, form: Any, change: bool) -> None:
        """Save the caveat, then publish what it adds in caution to the claims that carry it."""
        super().save_model(request, obj, form, change)
        publish_caution(request, carrying(obj))

    def why_kept(self, caveat: Caveat) -> str:
        """Name the claims that carry the caveat."""
        slugs = list(carrying(caveat).values_list("slug", flat=True))
        if not slugs:
            return ""
        return _("This caveat cannot be deleted: these claims carry it: %(claims)s.") % {"claims": named(slugs)}

    @admin.display(description=gettext_lazy("claims"), ordering="claim_count")
    def uses(self, caveat: Any) -> int:
        """How many claims carry the caveat."""
        return caveat.claim_count

    @admin.display(description=gettext_lazy("carried by"))
    def carried_by(self, caveat: Caveat) -> SafeString | str:
        """The claims that carry the caveat: what is saved here bears on all of them."""
        return claim_links(self.admin_site, carrying(caveat)) if caveat.pk else ""
