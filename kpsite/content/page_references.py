"""Whether a page has an address, and whether the claims that it makes may be made. Writes nothing."""

from collections.abc import Iterator, Mapping

from django.core.exceptions import ValidationError

from claims.choices import About, Verdict
from claims.markup import parse
from publishing import kinds
from publishing.models import Page

from .page_shapes import PageShape
from .reading import Problem, Row

UNJUDGED = "“{}” is not judged yet: report it instead of making it"


def page_problems(shape: PageShape, row: Row, claims: Mapping[str, Row]) -> Iterator[Problem]:
    """Yield what keeps a page from being loaded, given the claims of its folder."""
    yield from _slug(shape, row)
    for name in shape.texts:
        yield from _marks(row, name, claims)
    for child in row.children:
        slug = child.values.get("claim", "")
        if slug in claims and _is_unfit(claims[slug]):
            yield child.problem(f"claim: “{slug}” is not judged yet: name another, or sources alone", "claim")


def _slug(shape: PageShape, row: Row) -> Iterator[Problem]:
    page = Page(kind=shape.name, slug=row.values["slug"])
    try:
        page.clean_fields(exclude={"kind"})
    except ValidationError as error:
        yield from (row.problem(f"slug: {message}", "slug") for message in error.messages)
    if page.slug in kinds.get(shape.name).reserved:
        yield row.problem("slug: choose another word, as this one is part of other addresses", "slug")


def _marks(row: Row, name: str, claims: Mapping[str, Row]) -> Iterator[Problem]:
    """Yield the marks in a page's text that cannot be published as they stand."""
    document = parse({name: str(row.values.get(name, "")).strip()})[name]
    for issue in document.issues:
        if issue.kind != "unknown":
            yield row.problem_in(str(issue.message), name, issue.line)
    for mark in document.marks:
        if mark.slug not in claims:
            yield row.problem_in(f"“{mark.slug}” is not in claims.toml: mark a claim that is", name, mark.line)
        elif _is_unfit(claims[mark.slug]) and not mark.reported:
            yield row.problem_in(UNJUDGED.format(mark.slug), name, mark.line)


def _is_unfit(claim: Row) -> bool:
    return claim.values["verdict"] == Verdict.UNREVIEWED and claim.values["about"] in (About.EFFECT, About.HARM)
