"""Plain Markdown files into drafts of articles: all of them or none."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify

from accounts.models import User
from articles.models import Article
from publishing.actions import save_copy
from publishing.models import Page, Topic

from .markdown import read_page
from .page_shapes import ARTICLE
from .reading import ContentError, Problem, Row
from .validating import placed

Tell = Callable[[str], None]

MAX_PAGE_BYTES = 100_000
MAX_PAGES = 500
SLUG_LENGTH = 80
FIRST_HEADING = re.compile(r"\A\s*#[ \t]+(?P<title>[^\n]+?)[ \t]*#*[ \t]*(\n|\Z)")
TEXTS = ("title", "summary", "covers", "slug", "kind", "body")
USED = (*TEXTS, "topics")


@dataclass(frozen=True)
class Found:
    """A file that is to become a draft."""

    row: Row
    slug: str
    title: str
    summary: str
    covers: str
    topics: list[Topic]
    body: str


def import_pages(folder: Path, *, by: User, tell: Tell) -> list[Article]:
    """Make a draft of each Markdown file in a folder, and return those made.

    A file whose slug is taken is skipped, so running twice makes nothing twice; README.md is no page.
    Raises ContentError, with nothing written, where any file cannot be imported.
    """
    found = _read(folder, tell)
    made = []
    problems: list[Problem] = []
    with transaction.atomic():
        for each in found:
            if _is_taken(each.slug):
                tell(f"{each.row.file}: skipped, as /articles/{each.slug}/ exists already")
                continue
            try:
                made.append(_draft(each, by))
                tell(f"{each.row.file}: draft “{each.title}” at /articles/{each.slug}/")
            except ValidationError as error:
                problems += placed(each.row, error)
        if problems:
            raise ContentError(problems)
    return made


def _read(folder: Path, tell: Tell) -> list[Found]:
    paths = sorted(path for path in folder.glob("*.md") if path.name.lower() != "readme.md")
    if not paths or len(paths) > MAX_PAGES:
        message = f"name a folder that holds between 1 and {MAX_PAGES} files ending in .md"
        raise ContentError([Problem(str(folder), 1, message)])
    found: list[Found] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            row = read_page(path, MAX_PAGE_BYTES)
            found.append(_page(row, path, {each.slug for each in found}))
        except ContentError as error:
            problems += error.problems
            continue
        if ignored := [key for key in row.values if key not in USED]:
            tell(f"{path}: left out from the front matter: {', '.join(ignored)}")
    if problems:
        raise ContentError(problems)
    return found


def _page(row: Row, path: Path, taken: set[str]) -> Found:
    """Return what a file says, its title from the front matter, the first heading or else the file's name."""
    if problems := list(_misfits(row)):
        raise ContentError(problems)
    text: str = row.values["body"]
    heading = FIRST_HEADING.match(text)
    title = row.values.get("title", "").strip()
    title = title or (heading["title"] if heading else _named_after(path))
    # The page shows its title itself, so the heading that gave or repeats it goes.
    body = text[heading.end() :] if heading and heading["title"] == title else text
    slug = row.values.get("slug", "").strip() or slugify(title) or slugify(path.stem) or "page"
    summary, covers = (row.values.get(key, "").strip() for key in ("summary", "covers"))
    topics = list(Topic.objects.filter(slug__in=row.values.get("topics", ())))
    return Found(row, _unique(slug, taken), title, summary, covers, topics, body.strip())


def _named_after(path: Path) -> str:
    return re.sub(r"[-_]+", " ", path.stem).strip().capitalize()


def _misfits(row: Row) -> list[Problem]:
    found = [
        row.problem(f"{key}: write text in quotes", key)
        for key in TEXTS
        if not isinstance(row.values.get(key, ""), str)
    ]
    found += _unknown_topics(row)
    if row.values.get("kind", ARTICLE.name) != ARTICLE.name:
        found.append(row.problem("kind: only “article” can be imported", "kind"))
    if not row.values["body"].strip():
        found.append(row.problem("write the text of the page, or take the file away"))
    return found


def _unknown_topics(row: Row) -> list[Problem]:
    slugs = row.values.get("topics", [])
    if not isinstance(slugs, list) or not all(isinstance(slug, str) for slug in slugs):
        return [row.problem("topics: write a list of slugs, such as [safety, aftercare]", "topics")]
    known = set(Topic.objects.filter(slug__in=slugs).values_list("slug", flat=True))
    return [row.problem(f"topics: there is no topic “{slug}”", "topics") for slug in slugs if slug not in known]


def _unique(slug: str, taken: set[str]) -> str:
    """Return the slug, shortened to fit and with a number where another file of this folder has it."""
    slug = slug[:SLUG_LENGTH].strip("-")
    number, unique = 1, slug
    while unique in taken:
        number += 1
        unique = f"{slug[: SLUG_LENGTH - 4].rstrip('-')}-{number}"
    return unique


def _is_taken(slug: str) -> bool:
    return Page.objects.at(ARTICLE.name, slug).exists()


def _draft(found: Found, by: User) -> Article:
    copy = Article(title=found.title, summary=found.summary, covers=found.covers, body=found.body)
    copy.type_in("topics", found.topics)
    copy.clean_fields(exclude={"page", "saved_by"})
    with transaction.atomic():
        save_copy(copy=copy, by=by, slug=found.slug, kind=ARTICLE.name)
    return copy
