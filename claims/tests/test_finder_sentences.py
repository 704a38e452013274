"""Sentences: where one ends."""

import pytest

from claims.finder.sentences import LONGEST, sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "One. Two! Three? Four… Five",
        "It is rare (1 in 20). It fades.",
        "“It works.” They said so.",
        "She said “It works!” Then she left.",
        "Use it daily.¹ It fades.",
        "Take vitamin D. It helps.",
        "It is called hepatitis B. The virus spreads.",
        "Open till 9 p.m. The clinic is shut on Sundays.",
        "They sell creams, gels, etc. Some sting.",
        "Wait... Then rinse.",
        "Is it safe? Nobody knows.",
        "It was me, and so did I. They agreed.",
        "The answer is no. It does not work.",
        "Stay out of the sun. Wear a hat.",
    ],
)
def test_a_sentence_ends_where_the_next_begins(text: str) -> None:
    assert len(split(text)) == (5 if text.startswith("One") else 2)


@pytest.mark.parametrize(
    "text",
    [
        "Dr. Osei and Prof. Lind agree.",
        "Use a mild soap, e.g. one with no perfume, i.e. none of these.",
        "The needles are 0.5 mm to 1.5 mm long.",
        "Wear SPF 30.5 or more.",
        "It rose from 3.2 to 4.8 per cent.",
        "See Fig. 3 and vol. 12, pp. 4 to 9.",
        "J. B. Smith et al. wrote it.",
        "The U.S. regulator, cf. no. 5, warned.",
        "Acids vs. scrubs: approx. equal.",
        "It hurt ... a little.",
        "“Does it work?” he asked.",
        "It works! or so they say.",
        "Read kp.example.org for more.",
        "It costs £4.50 a tube.",
    ],
)
def test_a_full_stop_inside_a_sentence_does_not_end_it(text: str) -> None:
    assert split(text) == [text]


def test_spaces_around_sentences_are_left_out() -> None:
    assert split("  One.   Two.  ") == ["One.", "Two."]
    assert split("") == split("   ") == []


def test_closing_marks_stay_with_their_sentence() -> None:
    assert split("(It works.) “So they say.” Good.") == ["(It works.)", "“So they say.”", "Good."]


def test_what_never_ends_is_cut_between_words() -> None:
    pieces = split("word " * 1_000)
    assert all(len(piece) <= LONGEST for piece in pieces)
    assert " ".join(pieces) == ("word " * 1_000).strip()
    assert [len(piece) for piece in split("x" * (LONGEST + 5))] == [LONGEST, 5]
