"""An article as snapshots keep it, and back."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from claims.models import Question
from publishing.kinds import Snapshot, Text
from publishing.snapshots import common, covers_text, restore_common, summary_text


def snapshot(copy: Any) -> Snapshot:
    """Return an article as a publication keeps it."""
    question = copy.question.slug if copy.question else ""
    return {**common(copy, copy.summary, copy.body), "body": copy.body, "question": question}


def texts(content: Snapshot) -> tuple[Text, ...]:
    """Return an article's summary, what it covers and its body."""
    return summary_text(content), covers_text(content), Text("body", _("Text"), content.get("body", ""))


def restore(copy: Any, content: Snapshot) -> None:
    """Put a snapshot back into an article, unsaved."""
    restore_common(copy, content)
    copy.body = content["body"]
    copy.question = Question.objects.filter(slug=content.get("question", "")).first()
