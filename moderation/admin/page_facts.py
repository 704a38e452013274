"""What a moderator needs to know of a page to decide about it."""

from dataclasses import dataclass

from moderation.models import Flag, FlagStep
from publishing.models import Page, Publication

from .claim_facts import flags_on


@dataclass(frozen=True)
class PageTold:
    """A page with what readers see of it now (None: nothing), and the flags on it."""

    page: Page
    live: Publication | None
    flags: list[tuple[Flag, FlagStep | None]]


def page_told(pk: int) -> PageTold:
    """Read what is known of a page. Raises Page.DoesNotExist."""
    page = Page.objects.get(pk=pk)
    live = page.publications.shown().defer("content").first()
    return PageTold(page, live, flags_on(Flag.objects.filter(page=page)))
