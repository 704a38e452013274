"""What the file of a page looks like, for each kind of page."""

from dataclasses import dataclass, field

from articles.models import Article
from treatments.models import AftercareChecklist, AtAGlance, ChecklistItem, Contraindication, Treatment
from treatments.snapshots import SECTIONS

from .shapes import Shape

REQUIRED = ("title", "slug", "summary", "change_note")
#: What every page has beside its text: its columns, its other keys, and what the lists among those name.
COLUMNS = ("title", "summary", "covers")
EXTRAS: dict[str, type] = {"slug": str, "change_note": str, "topics": list}
ITEMS: dict[str, type] = {"topics": str}
REFERS = {"topics": "topic"}


@dataclass(frozen=True)
class PageShape(Shape):
    """A kind of page, one file each; ``name`` is its kind, ``texts`` are the columns that may mark claims."""

    texts: tuple[str, ...] = ()


@dataclass(frozen=True)
class RowShape(Shape):
    """A row of a page, which names a claim or sources; ``relation`` is where its page keeps it."""

    extras: dict[str, type] = field(default_factory=lambda: {"claim": str, "sources": list})
    items: dict[str, type] = field(default_factory=lambda: {"sources": str})
    refers: dict[str, str] = field(default_factory=lambda: {"claim": "claim", "sources": "source"})
    relation: str = ""


ARTICLE = PageShape(
    "article", "articles/*.md", Article,
    columns=(*COLUMNS, "body"),
    required=(*REQUIRED, "body"),
    extras={**EXTRAS, "question": str},
    items=ITEMS,
    refers={**REFERS, "question": "question"},
    texts=("summary", "body"),
)  # fmt: skip
AT_A_GLANCE = RowShape(
    "at_a_glance", "treatments/*.toml", AtAGlance, identity="aspect", relation="at_a_glance",
    columns=("aspect", "text", "goes_further"), required=("aspect", "text"),
)  # fmt: skip
CONTRAINDICATION = RowShape(
    "contraindication", "treatments/*.toml", Contraindication, identity="text", relation="contraindications",
    columns=("severity", "text", "goes_further"), required=("severity", "text"),
)  # fmt: skip
TREATMENT = PageShape(
    "treatment", "treatments/*.toml", Treatment,
    columns=(*COLUMNS, "also_known_as", *SECTIONS),
    required=REQUIRED,
    extras={**EXTRAS, "claims": list, "other_choices": list},
    items={**ITEMS, "claims": str, "other_choices": str},
    refers={**REFERS, "claims": "claim", "other_choices": "treatment"},
    tables={"at_a_glance": AT_A_GLANCE, "contraindication": CONTRAINDICATION},
    texts=("summary", *SECTIONS),
)  # fmt: skip
ITEM = RowShape(
    "item", "aftercare/*.toml", ChecklistItem, identity="text", relation="items",
    columns=(
        "kind", "text", "short", "reason", "starts_h", "ends_h", "daily", "urgency", "disagreement", "goes_further",
    ),
    required=("kind", "text"),
)  # fmt: skip
AFTERCARE = PageShape(
    "aftercare", "aftercare/*.toml", AftercareChecklist,
    columns=(*COLUMNS, "intro", "hour_zero", "no_end"),
    required=(*REQUIRED, "item"),
    extras={**EXTRAS, "treatment": str},
    items=ITEMS,
    refers={**REFERS, "treatment": "treatment"},
    tables={"item": ITEM},
    texts=("summary", "intro"),
)  # fmt: skip

PAGES = (ARTICLE, TREATMENT, AFTERCARE)
