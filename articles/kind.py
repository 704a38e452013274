"""What publishing needs to know of articles."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from claims.choices import Severity, rank
from claims.queries import newest_answers, newest_faces
from publishing.kinds import Kind, Snapshot

from .snapshots import restore, snapshot, texts


def context(content: Snapshot, moment: datetime | None) -> dict[str, Any]:
    """Return the article's short answer, with the gravest caveat of the claims that answer the question."""
    slug = content.get("question", "")
    answer = newest_answers([slug], moment).get(slug) if slug else None
    if answer is None:
        return {"short_answer": None}
    rivals = newest_faces(answer.question.claims.values_list("slug", flat=True))
    caveats = [caveat for face in rivals.values() for caveat in face.caveats_by_gravity[:1]]
    return {
        "short_answer": {
            "text": answer.text,
            "at": answer.at,
            "question_url": reverse("claims:question", kwargs={"slug": slug}),
            "caveat": max(caveats, key=lambda caveat: rank(Severity, caveat.severity), default=None),
        }
    }


ARTICLE = Kind(
    name="article",
    path="articles",
    label=_("Article"),
    label_plural=_("Articles"),
    model="articles.Article",
    template="articles/article.html",
    snapshot=snapshot,
    texts=texts,
    restore=restore,
    context=context,
)
