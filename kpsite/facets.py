"""What the register can be narrowed to that the register itself does not know: pages, and what they are about."""

from collections import defaultdict
from typing import Any

from django.utils.translation import gettext_lazy as _

from claims.wanted import Facet
from publishing.models import PublishedClaim, Topic
from publishing.queries import claims_by_topic


def facets() -> list[Facet]:
    """Return them in the order in which readers are offered them."""
    return [treatments(), topics()]


def treatments() -> Facet:
    """Return the live treatment pages, each with the claims that it makes or reports."""
    made = PublishedClaim.objects.shown().filter(publication__page__kind="treatment")
    rows = made.values_list("publication__page__slug", "publication__title", "claim_version__claim__slug")
    return facet("treatment", _("Treatment"), rows)


def topics() -> Facet:
    """Return the topics of live pages, each with the claims that these pages make or report."""
    found = claims_by_topic()
    titles = Topic.objects.filter(slug__in=found).values_list("slug", "title")
    return facet("topic", _("Topic"), [(slug, title, claim) for slug, title in titles for claim in found[slug]])


def facet(name: str, label: Any, rows: Any) -> Facet:
    """Build a facet from rows of value, words and a claim's slug; its options stand in the order of their words."""
    words, slugs = {}, defaultdict(set)
    for value, says, slug in rows:
        words[value] = says
        slugs[value].add(slug)
    options = sorted(words.items(), key=lambda each: each[1].casefold())
    return Facet(name, label, tuple((value, says, frozenset(slugs[value])) for value, says in options))
