"""Which treatments a reader asked to see side by side: two to four, by the slugs in the address."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from claims.identifiers import SLUG, SLUG_LENGTH
from publishing.models import Publication

from .finding import Link, at_slugs, link
from .who import KIND

FEWEST, MOST = 2, 4


def compare_url(slugs: Iterable[str]) -> str:
    """Return the address that puts the treatments at these slugs side by side, the first four of them."""
    return f"{reverse('treatments:compare')}?{urlencode([('t', slug) for slug in slugs][:MOST])}"


@dataclass(frozen=True)
class Choice:
    """What was found of what a reader asked for.

    ``problem`` says in a sentence why it cannot be compared, with the ``status`` to answer; ``withdrawn`` are pages
    that still warn.
    """

    found: tuple[Publication, ...] = ()
    problem: str = ""
    status: int = 200
    withdrawn: tuple[Link, ...] = ()

    @property
    def slugs(self) -> list[str]:
        """The slugs of what was found, as they are now."""
        return [row.page.slug for row in self.found]


def choose(asked: Collection[str]) -> Choice:
    """Find the treatments asked for, once each and in that order, by slugs that they have or once had.

    None, or one, is a choice that is not finished yet. More than four, or what cannot be a slug, is a mistake in the
    address (400); a treatment that never was, or was withdrawn, is not found (404).
    """
    slugs = list(dict.fromkeys(slug for slug in asked if slug))
    if not all(re.fullmatch(SLUG, slug) and len(slug) <= SLUG_LENGTH for slug in slugs):
        return Choice((), _("This address names something that cannot be a treatment. Choose from the list."), 400)
    if len(slugs) > MOST:
        message = _("You chose %(number)d treatments. Choose four at most, so that each can be read.")
        return Choice((), message % {"number": len(slugs)}, 400)
    return _found(slugs)


def _found(slugs: list[str]) -> Choice:
    at = at_slugs(Publication.objects.live(), KIND, slugs)
    rows = {row.pk: row for row in at.values()}.values()
    found = tuple(row for row in rows if not row.is_withdrawal)
    withdrawn = tuple(link(row) for row in rows if row.is_withdrawal)
    unknown = [slug for slug in slugs if slug not in at]
    if unknown:
        message = _("There is no treatment called “%(slug)s” here. Choose from the list.")
        return Choice(found, message % {"slug": unknown[0]}, 404, withdrawn)
    if withdrawn:
        return Choice(found, _("A treatment that was withdrawn cannot be compared."), 404, withdrawn)
    return Choice(found, "" if len(found) >= FEWEST else _too_few(len(found)))


def _too_few(number: int) -> str:
    return _("Choose at least one more.") if number else _("Choose two to four treatments.")
