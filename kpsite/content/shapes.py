"""What one kind of entry looks like, and the entries of the register."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from claims.choices import Certainty, Verdict
from claims.models import Caveat, Claim, Evidence, Question, Source
from publishing.models import Topic


@dataclass(frozen=True)
class Shape:
    """One kind of entry, kept by the rules of ``model``; ``place`` is the file, or the files, that it stands in.

    ``columns`` are keys that go to the model's row as they are, ``extras`` the other keys with their types;
    ``choices`` names the values of extras that are not free, ``items`` the type of what is in their lists;
    ``refers`` says which other entries a key names; ``tables`` are the tables inside an entry, by their key;
    ``identity`` is the key that no two entries share, ``unique`` are others like it; a folder may lack the file of
    what is ``optional``.
    """

    name: str
    place: str
    model: type[Model]
    columns: tuple[str, ...]
    required: tuple[str, ...]
    identity: str = "slug"
    extras: dict[str, type] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)
    items: dict[str, type] = field(default_factory=dict)
    refers: dict[str, str] = field(default_factory=dict)
    tables: dict[str, Any] = field(default_factory=dict)
    unique: tuple[str, ...] = ()
    optional: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key that an entry may have, in the order that a person would write them."""
        return (*self.columns, *self.extras, *self.tables)


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
EVIDENCE = Shape(
    "evidence", "claims.toml", Evidence, identity="source",
    columns=("relation", "locator", "extract", "population", "design", "n", "read"),
    required=("source", "relation", "read"),
    extras={"source": str},
    refers={"source": "source"},
)  # fmt: skip
CLAIM = Shape(
    "claim", "claims.toml", Claim,
    columns=("slug", "about", "stance", "statement", "population", "searched_on", "searched_where"),
    required=("slug", "about", "statement", "population", "caveats", "verdict", "certainty", "reasons"),
    extras={"question": str, "caveats": list, "verdict": str, "certainty": str, "reasons": str},
    choices={
        "verdict": [value for value in Verdict.values if value != Verdict.RETIRED],
        "certainty": Certainty.values,
    },
    items={"caveats": str},
    refers={"question": "question", "caveats": "caveat"},
    tables={"evidence": EVIDENCE},
)  # fmt: skip

TOPIC = Shape(
    "topic", "topics.toml", Topic, unique=("title",), optional=True,
    columns=("slug", "title", "summary", "position"),
    required=("slug", "title", "summary", "position"),
)  # fmt: skip

REGISTER = (SOURCE, CAVEAT, QUESTION, CLAIM, TOPIC)
