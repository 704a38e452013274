"""The house list of watched words in the admin, for moderators."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextInputWidget
from django.utils.translation import gettext_lazy as _


class WatchWordForm(forms.ModelForm):
    """A watched word, with room for a sentence where one is asked for."""

    class Meta:
        widgets: ClassVar[dict[str, Any]] = {
            name: AdminTextInputWidget(attrs={"class": "vLargeTextField"}) for name in ("why", "better")
        }


class WatchWordAdmin(admin.ModelAdmin):
    """Words that are held for overstatement on every page, from the next look at it on."""

    form = WatchWordForm
    list_display = ("phrase", "family", "why", "better")
    list_filter = ("family",)
    list_per_page = 100
    show_full_result_count = False
    search_fields = ("phrase", "why", "better")
    search_help_text = _("Search by phrase, reason or better words")
    fields = ("phrase", "family", "why", "better")
