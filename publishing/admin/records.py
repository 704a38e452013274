"""Publications in the admin: to be read, never changed."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest


class PublicationAdmin(admin.ModelAdmin):
    """Every version of every page, for looking up."""

    list_display = ("title", "page", "number", "live_at", "is_withdrawal", "is_correction", "by_name")
    list_filter = ("is_withdrawal", "is_correction", "page__kind")
    list_select_related = ("page",)
    search_fields = ("title", "page__slug", "change_note")
    show_full_result_count = False
    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody adds a record by hand."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody changes a record."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody deletes a record."""
        return False
