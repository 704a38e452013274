"""Rules and gates as they are used, and the rulebook that knows which of them may speak of a sentence."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from .patterns import Pattern
from .words import Words


@dataclass(frozen=True)
class Gate:
    """What is not looked at, told by its words; it stands open when any word or class of ``open`` is there."""

    id: str
    patterns: tuple[Pattern, ...]
    open: frozenset[str]
    match: tuple[str, ...]
    no_match: tuple[str, ...]


@dataclass(frozen=True)
class Rule:
    """One rule.

    ``needs`` is what the sentence must hold besides, ``bars`` what it must not. ``only`` names gates of which one
    must hold it, ``through`` those that the rule passes. ``unless`` names scopes and gates that put the rule off,
    ``tame`` those that leave a claim and no overstatement.
    """

    id: str
    family: str
    patterns: tuple[Pattern, ...]
    risky: bool
    needs: frozenset[str]
    bars: frozenset[str]
    only: frozenset[str]
    unless: frozenset[str]
    tame: frozenset[str]
    through: frozenset[str]
    why: str
    better: str
    source: str
    match: tuple[str, ...]
    no_match: tuple[str, ...]

    def may_speak(self, words: Words, held_by: frozenset[str]) -> bool:
        """Whether a sentence, held by some gates, has what the rule asks for and nothing that puts it off."""
        if held_by & self.unless or (self.only and not held_by & self.only):
            return False
        lacks = bool(self.needs) and words.present.isdisjoint(self.needs)
        return not lacks and words.present.isdisjoint(self.bars)


class Rulebook:
    """All gates and rules, those that find overstatement first."""

    def __init__(
        self,
        gates: Sequence[Gate],
        rules: Sequence[Rule],
        house: Mapping[str, str] | None = None,
        risky_through: frozenset[str] = frozenset(),
    ) -> None:
        self.gates = tuple(gates)
        self.rules = tuple(sorted(rules, key=lambda rule: not rule.risky))
        self.house = dict(house or {})
        self.risky_through = risky_through
        self._patterns: list[tuple[Gate | Rule, Pattern]] = [
            *((gate, pattern) for gate in self.gates for pattern in gate.patterns),
            *((rule, pattern) for rule in self.rules for pattern in rule.patterns),
        ]
        self._first_of_rules = sum(len(gate.patterns) for gate in self.gates)
        self._by_name: dict[str, set[int]] = defaultdict(set)
        for number, (_holder, pattern) in enumerate(self._patterns):
            for name in pattern.rarest:
                self._by_name[name].add(number)

    def candidates(self, words: Words) -> tuple[list[tuple[Gate, Pattern]], list[tuple[Rule, Pattern]]]:
        """Return the gates and the rules, in order, with those of their patterns that may stand in a sentence."""
        named = set().union(*(self._by_name[name] for name in words.present if name in self._by_name))
        numbers = sorted(number for number in named if self._patterns[number][1].may_stand(words))
        middle = bisect_left(numbers, self._first_of_rules)
        gates = [self._patterns[number] for number in numbers[:middle]]
        rules = [self._patterns[number] for number in numbers[middle:]]
        return cast("list[tuple[Gate, Pattern]]", gates), cast("list[tuple[Rule, Pattern]]", rules)
