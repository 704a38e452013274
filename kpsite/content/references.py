"""Whether entries name what exists, and fit together. Writes nothing."""

from collections.abc import Iterator, Sequence

from django.core.exceptions import ValidationError

from claims.choices import Verdict
from claims.markup import parse
from claims.models.register import MAX_CAVEATS, MAX_STOPS
from publishing.models import Page

from .reading import Problem, Row
from .shapes import ARTICLE, CLAIM, Library

MAX_ANSWER_WORDS = 25


def reference_problems(library: Library) -> list[Problem]:
    """Return what is wrong between the entries of a folder, each of which is sound by itself."""
    return [*_questions(library), *_claims(library), *_articles(library)]


def _questions(library: Library) -> Iterator[Problem]:
    for row in library.questions:
        if len(row.values.get("answer", "").split()) > MAX_ANSWER_WORDS:
            yield row.problem(f"answer: shorten it to at most {MAX_ANSWER_WORDS} words", "answer")


def _claims(library: Library) -> Iterator[Problem]:
    sources, questions = _named(library.sources, "key"), _named(library.questions)
    caveats = _named(library.caveats)
    for row in library.claims:
        yield from _unknown(row, "question", questions, "questions.toml")
        if bool(row.values.get("question")) != bool(row.values.get("stance")):
            yield row.problem("give both a question and a stance, or neither", "stance")
        yield from _carried(row, caveats)
        for evidence in row.children:
            yield from _unknown(evidence, "source", sources, "sources.toml")


def _carried(row: Row, caveats: dict[str, Row]) -> Iterator[Problem]:
    """Yield what is wrong with a claim's list of caveats."""
    slugs = row.values["caveats"]
    for slug in slugs:
        if slug not in caveats:
            yield row.problem(f"caveats: “{slug}” is not in caveats.toml", "caveats")
    if len(set(map(str, slugs))) < len(slugs):
        yield row.problem("caveats: name each caveat once", "caveats")
    if len(slugs) > MAX_CAVEATS:
        yield row.problem(f"caveats: keep at most {MAX_CAVEATS}", "caveats")
    stops = [slug for slug in slugs if slug in caveats and caveats[slug].values["severity"] == "stop"]
    if len(stops) > MAX_STOPS:
        yield row.problem(f"caveats: keep at most {MAX_STOPS} of severity stop", "caveats")


def _articles(library: Library) -> Iterator[Problem]:
    questions, claims = _named(library.questions), _named(library.claims)
    for row in library.articles:
        yield from _unknown(row, "question", questions, "questions.toml")
        yield from _slug(row)
        if not row.body.strip():
            yield row.problem("write the article’s text below the front matter")
        yield from _marks(row, claims)


def _slug(row: Row) -> Iterator[Problem]:
    page = Page(kind=ARTICLE.name, slug=row.values["slug"])
    try:
        page.clean_fields(exclude={"kind"})
    except ValidationError as error:
        yield from (row.problem(f"slug: {message}", "slug") for message in error.messages)


def _marks(row: Row, claims: dict[str, Row]) -> Iterator[Problem]:
    """Yield the marks of an article that cannot be published as they stand."""
    document = parse({"body": row.body})["body"]
    for issue in document.issues:
        if issue.kind != "unknown":
            yield Problem(row.file, row.body_line + issue.line - 1, str(issue.message))
    for mark in document.marks:
        line = row.body_line + mark.line - 1
        if mark.slug not in claims:
            yield Problem(row.file, line, f"“{mark.slug}” is not in claims.toml: mark a claim that is")
        elif _is_unfit(claims[mark.slug]) and not mark.reported:
            yield Problem(row.file, line, f"“{mark.slug}” is not judged yet: report it instead of making it")


def _is_unfit(claim: Row) -> bool:
    return claim.values["verdict"] == Verdict.UNREVIEWED and claim.values["about"] in ("effect", "harm")


def _unknown(row: Row, key: str, known: dict[str, Row], where: str) -> Iterator[Problem]:
    value = row.values.get(key)
    if value and value not in known:
        yield row.problem(f"{key}: “{value}” is not in {where}", key)


def _named(rows: Sequence[Row], identity: str = CLAIM.identity) -> dict[str, Row]:
    return {row.values[identity]: row for row in rows}
