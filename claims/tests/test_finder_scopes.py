"""Scopes: how far a denial, a doubt, a citation, a quotation and somebody else's words reach."""

import pytest

from claims.finder.citing import cited
from claims.finder.guards import SCOPES
from claims.finder.scopes import (
    Match,
    Scope,
    asked,
    denying,
    hedged,
    negated,
    partly,
    personal,
    quoted,
    reported,
    unproven,
)
from claims.finder.words import words_of


def met(text: str) -> tuple[str, Match]:
    """Return a text without its braces, and the match that stood between them."""
    before, _, rest = text.partition("{")
    inside, _, after = rest.partition("}")
    start = len(words_of(before).tokens)
    return before + inside + after, Match(start, start + len(words_of(inside).tokens))


def holds(scope: Scope, text: str) -> bool:
    plain, match = met(text)
    return scope(words_of(plain), match)


def assert_scope(scope: Scope, under: list[str], free: list[str]) -> None:
    assert [text for text in under if not holds(scope, text)] == []
    assert [text for text in free if holds(scope, text)] == []


def test_a_denial_reaches_to_the_end_of_its_clause() -> None:
    assert_scope(
        negated,
        [
            "It is not a {cure}.",
            "No treatment for this condition is {guaranteed} to work.",
            "They are not, however, a {cure}.",
            "It doesn't {cure} acne.",
            "Nobody can {guarantee} that.",
            "It is hardly {safe}.",
            "The {effect is not permanent}.",
            "A {guaranteed cure} does not exist.",
            "The {miracle cure} is a myth.",
            "Experts refuse to call it {safe}.",
        ],
        [
            "It is a {cure}.",
            "It does not sting, and it is {safe}.",
            "It is not cheap but it is {safe}.",
            "It is not cheap; it is {safe}.",
            "It is not only {safe} but quick.",
            "There is no doubt that it is {safe}.",
            "It is {safe}, not cheap.",
            "Because it is not natural, it is {safe}, they say.",
        ],
    )


def test_a_negative_word_that_the_pattern_names_is_no_denial() -> None:
    words = words_of("There is no downtime.")
    assert not negated(words, Match(2, 4, frozenset({"no", "downtime"})))
    assert negated(words, Match(2, 4, frozenset({"downtime"})))
    assert negated(words_of("It is not without risk."), Match(3, 5, frozenset({"without", "risk"})))


def test_a_denial_may_come_after_what_studies_show() -> None:
    assert_scope(
        denying,
        ["{Studies show} that it does not help.", "{Research} has found no effect."],
        ["{Studies show} that it helps.", "No {study shows} that."],
    )


def test_a_doubt_reaches_over_its_clause() -> None:
    assert_scope(
        hedged,
        [
            "It may be {safe}.",
            "It appears to {cure} it.",
            "It is thought to be {effective}.",
            "It {could be effective}.",
        ],
        ["It is {safe}.", "It may sting, but it is {safe}.", "It is {generally safe}.", "It {can cure} it."],
    )


def test_most_is_not_all() -> None:
    assert_scope(partly, ["For most people it {works}.", "It usually {works}."], ["It {always works}."])


def test_what_is_asked_is_not_said() -> None:
    assert_scope(
        asked,
        [
            "Nobody knows whether it is {safe}.",
            "The page tells how {effective} it is.",
            "It says what small {studies found}.",
            "Is it {safe}? sets two answers side by side.",
        ],
        ["What is {safe} for one may hurt another.", "However, it is {safe}.", "Whether old or young, it is {safe}."],
    )


def test_a_sentence_may_say_itself_that_nothing_is_shown() -> None:
    assert_scope(
        unproven,
        ["It {holds promise}, but it is unproven.", "There is no evidence that it is {safe}."],
        ["It {holds promise}, but there are risks."],
    )


@pytest.mark.parametrize(
    "source",
    [
        "(Wong et al., 2024)",
        "Wong and Lee (2019)",
        "(Hemilä 2017)",
        "O’Brien & Sato 2020a",
        "doi:10.1093/ced/llae066",
        "10.1093/ced/llae066",
        "PMID 1234567",
        "NCT01234567",
        "https://example.org/trial",
        "[3]",
        "[4, 7–9]",
        "[^note]",
        "as shown.²",
    ],
)
def test_a_citation_can_be_looked_up(source: str) -> None:
    assert holds(cited, f"{{Studies show}} that it helps {source}.")


@pytest.mark.parametrize(
    "text",
    [
        "A 2017 {study} in the Journal of Dermatological Treatment {shows} it.",
        "The {study} of March 2023 shows it.",
        "In 2019, a {study} showed it.",
        "It is in the Journal 2019, {studies show}.",
        "{Studies} [some of them] show it.",
        "{Studies} from 12 clinics show it.",
    ],
)
def test_a_journal_or_a_year_alone_is_no_citation(text: str) -> None:
    assert not holds(cited, text)


def test_a_quotation_is_somebodys_when_words_stand_outside_it() -> None:
    assert_scope(
        quoted,
        [
            "“It is a {cure},” the seller wrote.",
            'Some call it "{safe}".',
            "They call it ‘{safe}’ too.",
            "His 'it is a {cure}' is a boast.",
        ],
        ["“It is a {cure}.”", "The 'natural' oil is a {cure}.", "It's a {cure}, isn't it.", "“Yes”: it is a {cure}."],
    )


def test_words_told_at_a_distance_are_reported() -> None:
    assert_scope(
        reported,
        [
            "The advert claimed that it is a {cure}.",
            "The so-called {cure} stings.",
            "The idea that it is {safe} is old.",
        ],
        ["Experts say that it is a {cure}.", "It is a {cure}."],
    )


def test_one_persons_story_is_personal_until_it_speaks_to_others() -> None:
    assert_scope(
        personal,
        ["My arms {cleared} in a week."],
        ["My arms {cleared} and yours will too, so will you.", "It {clears} arms."],
    )


def test_every_scope_can_be_named_by_a_rule() -> None:
    assert set(SCOPES) == {
        "negated",
        "denying",
        "hedged",
        "partly",
        "unproven",
        "reported",
        "personal",
        "quoted",
        "cited",
    }
