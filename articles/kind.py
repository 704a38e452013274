"""What publishing needs to know of articles."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from claims.choices import Severity, Verdict, rank
from claims.queries import faces_answering, newest_answers
from publishing.kinds import Kind
from publishing.models import Page
from publishing.rendering import Rendered

from .snapshots import restore, snapshot, texts


def context(rendered: Rendered, page: Page | None, moment: datetime | None) -> dict[str, Any]:
    """Return the article's short answer, with the verdict of the claim that it rests on and the gravest caveat.

    Both come from what is public of the claims that answer the question; the answer rests on the one that its
    sources back best.
    """
    slug = rendered.snapshot.get("question", "")
    answer = newest_answers([slug], moment).get(slug) if slug else None
    if answer is None:
        return {"short_answer": None}
    rivals = sorted(faces_answering(slug, moment), key=lambda face: rank(Verdict, face.verdict))
    caveats = [caveat for face in rivals for caveat in face.caveats_by_gravity[:1]]
    return {
        "short_answer": {
            "text": answer.text,
            "at": answer.at,
            "statement": rivals[0].statement if rivals else "",
            "verdict_words": rivals[0].verdict_words if rivals else "",
            "due_words": rivals[0].due_words if rivals else "",
            "notice": rivals[0].notice_words if rivals else "",
            "rival_notice": any(face.notice for face in rivals[1:]),
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
