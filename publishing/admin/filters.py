"""Filters of the admin's lists."""

from typing import Any

from django.contrib import admin
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from publishing.queries import pages_grown_cautious


class StatusFilter(admin.SimpleListFilter):
    """Working copies by their status word."""

    title = _("status")
    parameter_name = "status"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Offer the five status words, and the pages to look at again."""
        return [
            ("draft", _("Draft")),
            ("live", _("Live")),
            ("changed", _("Live with unpublished changes")),
            ("scheduled", _("Scheduled")),
            ("withdrawn", _("Withdrawn")),
            ("cautious", _("A claim grew more cautious")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Keep the copies whose status was chosen, by the same rules as ``WorkingCopy.status``."""
        unscheduled = queryset.filter(scheduled_at=None)
        shown = unscheduled.filter(live_is_withdrawal=False)
        if self.value() == "cautious":
            return queryset.filter(page__in=pages_grown_cautious())
        choices = {
            "scheduled": queryset.exclude(scheduled_at=None),
            "draft": unscheduled.filter(live_copy_version=None),
            "withdrawn": unscheduled.filter(live_is_withdrawal=True),
            "live": shown.filter(live_copy_version=F("version")),
            "changed": shown.exclude(live_copy_version=F("version")),
        }
        return choices.get(self.value() or "", queryset)
