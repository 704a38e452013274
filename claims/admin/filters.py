"""Filters of the list of claims, by what readers see of them."""

from typing import Any

from django.contrib import admin
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.fields.json import KT
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from claims.ageing import day_of, overdue
from claims.choices import Stage, Verdict
from claims.models import Claim, ClaimVersion
from claims.queries import newest_faces, proposals

NOT_PUBLIC = "none"
LATE = "late"


def with_newest(claims: QuerySet[Claim]) -> QuerySet[Any]:
    """Annotate claims with the verdict, certainty, notice and number that readers see now."""
    newest = ClaimVersion.objects.filter(claim=OuterRef("pk")).order_by("-number")
    return claims.annotate(
        newest_number=Subquery(newest.values("number")[:1]),
        newest_verdict=Subquery(newest.values("verdict")[:1]),
        newest_certainty=Subquery(newest.values("certainty")[:1]),
        newest_notice=Subquery(newest.values(notice=KT("face__notice"))[:1]),
    )


class VerdictFilter(admin.SimpleListFilter):
    """Claims by the verdict that readers see now."""

    title = _("verdict")
    parameter_name = "verdict"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Return the verdicts in their order, and what readers do not see yet."""
        return [*Verdict.choices, (NOT_PUBLIC, _("Not public yet"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any] | None:
        """Keep the claims with the chosen verdict."""
        if self.value() == NOT_PUBLIC:
            return queryset.filter(newest_verdict=None)
        return queryset.filter(newest_verdict=self.value()) if self.value() else None


class WaitingFilter(admin.SimpleListFilter):
    """Claims that wait for a moderator."""

    title = _("waiting")
    parameter_name = "waiting"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Return why a claim may wait."""
        return [("changes", _("Changes wait for a sign-off")), ("notice", _("Being re-checked"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any] | None:
        """Keep the claims that wait in the chosen way."""
        if self.value() == "changes":
            return queryset.filter(slug__in=list(proposals(Claim.objects.exclude(versions=None))))
        if self.value() == "notice":
            return queryset.exclude(newest_notice=None).exclude(newest_notice="")
        return None


class NextCheckFilter(admin.SimpleListFilter):
    """Claims that are past the day of their next check."""

    title = _("next check")
    parameter_name = "check"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Return all that are late, and each stage of being so."""
        stages = [(value, capfirst(label)) for value, label in Stage.choices if value != Stage.IN_TIME]
        return [(LATE, _("All that are late")), *stages]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any] | None:
        """Keep the claims that are late, or in the chosen stage."""
        if self.value() not in (LATE, *Stage.values):
            return None
        late = overdue(newest_faces().values(), day_of(None))
        return queryset.filter(slug__in=[face.slug for face, stage, _due in late if self.value() in (LATE, stage)])
