"""Corrections in the admin: published once, then to be read."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from claims.models import Claim, ClaimVersion
from moderation.actions import check_correction, publish_correction
from moderation.choices import DECIDE
from moderation.models import Correction
from publishing.models import Page, Publication

ASKED = ("claim", "page", "wrong", "since", "changed")


class CorrectionForm(forms.ModelForm):
    """What the action asks for, refused in the same words."""

    class Meta:
        model = Correction
        fields = ASKED

    def clean(self) -> dict[str, Any]:
        """Refuse what the action would refuse; its rules take the place of the model's constraints."""
        if not self.errors:
            check_correction(**{name: self.cleaned_data[name] for name in ASKED})
        return self.cleaned_data


class CorrectionAdmin(admin.ModelAdmin):
    """Every correction that a moderator wrote. One is added through the action, and never changed."""

    form = CorrectionForm
    autocomplete_fields = ("claim",)
    list_display = ("at", "subject", "wrong", "since", "by_name")
    search_fields = ("subject", "wrong", "changed")
    list_select_related = ("claim", "page")
    show_full_result_count = False
    actions = None

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Say before it is written that it cannot be taken back."""
        if obj is not None:
            return ((None, {"fields": (*ASKED, "at", "by_name")}),)
        said = _(
            "Readers see it at once in the list of corrections, signed with your public name. It cannot be changed "
            "afterwards. Name the claim, the page, or both. Write nothing about whoever told us."
        )
        return ((None, {"fields": ASKED, "description": said}),)

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Say what saving does."""
        return super().add_view(request, form_url, {"title": _("Publish a correction"), **(extra_context or {})})

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Choose among what is there: no claim is made or changed on the way."""
        field: Any = super().formfield_for_dbfield(db_field, request, **kwargs)
        for right in ("can_add_related", "can_change_related", "can_view_related"):
            setattr(field.widget, right, False)
        return field

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer what readers saw."""
        if db_field.name == "claim":
            kwargs["queryset"] = Claim.objects.filter(pk__in=ClaimVersion.objects.values("claim"))
        elif db_field.name == "page":
            seen = Publication.objects.come().values("page")
            kwargs["queryset"] = Page.objects.filter(pk__in=seen).order_by("kind", "slug")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Publish it through the action."""
        made = publish_correction(**{name: form.cleaned_data[name] for name in ASKED}, by=request.user)
        obj.__dict__.update(made.__dict__)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Those who judge flags."""
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Those who judge flags."""
        return request.user.has_perm(DECIDE)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Those who judge flags."""
        return request.user.has_perm(DECIDE)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody changes a record."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody deletes a record."""
        return False
