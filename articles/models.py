"""Article: the plainest kind of page, one text with an optional short answer."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from markdownx.models import MarkdownxField

from claims.models import Question
from publishing.models import WorkingCopy


class Article(WorkingCopy):
    """The working copy of an article. ``question``'s signed-off answer stands on top as the short answer."""

    question = models.ForeignKey(
        Question,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("question it answers"),
        help_text=_("Its signed-off answer stands on top of the page as the short answer."),
    )
    body = MarkdownxField(
        _("text"),
        blank=True,
        help_text=_('Markdown. Mark each claim: [words](claim:slug), or [words](claim:slug "reported").'),
    )

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ("title",)
