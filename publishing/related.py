"""Which pages to read next: those that share claims and topics with a page, and why."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.utils.translation import ngettext

from claims.markup.amid import amid

from . import kinds
from .models import Publication, PublishedClaim, PublishedTopic
from .topics import TopicFace

AT_MOST = 4
#: A topic was chosen by somebody, so it says more than a claim that two pages happen to share.
TOPIC_WEIGHT = 2


@dataclass(frozen=True)
class Related:
    """Another live page: its title, address and kind, and in words what it shares."""

    title: str
    url: str
    label: str
    why: tuple[str, ...]


def related(publication: Publication, topics: Collection[TopicFace]) -> list[Related]:
    """Return at most four live pages that share claims or ``topics`` with what is live, the closest first.

    Three queries, however many pages there are.
    """
    claims, shared = _claims(publication), _topics(publication, topics)
    score = {key: claims.get(key, 0) + TOPIC_WEIGHT * len(shared.get(key, ())) for key in {*claims, *shared}}
    best = sorted(score, key=lambda key: (-score[key], -key))[:AT_MOST]
    rows = Publication.objects.filter(pk__in=best).select_related("page").defer("content").in_bulk()
    return [_related(rows[key], claims.get(key, 0), shared.get(key, [])) for key in best]


def _claims(publication: Publication) -> dict[int, int]:
    """Return how many claims other live publications share with this one, by their keys."""
    here = PublishedClaim.objects.filter(publication=publication).values("claim_version__claim")
    there = PublishedClaim.objects.shown().filter(claim_version__claim__in=here).exclude(publication=publication)
    counted: Any = there.order_by().values_list("publication").annotate(Count("claim_version__claim", distinct=True))
    return dict(counted)


def _topics(publication: Publication, topics: Collection[TopicFace]) -> dict[int, list[str]]:
    """Return the titles of the topics that other live publications share with this one, by their keys."""
    titles = {topic.slug: topic.title for topic in topics}
    rows = PublishedTopic.objects.shown().filter(topic__slug__in=titles).exclude(publication=publication)
    found: dict[int, list[str]] = defaultdict(list)
    for key, slug in rows.order_by("topic__position").values_list("publication", "topic__slug"):
        found[key].append(titles[slug])
    return found


def _related(row: Publication, claims: int, topics: list[str]) -> Related:
    why = []
    if claims:
        why.append(ngettext("Shares %(count)d claim", "Shares %(count)d claims", claims) % {"count": claims})
    if topics:
        said = ngettext("Same topic: %(topics)s", "Same topics: %(topics)s", len(topics))
        why.append(amid(said, topics=", ".join(topics)))
    return Related(row.title, row.page.get_absolute_url(), str(kinds.get(row.page.kind).label), tuple(why))
