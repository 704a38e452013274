"""How a claim ages, without the database: its risk, its stages and what readers see of them."""

from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from claims.ageing import SCHEDULES, aged, months_after, overdue, review_due_on, risk_of, stage_on
from claims.caution import is_softer, more_cautious
from claims.choices import Risk, Stage, Verdict
from claims.faces import CaveatFace, ClaimFace
from claims.markup import render

from .reading_html import ASK, MARKS, SERUM, Element, body_of, face

CHECKED = date(2026, 5, 3)
DUE, CAUTION, LAPSED = date(2027, 5, 4), date(2027, 7, 4), date(2027, 11, 4)
LINE = "Due for a new check since 3 May 2027."
CAVEAT = "Take care: We last checked this on 3 May 2026. Newer studies or rules may say otherwise."


def checked(**values: Any) -> ClaimFace:
    """Return the face of a claim of high risk that was signed off on 3 May 2026."""
    return face("a", **{"checked_on": CHECKED.isoformat(), **values})


def html_of(claim: ClaimFace) -> Element:
    return body_of(render("It is so: [the words](claim:a).", {"a": claim}))


def note_of(claim: ClaimFace) -> Element:
    (note,) = html_of(claim).all("data-claim-note")
    return note


@pytest.mark.parametrize(
    ("values", "risk"),
    [
        ({"about": "effect", "caveats": (ASK,)}, Risk.HIGH),
        ({"about": "harm", "caveats": (ASK,)}, Risk.HIGH),
        ({"about": "rule", "caveats": (ASK,)}, Risk.HIGH),
        ({"about": "advice", "caveats": (ASK, SERUM)}, Risk.HIGH),
        ({"about": "condition", "caveats": (ASK, MARKS)}, Risk.MEDIUM),
        ({"about": "evidence", "caveats": (ASK,), "certainty": "no_studies"}, Risk.MEDIUM),
        ({"about": "condition", "caveats": (ASK,)}, Risk.LOW),
    ],
)
def test_risk_goes_by_what_a_claim_is_about_and_its_gravest_caveat(values: dict[str, Any], risk: Risk) -> None:
    assert risk_of(checked(**values)) == risk


def test_the_riskier_a_claim_the_sooner_each_stage_comes() -> None:
    rows = [SCHEDULES[risk] for risk in (Risk.HIGH, Risk.MEDIUM, Risk.LOW)]
    months = [(row.due, row.overdue, row.lapsed) for row in rows]
    assert all(due < later < last for due, later, last in months)
    assert all(sooner < later for one, other in pairwise(months) for sooner, later in zip(one, other, strict=True))


@pytest.mark.parametrize(
    ("about", "caveats", "due", "later", "last"),
    [
        ("effect", (ASK,), date(2027, 5, 3), date(2027, 7, 3), date(2027, 11, 3)),
        ("condition", (MARKS,), date(2027, 11, 3), date(2028, 2, 3), date(2028, 8, 3)),
        ("condition", (ASK,), date(2028, 5, 3), date(2028, 9, 3), date(2029, 5, 3)),
    ],
)
def test_each_stage_begins_on_the_day_after_its_last_day(
    about: str, caveats: tuple[CaveatFace, ...], due: date, later: date, last: date
) -> None:
    claim = checked(about=about, caveats=caveats)
    assert review_due_on(claim) == due
    days = [due, due.replace(day=4), later, later.replace(day=4), last, last.replace(day=4)]
    stages = [Stage.IN_TIME, Stage.DUE, Stage.DUE, Stage.OVERDUE, Stage.OVERDUE, Stage.NOT_CHECKED]
    assert [stage_on(claim, day) for day in days] == stages


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 11, 24), 14, date(2028, 1, 24)),
    ],
)
def test_months_end_where_the_month_does(day: date, months: int, expected: date) -> None:
    assert months_after(day, months) == expected


@pytest.mark.parametrize("values", [{"verdict": "unreviewed"}, {"verdict": "retired"}, {"checked_on": ""}])
def test_what_nobody_judged_and_what_was_taken_back_never_age(values: dict[str, Any]) -> None:
    claim = checked(**values)
    assert review_due_on(claim) is None
    assert aged(claim, date(2099, 1, 1)) is claim


def test_in_time_a_face_is_left_as_it_is() -> None:
    claim = checked()
    assert aged(claim, date(2027, 5, 3)) is claim
    assert LINE not in note_of(claim).text
    assert "data-stage" not in note_of(claim).attrs


def test_a_claim_that_is_due_says_so_in_one_line() -> None:
    claim = aged(checked(), DUE)
    assert (claim.stage, claim.due_words, claim.verdict_words) == (Stage.DUE, LINE, "Sources back this")
    note = note_of(claim)
    assert [each.text for each in note.classed("note-due")] == [LINE]
    assert len(note.all("data-caveat")) == 1
    assert "not currently checked" not in html_of(claim).text


def test_a_claim_that_is_overdue_carries_a_caveat_as_well() -> None:
    claim = aged(checked(caveats=(MARKS, ASK)), CAUTION)
    note = note_of(claim)
    assert LINE in note.text
    assert [each.text for each in note.all("data-caveat", "caution")] == [f"Take care: {MARKS.text}", CAVEAT]
    assert [each.slug for each in claim.caveats_by_gravity] == ["marks-last", "not_checked_lately", "ask-first"]


def test_what_time_added_takes_the_place_of_no_caveat_of_the_claims_own() -> None:
    claim = aged(checked(caveats=(ASK, replace(ASK, slug="other"))), CAUTION)
    assert [each.slug for each in claim.caveats_by_gravity] == ["ask-first", "not_checked_lately", "other"]
    assert [each.slug for each in claim.leading_caveats] == ["ask-first", "not_checked_lately"]
    assert (claim.gravest_caveat, claim.gravity) == (ASK, "caution")
    assert note_of(claim).has_class("note-caution")
    assert [each.slug for each in checked(caveats=(SERUM, ASK)).leading_caveats] == ["no-serum"]


def test_a_claim_whose_check_has_lapsed_says_so_beside_the_verdict_and_in_the_sentence() -> None:
    claim = aged(checked(), LAPSED)
    body, note = html_of(claim), note_of(claim)
    assert [each.text for each in body.classed("mark-verdict")] == ["(not currently checked)"]
    assert note.classed("note-verdict")[0].text == "1 Sources back this – not currently checked"
    assert note.attrs["aria-label"] == "Note 1: Sources back this – not currently checked"
    assert (note.attrs["data-verdict"], note.attrs["data-stage"]) == ("supported", "not_checked")
    assert LINE in note.text and CAVEAT in note.text
    assert claim.is_alarming and not checked().is_alarming


def test_an_alarming_sentence_says_both() -> None:
    claim = aged(checked(verdict="refuted", notice="Being re-checked"), LAPSED)
    (said,) = html_of(claim).classed("mark-verdict")
    assert said.text == "(evidence says otherwise; not currently checked; being re-checked)"


@pytest.mark.parametrize("verdict", Verdict.values)
def test_time_changes_no_verdict_and_softens_nothing(verdict: str) -> None:
    claim = checked(verdict=verdict)
    old = aged(claim, date(2099, 1, 1))
    assert replace(old, age=None) == claim
    assert set(claim.caveats) <= set(old.caveats_by_gravity)
    assert old.verdict_words.startswith(claim.verdict_words)
    assert not is_softer(old, claim)


def test_time_alone_is_no_news_from_the_moderators() -> None:
    old = aged(checked(), LAPSED)
    assert not is_softer(checked(), old)
    assert more_cautious(checked(), old) == checked()


def test_what_time_added_never_comes_into_a_record() -> None:
    old = aged(checked(), LAPSED)
    assert old.as_json() == checked().as_json()
    assert "age" not in old.as_json()
    assert ClaimFace.from_json(old.as_json()) == checked()
    assert ClaimFace.from_json(old.as_json()).checked_on == "2026-05-03"


def test_a_face_grows_young_again() -> None:
    assert aged(aged(checked(), LAPSED), CHECKED) == checked()


def test_without_studies_the_line_and_the_caveat_count_from_an_older_search() -> None:
    claim = checked(certainty="no_studies", searched_on="2025-11-23")
    assert review_due_on(claim) == date(2026, 11, 23)
    late = aged(claim, date(2027, 2, 1))
    assert late.age is not None and late.age.caveat is not None
    assert (
        late.age.caveat.text == "We last looked for studies of this on 23 November 2025. Newer ones may say otherwise."
    )
    # A moderator did look at the claim on 3 May 2026: it has lapsed no sooner than that check has.
    assert stage_on(claim, date(2027, 11, 3)) == Stage.OVERDUE
    assert stage_on(claim, LAPSED) == Stage.NOT_CHECKED


@pytest.mark.parametrize("searched", ["2026-09-01", "", "in 2025"])
def test_a_search_that_is_newer_or_unknown_changes_nothing(searched: str) -> None:
    claim = checked(certainty="no_studies", searched_on=searched)
    assert review_due_on(claim) == date(2027, 5, 3)
    late = aged(claim, CAUTION)
    assert late.age and late.age.caveat and f"Take care: {late.age.caveat.text}" == CAVEAT


def test_an_older_search_counts_only_where_no_study_was_found() -> None:
    assert review_due_on(checked(searched_on="2020-01-01")) == date(2027, 5, 3)


@pytest.mark.parametrize(
    ("values", "checked_on"),
    [({}, "2026-05-03"), ({"notice": "Being re-checked"}, "2026-05-03"), ({"verdict": "unreviewed"}, "")],
)
def test_a_version_from_before_the_day_was_kept_counts_from_its_own(values: dict[str, Any], checked_on: str) -> None:
    data = checked(**values).as_json()
    del data["checked_on"]
    # Late in the evening in Greenwich is the next day already where the site is, in summer.
    assert ClaimFace.from_json(data, at="2026-05-02T23:30:00+00:00").checked_on == checked_on
    assert ClaimFace.from_json(data).checked_on == ""


def test_the_most_overdue_come_first_and_what_is_in_time_not_at_all() -> None:
    young = replace(checked(checked_on="2027-11-01"), slug="young")
    due = replace(checked(checked_on="2026-10-01"), slug="due")
    caution = replace(checked(checked_on="2026-08-01"), slug="caution")
    medium = replace(checked(about="condition", checked_on="2026-04-01"), slug="medium")
    lapsed = replace(checked(), slug="lapsed")
    found = overdue([young, due, caution, medium, lapsed], LAPSED)
    assert [(claim.slug, stage, day) for claim, stage, day in found] == [
        ("lapsed", Stage.NOT_CHECKED, date(2027, 5, 3)),
        ("caution", Stage.OVERDUE, date(2027, 8, 1)),
        ("due", Stage.DUE, date(2027, 10, 1)),
        ("medium", Stage.DUE, date(2027, 10, 1)),
    ]
    assert all(claim.age for claim, _stage, _day in found)
