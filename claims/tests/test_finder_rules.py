"""Rules: each does what its examples say, and a bad one stops the start and is named."""

import re
from pathlib import Path
from typing import Any

import pytest

from claims.finder import FAMILIES, BadRule, rulebook
from claims.finder.gates import BUILT
from claims.finder.judging import gates_of, judge
from claims.finder.lexicon import BadWords, Lexicon, lexicon
from claims.finder.loading import rulebook_from, rulebook_in
from claims.finder.patterns import BadPattern, Pattern, read
from claims.finder.rules import Gate, Rule, Rulebook
from claims.finder.sentence import Sentence
from claims.finder.words import words_of

BOOK = rulebook()
HOLDERS: list[Gate | Rule] = [*BOOK.gates, *BOOK.rules]
PATTERNS: list[Pattern] = [pattern for holder in HOLDERS for pattern in holder.patterns]


def sentence(text: str) -> Sentence:
    return Sentence(words_of(text))


def examples(holders: tuple[Any, ...], kind: str) -> list[Any]:
    return [
        pytest.param(holder, text, id=f"{holder.id}: {text}") for holder in holders for text in getattr(holder, kind)
    ]


@pytest.mark.parametrize(("gate", "text"), examples(BOOK.gates, "match"))
def test_a_gate_holds_its_examples(gate: Gate, text: str) -> None:
    assert gate.id in gates_of(sentence(text), Rulebook([gate], []))


@pytest.mark.parametrize(("gate", "text"), examples(BOOK.gates, "no_match"))
def test_a_gate_lets_its_counterexamples_through(gate: Gate, text: str) -> None:
    assert gate.id not in gates_of(sentence(text), Rulebook([gate], []))


def alone(rule: Rule) -> Rulebook:
    return Rulebook(BOOK.gates, [rule], BOOK.house, BOOK.risky_through)


@pytest.mark.parametrize(("rule", "text"), examples(BOOK.rules, "match"))
def test_a_rule_finds_its_examples(rule: Rule, text: str) -> None:
    verdict = judge(sentence(text), alone(rule))
    assert verdict is not None
    assert verdict.risky == rule.risky
    assert verdict.words in text


@pytest.mark.parametrize(("rule", "text"), examples(BOOK.rules, "no_match"))
def test_a_rule_leaves_its_counterexamples(rule: Rule, text: str) -> None:
    verdict = judge(sentence(text), alone(rule))
    assert verdict is None or (rule.risky and not verdict.risky)


@pytest.mark.parametrize("rule", BOOK.rules, ids=lambda rule: rule.id)
def test_a_rule_tells_an_editor_why_and_what_is_better(rule: Rule) -> None:
    assert rule.match and rule.no_match
    assert re.fullmatch(r"[a-z]+\.[a-z-]+", rule.id)
    for text in (rule.why, rule.better):
        assert text[0].isupper() or text[0] == "“"
        assert text.endswith((".", ".”", "?”", "”."))
    assert not rule.source or rule.source.startswith("https://")


def test_every_family_has_rules() -> None:
    assert {rule.family for rule in BOOK.rules} == set(FAMILIES)


def test_overstatement_is_looked_for_first() -> None:
    risky = [rule.risky for rule in BOOK.rules]
    assert risky == sorted(risky, reverse=True)


GOOD: dict[str, Any] = {
    "id": "efficacy.test",
    "pattern": "@effect ..2 @body",
    "why": "It says so.",
    "better": "Say how.",
    "match": ["It softens skin."],
}


def test_a_good_rule_is_read() -> None:
    (rule,) = rulebook_from({"rule": [GOOD]}).rules
    assert (rule.family, rule.risky) == ("efficacy", False)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"family": "magic"}, "no family"),
        ({"pattern": "@nothing"}, "no class @nothing"),
        ({"pattern": ".."}, "names no word"),
        ({"pattern": "!word"}, "names no word"),
        ({"pattern": "word .."}, "gap at its start or end"),
        ({"pattern": "word ..99 word"}, "no gap"),
        ({"pattern": "Word"}, "small letters"),
        ({"pattern": "a||b"}, "small letters"),
        ({"pattern": []}, "no pattern"),
        ({"pattern": [3]}, "no pattern"),
        ({"risky": "yes"}, "true or false"),
        ({"unless": ["denied"]}, "no scope or gate"),
        ({"through": ["somewhere"]}, "no scope or gate"),
        ({"with": "@nothing"}, "no class @nothing"),
        ({"why": "  "}, "why"),
        ({"better": ""}, "better"),
        ({"match": []}, "example"),
        ({"unles": ["negated"]}, "means nothing"),
    ],
)
def test_a_bad_rule_stops_the_start_and_is_named(change: dict[str, Any], problem: str) -> None:
    with pytest.raises(BadRule, match=problem) as raised:
        rulebook_from({"rule": [{**GOOD, **change}]})
    assert raised.value.rule == "efficacy.test"
    assert "efficacy.test" in str(raised.value)


def test_two_rules_of_one_name_and_rules_without_one_are_refused() -> None:
    with pytest.raises(BadRule, match=r"efficacy\.test.*two"):
        rulebook_from({"rule": [GOOD, GOOD]})
    with pytest.raises(BadRule, match="without an id"):
        rulebook_from({"rule": [{**GOOD, "id": ""}]})


def test_a_file_that_is_no_toml_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "rules.toml"
    path.write_text('[[rule]]\nid = "efficacy.test', encoding="utf-8")
    with pytest.raises(BadRule, match="whole file"):
        rulebook_in(path)


def test_a_bad_gate_is_named_too() -> None:
    with pytest.raises(BadRule, match=r"shop.*no class"):
        rulebook_from({"gate": [{"id": "shop", "pattern": "@nothing"}]})


# --- words ---------------------------------------------------------------------------------------------


def test_words_are_known_in_their_forms_and_in_both_spellings() -> None:
    words = Lexicon({"verb": {"care": "moisturise, stop, fly/flew/flown"}, "noun": {"part": "foot/feet, body, tumour"}})
    for form in ("moisturises", "moisturized", "moisturising", "stopped", "flies", "flown", "flying"):
        assert "@care" in words.classes_of(form), form
    for form in ("feet", "bodies", "tumors", "body's"):
        assert "@part" in words.classes_of(form), form
    assert words.classes_of("bodily") == frozenset()


def test_words_of_medicine_are_told_by_their_ending() -> None:
    assert "@condition" in lexicon().classes_of("arachnoiditis")
    assert "@treat" in lexicon().classes_of("lipectomy")


def test_classes_are_united_in_order_and_a_missing_part_is_told() -> None:
    tables = {"word": {"a": "one", "b": "two"}, "union": {"ab": "a b", "all": "ab"}}
    assert Lexicon(tables).classes_of("one") == {"@a", "@ab", "@all"}
    with pytest.raises(BadWords, match="'c'"):
        Lexicon({"word": {"a": "one"}, "union": {"ac": "a c"}})


def test_phrases_and_numbers_are_words_too() -> None:
    words = words_of("Side-effects fell by 20% in 2019, for £5, at 10:30 on the 4th")
    assert words.tokens[:2] == ["side", "effects"]
    assert words.is_at(0, "@harm")
    for name in ("@number", "@year", "@money", "@clock", "@ordinal"):
        assert words.has(name), name
    assert words.has("@num")


def test_no_class_is_kept_that_nothing_uses() -> None:
    """What rules and gates name, or the code, directly or through a union."""
    named = {name for pattern in PATTERNS for step in pattern.steps for name in step.names}
    named |= {name for gate in BOOK.gates for name in gate.open}
    named |= {name for rule in BOOK.rules for name in (*rule.needs, *rule.bars)}
    named |= {f"@{part}" for union, parts in lexicon().unions.items() if f"@{union}" in named for part in parts}
    from_code = {f"@{name}" for name in CODE_CLASSES}
    assert {f"@{name}" for name in lexicon().names} - named - from_code == set()


#: Classes that the code asks for by name, and those that only keep a word from an ending's class.
CODE_CLASSES = {
    *("aux", "be", "det", "finite", "hedge", "imperative", "impv_lead", "joiner", "manner", "neverproof", "news_verb"),
    *("not", "partly", "people", "prep", "reported", "sell", "staff", "telling", "wh_topic", "site", "score", "num"),
    *(
        "v_base",
        "v_ed",
        "v_ing",
        "v_s",
        "have",
        "modal",
        "you",
        "it",
        "health",
        "course",
        "outcome",
        "evidence",
        "treat",
    ),
    *("not_adj_est", "clock", "ordinal"),
}


# --- the language of patterns --------------------------------------------------------------------------


def stands(pattern: str, text: str) -> bool:
    return next(read(pattern, lexicon().names).matches(words_of(text)), None) is not None


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("cream", "The cream stings.", True),
        ("cream", "The creams sting.", False),
        ("stops|calms itching", "It calms itching.", True),
        ("@effect ..2 @body", "It softens the dry skin.", True),
        ("@effect ..2 @body", "It softens, on a good day, the skin.", False),
        ("softens .. skin", "It softens (most) skin.", False),
        ("^ cream", "The cream stings.", False),
        ("^ the cream", "The cream stings.", True),
        ("stings $", "The cream stings.", True),
        ("cream $", "The cream stings.", False),
        ("a very? dry skin", "a dry skin", True),
        ("a very? dry skin", "a very dry skin", True),
        ("cream !for", "A cream that stings.", True),
        ("cream !for", "A cream for feet.", False),
        ("rid_of @condition", "Get rid of warts.", True),
        ("rid_of @condition", "Be rid, of course, of warts.", False),
        ("@harm", "There are side effects.", True),
    ],
)
def test_a_pattern_stands_where_it_says(pattern: str, text: str, expected: bool) -> None:
    assert stands(pattern, text) == expected


def test_a_match_tells_its_first_and_last_word() -> None:
    pattern = read("softens ..2 skin", lexicon().names)
    assert list(pattern.matches(words_of("It softens the dry skin, it softens skin."))) == [(1, 5), (7, 9)]


def test_an_unreadable_pattern_says_why() -> None:
    with pytest.raises(BadPattern, match="no class"):
        read("@nothing", {"something"})


def test_gates_that_are_built_are_known_by_name() -> None:
    assert set(BUILT) == {"question", "topic", "about", "imperative", "verbless"}
