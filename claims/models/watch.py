"""WatchWord: a word or phrase that moderators hold for overstatement on this site."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from claims.finder import Watched, watched_words


class Family(models.TextChoices):
    """What kind of claim a word makes; the finder's own families."""

    EFFICACY = "efficacy", _("that it works")
    SAFETY = "safety", _("that it is safe, or harms")
    MECHANISM = "mechanism", _("how it works")
    COMPARISON = "comparison", _("that it is better")
    PREVALENCE = "prevalence", _("how common it is")
    STATISTIC = "statistic", _("a number")
    AUTHORITY = "authority", _("who says so")
    ABSOLUTE = "absolute", _("without exception")
    ADVICE = "advice", _("what to do")


class WatchWordQuerySet(models.QuerySet):
    """The house list."""

    def as_watched(self) -> tuple[Watched, ...]:
        """Return the list as the claim finder takes it."""
        rows = self.order_by("phrase").values_list("phrase", "family", "why", "better")
        return tuple(Watched(*row) for row in rows)


class WatchWord(models.Model):
    """A word or phrase, matched in any case and across line breaks, with why it overstates and what would be better."""

    phrase = models.CharField(
        _("word or phrase"),
        max_length=80,
        help_text=_("As pages would write it; capitals make no difference. Other forms of a word need an entry each."),
    )
    family = models.CharField(_("what it claims"), max_length=12, choices=Family.choices, default=Family.ABSOLUTE)
    why = models.CharField(
        _("why it overstates"),
        max_length=300,
        blank=True,
        help_text=_("Editors read it beside the sentence. Left empty, it says that the word is on the house list."),
    )
    better = models.CharField(
        _("what would be better"), max_length=300, blank=True, help_text=_("Honest words to use in its place.")
    )

    objects = WatchWordQuerySet.as_manager()

    class Meta:
        verbose_name = _("watched word")
        verbose_name_plural = _("watched words")
        ordering = (Lower("phrase"),)
        constraints = (
            models.UniqueConstraint(
                Lower("phrase"),
                name="watch_word_once",
                violation_error_message=_("This word or phrase is on the list already."),
            ),
        )

    def __str__(self) -> str:
        return self.phrase

    def clean_fields(self, exclude: Any = None) -> None:
        """Take out needless space; refuse a phrase in which the finder would see no words, or too many."""
        self.phrase = " ".join(self.phrase.split())
        super().clean_fields(exclude=exclude)
        if not watched_words(self.phrase):
            raise ValidationError(
                {"phrase": _("Write a word or a phrase of at most twelve words, with letters in it.")}
            )
