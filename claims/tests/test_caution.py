"""More caution is live at once, less caution waits: the pure rule."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.caution import is_softer, more_cautious
from claims.choices import Relation, Severity, Verdict, Verification, rank
from claims.faces import CaveatFace, ClaimFace, EvidenceFace, SourceFace

NOTE = CaveatFace("small-studies", "note", "The studies were small.")
STOP = CaveatFace("not-on-accutane", "stop", "Wait after isotretinoin.")
REVIEW = SourceFace("review-2020", "A review", verification="verified")
SUPPORT = EvidenceFace(REVIEW, "supports")
AGAINST = EvidenceFace(SourceFace("trial-2024", "A trial", verification="verified"), "contradicts")
FACE = ClaimFace("it-helps", "It helps.", "effect", verdict="supported", caveats=(NOTE,), evidence=(SUPPORT,))


def judged(source: SourceFace, verification: str) -> EvidenceFace:
    return EvidenceFace(replace(source, verification=verification), "supports")


def test_a_row_that_adds_nothing_leaves_the_very_face() -> None:
    assert more_cautious(FACE, FACE) is FACE


def test_an_added_caveat_is_live_at_once_behind_those_that_were_there() -> None:
    cautious = more_cautious(FACE, replace(FACE, caveats=(STOP, NOTE)))
    assert cautious.caveats == (NOTE, STOP)
    assert cautious.notice == "Being re-checked"


def test_a_raised_severity_is_live_at_once_under_the_words_that_readers_know() -> None:
    graver = replace(NOTE, severity="caution", text="It was never that bad.")
    assert more_cautious(FACE, replace(FACE, caveats=(graver,))).caveats == (replace(NOTE, severity="caution"),)


@pytest.mark.parametrize(
    "row",
    [
        replace(FACE, caveats=()),
        replace(FACE, caveats=(replace(NOTE, text="All is well."),)),
        replace(FACE, caveats=(replace(NOTE, names_population=True),)),
        replace(FACE, statement="It surely helps."),
        replace(FACE, evidence=()),
        replace(FACE, evidence=(SUPPORT, EvidenceFace(SourceFace("blog", "A blog"), "supports"))),
        replace(FACE, evidence=(SUPPORT, EvidenceFace(SourceFace("blog", "A blog"), "mentions"))),
        replace(FACE, evidence=(replace(SUPPORT, extract="It helps."),)),
        replace(FACE, question="q", question_text="Does it help?", stance="yes"),
    ],
)  # fmt: skip
def test_what_softens_or_only_rewords_waits(row: ClaimFace) -> None:
    assert more_cautious(FACE, row) is FACE


def test_a_lower_severity_waits() -> None:
    public = replace(FACE, caveats=(STOP,))
    assert more_cautious(public, replace(FACE, caveats=(replace(STOP, severity="note"),))) is public


def test_new_evidence_against_is_live_at_once() -> None:
    assert more_cautious(FACE, replace(FACE, evidence=(SUPPORT, AGAINST))).evidence == (SUPPORT, AGAINST)


def test_evidence_that_turns_against_is_live_at_once_and_what_turns_in_favour_waits() -> None:
    turned = replace(SUPPORT, relation="contradicts")
    assert more_cautious(FACE, replace(FACE, evidence=(turned,))).evidence == (turned,)
    public = replace(FACE, evidence=(turned,))
    assert more_cautious(public, FACE) is public


@pytest.mark.parametrize("lost", ["not found", "retracted"])
def test_a_source_that_is_lost_or_retracted_is_live_at_once(lost: str) -> None:
    cautious = more_cautious(FACE, replace(FACE, evidence=(judged(REVIEW, lost),)))
    assert cautious.evidence[0].source.verification == lost
    assert cautious.notice


@pytest.mark.parametrize(
    ("shown", "proposed"),
    [
        ("retracted", "verified"),
        ("retracted", "not found"),
        ("not found", "unverified"),
        ("unverified", "verified"),
    ],
)
def test_a_source_that_is_trusted_again_waits(shown: str, proposed: str) -> None:
    public = replace(FACE, evidence=(judged(REVIEW, shown),))
    assert more_cautious(public, replace(FACE, evidence=(judged(REVIEW, proposed),))) is public


def test_a_notice_that_stands_keeps_its_words() -> None:
    public = replace(FACE, notice="A reader reported harm.")
    assert more_cautious(public, replace(FACE, caveats=(NOTE, STOP))).notice == "A reader reported harm."


def test_a_lower_verdict_a_lost_caveat_and_a_lost_notice_are_softer() -> None:
    assert is_softer(FACE, replace(FACE, verdict="refuted"))
    assert is_softer(FACE, replace(FACE, caveats=(NOTE, STOP)))
    assert is_softer(FACE, replace(FACE, notice="Being re-checked"))
    assert not is_softer(replace(FACE, verdict="refuted"), FACE)
    assert not is_softer(FACE, FACE)


SLUGS = st.sampled_from(["a", "b", "c"])
CAVEATS = st.lists(
    st.builds(CaveatFace, SLUGS, st.sampled_from(Severity.values), st.sampled_from(["One.", "Two."])),
    unique_by=lambda caveat: caveat.slug,
).map(tuple)
SOURCES = st.builds(SourceFace, SLUGS, st.just("A"), verification=st.sampled_from(Verification.values))
EVIDENCE = st.lists(
    st.builds(EvidenceFace, SOURCES, st.sampled_from(Relation.values)), unique_by=lambda each: each.source.key
).map(tuple)
FACES = st.builds(
    ClaimFace, st.just("claim"), st.sampled_from(["It helps.", "It may help."]), st.just("effect"),
    verdict=st.sampled_from(Verdict.values), notice=st.sampled_from(["", "Being re-checked"]),
    caveats=CAVEATS, evidence=EVIDENCE,
)  # fmt: skip


@given(public=FACES, row=FACES)
def test_whatever_is_saved_readers_never_see_less_caution(public: ClaimFace, row: ClaimFace) -> None:
    cautious = more_cautious(public, row)
    shown = {caveat.slug: caveat for caveat in cautious.caveats}
    for caveat in (*public.caveats, *row.caveats):
        assert rank(Severity, shown[caveat.slug].severity) >= rank(Severity, caveat.severity)
    assert [caveat.text for caveat in public.caveats] == [c.text for c in cautious.caveats[: len(public.caveats)]]
    assert (cautious.statement, cautious.verdict) == (public.statement, public.verdict)
    against = {each.source.key for each in cautious.evidence_that("contradicts")}
    assert against >= {each.source.key for each in (*public.evidence, *row.evidence) if each.relation == "contradicts"}
    assert cautious is public or cautious.notice
    assert not is_softer(cautious, public)


@given(public=FACES, row=FACES)
def test_saving_twice_writes_nothing_more(public: ClaimFace, row: ClaimFace) -> None:
    once = more_cautious(public, row)
    assert more_cautious(once, row) is once
