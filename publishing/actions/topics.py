"""Actions on topics. What readers see of one is its newest version, written from its first publication on."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from publishing import kinds
from publishing.models import Publication, PublishedTopic, Topic, TopicVersion

from .copies import demand

#: What readers see of a topic.
PUBLIC = ("title", "summary", "position")
NAMED = 5


@transaction.atomic
def save_topic(*, topic: Topic, by: Any) -> Topic:
    """Save a topic; one that was published gets its next version, if readers would see anything new.

    Raises ValidationError for a slug that was changed or a title that another topic has, PermissionDenied.
    """
    demand(by, "publishing.change_topic" if topic.pk else "publishing.add_topic")
    topic.validate_constraints()
    topic.save()
    newest = topic.versions.order_by("-number").first()
    if newest is not None and any(getattr(newest, name) != getattr(topic, name) for name in PUBLIC):
        _write_version(topic, newest.number + 1, by)
    return topic


@transaction.atomic
def delete_topic(*, topic: Topic, by: Any) -> None:
    """Delete a topic that no page stands under, and none ever did. Raises ValidationError, PermissionDenied."""
    demand(by, "publishing.delete_topic")
    topic = Topic.objects.select_for_update().get(pk=topic.pk)
    if why := why_topic_is_kept(topic):
        raise ValidationError(why)
    topic.delete()


def why_topic_is_kept(topic: Topic) -> str:
    """Return the sentence that says what still needs a topic; "" if nothing does."""
    found = (kind.copies.filter(topics=topic).values_list("title", flat=True) for kind in kinds.all_kinds())
    if titles := sorted(f"“{title}”" for each in found for title in each):
        pages = ", ".join(titles[:NAMED]) + (" …" if len(titles) > NAMED else "")
        said = _("This topic cannot be deleted: these pages stand under it: %(pages)s. Take it off them first.")
        return said % {"pages": pages}
    return _("Readers have seen this topic, so it cannot be deleted.") if topic.versions.exists() else ""


def publish_topics(*, publication: Publication, slugs: Iterable[str], by: Any) -> None:
    """Write under which topics a publication stands; a topic that is new to readers gets its first version."""
    for topic in Topic.objects.select_for_update().filter(slug__in=list(slugs)):
        if not topic.versions.exists():
            _write_version(topic, 1, by)
        PublishedTopic(publication=publication, topic=topic, by=by).save()


def _write_version(topic: Topic, number: int, by: Any) -> None:
    TopicVersion(topic=topic, number=number, by=by, **{name: getattr(topic, name) for name in PUBLIC}).save()
