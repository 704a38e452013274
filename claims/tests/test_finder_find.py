"""The claim finder as others use it: places, marks, overstatement, the house list, and how well it does."""

import csv
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.finder import FAMILIES, Finding, find

DATA = Path(__file__).parent / "data"


def the(text: str, *watch: str) -> Finding:
    """Return the only finding of a text."""
    (finding,) = find(text, watch)
    return finding


def risky(text: str) -> list[str]:
    return [finding.words for finding in find(text) if finding.risky]


# --- places --------------------------------------------------------------------------------------------


def test_a_finding_is_its_sentence_as_it_stands() -> None:
    text = "# Creams\n\nOpen daily. **It `x` softens *dry* skin &amp; lips.** See us.\n"
    finding = the(text)
    assert text[finding.start : finding.end] == finding.text == "**It `x` softens *dry* skin &amp; lips.**"
    assert (finding.family, finding.risky, finding.marked) == ("efficacy", False, False)
    assert finding.rule and finding.why and finding.better


def test_a_mark_is_never_cut() -> None:
    text = "One thing. Some [guaranteed cure](claim:a) and [a miracle cure](claim:b 'reported'). Another thing."
    assert the(text).text == "Some [guaranteed cure](claim:a) and [a miracle cure](claim:b 'reported')."
    assert the("It is a [guaranteed cure](claim:a)").text == "It is a [guaranteed cure](claim:a)"


def test_places_are_exact_in_lists_quotes_tables_and_with_any_line_end() -> None:
    table = "| x | Urea stings sore skin. |\r\n|--|--|\r\n"
    text = f"- one\r\n- It softens\r\n  dry skin.\r\n\r\n> Acids burn the skin.\r\n\r\n{table}"
    assert [finding.text for finding in find(text)] == [
        "It softens\r\n  dry skin.",
        "Acids burn the skin.",
        "Urea stings sore skin.",
    ]


def test_code_comments_addresses_and_front_matter_are_not_read() -> None:
    hidden = "---\ntitle: A guaranteed cure\n---\n\n`a guaranteed cure for acne`\n\n<!-- It cures acne. -->\n\n"
    assert find(hidden + "[home](https://example.org/it-cures-acne)\n\n    It cures acne.\n") == []


# --- marks ---------------------------------------------------------------------------------------------


def test_a_marked_claim_is_settled_and_an_unmarked_one_is_not() -> None:
    assert find("It can leave [dark marks](claim:marks).") == []
    assert find("It [softens dry skin](claim:soft) and lips.") == []
    assert find("It [softens dry skin, and it heals small scars](claim:soft).") == []
    assert the("It softens dry skin.").risky is False


def test_a_mark_does_not_cover_another_clause() -> None:
    assert the("It can leave [dark marks](claim:marks), and it shrinks wrinkles.").words == "shrinks wrinkles"
    assert the("It [softens skin](claim:soft); it also heals scars.").words == "heals scars"


def test_a_mark_does_not_launder() -> None:
    finding = the("Urea is a [guaranteed cure](claim:urea-smooths-kp) for rough skin.")
    assert finding.risky and finding.marked
    assert finding.words == "guaranteed cure"
    outside = the("It [softens skin](claim:soft) overnight, guaranteed.")
    assert outside.risky and not outside.marked


def test_what_is_only_told_of_is_not_said() -> None:
    mark = '[a guaranteed cure for acne](claim:x "reported")'
    assert find(f"Some clinics call it {mark}.") == []
    assert find(f"| Some pages say | Others |\n|---|---|\n| It is {mark}. | It is not. |") == []


def test_the_word_reported_alone_hides_no_overstatement() -> None:
    assert risky('It is [a guaranteed cure for acne](claim:x "reported").') == ["guaranteed cure"]
    assert risky("Some clinics call it [a guaranteed cure](claim:x).") == ["guaranteed cure"]
    assert risky('Some say it [helps](claim:x "reported"), and is a guaranteed cure for acne.') == ["guaranteed cure"]
    assert risky('It is a guaranteed cure for acne, and some say it [helps](claim:x "reported").') == [
        "guaranteed cure"
    ]


# --- overstatement -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Microneedling can be a safe and effective option for people with KP.", "safe and effective"),
        ("Several studies have shown promising results for needling bumps.", "studies have shown"),
        ("A 2017 study in the Journal of Skin Care found that needling improved KP.", "2017 study"),
        ("The procedure is generally safe in experienced hands.", "is generally safe"),
        (
            "While needling is generally considered safe for most people, some things matter:",
            "generally considered safe",
        ),
        ("## Microneedling: A Promising Treatment", "Promising"),
    ],
)
def test_what_pages_like_to_say_is_found_with_honest_words_instead(text: str, words: str) -> None:
    finding = next(finding for finding in find(text) if finding.risky)
    assert words in finding.words
    assert finding.better.endswith((".", ".”"))


@pytest.mark.parametrize(
    "text",
    [
        "It is not a cure for KP.",
        "No tan is safe.",
        "It may be safe and effective for some people.",
        "Studies show a small effect on rough skin (Ito et al. 2019).",
        "Studies show [a small effect](https://example.org/trial) on rough skin.",
        "The advert called it a miracle cure for acne, and could not show it.",
        "“It is completely safe for skin,” the leaflet promised.",
        "KP is harmless.",
        "My arms healed in a month.",
        "Itch fell by 38% in the cream group.",
    ],
)
def test_the_same_words_denied_doubted_cited_or_told_do_not_overstate(text: str) -> None:
    assert risky(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Is it safe and effective?",
        "Hives are a common rash.",
        "Ask a pharmacist.",
        "See a doctor if you have a fever.",
        "We searched four databases for trials of acids.",
        "Delivery is guaranteed.",
        "Side effects and risks",
        "This page says what is known about scars.",
        "Whether",
        "",
        "   \n\n  ",
    ],
)
def test_what_claims_nothing_is_left_alone(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("Cover the cut so that it stays clean.", "advice"),
        ("Apply the cream every six hours.", "statistic"),
        ("Not for people with epilepsy.", "safety"),
    ],
)
def test_advice_counts_with_a_reason_a_number_or_an_excluded_group(text: str, family: str) -> None:
    assert the(text).family == family


def test_what_stands_behind_a_colon_is_looked_at_alone() -> None:
    assert the("Do not expect the scar to vanish: the peel will not remove it.").family == "efficacy"


# --- the house list ------------------------------------------------------------------------------------


def test_the_house_list_counts_as_overstatement() -> None:
    finding = the("Our Glow-code is here.", "glow code", "holistic")
    assert (finding.family, finding.risky, finding.words) == ("absolute", True, "Glow-code")
    assert finding.rule == "house.watched"
    assert find("Our Glow-code is here.") == []


def test_the_house_list_knows_denials_and_questions() -> None:
    assert find("Is it holistic?", ["holistic"]) == []
    assert [finding.risky for finding in find("It is not holistic.", ["holistic"])] == [False]


@pytest.mark.parametrize("entry", ["", "  ", "!", "@effect", "..", "a|b", "x" * 10_000, "?", "^ $"])
def test_any_entry_of_the_house_list_is_taken_as_words(entry: str) -> None:
    assert find("It softens dry skin.", [entry])[0].rule != "house.watched"


# --- how well it does ----------------------------------------------------------------------------------


@cache
def judged(name: str) -> list[tuple[bool, bool, bool, bool]]:
    """Return for each labelled sentence: is a claim, is risky, was found, was found risky."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t", quoting=3))
    found = [find(row["text"]) for row in rows]
    return [
        (row["claim"] == "1", row["risky"] == "1", bool(findings), any(finding.risky for finding in findings))
        for row, findings in zip(rows, found, strict=True)
    ]


def scored(pairs: list[tuple[bool, bool]]) -> tuple[float, float]:
    """Return precision and F1 of pairs of what was expected and what was found."""
    right = sum(expected and found for expected, found in pairs)
    wanted, got = sum(expected for expected, _ in pairs), sum(found for _, found in pairs)
    return right / got, 2 * right / (wanted + got)


@pytest.mark.parametrize("name", ["finder_sentences.tsv", "finder_more.tsv"])
def test_claims_are_found_and_seldom_anything_else(name: str) -> None:
    precision, f1 = scored([(claim, found) for claim, _, found, _ in judged(name)])
    assert precision >= 0.92
    assert f1 >= 0.92


@pytest.mark.parametrize("name", ["finder_sentences.tsv", "finder_more.tsv"])
def test_overstatement_is_found_and_seldom_anything_else(name: str) -> None:
    precision, f1 = scored([(risk, found) for _, risk, _, found in judged(name)])
    assert precision >= 0.9
    assert f1 >= 0.88


# --- whatever is written -------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        *("It softens dry skin.", "a guaranteed cure", "[a cure](claim:x)", '[a cure](claim:x "reported")'),
        *("studies show", "safe and effective", "not", "\n", "\n\n", "\r\n", "\r", "- ", "> ", "# ", "1. ", " | "),
        *("| a | b |\n|--|--|\n| c", "```", "`", "<!--", "-->", "---\n", "title: x\n", "[", "]", "](", ")", "(", "*"),
        *("**", "_", "~~", "\\", "&amp;", "&#0;", "https://example.org/a", "<https://e.org>", "\0", "\ud800", "\u202e"),
        *(
            "א",
            "👩\u200d⚕️",
            "e\u0301",
            "\u2028",
            "\x0c",
            "“",
            "”",
            "'",
            '"',
            "?",
            "…",
            "e.g.",
            "Dr.",
            "3.5 %",
            "£5",
            "   ",
        ),
        *("\t", ";", ":", "—"),
    ]
)
PARTS = st.lists(PIECES, max_size=30)
TEXTS = st.one_of(st.text(max_size=120), PARTS.map("".join), PARTS.map(" ".join))
HOSTILE = ["[" * 50_000, "x" * 150_000, "a cure " * 8_000, "> " * 5_000, "\0" * 1_000, "*" * 10_000]


@settings(max_examples=100, deadline=None)
@given(TEXTS, st.lists(st.text(max_size=12), max_size=3))
def test_places_are_in_range_in_order_and_apart(text: str, watch: list[str]) -> None:
    findings = find(text, watch)
    before = 0
    for finding in findings:
        assert before <= finding.start < finding.end <= len(text)
        assert text[finding.start : finding.end] == finding.text
        assert finding.family in FAMILIES
        before = finding.end
    assert find(text, watch) == findings


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_read_without_a_fall(text: str) -> None:
    assert all(text[finding.start : finding.end] == finding.text for finding in find(text))
