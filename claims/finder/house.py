"""The house list: words that a site's moderators hold for overstatement, as rules for one call."""

from collections.abc import Iterable

from .patterns import Pattern, Step
from .rules import Rule, Rulebook
from .words import words_of

ID = "house.watched"
#: A denial or report leaves a plain claim; questions and site text are not looked at, as for every rule.
_TAME = frozenset(["negated", "quoted", "reported"])
_MOST_WORDS = 12


def house_rules(watch: Iterable[str], book: Rulebook) -> tuple[Rule, ...]:
    """Return one rule for all words and phrases of a list; none for an empty list."""
    phrases = {tuple(words_of(entry).tokens)[:_MOST_WORDS] for entry in watch}
    patterns = tuple(_pattern(phrase) for phrase in sorted(phrases) if phrase)
    if not patterns:
        return ()
    return (
        Rule(
            id=ID,
            family="absolute",
            patterns=patterns,
            risky=True,
            needs=frozenset(),
            bars=frozenset(),
            only=frozenset(),
            unless=frozenset(),
            tame=_TAME,
            through=frozenset(),
            why=book.house["why"],
            better=book.house["better"],
            source="",
            match=(),
            no_match=(),
        ),
    )


def _pattern(phrase: tuple[str, ...]) -> Pattern:
    steps = tuple(Step("one", frozenset([word])) for word in phrase)
    return Pattern(" ".join(phrase), steps, tuple(step.openings for step in steps))
