"""The house list: words that a site's moderators hold for overstatement, as rules for one call."""

from collections.abc import Iterable
from dataclasses import dataclass

from .patterns import Pattern, Step
from .rules import Rule, Rulebook
from .words import words_of

ID = "house.watched"
#: A denial or report leaves a plain claim; questions and site text are not looked at, as for every rule.
_TAME = frozenset(["negated", "quoted", "reported"])
_MOST_WORDS = 12


@dataclass(frozen=True)
class Watched:
    """A word or phrase of the house list; ``why`` and ``better`` left empty are those of the rulebook."""

    phrase: str
    family: str = "absolute"
    why: str = ""
    better: str = ""


def watched_words(phrase: str) -> tuple[str, ...]:
    """Return a phrase as the finder compares it, or () where it has no letter or more words than are compared."""
    words = tuple(words_of(phrase).tokens)
    return words if len(words) <= _MOST_WORDS and any(map(str.isalpha, phrase)) else ()


def house_rules(watch: Iterable[str | Watched], book: Rulebook) -> tuple[Rule, ...]:
    """Return a rule for each word or phrase of a list, in the order of the alphabet; none twice."""
    entries = (each if isinstance(each, Watched) else Watched(each) for each in watch)
    phrases = {tuple(words_of(entry.phrase).tokens)[:_MOST_WORDS]: entry for entry in entries}
    return tuple(_rule(phrase, phrases[phrase], book) for phrase in sorted(phrases) if phrase)


def _rule(phrase: tuple[str, ...], entry: Watched, book: Rulebook) -> Rule:
    return Rule(
        id=ID,
        family=entry.family,
        patterns=(_pattern(phrase),),
        risky=True,
        needs=frozenset(),
        bars=frozenset(),
        only=frozenset(),
        unless=frozenset(),
        tame=_TAME,
        through=frozenset(),
        why=entry.why or book.house["why"],
        better=entry.better or book.house["better"],
        source="",
        match=(),
        no_match=(),
    )


def _pattern(phrase: tuple[str, ...]) -> Pattern:
    steps = tuple(Step("one", frozenset([word])) for word in phrase)
    return Pattern(" ".join(phrase), steps, tuple(step.openings for step in steps))
