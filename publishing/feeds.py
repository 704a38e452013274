"""Pages as Atom feeds: of the whole site, of one kind, of whatever else has a channel."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from . import kinds
from .announcing import Announcement, announcements
from .atom import WholeAtomFeed, tag
from .freshness import kept_answer
from .models import Publication
from .topics import topic_faces, was_ever_live

IN_FEED = 20


@dataclass(frozen=True)
class Channel:
    """What a feed is of: its lasting ``name``, its title, the path of its list and its own, its live publications."""

    name: str
    title: str
    path: str
    feed_path: str
    rows: QuerySet[Publication]


class PagesFeed(Feed):
    """The pages of a channel that changed last, whole, each claim with its note; those withdrawn with their note."""

    feed_type = WholeAtomFeed
    subtitle = _("Each claim with its verdict and its caveats, as they are now.")

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Channel:
        """Return the channel that the feed was asked for."""
        return kwargs["channel"]

    def title(self, channel: Channel) -> str:
        """Return the feed's name, with the site's: it stands among other sites' feeds."""
        return f"{channel.title} · {settings.SITE_NAME}" if channel.title else settings.SITE_NAME

    def link(self, channel: Channel) -> str:
        """Return the whole address of the list."""
        return f"{settings.SITE_URL}{channel.path}"

    def feed_url(self, channel: Channel) -> str:
        """Return the feed's own address."""
        return f"{settings.SITE_URL}{channel.feed_path}"

    def feed_guid(self, channel: Channel) -> str:
        """Return a name that stays when the address changes."""
        return tag(2026, f"feed-{channel.name}")

    def author_name(self, channel: Channel) -> str:
        """Name the site: an Atom feed has an author."""
        return settings.SITE_NAME

    def items(self, channel: Channel) -> list[Announcement]:
        """Return the pages that changed last."""
        return announcements(channel.rows, IN_FEED)

    def item_title(self, item: Announcement) -> str:
        """Return words that state no claim: programs show titles alone."""
        return item.title

    def item_description(self, item: Announcement) -> str:
        """Return the summary: it is read as HTML."""
        return escape(item.summary)

    def item_extra_kwargs(self, item: Announcement) -> dict[str, Any]:
        """Return the content."""
        return {"content": item.content}

    def item_link(self, item: Announcement) -> str:
        """Return the page's whole address."""
        return item.address

    def item_guid(self, item: Announcement) -> str:
        """Return a name that stays whatever becomes of the page: its address may change."""
        return tag(2026, f"page-{item.publication.page_id}")

    def item_pubdate(self, item: Announcement) -> datetime:
        """Return when the page was first live."""
        return item.publication.first_live_at or item.publication.live_at  # type: ignore[attr-defined]

    def item_updateddate(self, item: Announcement) -> datetime:
        """Return when the page, or what a claim on it says, last changed."""
        return item.updated_at

    def item_categories(self, item: Announcement) -> list[str]:
        """Return the kind of page."""
        return [str(item.rendered.kind.label)]


def channel_answer(request: HttpRequest, channel: Channel) -> HttpResponse:
    """Answer with a channel's feed, made once for all readers until something public changes."""
    return kept_answer(request, f"feed-{channel.name}", lambda: PagesFeed()(request, channel=channel))


@require_safe
def site_feed(request: HttpRequest) -> HttpResponse:
    """Send the feed of all pages."""
    channel = Channel("site", "", reverse("home"), request.path, Publication.objects.live())
    return channel_answer(request, channel)


@require_safe
def kind_feed(request: HttpRequest, kind: str) -> HttpResponse:
    """Send the feed of one kind of page."""
    spec = kinds.get(kind)
    rows = Publication.objects.live().filter(page__kind=kind)
    path = reverse(f"{spec.path}:list")
    return channel_answer(request, Channel(kind, str(spec.label_plural), path, request.path, rows))


@require_safe
def topic_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """Send the feed of what stands under a topic, and of withdrawn pages that stood there; 404 if none ever did."""
    face = next(iter(topic_faces([slug])), None)
    if face is None or not was_ever_live(slug):
        raise Http404
    stood = Publication.objects.come().filter(topics__topic__slug=slug)
    here = Publication.objects.live().filter(
        Q(pk__in=stood.values("pk")) | Q(is_withdrawal=True, page__in=stood.values("page"))
    )
    path = reverse("topics:topic", args=[slug])
    return channel_answer(request, Channel(f"topic-{slug}", face.title, path, request.path, here))
