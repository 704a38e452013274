"""What every Atom feed of the site has in common (RFC 4287)."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed


class WholeAtomFeed(Atom1Feed):
    """Atom with the whole of an entry in ``content``: a reader's program may show nothing but that."""

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        """Add the content to what Django writes."""
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["content"], {"type": "html"})


def tag(day: object, name: str) -> str:
    """Return a tag URI (RFC 4151) of this site."""
    return f"tag:{urlsplit(settings.SITE_URL).hostname},{day}:{name}"
