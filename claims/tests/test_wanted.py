"""What a reader asks of the register, read from the address and written back into it."""

from dataclasses import replace

import pytest

from claims.faces import CaveatFace, ClaimFace
from claims.wanted import ORDERS, Facet, Wanted, filters

STOP = CaveatFace("harm", "stop", "It can scar.")
SOAP = ClaimFace("soap", "Soap dries.", "harm", "any skin", "does-soap-dry", "Does soap dry?", "yes", "supported",
                 "low", caveats=(STOP,), at="2026-01-02T00:00:00+00:00", checked_on="2026-01-02")  # fmt: skip
SUN = replace(
    SOAP, slug="sun", statement="Sun fades.", about="effect", population="KP", question="", question_text="",
    stance="", verdict="refuted", certainty="high", at="2026-01-03T00:00:00+00:00", checked_on="2026-01-01",
)  # fmt: skip
MOON = replace(SUN, slug="moon", statement="Moon cools.", verdict="contested", certainty="no_studies", checked_on="")
FACES = [SOAP, SUN, MOON]
FACET = Facet("treatment", "Treatment", (("needling", "Needling", frozenset({"sun", "moon"})),))


def wanted(**query: str) -> Wanted:
    return Wanted.from_query(query, filters(FACES, [FACET]))


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ({}, "soap sun moon"),
        ({"q": "SOAP dries"}, "soap"),
        ({"verdict": "refuted"}, "sun"),
        ({"certainty": "no_studies"}, "moon"),
        ({"about": "harm"}, "soap"),
        ({"population": "KP"}, "sun moon"),
        ({"question": "does-soap-dry"}, "soap"),
        ({"treatment": "needling"}, "sun moon"),
        ({"treatment": "needling", "verdict": "contested"}, "moon"),
        ({"treatment": "needling", "about": "harm"}, ""),
    ],
)
def test_every_filter_keeps_what_fits(query: dict[str, str], kept: str) -> None:
    asked = wanted(**query)
    assert " ".join(face.slug for face in FACES if asked.matches(face)) == kept


@pytest.mark.parametrize(
    "query", [{"verdict": "x"}, {"treatment": "x"}, {"population": "x"}, {"sort": "x"}, {"q": "\0"}]
)
def test_values_it_does_not_know_are_as_good_as_none(query: dict[str, str]) -> None:
    assert wanted(**query).is_plain


@pytest.mark.parametrize(
    ("order", "first_to_last"),
    [
        ("gravest", "sun moon soap"),
        ("certainty", "sun soap moon"),
        ("checked", "soap sun moon"),
        ("changed", "sun moon soap"),
    ],
)
def test_every_order_puts_the_right_claim_first(order: str, first_to_last: str) -> None:
    assert " ".join(face.slug for face in wanted(sort=order).sorted(FACES)) == first_to_last


def test_every_order_is_tested() -> None:
    assert set(ORDERS) == {"question", "gravest", "certainty", "checked", "changed"}


def test_a_chip_takes_off_its_own_choice_and_keeps_the_others() -> None:
    chips = {chip.words: chip.query for chip in wanted(q="a & b", treatment="needling", sort="checked").chips}
    assert chips == {"a & b": "treatment=needling&sort=checked", "Needling": "q=a+%26+b&sort=checked"}


def test_a_facet_without_options_is_not_offered() -> None:
    assert "treatment" not in [each.name for each in filters(FACES, [replace(FACET, options=())])]
