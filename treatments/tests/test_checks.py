"""Each check of treatments and checklists: a page that meets it, and one that does not, with the place to go to."""

import re
from dataclasses import dataclass, field
from inspect import getsource
from typing import Any

import pytest

from accounts.models import User
from claims.models import Claim
from publishing.checks import Issue, Level
from publishing.plans import plan
from tests import factory
from treatments import checks
from treatments.models import AtAGlance, ChecklistItem, Contraindication, TreatmentClaim

pytestmark = pytest.mark.django_db

FINE: dict[str, Any] = {
    "benefits": "Ask what is not known of it.",
    "harms": "Ask about it.",
    "before_you_decide": "Questions to ask:\n\n- Who will do it?\n- What if it does not help?",
    "alternatives": "There are creams.",
    "if_nothing": "Some leave it alone.",
}


@dataclass
class Case:
    """A treatment that fails a check at a field, and one that passes it."""

    id: str
    place: str
    fails: dict[str, Any]
    passes: dict[str, Any] = field(default_factory=dict)


CASES = [
    Case("E016", "contraindications", {"rows": {"contraindications": []}}),
    Case("W008", "harms", {"benefits": "It may help. Nobody knows. " * 20}, {"benefits": "Nobody knows. " * 10}),
    Case("W009", "benefits", {"benefits": "Some like it."}),
    Case("W009", "benefits", {"benefits": "It does [this](claim:fine)."}, {"benefits": "It does [this](claim:weak)."}),
    Case("W010", "alternatives", {"alternatives": " "}),
    Case("W011", "if_nothing", {"if_nothing": ""}),
    Case("W012", "before_you_decide", {"before_you_decide": "Eat well."}),
    Case("W012", "before_you_decide", {"before_you_decide": "Why?\n\n- Eat well."}),
]


def issues(by: User, **columns: Any) -> list[Issue]:
    """Return what stands against publishing a treatment with these columns."""
    return list(plan(factory.treatment(by=by, **{**FINE, **columns}), change_note="First version.").issues)


def about(issue: Issue, id: str) -> bool:
    return issue.id == f"KP.{id}"


@pytest.fixture
def register(mo: User) -> None:
    factory.signed("fine", by=mo, certainty="high")
    factory.signed("weak", by=mo, certainty="very_low")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.id}-{case.fails}")
def test_a_treatment_that_does_not_meet_a_check_is_told_where(case: Case, register: None, mo: User) -> None:
    found = [issue for issue in issues(mo, **case.fails) if about(issue, case.id)]
    assert [issue.field for issue in found] == [case.place]
    assert found[0].level == (Level.ERROR if case.id.startswith("E") else Level.WARNING)
    assert found[0].label


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.id}-{case.passes}")
def test_a_treatment_that_meets_a_check_passes_it(case: Case, register: None, mo: User) -> None:
    assert not [issue for issue in issues(mo, **case.passes) if about(issue, case.id)]


def test_a_plain_treatment_meets_all_checks(mo: User) -> None:
    assert issues(mo) == []


def test_choosing_other_treatments_is_naming_alternatives(mo: User) -> None:
    copy = factory.treatment(by=mo, **{**FINE, "alternatives": ""})
    other = factory.treatment("creams", by=mo, title="Creams")
    assert [issue.id for issue in plan(copy).issues] == ["KP.W010"]
    copy.other_choices.set([other])
    assert plan(copy).issues == ()


HELP = {(item.urgency): item for item in factory.help_items()}
DO = {"kind": "do", "text": "Rest.", "starts_h": 0}


@pytest.mark.parametrize(
    ("items", "ids"),
    [
        ([("do", ""), ("get-help", "emergency"), ("get-help", "same-day")], []),
        ([("do", ""), ("get-help", "emergency")], ["KP.E017"]),
        ([("do", ""), ("get-help", "same-day"), ("get-help", "soon")], ["KP.E017"]),
        ([("do", "")], ["KP.E017", "KP.E017"]),
        ([("get-help", "emergency"), ("get-help", "same-day")], ["KP.E018"]),
    ],
)
def test_a_checklist_says_what_to_do_and_when_to_get_help(
    items: list[tuple[str, str]], ids: list[str], mo: User
) -> None:
    copy = factory.checklist(by=mo, treatment=factory.treatment(by=mo))
    copy.items.all().delete()
    for kind, urgency in items:
        times = {} if urgency else {"starts_h": 0}
        copy.items.add(ChecklistItem(kind=kind, text="So.", urgency=urgency, **times), bulk=False)
    found = plan(copy, change_note="First version.").issues
    assert [issue.id for issue in found] == ids
    assert {issue.field for issue in found} <= {"items"}


def test_a_checklist_says_what_it_is_for(mo: User) -> None:
    copy = factory.checklist(by=mo)
    assert [(issue.id, issue.field) for issue in plan(copy).issues] == [("KP.W013", "treatment")]
    copy.treatment = factory.treatment(by=mo)
    assert plan(copy).issues == ()


def test_each_check_has_a_case_of_its_own() -> None:
    docstrings = " ".join(str(check.__doc__) for check in (*checks.TREATMENT, *checks.CHECKLIST))
    documented = re.findall(r"[EW]\d{3}", docstrings)
    written = set(re.findall(r'issue\(\s*"([EW]\d{3})"', getsource(checks)))
    assert sorted(documented) == sorted(written) == sorted({case.id for case in CASES} | {"E017", "E018", "W013"})


# --- claims that rows make ---


def row(kind: str, claim: Claim) -> dict[str, list[Any]]:
    """Return the rows of a treatment of which one names a claim."""
    reason = Contraindication(severity="stop", text="You are pregnant.")
    if kind == "contraindications":
        return {"contraindications": [Contraindication(severity="stop", text="So.", claim=claim)]}
    more = {"at_a_glance": AtAGlance(aspect="cost", text="So.", claim=claim), "listed": TreatmentClaim(claim=claim)}
    return {"contraindications": [reason], kind: [more[kind]]}


@pytest.mark.parametrize("kind", ["contraindications", "at_a_glance"])
def test_a_claim_in_a_row_must_meet_what_a_marked_one_must(kind: str, mo: User) -> None:
    bare = factory.claim("bare", caveats=(), about="advice")
    acne = factory.signed("acne", by=mo, about="harm", population="acne scars")
    unchecked = factory.claim("unchecked", about="harm")
    for claim, ids in ((bare, ["KP.E004", "KP.W001"]), (acne, ["KP.E008"]), (unchecked, ["KP.E007"])):
        copy = factory.treatment(f"with-{claim.slug}", by=mo, **FINE, rows=row(kind, claim))
        assert [(issue.id, issue.field, issue.line) for issue in plan(copy).issues] == [(id, kind, 1) for id in ids]


@pytest.mark.parametrize("kind", ["contraindications", "at_a_glance"])
def test_an_effect_in_a_row_asks_for_a_harm(kind: str, mo: User) -> None:
    helps = factory.signed("helps", by=mo, about="effect")
    copy = factory.treatment(by=mo, **FINE, rows=row(kind, helps))
    assert [(issue.id, issue.field) for issue in plan(copy).issues] == [("KP.E015", kind)]
    factory.signed("scars", by=mo, about="harm", statement="It can scar.")
    copy.harms = "It [can scar](claim:scars)."
    assert plan(copy).issues == ()


def test_a_listed_claim_is_only_named_and_still_carries_its_caveat(mo: User) -> None:
    unchecked = factory.claim("unchecked", about="effect")
    copy = factory.treatment("one", by=mo, **FINE, rows=row("listed", unchecked))
    planned = plan(copy)
    assert planned.issues == ()
    assert planned.made() == [("unchecked", True)]
    bare = factory.claim("bare", caveats=(), about="advice")
    copy = factory.treatment("two", by=mo, **FINE, rows=row("listed", bare))
    assert [(issue.id, issue.field) for issue in plan(copy).issues] == [("KP.E004", "listed")]
