"""What all kinds of page have in common in a snapshot, and the pictures that go into it."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from claims.markup import PictureMark, parse
from pictures.faces import PictureFace
from pictures.models import Picture

from .kinds import Snapshot, Text
from .models import Topic, WorkingCopy

#: The number of the schema that ``common`` writes.
SCHEMA = 2
#: The field that says what a page covers, and for whom.
COVERS = "covers"


def common(copy: WorkingCopy, *texts: str) -> Snapshot:
    """Return the title, summary, topics, lead picture and all pictures that ``texts`` (Markdown) show, as JSON data."""
    lead = copy.lead_picture.slug if copy.lead_picture else ""
    slugs = {picture.slug for text in texts for picture in _shown(text)} | ({lead} if lead else set())
    return {
        "schema": SCHEMA,
        "title": copy.title,
        "summary": copy.summary,
        "covers": copy.covers,
        "topics": [{"slug": topic.slug, "title": topic.title} for topic in _in_order(copy.related("topics"))],
        "lead_picture": lead,
        "lead_alt": copy.lead_alt,
        "pictures": {face.slug: face.as_json() for face in _faces(slugs)},
    }


def restore_common(copy: WorkingCopy, snapshot: Snapshot) -> None:
    """Put the common part of a snapshot back into a working copy, unsaved."""
    copy.title, copy.summary, copy.covers = snapshot["title"], snapshot["summary"], snapshot["covers"]
    slugs = [topic["slug"] for topic in snapshot["topics"]]
    copy.type_in("topics", list(Topic.objects.filter(slug__in=slugs)))
    copy.lead_picture = Picture.objects.filter(slug=snapshot.get("lead_picture", "")).first()
    copy.lead_alt = snapshot.get("lead_alt", "")


def summary_text(snapshot: Snapshot) -> Text:
    """Return the summary as a text, which every kind of page has."""
    return Text("summary", _("Summary"), snapshot.get("summary", ""))


def covers_text(snapshot: Snapshot) -> Text:
    """Return what a page says that it covers, as a text, which every kind of page has."""
    return Text(COVERS, _("What it covers, and for whom"), snapshot.get(COVERS, ""), is_plain=True, is_bare=True)


def with_topics(snapshot: Snapshot) -> Snapshot:
    """Turn a snapshot of schema 1, which knew neither topics nor what a page covers, into one of schema 2."""
    return {**snapshot, "schema": 2, "covers": "", "topics": []}


def pictures_of(snapshot: Snapshot) -> dict[str, PictureFace]:
    """Return the pictures that a snapshot holds, by slug."""
    return {slug: PictureFace.from_json(data) for slug, data in snapshot.get("pictures", {}).items()}


def _in_order(topics: Iterable[Topic]) -> list[Topic]:
    return sorted(topics, key=lambda topic: (topic.position, topic.slug))


def _shown(text: str) -> tuple[PictureMark, ...]:
    return parse({"text": text})["text"].pictures


def _faces(slugs: Iterable[str]) -> list[PictureFace]:
    if not slugs:
        return []
    return [picture.as_face() for picture in Picture.objects.filter(slug__in=slugs).order_by("slug")]
