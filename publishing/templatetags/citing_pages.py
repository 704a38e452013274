"""“Cite this page” for every kind of page."""

from typing import Any

from django import template
from django.utils.translation import gettext as _

from claims.templatetags.citing import cite_this
from publishing.citing import work_of
from publishing.models import Page, Publication

register = template.Library()


@register.inclusion_tag("claims/_cite_this.html")
def cite_page(publication: Publication, page: Page) -> dict[str, Any]:
    """Show how a version of a page is cited."""
    return cite_this(work_of(publication, page), page.get_absolute_url(), _("Cite this page"))
