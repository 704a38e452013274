"""What readers saw of each claim: its versions, to be read and never changed."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from claims.differences import differences
from claims.models import ClaimVersion
from records.admin import ReadOnlyAdmin

from .words import compare


class ClaimVersionAdmin(ReadOnlyAdmin):
    """The history of claims, the newest first."""

    list_display = ("claim_slug", "number", "verdict", "certainty", "at", "by_name")
    list_display_links = ("claim_slug", "number")
    list_filter = ("verdict",)
    list_select_related = ("claim",)
    list_per_page = 50
    show_full_result_count = False
    search_fields = ("claim__slug", "claim__statement")
    ordering = ("-id",)
    change_form_template = "admin/claims/version.html"

    class Media:
        css = {"all": ("admin_claims/claims.css",)}

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever may see claims may see their history."""
        return request.user.has_perm("claims.view_claim")

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Show it in the menu to whoever may see claims."""
        return self.has_view_permission(request)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Show the record's columns; the template shows the face in words."""
        return ("claim", "number", "verdict", "certainty", "at", "by_name")

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """Show what the version changed and what readers saw."""
        version: Any = kwargs["obj"]
        before = version.claim.versions.filter(number=version.number - 1).first()
        face = version.as_face()
        context.update(
            face=face, changed=differences(before.as_face(), face) if before else [],
            rows=compare(before.as_face() if before else face, face), before=before,
        )  # fmt: skip
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(description=_("claim"), ordering="claim__slug")
    def claim_slug(self, version: ClaimVersion) -> str:
        """The claim's slug."""
        return version.claim.slug
