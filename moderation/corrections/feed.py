"""The corrections as an Atom feed (RFC 4287)."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from publishing.atom import WholeAtomFeed, tag
from publishing.paging import before

from .entries import Entry, newest_entries

IN_FEED = 30


class CorrectionsFeed(Feed):
    """The newest corrections. Each carries the present face of its claims, and is new again when one changes."""

    feed_type = WholeAtomFeed
    subtitle = _("What was wrong, since when, and what changed.")

    def title(self) -> str:
        """Return the feed's name, with the site's: it stands among other sites' feeds."""
        return f"{_('Corrections')} · {settings.SITE_NAME}"

    def link(self) -> str:
        """Return the address of the list."""
        return reverse("moderation:corrections")

    def feed_url(self) -> str:
        """Return the feed's own address."""
        return reverse("moderation:corrections_feed")

    def feed_guid(self) -> str:
        """Return a name that stays when the address changes."""
        return tag(2026, "corrections")

    def author_name(self) -> str:
        """Name the site: an Atom feed has an author."""
        return settings.SITE_NAME

    def items(self) -> list[Entry]:
        """Return the newest corrections."""
        return newest_entries(IN_FEED)

    def item_title(self, item: Entry) -> str:
        """Return words that state no claim: programs show titles alone."""
        return item.title

    def item_description(self, item: Entry) -> Any:
        """Give no summary: the content says it all."""

    def item_extra_kwargs(self, item: Entry) -> dict[str, Any]:
        """Return the content, with verdict and caveats beside every claim."""
        return {"content": render_to_string("moderation/_feed_entry.html", {"entry": item, "site": settings.SITE_URL})}

    def item_link(self, item: Entry) -> str:
        """Return the entry's place in the list."""
        return f"{self.link()}{before(item.at + timedelta(microseconds=1))}#{item.key}"

    def item_guid(self, item: Entry) -> str:
        """Return a name that stays whatever else changes."""
        return tag(f"{item.at.astimezone(UTC):%Y-%m-%d}", item.key)

    def item_pubdate(self, item: Entry) -> datetime:
        """Return when it was published."""
        return item.at

    def item_updateddate(self, item: Entry) -> datetime:
        """Return when it, or what its claims say, last changed."""
        return item.updated_at

    def item_author_name(self, item: Entry) -> str:
        """Return the name that it is signed with."""
        return item.by_name
