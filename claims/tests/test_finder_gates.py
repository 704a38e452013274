"""Gates told by the build of a sentence: questions, topic headings, orders."""

import pytest

from claims.finder.gates import about, imperative, question, topic, verbless
from claims.finder.orders import order_at
from claims.finder.sentence import Sentence
from claims.finder.words import words_of


def sentence(text: str, kind: str = "paragraph") -> Sentence:
    return Sentence(words_of(text), kind)


@pytest.mark.parametrize(
    "text", ["Is it safe?", "“Does it work?”", "Why do my elbows itch?", "Is it safe in pregnancy", "Can you catch it"]
)
def test_questions_are_told(text: str) -> None:
    assert question(sentence(text))


@pytest.mark.parametrize("text", ["It is safe.", "May cause stinging.", "Can sting", "Whether it works is unknown."])
def test_statements_are_no_questions(text: str) -> None:
    assert not question(sentence(text))


@pytest.mark.parametrize(
    "text",
    [
        "Causes and triggers",
        "Benefits of microneedling",
        "Burns and scars",
        "Types of eczema",
        "Keratosis pilaris in children",
        "Scar types and how they are treated",
        "Side effects",
        "Living with psoriasis",
    ],
)
def test_a_heading_that_names_a_subject_is_a_topic(text: str) -> None:
    assert topic(sentence(text))
    assert topic(sentence(text, "heading"))


@pytest.mark.parametrize(
    "text",
    [
        "Moisturisers help dry skin",
        "Sugar feeds spots",
        "Soothes dry lips",
        "Tanning Harms Skin",
        "Garlic does not cure colds",
        "Burns from home lasers are rising",
        "Watchdog warns of burns",
        "Home rollers carry a risk",
    ],
)
def test_a_heading_that_asserts_is_none(text: str) -> None:
    assert not topic(sentence(text))


def test_what_ends_like_a_sentence_is_no_topic_unless_it_is_a_heading() -> None:
    assert not topic(sentence("Side effects."))
    assert topic(sentence("Side effects.", "heading"))
    assert verbless(sentence("Softer hands in a week."))
    assert not verbless(sentence("Hands get softer in a week."))


def test_headings_that_ask_are_about_something() -> None:
    assert about(sentence("What the evidence says"))
    assert about(sentence("How it works", "heading"))
    assert not about(sentence("What the evidence says is clear."))


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Wash your hands.", "wash"),
        ("Please do not scratch.", "scratch"),
        ("Never share needles.", "share"),
        ("If it stings, rinse it off.", "rinse"),
        ("After the bath, pat the skin dry.", "pat"),
        ("Mask the area with tape.", "mask"),
        ("Always wear gloves.", "wear"),
    ],
)
def test_an_order_is_told_by_its_verb(text: str, verb: str) -> None:
    words = words_of(text)
    at = order_at(words)
    assert at is not None
    assert words.tokens[at] == verb
    assert imperative(sentence(text))


@pytest.mark.parametrize(
    "text",
    [
        "Peels are painful.",
        "Use of the gel is rare.",
        "Exercise helps.",
        "Stress hormones rise.",
        "The nurse will wash it.",
        "When it heals, the scar fades.",
    ],
)
def test_a_statement_is_no_order(text: str) -> None:
    assert not imperative(sentence(text))
