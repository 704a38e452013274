"""The articles of a content folder: saved as working copies, then published where they say anything new."""

from typing import Any

from articles.models import Article
from claims.models import Question
from publishing.actions import publish, save_copy
from publishing.checks import Issue
from publishing.models import FormerSlug, Page, Publication
from publishing.plans import plan

from .putting import Putter
from .reading import ContentError, Problem, Row
from .shapes import ARTICLE, Library


def put_articles(library: Library, putter: Putter) -> None:
    """Save and publish the articles that changed. Raises ContentError with what their checks say."""
    ours = [(row, copy) for row in library.articles if (copy := _put(row, putter)) is not None]
    # They may link to one another, whichever is published first.
    coming = {copy.page.get_absolute_url() for _, copy in ours}
    waiting = [(row, copy) for row, copy in ours if _is_unpublished(copy)]
    problems = [problem for row, copy in waiting for problem in _publish(row, copy, coming, putter)]
    if problems:
        raise ContentError(problems)
    putter.tell(f"Articles: {len(waiting)} published, {len(ours) - len(waiting)} unchanged")


def article_at(slug: str) -> Article | None:
    """Return the article at a slug, or at one that a renamed article had once."""
    page = Page.objects.filter(kind=ARTICLE.name, slug=slug).first()
    if page is None:
        former = FormerSlug.objects.filter(kind=ARTICLE.name, slug=slug).select_related("page").first()
        page = former.page if former else None
    return None if page is None else Article.objects.select_related("page", "question").get(page=page)


def _put(row: Row, putter: Putter) -> Article | None:
    """Save an article's working copy where it differs; return it, or None where it was left alone."""
    slug = row.values["slug"]
    copy = article_at(slug)
    reason = "" if copy is None else _reason_to_leave(copy, putter)
    if reason:
        putter.tell(f"  left alone, {reason}: {slug}")
        return None
    copy = copy or Article()
    wanted = {**_columns(row), "question": _question(row)}
    if copy.pk is None or any(getattr(copy, name) != value for name, value in wanted.items()):
        for name, value in wanted.items():
            setattr(copy, name, value)
        save_copy(copy=copy, by=putter.by, slug=slug, kind=ARTICLE.name)
    return copy


def _reason_to_leave(copy: Article, putter: Putter) -> str:
    if Publication.objects.live().filter(page=copy.page, is_withdrawal=True).exists():
        return "as it was withdrawn"
    return "" if putter.is_ours(copy) else "as an editor changed it since"


def _columns(row: Row) -> dict[str, Any]:
    title, summary = row.values["title"].strip(), row.values["summary"].strip()
    return {"title": title, "summary": summary, "body": row.body.strip()}


def _question(row: Row) -> Question | None:
    slug = row.values.get("question")
    return Question.objects.get(slug=slug) if slug else None


def _is_unpublished(copy: Article) -> bool:
    newest = copy.page.publications.standing().order_by("-number").first()
    return newest is None or newest.copy_version != copy.version


def _publish(row: Row, copy: Article, coming: set[str], putter: Putter) -> list[Problem]:
    """Publish an article and say what its checks warn of; return what they refuse."""
    note = row.values["change_note"]
    planned = plan(copy, change_note=note, coming=coming)
    if planned.errors:
        return [_placed(row, issue) for issue in planned.errors]
    for warning in planned.warnings:
        putter.tell(f"  {_placed(row, warning)}")
    seen = [warning.key for warning in planned.warnings]
    publish(copy=copy, by=putter.by, change_note=note, coming=coming, acknowledged=seen)
    return []


def _placed(row: Row, issue: Issue) -> Problem:
    """Return a check's issue with its line in the file instead of in the field."""
    message = f"{issue.message} ({issue.id})"
    if issue.field == "body" and issue.line:
        return Problem(row.file, row.body_line + issue.line - 1, message)
    return row.problem(message, issue.field)
