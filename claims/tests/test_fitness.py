"""Which verdicts a face does not fit."""

from dataclasses import replace

import pytest

from claims.choices import WEAK_TIERS
from claims.faces import CaveatFace, ClaimFace, EvidenceFace, SourceFace
from claims.fitness import misfits


def evidence(relation: str = "supports", tier: str = "review", verification: str = "verified") -> EvidenceFace:
    return EvidenceFace(SourceFace(f"{relation}-{tier}", "A work", tier=tier, verification=verification), relation)


FIT = ClaimFace(
    "it-may-help", "It may help a little.", "effect", verdict="supported", certainty="low",
    reasons="As the review says.", caveats=(CaveatFace("small", "note", "The studies were small."),),
    evidence=(evidence(),),
)  # fmt: skip


def test_a_claim_that_fits_has_no_misfits() -> None:
    assert misfits(FIT) == []


def test_it_needs_a_caveat_and_reasons_and_says_both() -> None:
    messages = misfits(replace(FIT, caveats=(), reasons="  \n "))
    assert len(messages) == 2
    assert "caveat" in messages[0]
    assert "reasons" in messages[1]


@pytest.mark.parametrize("certainty", ["very_low", "no_studies"])
def test_a_sure_effect_on_very_weak_evidence_cannot_be_supported(certainty: str) -> None:
    face = replace(
        FIT,
        certainty=certainty,
        searched_on="2026-11-01",
        searched_where="PubMed",
        statement="It smooths the skin.",
    )
    assert any("Reword" in message for message in misfits(face))
    assert misfits(replace(face, statement="It may smooth the skin.")) == []
    assert misfits(replace(face, verdict="unsupported")) == []
    assert misfits(replace(face, about="harm")) == []


@pytest.mark.parametrize(("on", "where"), [("", ""), ("2026-11-01", ""), ("", "PubMed")])
def test_no_studies_needs_when_and_where_was_searched(on: str, where: str) -> None:
    face = replace(FIT, verdict="unsupported", certainty="no_studies", searched_on=on, searched_where=where)
    assert len(misfits(face)) == 1


def test_refuted_needs_evidence_against_that_stands() -> None:
    refuted = replace(FIT, verdict="refuted")
    assert len(misfits(refuted)) == 1
    assert misfits(replace(refuted, evidence=(evidence("contradicts"),))) == []
    retracted = evidence("contradicts", verification="retracted")
    assert len(misfits(replace(refuted, evidence=(retracted,)))) == 1


@pytest.mark.parametrize("tier", WEAK_TIERS)
def test_support_from_those_who_sell_it_alone_is_no_support(tier: str) -> None:
    weak = replace(FIT, evidence=(evidence(tier=tier),))
    assert len(misfits(weak)) == 1
    assert misfits(replace(weak, evidence=(evidence(tier=tier), evidence()))) == []
    assert misfits(replace(weak, verdict="contested")) == []


@pytest.mark.parametrize("lost", ["not found", "retracted"])
def test_support_that_cannot_be_found_is_no_support(lost: str) -> None:
    assert len(misfits(replace(FIT, evidence=(evidence(verification=lost),)))) == 1
    assert len(misfits(replace(FIT, evidence=()))) == 1


@pytest.mark.parametrize("about", ["rule", "advice", "evidence"])
def test_only_effects_harms_and_how_common_something_is_are_graded(about: str) -> None:
    assert len(misfits(replace(FIT, about=about))) == 1
    assert misfits(replace(FIT, about=about, certainty="not_graded")) == []
