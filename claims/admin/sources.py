"""Sources in the admin."""

from typing import Any

from django.contrib import admin
from django.db.models import Field
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import Source, SourceFinding
from claims.queries import citing

from .caution import publish_caution
from .keeping import KeepsWhatIsUsed, named
from .links import claim_links


class SourceAdmin(KeepsWhatIsUsed):
    """Works that can be cited."""

    list_display = ("key", "title", "year", "tier", "verification", "linkable")
    list_display_links = ("key", "title")
    list_filter = ("tier", "verification", "linkable")
    list_per_page = 50
    show_full_result_count = False
    search_fields = ("key", "title", "authors", "container", "doi", "pmid")
    search_help_text = gettext_lazy("Search by key, title, authors, publication, DOI or PMID")
    fieldsets = (
        (None, {"fields": ("key", "title", "authors", ("container", "year"), ("type", "tier"))}),
        (
            gettext_lazy("Where to find it"),
            {"fields": (("doi", "pmid", "isbn"), "url", ("linkable", "original"))},
        ),
        (gettext_lazy("Checking"), {"fields": ("verification", "note", "cited_by")}),
    )

    class Media:
        css = {"all": ("admin_claims/claims.css",)}

    def get_readonly_fields(self, request: HttpRequest, obj: Source | None = None) -> tuple[str, ...]:
        """A key is an address: it never changes."""
        return ("key", "cited_by") if obj else ("cited_by",)

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> Any:
        """Take an address typed without its scheme for a secure one."""
        if db_field.name == "url":
            kwargs["assume_scheme"] = "https"
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Source, form: Any, change: bool) -> None:
        """Save the source, then publish what it takes from the claims that rest on it."""
        super().save_model(request, obj, form, change)
        publish_caution(request, citing(obj))

    def why_kept(self, source: Source) -> str:
        """Name the claims that cite the source, or say that something was found about it."""
        slugs = list(citing(source).values_list("slug", flat=True))
        if not slugs:
            checked = SourceFinding.objects.filter(source=source).exists()
            return _("This source cannot be deleted: something was found about it.") if checked else ""
        return _("This source cannot be deleted: these claims cite it: %(claims)s.") % {"claims": named(slugs)}

    @admin.display(description=gettext_lazy("cited by"))
    def cited_by(self, source: Source) -> SafeString | str:
        """The claims that cite the source: what is saved here bears on all of them."""
        return claim_links(self.admin_site, citing(source)) if source.pk else ""
