"""Where a page stands in the site: the way from the first page down to it, for breadcrumbs and for machines."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from .markup.amid import Content

#: A page's title and address. No step states a claim: a claim's words never stand without its caveats.
Step = tuple[str, str]
Trail = list[Step]


def trail(*steps: Step) -> Trail:
    """Return the way from the first page down through ``steps``; the last of them is the page itself."""
    return [(_("Home"), reverse("home")), *steps]


def register_trail(*below: Step) -> Trail:
    """Return the way to the register, and from there down."""
    return trail((_("Evidence"), reverse("claims:register")), *below)


def claim_trail(slug: str, question: tuple[str, str] | None = None) -> Trail:
    """Return the way to a claim, by way of the ``question`` (slug and text) that it answers."""
    above: Iterable[Step] = [(Content(question[1]), reverse("claims:question", args=[question[0]]))] if question else []
    return register_trail(*above, (_("This claim"), reverse("claims:claim", args=[slug])))
