"""What publishing needs to know of articles."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from claims.answering import short_answers
from publishing.kinds import Kind
from publishing.models import Page
from publishing.rendering import Rendered
from publishing.snapshots import SCHEMA, with_topics

from .snapshots import restore, snapshot, texts


def context(rendered: Rendered, page: Page | None, moment: datetime | None) -> dict[str, Any]:
    """Return the signed-off answer to the question that the article asks, as readers see it, or None."""
    slug = rendered.snapshot.get("question", "")
    return {"short_answer": short_answers([slug], moment).get(slug) if slug else None}


ARTICLE = Kind(
    name="article",
    path="articles",
    label=_("Article"),
    label_plural=_("Articles"),
    lead=_("What the sources say and what they do not, one question at a time."),
    model="articles.Article",
    template="articles/article.html",
    snapshot=snapshot,
    texts=texts,
    restore=restore,
    schema=SCHEMA,
    upgrades={1: with_topics},
    context=context,
)
