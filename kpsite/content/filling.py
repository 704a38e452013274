"""What the file of a page says, into its working copy. Nothing here saves."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from claims.models import Claim, Question, Source
from publishing.models import Page, Topic
from treatments.models import TreatmentClaim

from .page_shapes import TREATMENT, PageShape, RowShape
from .reading import Row
from .shapes import Shape


@dataclass(frozen=True)
class Register:
    """The rows that pages name, by slug or key, read once."""

    questions: Mapping[str, Question]
    claims: Mapping[str, Claim]
    sources: Mapping[str, Source]
    topics: Mapping[str, Topic]

    @classmethod
    def read(cls) -> "Register":
        """Return the register as it is stored now."""
        return cls(
            questions={question.slug: question for question in Question.objects.all()},
            claims={claim.slug: claim for claim in Claim.objects.all()},
            sources={source.key: source for source in Source.objects.all()},
            topics={topic.slug: topic for topic in Topic.objects.all()},
        )


def copy_at(shape: PageShape, slug: str) -> Any:
    """Return the working copy of the page at a slug, or at one that a renamed page had once, or None."""
    pages = Page.objects.at(shape.name, slug)
    return shape.model._default_manager.select_related("page").filter(page__in=pages).first()


def fill(copy: Any, shape: PageShape, row: Row, register: Register) -> None:
    """Put what a file says into a working copy, an absent key as its default; pages not saved yet are left out."""
    for name, value in _columns(shape, row).items():
        setattr(copy, name, value)
    for key, table in shape.tables.items():
        copy.type_in(table.relation, [_row(table, child, register) for child in row.tables(key)])
    copy.type_in("topics", [register.topics[slug] for slug in row.values.get("topics", ())])
    LINKS[shape.name](copy, row, register)


def _columns(shape: Shape, row: Row) -> dict[str, Any]:
    fields: list[Any] = [shape.model._meta.get_field(name) for name in shape.columns]
    values = {field.name: row.values.get(field.name, field.get_default()) for field in fields}
    return {name: value.strip() if isinstance(value, str) else value for name, value in values.items()}


def _row(shape: RowShape, row: Row, register: Register) -> Model:
    claim = register.claims.get(row.values.get("claim", ""))
    made: Any = shape.model(**_columns(shape, row), claim=claim)
    made.type_in("sources", [register.sources[key] for key in row.values.get("sources", ())])
    return made


def _link_article(copy: Any, row: Row, register: Register) -> None:
    copy.question = register.questions.get(row.values.get("question", ""))


def _link_treatment(copy: Any, row: Row, register: Register) -> None:
    listed = (register.claims[slug] for slug in row.values.get("claims", ()))
    copy.type_in("listed", [TreatmentClaim(claim=claim) for claim in listed])
    others = (copy_at(TREATMENT, slug) for slug in row.values.get("other_choices", ()))
    # In the order in which they are stored, whatever the order in the file.
    named = TREATMENT.model._default_manager.filter(pk__in=[other.pk for other in others if other])
    copy.type_in("other_choices", list(named.select_related("page")))


def _link_checklist(copy: Any, row: Row, register: Register) -> None:
    copy.treatment = copy_at(TREATMENT, row.values.get("treatment", ""))


LINKS = {"article": _link_article, "treatment": _link_treatment, "aftercare": _link_checklist}
