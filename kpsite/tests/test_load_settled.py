"""``settled.toml``: reasons why sentences of the folder's pages need no mark, recorded as a person would."""

from pathlib import Path
from typing import Any

import pytest

from accounts.models import User
from articles.models import Article
from publishing.actions import save_copy, settle_findings
from publishing.findings import findings
from publishing.models import FindingDecision, Publication

from .load_samples import change, load, refusal

pytestmark = pytest.mark.django_db

PLAIN, RISKY = "It softens dry skin.", "“It is safe and effective.”"
SETTLED = f"""\
[[settled]]
page = "articles/another"
why = "other"
words = "Both stand on a leaflet."
sentences = [
  "{PLAIN}",
  "{RISKY}",
]
"""


@pytest.fixture
def settled(folder: Path) -> Path:
    """The small content folder, with two sentences that need a reason and have one."""
    change(folder, "articles/other.md", "Read about", f"{PLAIN}\n\n{RISKY}\n\nRead about")
    (folder / "settled.toml").write_text(SETTLED, encoding="utf-8")
    return folder


def test_what_is_settled_in_the_folder_is_published_without_a_warning_of_it(settled: Path) -> None:
    assert "KP.W014" not in load(settled)
    assert {(row.why, row.words, row.by_name) for row in FindingDecision.objects.all()} == {
        ("other", "Both stand on a leaflet.", "starter content")
    }
    assert Publication.objects.filter(page__slug="another").count() == 1


def test_a_sentence_in_a_block_quote_is_written_with_its_mark(settled: Path) -> None:
    change(settled, "articles/other.md", RISKY, f"> {RISKY}")
    said = refusal(settled)
    assert "settled.toml:5: " in said and "is not asked about" in said
    change(settled, "settled.toml", RISKY, f"> {RISKY}")
    assert "KP.W014" not in load(settled)


def test_without_the_file_what_overstates_is_refused_at_its_line(settled: Path) -> None:
    (settled / "settled.toml").unlink()
    said = refusal(settled)
    assert "articles/other.md:10: “safe and effective” overstates" in said and "(KP.E019)" in said


def test_loading_again_settles_nothing_twice(settled: Path) -> None:
    load(settled)
    load(settled)
    assert FindingDecision.objects.count() == 2


def test_what_somebody_decided_since_is_left_alone(settled: Path, mo: User) -> None:
    load(settled)
    copy: Any = Article.objects.select_related("page").get(page__slug="another")
    found = findings(copy.kind, copy.kind.snapshot(copy), copy.page)
    settle_findings(page=copy.page, found=found, why="again", by=mo)
    load(settled)
    assert FindingDecision.objects.latest("pk").why == "again"


def test_a_page_that_an_editor_changed_is_left_alone(settled: Path, mo: User) -> None:
    load(settled)
    copy = Article.objects.select_related("page").get(page__slug="another")
    copy.body = "Other words."
    save_copy(copy=copy, by=mo)
    assert "left alone" in load(settled)


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("articles/another", "articles/nowhere", 2, "page: there is no “articles/nowhere”"),
        ('page = "articles/another"\n', "", 1, "page: write text in quotes"),
        ('why = "other"', 'why = "again"', 3, "why: use one of reports"),
        ('words = "Both stand on a leaflet."', "", 1, "in your own words"),
        ("words =", "reason =", 4, "remove “reason”"),
        ("softens dry", "softens rough", 5, "“It softens rough skin.…” is not asked about"),
        ("sentences = [", "sentences = [ 3,", 5, "sentences: write a list of sentences"),
    ],
)
def test_a_mistake_is_told_with_its_line(old: str, new: str, line: int, said: str, settled: Path) -> None:
    change(settled, "settled.toml", old, new)
    refused = refusal(settled)
    assert f"settled.toml:{line}: " in refused and said in refused
