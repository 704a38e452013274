"""The way from the first page down to each page that this room shows."""

from django.urls import reverse
from django.utils.translation import gettext as _

from claims.markup.amid import Content
from claims.trail import Step, Trail, trail

from .kinds import Kind
from .models import Page
from .topics import TopicFace


def list_trail(kind: Kind, *below: Step) -> Trail:
    """Return the way to the list of a kind of page, and from there down."""
    return trail((str(kind.label_plural), reverse(f"{kind.path}:list")), *below)


def page_trail(kind: Kind, page: Page, title: str, *below: Step) -> Trail:
    """Return the way to a page, and from there down."""
    return list_trail(kind, (Content(title), page.get_absolute_url()), *below)


def versions_trail(kind: Kind, page: Page, title: str, number: int | None = None, *below: Step) -> Trail:
    """Return the way to a page's versions, to one of them by its ``number``, and from there down."""
    steps = [(_("Versions"), page.url("versions"))]
    if number is not None:
        steps.append((_("Version %(number)d") % {"number": number}, page.url("version", number=number)))
    return page_trail(kind, page, title, *steps, *below)


def topics_trail(topic: TopicFace | None = None) -> Trail:
    """Return the way to the topics, or to one of them."""
    return trail((_("Topics"), reverse("topics:list")), *([(Content(topic.title), topic.url)] if topic else []))
