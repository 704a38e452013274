"""How sure the evidence makes us of several claims: only graded ones make a range, and what lapsed makes none."""

from dataclasses import replace
from datetime import date

from claims.faces import Age, ClaimFace
from claims.sureness import sureness


def face(certainty: str, verdict: str = "supported") -> ClaimFace:
    return ClaimFace(f"{certainty}-{verdict}", "It may help.", "effect", certainty=certainty, verdict=verdict)


def test_the_range_goes_from_the_weakest_to_the_strongest_grade() -> None:
    found = sureness([face("moderate"), face("very_low"), face("low"), face("not_graded")])
    assert found.weakest and found.strongest
    assert (found.weakest.certainty, found.strongest.certainty, found.graded) == ("very_low", "moderate", 3)
    assert found.is_range


def test_one_grade_is_no_range() -> None:
    found = sureness([face("low"), face("low", "contested")])
    assert found and not found.is_range and found.graded == 2


def test_what_nobody_studied_is_counted_and_has_no_grade() -> None:
    found = sureness([face("no_studies", "unsupported")], [face("no_studies", "refuted"), face("high")])
    assert (found.graded, found.unstudied) == (0, 2)
    assert found and found.weakest is None


def test_what_was_taken_back_or_has_lapsed_makes_us_sure_of_nothing() -> None:
    lapsed = replace(face("high"), age=Age("not_checked", date(2026, 1, 1), date(2025, 1, 1)))
    assert not sureness([face("high", "retired"), lapsed, face("not_graded")])
    assert sureness([replace(lapsed, age=None)])
