"""What changed between two texts: nothing is lost, nothing is made up."""

from hypothesis import given, settings
from hypothesis import strategies as st

from articles.kind import ARTICLE
from publishing.changes import Piece, changes, compare

texts = st.text(max_size=80) | st.lists(
    st.sampled_from(("a", "b", " ", "\n", "\r\n", "\u2028", "word")), max_size=30
).map("".join)


def joined(pieces: list[Piece], *kinds: str) -> str:
    return "".join(piece.text for piece in pieces if piece.kind in kinds)


@given(old=texts, new=texts)
@settings(max_examples=150, deadline=None, derandomize=True)
def test_same_and_added_give_the_new_text_same_and_removed_the_old(old: str, new: str) -> None:
    pieces = list(compare(old, new))
    assert joined(pieces, "same", "added") == new
    assert joined(pieces, "same", "removed") == old
    assert all(piece.text for piece in pieces)
    assert {piece.kind for piece in pieces} <= {"same", "added", "removed"}


@given(text=texts)
@settings(max_examples=100, deadline=None, derandomize=True)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert joined(list(compare(text, text)), "added", "removed") == ""


def test_one_changed_word_is_shown_as_one_word() -> None:
    pieces = list(compare("It may help.\nAsk first.\n", "It might help.\nAsk first.\n"))
    assert pieces == [
        Piece("same", "It "),
        Piece("removed", "may"),
        Piece("added", "might"),
        Piece("same", " help.\n"),
        Piece("same", "Ask first.\n"),
    ]


def test_only_fields_that_differ_are_listed_the_title_first() -> None:
    old = {"title": "What helps?", "summary": "In brief.", "body": "Old words."}
    new = {"title": "What may help?", "summary": "In brief.", "body": "New words."}
    assert [str(change.field_label) for change in changes(ARTICLE, old, new)] == ["Title", "Text"]
    assert changes(ARTICLE, old, dict(old)) == []


def test_a_field_that_was_not_there_before_counts_as_empty() -> None:
    (change,) = changes(ARTICLE, {"title": "Same"}, {"title": "Same", "body": "New."})
    assert change.pieces == (Piece("added", "New."),)
