"""What readers see of topics: their newest versions, and what the pages that stand under them say."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse

from claims.browsing import Group, by_question
from claims.faces import ClaimFace
from claims.queries import newest_faces

from . import kinds
from .kinds import Kind
from .models import Publication, PublishedClaim, PublishedTopic, TopicVersion


@dataclass(frozen=True)
class TopicFace:
    """A topic as readers see it."""

    slug: str
    title: str
    summary: str

    @property
    def url(self) -> str:
        """Its public address."""
        return reverse("topics:topic", args=[self.slug])


@dataclass(frozen=True)
class Told:
    """What the pages of a topic make claims about: the questions, and the claims that most of them make."""

    questions: list[Group]
    claims: list[ClaimFace]


def topic_faces(slugs: Collection[str] | None = None) -> list[TopicFace]:
    """Return the topics (those with these slugs) that were ever published under, in their order."""
    rows = TopicVersion.objects.newest().select_related("topic")
    found = rows if slugs is None else rows.filter(topic__slug__in=slugs)
    return [TopicFace(row.topic.slug, row.title, row.summary) for row in found]


def live_topics() -> list[tuple[TopicFace, int]]:
    """Return the topics that pages stand under now, each with how many."""
    counts = Counter(PublishedTopic.objects.shown().values_list("topic__slug", flat=True))
    return [(face, counts[face.slug]) for face in topic_faces() if face.slug in counts]


def was_ever_live(slug: str) -> bool:
    """Tell whether readers could ever read a page under the topic."""
    return PublishedTopic.objects.filter(topic__slug=slug, publication__in=Publication.objects.come()).exists()


def told(slug: str, limit: int) -> Told:
    """Return what the live pages of a topic make claims about, and the ``limit`` claims that most of them make."""
    made = PublishedClaim.objects.shown().filter(publication__topics__topic__slug=slug, reported=False)
    counts = Counter(made.values_list("claim_version__claim__slug", flat=True))
    faces = newest_faces(counts) if counts else {}
    most = sorted(faces.values(), key=lambda face: (-counts[face.slug], face.slug))
    questions = [group for group in by_question(faces.values()) if group.slug]
    return Told(questions, most[:limit])


def by_kind(publications: Iterable[Publication]) -> list[tuple[Kind, list[Publication]]]:
    """Group publications by their kind, in the order in which kinds are registered."""
    order = [kind.name for kind in kinds.all_kinds()]
    rows = sorted(publications, key=lambda row: order.index(row.page.kind))
    return [(kinds.get(name), list(group)) for name, group in groupby(rows, key=lambda row: row.page.kind)]
