"""An article as snapshots keep it, and back."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from claims.models import Question
from pictures.models import Picture
from publishing.kinds import Snapshot, Text
from publishing.snapshots import common, restore_common, summary_text

from .models import Article


def snapshot(copy: Any) -> Snapshot:
    """Return an article as a publication keeps it."""
    question = copy.question.slug if copy.question else ""
    return {**common(copy, copy.summary, copy.body), "body": copy.body, "question": question}


def from_form(data: Any) -> Snapshot:
    """Return the snapshot of an article that is being typed, from its form's raw fields."""
    copy = Article(
        title=data.get("title", ""),
        summary=data.get("summary", ""),
        body=data.get("body", ""),
        lead_alt=data.get("lead_alt", ""),
    )
    copy.question = _chosen(Question, data.get("question", ""))
    copy.lead_picture = _chosen(Picture, data.get("lead_picture", ""))
    return snapshot(copy)


def texts(content: Snapshot) -> tuple[Text, ...]:
    """Return an article's summary and body."""
    return summary_text(content), Text("body", _("Text"), content.get("body", ""))


def restore(copy: Any, content: Snapshot) -> None:
    """Put a snapshot back into an article, unsaved."""
    restore_common(copy, content)
    copy.body = content["body"]
    copy.question = Question.objects.filter(slug=content.get("question", "")).first()


def _chosen(model: Any, key: str) -> Any:
    return model.objects.filter(pk=key).first() if key.isdecimal() else None
