"""Rows that name what they rest on, as editors fill them in."""

from publishing.admin.rows import RowInline

#: What every such row asks for, last.
BACKING = ("claim", "sources", "goes_further")


class CitingInline(RowInline):
    """Rows with the claim or the sources that back them."""

    autocomplete_fields = ("claim", "sources")
