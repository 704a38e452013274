"""Topics: the row that editors change, the versions that readers see, and what was published on each."""

from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.finder import find
from claims.models import WatchWord
from claims.models.fields import FixedSlug, slug_constraint
from claims.models.records import NumberedQuerySet
from records.models import Record, RecordQuerySet

from .records import Publication

TITLE_LENGTH, SUMMARY_LENGTH = 60, 160


class Topic(FixedSlug):
    """What pages are put together under. Saved through ``publishing.actions.save_topic``."""

    title = models.CharField(_("title"), max_length=TITLE_LENGTH, help_text=_("Names a subject and states no claim."))
    summary = models.CharField(
        _("summary"),
        max_length=SUMMARY_LENGTH,
        help_text=_("One line that says what is found here, such as “What can go wrong, and who should ask first.”"),
    )
    position = models.PositiveSmallIntegerField(_("place"), default=0, help_text=_("The lowest comes first."))

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ("position", "slug")
        constraints = (
            slug_constraint("topic"),
            models.UniqueConstraint(
                fields=("title",),
                name="topic_title_once",
                violation_error_message=_("Another topic has this title. Choose a different one."),
            ),
        )

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Raise ValidationError for words that read like a claim: nothing stands beside them to back it."""
        watched = WatchWord.objects.as_watched()
        found = {name: find(getattr(self, name), watched) for name in ("title", "summary")}
        said = gettext("“%(words)s” reads like a claim. Say what is found here, not what is so.")
        if claims := {name: said % {"words": each[0].text} for name, each in found.items() if each}:
            raise ValidationError(claims)

    def get_absolute_url(self) -> str:
        """Return the topic's public address."""
        return reverse("topics:topic", args=[self.slug])


class TopicVersion(Record):
    """One numbered public face of a topic. Readers see the newest."""

    series = "topic"

    topic = models.ForeignKey(Topic, models.PROTECT, related_name="versions", verbose_name=_("topic"))
    number = models.PositiveIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=TITLE_LENGTH)
    summary = models.CharField(_("summary"), max_length=SUMMARY_LENGTH)
    position = models.PositiveSmallIntegerField(_("place"))

    objects: ClassVar[Any] = NumberedQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("topic version")
        verbose_name_plural = _("topic versions")
        ordering = ("position", "topic", "-number")
        constraints = (models.UniqueConstraint(fields=("topic", "number"), name="topic_version_number_once"),)

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"

    def redacted(self, notice: str) -> dict[str, Any]:
        """Put the notice in the place of the words."""
        return {"title": notice[:TITLE_LENGTH], "summary": notice[:SUMMARY_LENGTH]}


class PublishedTopicQuerySet(RecordQuerySet):
    """What stands under topics, as readers meet it."""

    def shown(self) -> Self:
        """Keep those of the publications that readers can read now."""
        return self.filter(publication__in=Publication.objects.shown())


class PublishedTopic(Record):
    """That a publication stands under a topic. What the topic was called then is in the publication's content."""

    series = "publication__page"

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="topics")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="+")

    objects: ClassVar[Any] = PublishedTopicQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("published topic")
        verbose_name_plural = _("published topics")
        ordering = ("publication", "topic")
        constraints = (
            models.UniqueConstraint(fields=("publication", "topic"), name="published_topic_once_a_publication"),
        )

    def __str__(self) -> str:
        return str(self.topic)

    def redacted(self, notice: str) -> dict[str, Any]:
        """Hold no words, so change nothing."""
        return {"topic_id": self.topic_id}
