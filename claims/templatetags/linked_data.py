"""What pages of the register say to machines, for the block ``data``."""

from collections.abc import Sequence

from django import template
from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from claims import linked_data
from claims.browsing import Group
from claims.faces import ClaimFace, SourceFace
from claims.markup.data import data_block

register = template.Library()

#: Titles and paths from the first page on.
Trail = Sequence[tuple[str, str]]


def this_site() -> linked_data.Site:
    """Return the site by its settings."""
    return linked_data.Site(settings.SITE_URL, settings.SITE_NAME, get_language() or settings.LANGUAGE_CODE)


def block(data: linked_data.Data, trail: Trail = ()) -> SafeString:
    """Return a page's data as an element of the head, with the ``trail`` that leads to the page."""
    way = {"breadcrumb": linked_data.breadcrumbs(this_site(), trail)} if trail else {}
    return data_block(linked_data.document({**data, **way}))


@register.simple_tag
def site_data() -> SafeString:
    """Tell of the whole site."""
    return block(linked_data.whole_site(this_site()))


@register.simple_tag
def claim_data(face: ClaimFace, made_on: Sequence[tuple[str, str, bool]] = (), trail: Trail = ()) -> SafeString:
    """Tell of one claim."""
    return block(linked_data.claim_page(this_site(), face, made_on), trail)


@register.simple_tag
def question_data(group: Group, trail: Trail = ()) -> SafeString:
    """Tell of one question."""
    return block(linked_data.question_page(this_site(), group), trail)


@register.simple_tag
def source_data(source: SourceFace, trail: Trail = ()) -> SafeString:
    """Tell of one source."""
    return block(linked_data.source_page(this_site(), source), trail)


@register.simple_tag
def register_data(licence: str = "", json_path: str = "", csv_path: str = "", trail: Trail = ()) -> SafeString:
    """Tell of the register, under which licence it may be used, and of its files where there are any."""
    files = {"application/json": json_path, "text/csv": csv_path}
    downloads = {media_type: path for media_type, path in files.items() if path}
    return block(linked_data.register_page(this_site(), licence, downloads), trail)
