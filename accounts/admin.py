"""Accounts in the admin."""

from typing import Any

from django.contrib.auth.admin import UserAdmin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class AccountAdmin(UserAdmin):
    """Like Django's, with the public name, and without delete: records keep pointing at their makers."""

    list_display = ("username", "public_name", "is_active", "is_staff", "is_demo", "last_login")
    list_filter = ("groups", "is_active", "is_staff", "is_superuser", "is_demo")
    search_fields = ("username", "public_name", "first_name", "last_name", "email")
    readonly_fields = ("is_demo",)
    fieldsets = (
        (None, {"fields": ("username", "password", "public_name")}),
        *list(UserAdmin.fieldsets or ())[1:],
        (_("E-mail"), {"fields": ("wants_digest", "wants_alerts")}),
        (_("Demo"), {"fields": ("is_demo",), "classes": ("collapse",)}),
    )
    add_fieldsets = (
        *UserAdmin.add_fieldsets,
        (_("For readers"), {"fields": ("public_name",)}),
    )

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody: deactivate an account, or empty it with ``manage.py anonymise_user``."""
        return False
