"""Judging one sentence: which gates hold it, and which rule, if any, takes it for a claim."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from .gates import BUILT, TRAITS
from .guards import SCOPES
from .patterns import Pattern
from .rules import Gate, Rule, Rulebook
from .scopes import Match, asked
from .sentence import Sentence

#: What is held by one of these holds in all its parts.
_WHOLE = frozenset(["question", "site", "disclaimer", "page", "ingredients", "about"])


@dataclass(frozen=True)
class Verdict:
    """What a rule met in which words, whether the wording overstates, and whether it stands in a mark."""

    rule: Rule
    words: str
    risky: bool
    marked: bool = False


def judge(sentence: Sentence, rulebook: Rulebook, house: Sequence[Rule] = ()) -> Verdict | None:
    """Return the gravest that the rules find in a sentence: overstatement before a plain claim, else the first.

    What stands between colons, semicolons and dashes is looked at alone where the whole gives nothing.
    """
    gates, rules = rulebook.candidates(sentence.words)
    held_by = _held_by(sentence, gates)
    of_house = [(rule, pattern) for rule in house for pattern in rule.patterns]
    if found := _gravest(sentence, [*of_house, *rules], held_by, rulebook.risky_through):
        return found
    if held_by & _WHOLE or sentence.is_part:
        return None
    parts = (judge(part, rulebook) for part in sentence.parts())
    return next((found for found in parts if found), None)


def gates_of(sentence: Sentence, rulebook: Rulebook) -> frozenset[str]:
    """Return the names of the gates that hold a sentence."""
    return _held_by(sentence, rulebook.candidates(sentence.words)[0])


def _held_by(sentence: Sentence, gates: list[tuple[Gate, Pattern]]) -> frozenset[str]:
    words = sentence.words
    named = {
        gate.id
        for gate, pattern in gates
        if not words.has(*gate.open) and next(pattern.matches(words), None) is not None
    }
    return frozenset(named | {name for name, gate in BUILT.items() if gate(sentence)})


def _gravest(
    sentence: Sentence,
    rules: Iterable[tuple[Rule, Pattern]],
    held_by: frozenset[str],
    risky_through: frozenset[str],
) -> Verdict | None:
    best: Verdict | None = None
    for rule, pattern in rules:
        if best and not rule.risky:
            break
        for verdict in _verdicts(rule, pattern, sentence, held_by, risky_through):
            if verdict.risky:
                return verdict
            best = best or verdict
    return best


def _verdicts(
    rule: Rule, pattern: Pattern, sentence: Sentence, held_by: frozenset[str], risky_through: frozenset[str]
) -> Iterator[Verdict]:
    """Yield what a pattern of a rule meets. Gates that overstatement passes stop what is tamed to a plain claim."""
    words = sentence.words
    stopping = held_by - rule.through - TRAITS
    if stopping - (risky_through if rule.risky else frozenset()) or not rule.may_speak(words, held_by):
        return
    for start, end in pattern.matches(words):
        match = Match(start, end, pattern.own)
        if asked(words, match) or _holds(rule.unless, sentence, match, held_by):
            continue
        risky = rule.risky and not (sentence.is_told(match) or _holds(rule.tame, sentence, match, held_by))
        if risky or not (stopping or sentence.is_covered(match)):
            said = sentence.text[words.places[start][0] : words.places[end - 1][1]]
            yield Verdict(rule, said, risky, sentence.is_marked(match))


def _holds(guards: frozenset[str], sentence: Sentence, match: Match, held_by: frozenset[str]) -> bool:
    """Whether any of the scopes and gates that a rule names holds what was met."""
    if guards & held_by or ("cited" in guards and sentence.has_source):
        return True
    return any(SCOPES[guard](sentence.words, match) for guard in guards if guard in SCOPES)
