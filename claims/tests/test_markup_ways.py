"""The way from a claim's words to its note, and back."""

from claims.markup import render

from .reading_html import body_of, faces


def test_a_note_leads_back_to_the_first_of_its_words() -> None:
    body = body_of(render("[x](claim:a), and again [y](claim:a).\n\n## Next\n\n[z](claim:a)", faces("a")))
    words = [each.attrs["id"] for each in body.all("data-claim")]
    assert words == ["note-1-words", "note-1-words-2", "note-1-2-words"]
    backs = [each for each in body.walk() if each.has_class("note-number")]
    assert [each.attrs["href"] for each in backs] == ["#note-1-words", "#note-1-2-words"]
    assert backs[0].attrs["aria-label"] == "1: back to the text"


def test_a_block_and_its_notes_stand_in_one_box_the_notes_last() -> None:
    body = body_of(render("One.\n\n[x](claim:a)\n\n- [y](claim:b)", faces("a", "b")))
    assert [each.tag for each in body.elements] == ["p", "div", "div"]
    boxes = body.classed("noted")
    assert [[each.tag for each in box.elements] for box in boxes] == [["p", "div"], ["ul", "div"]]
    assert all(box.elements[1].has_class("notes") for box in boxes)
