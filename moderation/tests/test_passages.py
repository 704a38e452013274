"""A flagged passage is found again after edits around it and inside it, and is said to be gone when it is."""

import pytest

from moderation.passages import Quote, anchored, is_alike, locate, nth

PASSAGE = "Needles can leave dark marks in some people, and darker skin raises the risk."
TEXT = f"""What can follow

Creams come first. {PASSAGE} Ask what the practitioner does about this.

A week later most redness is gone."""


def found(text: str, quote: Quote) -> str | None:
    """Return the words that a selector finds."""
    place = locate(text, quote)
    return None if place is None else text[slice(*place)]


@pytest.fixture
def quote() -> Quote:
    start = TEXT.index(PASSAGE)
    return anchored(TEXT, start, start + len(PASSAGE))


def test_it_keeps_64_characters_around_the_passage(quote: Quote) -> None:
    assert quote.exact == PASSAGE
    assert quote.prefix == "What can follow\n\nCreams come first. "
    assert len(quote.suffix) == 64


def test_an_edit_before_it_does_not_lose_it(quote: Quote) -> None:
    assert found("More. " * 50 + TEXT, quote) == PASSAGE


@pytest.mark.parametrize("old, new", [
    ("Needles can leave", "Needles can, it is said, leave"),
    ("dark marks", "brown marks"),
    ("in some people, ", ""),
    ("and darker skin raises", "and Darker skin raises"),
])  # fmt: skip
def test_an_edit_inside_it_does_not_lose_it(old: str, new: str, quote: Quote) -> None:
    assert found(TEXT.replace(old, new), quote) == PASSAGE.replace(old, new)


def test_white_space_and_typographic_marks_make_no_difference() -> None:
    text = "It says:\n“That’s   what\n\tis known” – so far."
    assert found(text, Quote('"That\'s what is known" - so')) == "“That’s   what\n\tis known” – so"


def test_what_was_taken_out_is_gone(quote: Quote) -> None:
    assert locate(TEXT.replace(PASSAGE, ""), quote) is None


def test_a_sentence_about_something_else_is_not_taken_for_it(quote: Quote) -> None:
    other = "Needles can cost a lot in some towns, and a longer way raises the price."
    assert locate(TEXT.replace(PASSAGE, other), quote) is None


def test_few_words_are_found_only_as_they_were() -> None:
    assert found("It can leave dark marks.", Quote("dark marks")) == "dark marks"
    assert locate("It can leave dark lines.", Quote("dark marks")) is None


@pytest.mark.parametrize(("prefix", "suffix", "number"), [
    ("Creams: ", "", 0),
    ("Lasers: ", "", 2),
    ("", " Ask first.", 1),
    ("", "", 0),
])  # fmt: skip
def test_of_a_repeated_passage_the_words_around_it_tell_which(prefix: str, suffix: str, number: int) -> None:
    text = "Creams: it may help. Needles: it may help. Ask first. Lasers: it may help."
    place = locate(text, Quote("it may help.", prefix, suffix))
    assert place is not None
    assert nth(text, *place) == number


@pytest.mark.parametrize("exact", ["", "  \n", "\u200b"])
def test_no_words_are_nowhere(exact: str) -> None:
    assert locate(TEXT, Quote(exact)) is None


def test_an_empty_text_holds_nothing(quote: Quote) -> None:
    assert locate("", quote) is None


def test_hostile_words_of_any_length_are_searched_in_time() -> None:
    assert locate("it may help " * 3000, Quote("a b c d " * 250)) is None


def test_quotes_of_the_same_words_are_alike() -> None:
    assert is_alike(PASSAGE, PASSAGE.replace("dark marks", "brown marks"))
    assert is_alike(PASSAGE, "can leave dark marks in some people")
    assert is_alike("", "")
    assert not is_alike(PASSAGE, "")
    assert not is_alike(PASSAGE, "A week later most redness is gone.")
