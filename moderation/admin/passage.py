"""Where the passage of a flag stands in its page now, or since when it is gone."""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404, HttpRequest

from moderation.as_readers import public_response, visible_text
from moderation.models import Flag
from moderation.passages import Quote, anchored, locate, nth
from publishing.models import Page


@dataclass(frozen=True)
class Passage:
    """What became of a flagged passage. ``now`` is None where it is gone; ``nth`` tells equal words apart.

    ``gone_since`` is the version that no longer had it, 0 where that is not known.
    """

    flag: Flag
    now: Quote | None = None
    nth: int = 0
    gone_since: int = 0

    @property
    def has_changed(self) -> bool:
        """Whether it is found in other words than those that were flagged."""
        return self.now is not None and self.now.exact.split() != self.flag.quote.split()


def text_of(request: HttpRequest, page: Page) -> str:
    """Return the words that readers see on a page now."""
    return visible_text(public_response(request, page.get_absolute_url()))


def passage_of(request: HttpRequest, flag: Flag, text: str) -> Passage | None:
    """Find the flag's passage in its page's ``text``; None for a flag without one."""
    if not flag.quote or flag.page is None:
        return None
    quote = Quote(flag.quote, flag.prefix, flag.suffix)
    place = locate(text, quote)
    if place is None:
        return Passage(flag, gone_since=_gone_since(request, flag.page, flag.page_number, quote))
    return Passage(flag, anchored(text, *place), nth(text, *place))


def _gone_since(request: HttpRequest, page: Page, number: int, quote: Quote) -> int:
    """Return the first version after ``number`` without the passage; 0 where all have it. Asks for few of them."""
    later = list(page.publications.come().filter(number__gt=number).order_by("number").values_list("number", flat=True))
    first = bisect_left(later, True, key=_is_gone(request, page, quote))
    return later[first] if first < len(later) else 0


def _is_gone(request: HttpRequest, page: Page, quote: Quote) -> Callable[[int], bool]:
    def is_gone(number: int) -> bool:
        try:
            answer = public_response(request, page.url("version", number=number))
        except Http404:
            return True
        return locate(visible_text(answer), quote) is None

    return is_gone
