"""Each check: a page that meets it, and one that does not, with the line to go to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from accounts.models import User
from articles.models import Article
from claims.actions import retire
from claims.models import Caveat
from pictures.models import Picture
from publishing import checks
from publishing.checks import Issue, Level
from publishing.plans import plan
from tests import cast, factory
from tests.kept import kept

pytestmark = pytest.mark.django_db

BODY = "## Found\n\nNothing to say yet."


@dataclass
class Case:
    """A page that fails a check at ``place`` (field, line) and one that passes it."""

    id: str
    place: tuple[str, int]
    fails: dict[str, Any]
    passes: dict[str, Any] = field(default_factory=dict)


def body(*lines: str) -> dict[str, str]:
    """Return a text whose first given line is its third."""
    return {"body": "\n".join(["## Found", "", *lines])}


def list_of(*slugs: str) -> list[str]:
    return ["Before.", "", *(f"- [may](claim:{slug})" for slug in slugs)]


HELPS, SCARS = ["It [may help](claim:helps)."], ["It [can scar](claim:scars)."]
HELPS_SAID = 'Some say it [may help](claim:helps "reported").'

CASES = [
    Case("E001", ("title", 0), {"title": " "}),
    Case("E002", ("summary", 0), {"summary": " "}),
    Case("W015", ("covers", 0), {"covers": " "}),
    Case("E009", ("covers", 0), {"covers": "Covers that it [may](claim:fine)."}, {"covers": "Covers this."}),
    Case("E003", ("body", 3), body("It [may](claim:no-such-claim)."), body("It [may](claim:fine).")),
    Case("E003", ("summary", 1), {"summary": "It [may](claim:no-such-claim)."}, {"summary": "It [may](claim:fine)."}),
    Case("E004", ("body", 3), body("It [may](claim:bare)."), body("It [may](claim:fine).")),
    Case("E004", ("body", 3), body('Some say it [may](claim:bare "reported").')),
    Case("E005", ("body", 4), body("Yes.", "It [may](claim: fine)."), body("Yes.", "It [may](claim:fine).")),
    Case("E005", ("body", 3), body("It [may](Claim:fine).")),
    Case("E005", ("body", 3), body("It [may](claim%3Afine).")),
    Case("E005", ("body", 3), body("![may](claim:fine)")),
    Case("E006", ("body", 3), body("It [may](claim:old)."), body('Some say it [may](claim:old "reported").')),
    Case(
        "E007", ("body", 3), body("It [may](claim:unchecked)."),
        body('Some say it [may](claim:unchecked "reported").'),
    ),
    Case("E007", ("body", 3), body("It [may](claim:unchecked-harm)."), body("It [may](claim:fine).")),
    Case("W001", ("body", 3), body("It [may](claim:unchecked-advice)."), body("It [may](claim:fine).")),
    Case("E008", ("body", 3), body("It [may](claim:acne)."), body("It [may](claim:acne-said).")),
    Case("E009", ("body", 5), body("Yes.", "", "## It [may](claim:fine)"), body("Yes.", "", "It [may](claim:fine)")),
    Case("E009", ("title", 0), {"title": "It [may](claim:fine)"}, {"title": "Does it help?"}),
    Case("E010", ("body", 3), body("![](picture:arm)"), body("![Bumps on an arm](picture:arm)")),
    Case("E010", ("body", 3), body("![Describe this picture](picture:arm)")),
    Case("E010", ("body", 3), body("![Bumps](picture:no-such-picture)")),
    Case("E010", ("lead_alt", 0), {"lead": "arm", "lead_alt": ""}, {"lead": "arm", "lead_alt": "Bumps on an arm"}),
    Case("E011", ("change_note", 0), {"note": " "}, {"note": "First version."}),
    Case("E012", ("body", 3), body("See [that](/articles/not-yet/)."), body("See [that](/articles/there/#found).")),
    Case("E012", ("body", 3), body("See [that](/nowhere/)."), body("See [that](/about/privacy/).")),
    Case("E012", ("body", 3), body("See [that](/evidence/unchecked/)."), body("See [that](/evidence/fine/).")),
    Case("E013", ("body", 5), body("Yes.", "", "Invalid response"), body("He gave an Invalid response to that.")),
    Case("E014", ("body", 0), {"body": "  \n"}),
    Case("W002", ("body", 3), body("It [cures it](claim:fine)."), body("It [may help](claim:fine).")),
    Case("W002", ("body", 3), body("It is [100 % safe](claim:fine)."), body("It is [safe](claim:sure).")),
    Case("W003", ("body", 3), body("It [may](claim:waiting)."), body("It [may](claim:fine).")),
    Case("W003", ("body", 3), body('Some say it [may](claim:waiting "reported").')),
    Case("W004", ("body", 5), body("Yes.", "", "#### Deeper"), body("Yes.", "", "### Deeper")),
    Case("W004", ("body", 5), body("Yes.", "", "# Title"), body("Yes.", "", "## Title")),
    Case(
        "W005", ("body", 5), body(*list_of("fine", "sure", "acne-said", "more")),
        body(*list_of("fine", "sure", "acne-said", "fine")),
    ),
    Case("E015", ("body", 4), body("Yes.", "It [helps](claim:helps)."), body(*HELPS, "", *SCARS)),
    Case("E015", ("body", 3), body(*HELPS, 'Some say it [scars](claim:scars "reported").'), body(HELPS_SAID)),
    Case(
        "E019", ("body", 4), body("Yes.", "Needling is safe and effective."), body("Nobody knows whether it is safe."),
    ),
    Case("E019", ("body", 3), body("It is [100 % safe](claim:sure)."), body("It [may help a little](claim:sure).")),
    Case(
        "E019", ("body", 3), body('It is [100 % safe](claim:sure "reported").'),
        body('Sellers say that it is [100 % safe](claim:sure "reported").'),
    ),
    Case("E019", ("title", 0), {"title": "A safe and effective treatment"}, {"title": "Is it safe and effective?"}),
    Case("W014", ("body", 3), body("Needling softens dry skin."), body("Needling [softens dry skin](claim:sure).")),
    Case("W006", ("body", 5), body(" ".join(HELPS * 30), "", *SCARS), body(" ".join(HELPS * 30), "", *SCARS * 15)),
    Case("W007", ("body", 7), body(*HELPS, "", "So. " * 90, "", *SCARS), body(*HELPS, "", *SCARS, "", "So. " * 90)),
]  # fmt: skip


def _register(mo: User) -> None:
    """One claim for each thing that can stand against it; “fine” has nothing against it."""
    factory.signed("fine", by=mo)
    factory.signed("more", by=mo)
    factory.signed("sure", by=mo, statement="It is safe, and may help.")
    factory.signed("helps", by=mo, about="effect")
    factory.signed("scars", by=mo, about="harm", statement="It can scar.")
    factory.claim("bare", caveats=(), about="advice")
    retire(claim=factory.signed("old", by=mo), reasons="It was wrong.", by=mo)
    factory.claim("unchecked", about="effect")
    factory.claim("unchecked-harm", about="harm")
    factory.claim("unchecked-advice", about="advice")
    factory.signed("acne", by=mo, population="acne scars")
    named = factory.caveat("in-acne", "caution", "This was studied in acne scars.", names_population=True)
    factory.signed("acne-said", by=mo, population="acne scars", caveats=(named,))
    waiting = factory.signed("waiting", by=mo)
    waiting.statement = "It might help a little."
    waiting.save()
    factory.published(factory.article("there", by=mo, title="Another page"), by=mo)
    Picture.objects.create(slug="arm", alt_hint="An arm", width=40, height=30, files=[], uploaded_by=mo)


@pytest.fixture(scope="module")
def register(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The register of this module, written once."""
    with kept(django_db_blocker):
        _register(cast.mo())
        yield


def issues(by: User, lead: str = "", note: str | None = None, **columns: Any) -> list[Issue]:
    """Return what stands against publishing a page with these columns."""
    if lead:
        columns["lead_picture"] = Picture.objects.get(slug=lead)
    return list(plan(factory.article(by=by, **columns), change_note=note).issues)


def named(case: Case) -> str:
    return f"{case.id}-{next(iter(case.fails.values()))}"


@pytest.mark.parametrize("case", CASES, ids=named)
def test_a_page_that_does_not_meet_a_check_is_told_where(case: Case, register: None, mo: User) -> None:
    found = [issue for issue in issues(mo, **case.fails) if issue.id == f"KP.{case.id}"]
    assert [(issue.field, issue.line) for issue in found] == [case.place]
    assert found[0].level == (Level.ERROR if case.id.startswith("E") else Level.WARNING)
    assert found[0].message
    assert found[0].label or found[0].field not in ("summary", "body")


@pytest.mark.parametrize("case", CASES, ids=named)
def test_a_page_that_meets_a_check_passes_it(case: Case, register: None, mo: User) -> None:
    assert f"KP.{case.id}" not in {issue.id for issue in issues(mo, **case.passes)}


def test_a_plain_page_meets_all_checks(register: None, mo: User) -> None:
    assert issues(mo, note="First version.") == []


def test_each_check_has_a_case_of_its_own() -> None:
    """The ids in the checks' docstrings and in their code are those of the cases, each used by one check."""
    documented = [found for check in checks.ALL for found in re.findall(r"[EW]\d{3}", check.__doc__ or "")]
    folder = Path(checks.__file__).parent
    written = set(re.findall(r'issue\(\s*"([EW]\d{3})"', "".join(path.read_text() for path in folder.glob("*.py"))))
    assert sorted(documented) == sorted(set(documented))
    assert set(documented) == written == {case.id for case in CASES}


def test_nobody_is_told_of_a_change_note_before_being_asked_for_it(register: None, mo: User) -> None:
    assert issues(mo, note=None) == []


def test_errors_come_first_each_list_in_the_order_of_the_page(register: None, mo: User) -> None:
    lines = ["It [always may](claim:fine).", "", "It [may](claim:none-a).", "", "It [may](claim:none-b)."]
    found = issues(mo, summary="It [may](claim:none-c).", **body(*lines))
    assert [(issue.id, issue.field, issue.line) for issue in found] == [
        ("KP.E003", "summary", 1),
        ("KP.E003", "body", 5),
        ("KP.E003", "body", 7),
        ("KP.W002", "body", 3),
    ]


def test_an_acknowledgement_counts_for_one_place_and_these_words_only(register: None, mo: User) -> None:
    copy = factory.article(by=mo, **body("It [cures](claim:fine).", "", "It [cures](claim:fine)."))
    first, second = plan(copy).warnings
    assert first.key != second.key


def test_caveats_that_a_row_lost_do_not_stop_a_claim_whose_newest_version_has_them(register: None, mo: User) -> None:
    Caveat.objects.get(slug="not-sure").claims.clear()
    assert {issue.id for issue in issues(mo, **body("It [may](claim:fine)."))} == {"KP.W003"}


def test_a_claim_that_nobody_searched_for_is_still_shown_with_its_caveat(register: None, mo: User) -> None:
    factory.signed(
        "none",
        by=mo,
        verdict="unsupported",
        certainty="no_studies",
        searched_on=date(2026, 1, 5),
        searched_where="PubMed",
    )
    assert issues(mo, **body("It [may](claim:none).")) == []


def test_a_check_writes_nothing(register: None, mo: User, django_assert_num_queries: Any) -> None:
    copy = factory.article(by=mo, **body("It [may](claim:unchecked-advice)."))
    before = Article.objects.get(pk=copy.pk).version
    plan(copy)
    assert Article.objects.get(pk=copy.pk).version == before
