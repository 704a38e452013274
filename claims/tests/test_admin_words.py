"""Which words differ between two faces."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from claims.admin.words import Piece, compare, word_pieces
from claims.faces import CaveatFace, ClaimFace, EvidenceFace, SourceFace

NOTE = CaveatFace("small", "note", "The studies were small.")
SUPPORT = EvidenceFace(SourceFace("review", "A review", tier="review"), "supports", n=20, read="abstract")
FACE = ClaimFace("it-helps", "It may help.", "effect", "adults", caveats=(NOTE,), evidence=(SUPPORT,))


def test_words_that_differ_are_cut_out() -> None:
    before, after = word_pieces("It may help a little.", "It can help a lot.")
    assert before == (
        Piece("same", "It"), Piece("gone", "may"), Piece("same", "help a"), Piece("gone", "little."),
    )  # fmt: skip
    assert [piece.text for piece in after if piece.kind == "new"] == ["can", "lot."]


@given(old=st.text(max_size=60), new=st.text(max_size=60))
def test_no_word_is_lost(old: str, new: str) -> None:
    before, after = word_pieces(old, new)
    assert " ".join(piece.text for piece in before).split() == old.split()
    assert " ".join(piece.text for piece in after).split() == new.split()


def test_equal_faces_have_no_changed_row() -> None:
    assert not [row for row in compare(FACE, FACE) if row.change]


def test_each_change_is_named_where_it_stands() -> None:
    other = CaveatFace("other", "stop", "Do not.", names_population=True)
    row = replace(FACE, statement="It helps.", population="", caveats=(other,), evidence=(replace(SUPPORT, n=30),))
    changes = [(each.label, each.change) for each in compare(FACE, row) if each.change]
    assert changes == [
        ("Statement", "changed"),
        ("In whom", "removed"),
        ("Caveat", "removed"),
        ("Caveat", "added"),
        ("Source", "changed"),
    ]


def test_any_detail_of_a_source_that_readers_see_counts() -> None:
    for change in (
        {"href": "https://example.org/"},
        {"verification": "retracted"},
        {"tier": "clinic"},
        {"year": 2020},
    ):
        row = replace(FACE, evidence=(replace(SUPPORT, source=replace(SUPPORT.source, **change)),))
        assert [each.change for each in compare(FACE, row) if each.change] == ["changed"]


def test_without_a_public_face_everything_is_new() -> None:
    assert {row.change for row in compare(None, FACE)} == {"added"}
