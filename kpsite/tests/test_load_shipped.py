"""The starter content that is shipped keeps its own rules and loads as it is."""

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.admin.models import LogEntry

from claims.models import Answer, ClaimVersion
from kpsite.content.library import Library, read_library
from kpsite.content.page_shapes import AFTERCARE, PAGES, TREATMENT
from kpsite.content.shapes import CAVEAT, CLAIM, SOURCE
from publishing.models import Publication
from treatments.snapshots import SECTIONS

from .load_samples import load

SHIPPED = settings.BASE_DIR / "content"
WRITTEN = (ClaimVersion, Answer, Publication, LogEntry)
TEXTS = [*sorted((SHIPPED / "treatments").glob("*.toml")), *sorted((SHIPPED / "aftercare").glob("*.toml"))]


@pytest.fixture(scope="module")
def library() -> Library:
    """The shipped content as it stands in its files."""
    return read_library(SHIPPED)


def longest_sentence(words: str) -> str:
    """Return the longest sentence of a Markdown text without the addresses of its links."""
    words = re.sub(r"\]\([^)]*\)", "", words)
    sentences = re.split(r"(?<=[.?!:])\s+|\n\s*\n|\n- |\n\|", words)
    return max(sentences, key=lambda sentence: len(sentence.split()))


@pytest.mark.django_db
def test_it_loads_without_a_warning_is_published_and_writes_nothing_the_second_time(library: Library) -> None:
    told = load(SHIPPED)
    assert "KP." not in told, told
    assert "left alone" not in told
    for shape in PAGES:
        shown = Publication.objects.shown().filter(page__kind=shape.name)
        assert shown.count() == len(library.of(shape)) > 0
    assert {version.by_name for version in ClaimVersion.objects.all()} == {"starter content"}
    assert not Publication.objects.exclude(reviewer_name="").exists()
    before = [model.objects.count() for model in WRITTEN]
    load(SHIPPED)
    assert [model.objects.count() for model in WRITTEN] == before


def test_a_claim_about_others_says_so(library: Library) -> None:
    naming = {row.values["slug"] for row in library.of(CAVEAT) if row.values.get("names_population")}
    for claim in library.of(CLAIM):
        names = naming.intersection(claim.values["caveats"])
        assert names or claim.values["population"] == "keratosis pilaris", claim.values["slug"]


def test_a_claim_that_rests_on_no_study_says_where_was_searched(library: Library) -> None:
    found = [row.values for row in library.of(CLAIM) if row.values["certainty"] == "no_studies"]
    assert found
    for values in found:
        assert date.fromisoformat(values["searched_on"])
        assert values["searched_where"]


def test_what_is_cited_could_be_found(library: Library) -> None:
    assert {row.values["verification"] for row in library.of(SOURCE)} == {"verified"}


@pytest.mark.parametrize("path", sorted((SHIPPED / "articles").glob("*.md")), ids=lambda path: path.stem)
def test_an_article_is_short_and_in_short_sentences(path: Path) -> None:
    body = path.read_text(encoding="utf-8").split("---\n", 2)[2]
    assert 350 <= len(re.sub(r"\]\([^)]*\)", "", body).split()) <= 700
    assert "clinician reviewed" not in body
    assert len(longest_sentence(body).split()) <= 30, longest_sentence(body)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_a_treatment_and_a_checklist_are_in_short_sentences(path: Path) -> None:
    values: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    texts = [values[name] for name in (*SECTIONS, "intro", "summary") if name in values]
    rows = [row["text"] for name in ("at_a_glance", "contraindication", "item") for row in values.get(name, ())]
    for text in (*texts, *rows):
        assert len(longest_sentence(text).split()) <= 30, longest_sentence(text)


def test_a_treatment_has_all_its_sections_and_names_leaving_it_alone(library: Library) -> None:
    for row in library.of(TREATMENT):
        assert all(row.values[name].strip() for name in SECTIONS), row.file
        assert bool(row.values["claims"]) == (row.values["slug"] != "leaving-it-alone")
        names = [*row.values["other_choices"], row.values["slug"]]
        assert "leaving-it-alone" in names, row.file


def test_a_step_that_goes_on_into_the_next_phase_says_so_in_few_words(library: Library) -> None:
    for checklist in library.of(AFTERCARE):
        steps = [row.values for row in checklist.tables("item") if "starts_h" in row.values]
        starts = {step["starts_h"] for step in steps}
        for step in steps:
            goes_on = any(step["starts_h"] < start < step.get("ends_h", start + 1) for start in starts)
            assert step.get("short") or not goes_on, step["text"]
