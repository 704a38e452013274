"""Publications in the admin: to be read, never changed."""

from records.admin import ReadOnlyAdmin


class PublicationAdmin(ReadOnlyAdmin):
    """Every version of every page, for looking up."""

    list_display = ("title", "page", "number", "live_at", "is_withdrawal", "is_correction", "by_name")
    list_filter = ("is_withdrawal", "is_correction", "page__kind")
    list_select_related = ("page",)
    search_fields = ("title", "page__slug", "change_note")
    show_full_result_count = False
    actions = None
