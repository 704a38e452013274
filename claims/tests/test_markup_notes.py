"""What stands in a note, and in which order."""

import pytest

from claims.faces import CaveatFace, ClaimFace, EvidenceFace, SourceFace
from claims.markup import render

from .reading_html import ASK, MARKS, SERUM, Element, body_of, face


def note_of(claim: ClaimFace, words: str = "the words") -> Element:
    """Return the note of a claim that is made in these words."""
    (note,) = body_of(render(f"It is so: [{words}](claim:{claim.slug}).", {claim.slug: claim})).all("data-claim-note")
    return note


def lines(note: Element) -> list[str]:
    """Return what its lines say."""
    return [each.text for each in note.elements]


def cites(*keys: str) -> tuple[EvidenceFace, ...]:
    return tuple(EvidenceFace(SourceFace(key, key), "supports") for key in keys)


def test_a_note_says_in_this_order_claim_verdict_evidence_caveats_sources() -> None:
    claim = face("a", statement="It can leave dark marks.", caveats=(ASK, SERUM), evidence=cites("x", "y", "x"))
    note = note_of(claim)
    assert lines(note) == [
        "We checked: ‘It can leave dark marks.’",
        "1 Sources back this",
        "●●○○ Evidence: weak (low certainty)",
        f"Warning: {SERUM.text}",
        f"Good to know: {ASK.text}",
        "2 sources. Why we say this · Something wrong with this? Add to my questions",
    ]
    assert note.has_class("note-stop")
    assert note.attrs["aria-label"] == "Note 1: Sources back this"
    assert note.classed("dots")[0].attrs["aria-hidden"] == "true"


@pytest.mark.parametrize(
    "words", ["It can leave dark marks.", "it can leave *dark* marks", "It can leave “dark” marks!"]
)
def test_the_claim_is_not_repeated_where_the_page_says_the_same(words: str) -> None:
    assert not note_of(face("a", statement="It can leave dark marks."), words).classed("note-checked")


def test_the_claim_is_repeated_where_one_of_several_marks_says_it_otherwise() -> None:
    text = "[What a says](claim:a).\n\nAgain: [it is awful](claim:a)."
    note = body_of(render(text, {"a": face("a")})).all("data-claim-note")[0]
    assert note.classed("note-checked")[0].text == "We checked: ‘What a says.’"


@pytest.mark.parametrize(
    ("certainty", "line"),
    [
        ("high", "●●●● Evidence: strong (high certainty)"),
        ("moderate", "●●●○ Evidence: fair (moderate certainty)"),
        ("very_low", "●○○○ Evidence: very weak (very low certainty)"),
        ("no_studies", "Evidence: no study found"),
    ],
)
def test_certainty_is_dots_and_words(certainty: str, line: str) -> None:
    (evidence,) = note_of(face("a", certainty=certainty)).classed("note-evidence")
    assert evidence.text == line


def test_what_is_not_graded_has_no_line_about_evidence() -> None:
    assert not note_of(face("a", certainty="not_graded")).classed("note-evidence")


@pytest.mark.parametrize(
    ("on", "where", "line"),
    [
        ("2026-11-23", "PubMed and Cochrane", "Searched 23 November 2026."),
        ("2026-11-03", "", "Searched 3 November 2026."),
        ("in 2026-99-99", "", "Searched in 2026-99-99."),
        ("2026-99-99", "", "Searched 2026-99-99."),
    ],
)
def test_where_no_study_was_found_it_says_when_was_searched(on: str, where: str, line: str) -> None:
    note = note_of(face("a", certainty="no_studies", searched_on=on, searched_where=where))
    assert [each.text for each in note.classed("note-searched")] == [line]


def test_an_unsupported_harm_that_nobody_studied_is_not_called_safe() -> None:
    words = "Nobody has studied this. That does not mean it is safe."
    claim = {"verdict": "unsupported", "certainty": "no_studies"}
    assert words in lines(note_of(face("a", about="harm", **claim)))
    assert words not in lines(note_of(face("a", about="effect", **claim)))
    assert words not in lines(note_of(face("a", about="harm", verdict="supported", certainty="no_studies")))


def test_a_claim_that_nobody_checked_says_so() -> None:
    assert "Nobody has checked this yet." in lines(note_of(face("a", verdict="unreviewed")))


def test_a_claim_without_source_says_so() -> None:
    assert lines(note_of(face("a")))[-1].startswith("No source given.")
    assert lines(note_of(face("a", evidence=cites("x"))))[-1].startswith("1 source. ")


def test_a_claim_without_caveat_is_shown_as_not_to_be_relied_on() -> None:
    note = note_of(face("a", caveats=()))
    assert [each.text for each in note.all("data-caveat", "caution")] == [
        "Take care: No caveat recorded yet. Do not rely on this."
    ]
    assert note.has_class("note-caution")


@pytest.mark.parametrize(
    ("notice", "line"),
    [
        ("A reader reports a burn.", "Being re-checked: A reader reports a burn."),
        ("Being re-checked: a burn was reported.", "Being re-checked: a burn was reported."),
        ("Being re-checked", "Being re-checked"),
    ],
)
def test_a_notice_stands_under_the_verdict(notice: str, line: str) -> None:
    assert lines(note_of(face("a", notice=notice)))[2] == line


def test_a_claim_that_was_taken_back_leads_to_its_successor() -> None:
    note = note_of(face("a", verdict="retired", successor="b"))
    assert ("What we say now", "/evidence/b/") in {
        (link.text, link.attrs["href"]) for link in note.walk() if link.tag == "a"
    }


def long(slug: str, severity: str, words: int = 40) -> CaveatFace:
    return CaveatFace(slug, severity, "word " * words + "end.")


def test_past_sixty_words_the_lesser_caveats_fold_away() -> None:
    note = note_of(face("a", caveats=(long("n", "note", 5), long("s", "stop"), long("c", "caution"))))
    (more,) = [each for each in note.elements if each.tag == "details"]
    assert [each.attrs["data-caveat"] for each in more.all("data-caveat")] == ["caution", "note"]
    assert more.elements[0].text == "More to know"
    assert [each.attrs["data-caveat"] for each in note.elements if "data-caveat" in each.attrs] == ["stop"]


def test_a_warning_and_the_gravest_caveat_never_fold() -> None:
    note = note_of(face("a", caveats=(long("s", "stop"), long("t", "stop"))))
    assert len([each for each in note.elements if each.attrs.get("data-caveat") == "stop"]) == 2
    assert not [each for each in note_of(face("a", caveats=(long("n", "note", 90),))).walk() if each.tag == "details"]


def test_what_is_folded_away_is_said_in_full_in_the_next_note() -> None:
    known = {
        "a": face("a", caveats=(long("s", "stop"), long("c", "caution"))),
        "b": face("b", caveats=(MARKS, long("c", "caution"))),
    }
    notes = body_of(render("[x](claim:a) [y](claim:b)", known)).all("data-claim-note")
    assert "as above" not in notes[1].text


def test_what_a_note_says_is_text_and_never_html() -> None:
    evil = "<script>alert(1)</script> & \"'>"
    claim = face(
        "a",
        statement=evil,
        notice=evil,
        searched_where=evil,
        certainty="no_studies",
        caveats=(CaveatFace("c", "caution", evil),),
    )
    html = render("[x](claim:a)", {"a": claim})
    assert "<script" not in html
    assert body_of(html).text.count(evil) == 3
