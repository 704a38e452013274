"""What each file of a content folder holds: its tables, their keys and the model whose rules they keep."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db.models import Model

from articles.models import Article
from claims.choices import Certainty, Verdict
from claims.models import Caveat, Claim, Evidence, Question, Source

from .markdown import read_page
from .reading import ContentError, Problem, Row, read_tables

ARTICLES = "articles"


@dataclass(frozen=True)
class Shape:
    """One kind of entry, kept by the rules of ``model``.

    ``columns`` are keys that go to the model's row as they are, ``extras`` the other keys with their types;
    ``choices`` names the values of extras that are not free, ``items`` the type of what is in their lists;
    ``identity`` is the key that no two entries share.
    """

    name: str
    file: str
    model: type[Model]
    columns: tuple[str, ...]
    required: tuple[str, ...]
    identity: str = "slug"
    extras: dict[str, type] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)
    items: dict[str, type] = field(default_factory=dict)
    unique: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key that an entry may have, in the order that a person would write them."""
        return (*self.columns, *self.extras)


SOURCE = Shape(
    "source", "sources.toml", Source, identity="key", unique=("doi", "pmid"),
    columns=(
        "key", "type", "tier", "title", "authors", "container", "year", "doi", "pmid", "isbn", "url",
        "linkable", "original", "verification", "note",
    ),
    required=("key", "type", "tier", "title", "verification", "linkable"),
)  # fmt: skip
CAVEAT = Shape(
    "caveat", "caveats.toml", Caveat,
    columns=("slug", "severity", "text", "names_population"),
    required=("slug", "severity", "text"),
)  # fmt: skip
QUESTION = Shape(
    "question", "questions.toml", Question,
    columns=("slug", "text", "answer", "yes_no"),
    required=("slug", "text"),
)  # fmt: skip
CLAIM = Shape(
    "claim", "claims.toml", Claim,
    columns=("slug", "about", "stance", "statement", "population", "searched_on", "searched_where"),
    required=("slug", "about", "statement", "population", "caveats", "verdict", "certainty", "reasons"),
    extras={
        "question": str, "caveats": list, "verdict": str, "certainty": str, "reasons": str, "evidence": list,
    },
    choices={
        "verdict": [value for value in Verdict.values if value != Verdict.RETIRED],
        "certainty": Certainty.values,
    },
    items={"caveats": str, "evidence": dict},
)  # fmt: skip
EVIDENCE = Shape(
    "evidence", "claims.toml", Evidence, identity="source",
    columns=("relation", "locator", "extract", "population", "design", "n", "read"),
    required=("source", "relation", "read"),
    extras={"source": str},
)  # fmt: skip
ARTICLE = Shape(
    "article", ARTICLES, Article,
    columns=("title", "summary"),
    required=("title", "slug", "summary", "change_note"),
    extras={"slug": str, "question": str, "change_note": str},
)  # fmt: skip

TABLES = (SOURCE, CAVEAT, QUESTION, CLAIM)


@dataclass(frozen=True)
class Library:
    """All the entries of a content folder, as they were read."""

    sources: list[Row]
    caveats: list[Row]
    questions: list[Row]
    claims: list[Row]
    articles: list[Row]

    @property
    def by_shape(self) -> list[tuple[Shape, list[Row]]]:
        """The entries beside their shapes."""
        rows = (self.sources, self.caveats, self.questions, self.claims, self.articles)
        return list(zip((*TABLES, ARTICLE), rows, strict=True))


def read_library(folder: Path) -> Library:
    """Read a content folder. Raises ContentError with the problems of all files that could not be read."""
    problems: list[Problem] = []

    def attempt(reader: Any, *args: Any) -> Any:
        try:
            return reader(*args)
        except ContentError as error:
            problems.extend(error.problems)
            return []

    tables = {shape.name: attempt(read_tables, folder / shape.file, shape.name) for shape in TABLES}
    pages = [attempt(read_page, path) for path in sorted((folder / ARTICLES).glob("*.md"))]
    if problems:
        raise ContentError(problems)
    return Library(
        sources=tables["source"],
        caveats=tables["caveat"],
        questions=tables["question"],
        claims=tables["claim"],
        articles=pages,
    )
