"""Claims in a text: their words, their numbers, and where their notes stand."""

import pytest

from claims.markup import marks, parse, plain, render

from .reading_html import ASK, MARKS, SERUM, Element, assert_promises, blocks, body_of, face, faces


def shown(text: str, *slugs: str, **values: object) -> tuple[Element, list[list[str]]]:
    """Return the body of a text, and the slugs of the notes after each of its blocks."""
    known = faces(*slugs, **values)
    body = body_of(render(text, known))
    return body, [notes for _block, notes in assert_promises(body, known)]


def test_the_words_of_a_claim_carry_its_slug_and_a_number_that_leads_to_its_note() -> None:
    body, notes = shown("It can leave [dark marks](claim:marks) for a while.", "marks")
    (mark,) = body.all("data-claim")
    assert (mark.tag, mark.text, mark.attrs["class"]) == ("span", "dark marks1", "mark")
    assert blocks(body)[0].text == "It can leave dark marks1 for a while."
    assert notes == [["marks"]]
    assert [note.attrs["id"] for note in body.all("data-claim-note")] == ["note-1"]


@pytest.mark.parametrize(
    "text",
    [
        "- one\n- two [w](claim:a)\n- three",
        "1. one\n   - two [w](claim:a)",
        "| a | b |\n|---|---|\n| [w](claim:a) | c |",
        "> quoted\n>\n> [w](claim:a)",
        "## About [w](claim:a)",
        "*[w](claim:a)*",
        "[w][1]\n\n[1]: claim:a",
        "[claim][]\n\n[claim]: <claim:a>",
        "[*w* `x` ![y](picture:p)](claim:a)",
    ],
)
def test_a_claim_has_its_note_right_after_the_block_wherever_in_it_the_words_stand(text: str) -> None:
    body, notes = shown(f"Before.\n\n{text}\n\nAfter.", "a")
    assert notes == [[], ["a"], []]
    assert len(body.all("data-claim", "a")) == 1


def test_several_claims_of_a_block_have_their_notes_in_the_order_of_their_words() -> None:
    body, notes = shown("[x](claim:b) and [y](claim:a) and [z](claim:b)", "a", "b")
    assert notes == [["b", "a"]]
    assert [mark.text for mark in body.all("data-claim")] == ["x1", "y2", "z1"]


def test_a_later_mark_of_the_section_leads_to_the_note_that_is_there() -> None:
    _body, notes = shown("[x](claim:a)\n\n[y](claim:a)\n\n### Deeper\n\n[z](claim:a)", "a")
    assert notes == [["a"], [], [], []]


@pytest.mark.parametrize("heading", ["## Next", "# Next", "Next\n----"])
def test_a_later_section_has_the_note_again_under_the_same_number(heading: str) -> None:
    body, notes = shown(f"[x](claim:b) [x](claim:a)\n\n{heading}\n\n[y](claim:a)\n\n## Last\n\n[y](claim:a)", "a", "b")
    assert notes == [["b", "a"], [], ["a"], [], ["a"]]
    assert [note.attrs["id"] for note in body.all("data-claim-note", "a")] == [
        "note-2",
        "note-2-2",
        "note-2-3",
    ]
    assert {link.text for note in body.all("data-claim", "a") for link in note.walk() if link.tag == "a"} == {"2"}


def test_a_heading_inside_a_quote_starts_no_section() -> None:
    known = faces("a")
    document = parse({"body": "[x](claim:a)\n\n> ## Quoted\n\n[y](claim:a)"}, known)["body"]
    assert [len(block.notes) for block in document.blocks] == [1, 0, 0]
    assert document.headings == ()


def test_a_claim_keeps_its_number_in_all_texts_of_a_page() -> None:
    known = faces("a", "b")
    texts = {"summary": "[s](claim:b)", "body": "[x](claim:a)\n\n[y](claim:b)"}
    documents = parse(texts, known)
    assert [(mark.slug, mark.number) for mark in documents["body"].marks] == [("a", 2), ("b", 1)]
    ids = [note.id for document in documents.values() for block in document.blocks for note in block.notes]
    assert ids == ["note-1", "note-2", "note-1-2"]


def test_headings_of_a_page_have_ids_of_their_own() -> None:
    documents = parse({"a": "## Care\n\n## Care 2\n\n## Care", "b": "## Care\n\n## ☀"})
    ids = [heading.id for document in documents.values() for heading in document.headings]
    assert ids == ["h-care", "h-care-2", "h-care-3", "h-care-4", "h-section"]


def test_a_claim_that_is_only_told_of_is_marked_so_and_its_note_says_so() -> None:
    body, _notes = shown('Some say it [cures](claim:a "reported").', "a", verdict="refuted")
    assert "data-reported" in body.all("data-claim")[0].attrs
    assert "This page does not make this claim." in body.text


def test_a_page_that_makes_a_claim_somewhere_never_says_that_it_does_not() -> None:
    body, _notes = shown('[x](claim:a "reported")\n\n## Next\n\n[x](claim:a)', "a")
    assert ["data-reported" in mark.attrs for mark in body.all("data-claim")] == [True, False]
    assert "does not make it" not in body.text


def test_marks_know_their_words_line_block_and_heading() -> None:
    text = (
        'One\ntwo `a\nb` [long\nwords *here*](claim:a).\n\n## In [head](claim:b "reported")\n\n| [c](claim:c) |\n|-|\n'
    )
    found = [(m.slug, m.words, m.reported, m.line, m.block, m.in_heading) for m in marks(text)]
    assert found == [
        ("a", "long words here", False, 3, 0, False),
        ("b", "head", True, 6, 1, True),
        ("c", "c", False, 8, 2, False),
    ]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"verdict": "unsupported"}, "(not backed by evidence)"),
        ({"verdict": "refuted"}, "(evidence says otherwise)"),
        ({"verdict": "retired"}, "(taken back: do not rely on it)"),
        ({"notice": "Being re-checked"}, "(being re-checked)"),
        ({"verdict": "refuted", "notice": "A doubt."}, "(evidence says otherwise; being re-checked)"),
        ({"caveats": ()}, "(no caveat recorded)"),
    ],
)
def test_the_sentence_itself_says_in_words_that_a_claim_is_not_to_be_relied_on(values: dict, words: str) -> None:
    body, _notes = shown("It [works](claim:a).", "a", **values)
    assert blocks(body)[0].text == f"It works1 {words}."
    assert body.all("data-claim")[0].has_class("mark-alarming")


@pytest.mark.parametrize("verdict", ["supported", "contested", "unreviewed"])
def test_other_verdicts_leave_the_sentence_alone(verdict: str) -> None:
    body, _notes = shown("It [works](claim:a).", "a", verdict=verdict)
    assert blocks(body)[0].text == "It works1."


def test_blocks_know_their_kind_and_lines() -> None:
    text = "# h\n\np\np\n\n- l\n\n> q\n\n| t |\n|---|\n\n```\nc\n```\n\n---\n\n![alt](picture:p)\n"
    blocks = parse({"body": text})["body"].blocks
    kinds = ["heading", "paragraph", "list", "quote", "table", "code", "rule", "picture"]
    assert [block.kind for block in blocks] == kinds
    assert [block.first_line for block in blocks] == [1, 3, 6, 8, 10, 13, 17, 19]
    assert (blocks[1].last_line, blocks[5].last_line) == (4, 15)


def test_a_caveat_that_the_note_before_says_in_full_is_as_above_with_a_link_to_it() -> None:
    known = {"a": face("a", caveats=(MARKS, ASK)), "b": face("b", caveats=(SERUM, MARKS, ASK))}
    body = body_of(render("[x](claim:a) [y](claim:b)", known))
    first, second = body.all("data-claim-note")
    assert [each.text for each in second.all("data-caveat")] == [
        f"Warning: {SERUM.text}",
        "Take care: as above",
        "Good to know: as above",
    ]
    targets = [link.attrs["href"][1:] for link in second.walk() if link.text == "as above"]
    assert [each.attrs["id"] for each in first.all("data-caveat")] == targets


def test_a_notes_gravest_caveat_and_its_warnings_are_said_again_and_again() -> None:
    other = face("b", caveats=(SERUM, face("x").caveats[0]))
    known = {"a": face("a", caveats=(SERUM, MARKS)), "b": other, "c": face("c", caveats=(MARKS,))}
    body = body_of(render("[x](claim:a) [y](claim:b) [z](claim:c)", known))
    said = [[each.text for each in note.all("data-caveat")] for note in body.all("data-claim-note")]
    assert said[1] == [f"Warning: {SERUM.text}", "Take care: as above"]
    assert said[2] == [f"Take care: {MARKS.text}"]


def test_as_above_never_leads_to_a_note_that_says_as_above_itself() -> None:
    known = faces("a", "b", "c", caveats=(SERUM, MARKS))
    body = body_of(render("[x](claim:a) [y](claim:b) [z](claim:c)", known))
    said = [note.all("data-caveat")[1].text for note in body.all("data-claim-note")]
    assert said == [f"Take care: {MARKS.text}", "Take care: as above", f"Take care: {MARKS.text}"]


def test_plain_text_has_the_words_alone() -> None:
    text = "## A *head*\n\nIt [works](claim:a) `so`\nand ![a drawing](picture:p).\n\n- one\n- [two](/x/)"
    assert plain(text) == "A head\nIt works so and a drawing.\none\ntwo"
