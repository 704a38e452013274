"""Flags and stock reasons as lists, for search and archive."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import ChangeList
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from claims.models import Claim
from moderation.actions.steps import DECIDE
from moderation.choices import CLOSED, OPEN
from moderation.models import Flag
from records.admin import ReadOnlyAdmin


class LookUpAdmin(ReadOnlyAdmin):
    """What moderators look up."""

    actions = None
    show_full_result_count = False
    list_per_page = 50

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Moderators look them up."""
        return request.user.has_perm(DECIDE)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Show it in the menu to whoever may look."""
        return self.has_view_permission(request)


class OpenFilter(admin.SimpleListFilter):
    """Flags that somebody has to judge, and those that are judged."""

    title = _("still open")
    parameter_name = "open"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Offer both."""
        return [("yes", _("Open")), ("no", _("Judged"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Keep the states of the choice."""
        states = {"yes": OPEN, "no": CLOSED}.get(self.value() or "")
        return queryset.filter(state__in=states) if states else queryset


class FlaggedClaimFilter(admin.SimpleListFilter):
    """Flags of one claim, among the claims that have any."""

    title = _("claim")
    parameter_name = "claim"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Offer the claims that were flagged."""
        flagged = Flag.objects.filter(claim__isnull=False).values("claim")
        return [(slug, slug) for slug in Claim.objects.filter(pk__in=flagged).values_list("slug", flat=True)]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Keep those of the chosen claim."""
        return queryset.about_claim(self.value()) if self.value() else queryset


class FlagList(ChangeList):
    """A list whose rows lead to the flag's own screen."""

    def url_for_result(self, result: Any) -> str:
        """Return the address of the screen."""
        return reverse("moderation_admin:flag", args=[result.pk])


class FlagAdmin(LookUpAdmin):
    """All flags that were ever raised."""

    list_display = ("token", "subject", "doubt", "state", "is_serious", "raised_at", "by_whom")
    list_display_links = ("token", "subject")
    list_filter = (OpenFilter, "state", "doubt", "is_serious", FlaggedClaimFilter)
    list_select_related = ("claim", "page", "raised_by")
    search_fields = ("token", "words", "quote", "claim__slug", "claim__statement", "page__slug")
    search_help_text = _("Search by receipt, words, passage, claim or page")
    date_hierarchy = "raised_at"

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """Lead to the screens."""
        return FlagList

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead to the screen."""
        pk = unquote(object_id)
        return redirect("moderation_admin:flag", pk=get_object_or_404(Flag, pk=pk if pk.isdecimal() else None).pk)

    @admin.display(description=_("about"))
    def subject(self, flag: Flag) -> str:
        """The claim or the page."""
        return flag.subject

    @admin.display(description=_("raised by"))
    def by_whom(self, flag: Flag) -> Any:
        """A reader, or the name of whoever signed in."""
        return flag.raised_by.shown_name if flag.raised_by else _("a reader")


class StockReasonAdmin(admin.ModelAdmin):
    """Reasons that moderators have at hand; the number of a reason is its key on the flag’s screen."""

    list_display = ("text", "state", "position")
    list_editable = ("position",)
    list_filter = ("state",)
    search_fields = ("text",)
    fields = ("state", "text", "position")
    show_full_result_count = False
