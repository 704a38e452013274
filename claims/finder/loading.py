"""Loading: ``claims/rules.toml`` is read and checked, so that a bad rule stops the start and says which it is."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from .finding import FAMILIES
from .gates import BUILT
from .guards import SCOPES
from .lexicon import lexicon
from .patterns import BadPattern, Pattern, read
from .rules import Gate, Rule, Rulebook

RULES = Path(__file__).parent.parent / "rules.toml"
_RULE_KEYS = {
    *(
        "id",
        "family",
        "pattern",
        "risky",
        "with",
        "without",
        "only",
        "unless",
        "tame",
        "through",
        "why",
        "better",
        "source",
    ),
    *("match", "no_match"),
}
_GATE_KEYS = {"id", "pattern", "open", "match", "no_match"}


class BadRule(ValueError):
    """A rule that cannot be used; the message starts with its id."""

    def __init__(self, rule: str, problem: str) -> None:
        self.rule = rule
        super().__init__(f"rules.toml, {rule}: {problem}")


def rulebook_from(tables: dict[str, Any]) -> Rulebook:
    """Read gates and rules from TOML tables. Raises BadRule."""
    gates = tuple(_gate(table) for table in tables.get("gate", []))
    known = {*BUILT, *(gate.id for gate in gates)}
    texts = tables.get("family", {})
    through = _guards("default", tables.get("default", {}).get("risky_through", []), known)
    rules = [_rule(table, texts, known) for table in tables.get("rule", [])]
    names = [*(gate.id for gate in gates), *(rule.id for rule in rules)]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise BadRule(twice, "there are two of that name")
    return Rulebook(gates, rules, tables.get("house", {}), through)


@cache
def rulebook() -> Rulebook:
    """Return the rules, read once. Raises BadRule."""
    return rulebook_in(RULES)


def rulebook_in(path: Path) -> Rulebook:
    """Read the rules of a file. Raises BadRule."""
    try:
        return rulebook_from(tomllib.loads(path.read_text(encoding="utf-8")))
    except tomllib.TOMLDecodeError as error:
        raise BadRule("the whole file", str(error)) from error


def _gate(table: dict[str, Any]) -> Gate:
    name = _name(table, _GATE_KEYS)
    return Gate(
        name,
        _patterns(name, table.get("pattern", [])),
        frozenset(_names(name, table.get("open", ""))),
        tuple(table.get("match", [])),
        tuple(table.get("no_match", [])),
    )


def _rule(table: dict[str, Any], texts: dict[str, Any], gates: set[str]) -> Rule:
    name = _name(table, _RULE_KEYS)
    family = table.get("family", name.partition(".")[0])
    if family not in FAMILIES:
        raise BadRule(name, f"there is no family “{family}”")
    risky = table.get("risky", False)
    if not isinstance(risky, bool):
        raise BadRule(name, "“risky” is true or false")
    if not table.get("match"):
        raise BadRule(name, "it has no example that must match")
    return Rule(
        id=name,
        family=family,
        patterns=_patterns(name, table.get("pattern", [])),
        risky=risky,
        needs=frozenset(_names(name, table.get("with", ""))),
        bars=frozenset(_names(name, table.get("without", ""))),
        only=_guards(name, table.get("only", []), gates),
        unless=_guards(name, table.get("unless", []), gates),
        tame=_guards(name, table.get("tame", []), gates),
        through=_guards(name, table.get("through", []), gates),
        why=_text(name, "why", table, texts.get(family, {})),
        better=_text(name, "better", table, texts.get(family, {})),
        source=table.get("source", ""),
        match=tuple(table["match"]),
        no_match=tuple(table.get("no_match", [])),
    )


def _name(table: dict[str, Any], keys: set[str]) -> str:
    name = table.get("id", "")
    if not isinstance(name, str) or not name:
        raise BadRule("a rule without an id", "every rule needs one")
    if unknown := set(table) - keys:
        raise BadRule(name, f"“{sorted(unknown)[0]}” means nothing here")
    return name


def _patterns(name: str, listed: Any) -> tuple[Pattern, ...]:
    sources = [listed] if isinstance(listed, str) else listed
    if not sources or not all(isinstance(source, str) for source in sources):
        raise BadRule(name, "it has no pattern")
    try:
        return tuple(read(source, lexicon().names) for source in sources)
    except BadPattern as error:
        raise BadRule(name, str(error)) from error


def _names(name: str, listed: str) -> list[str]:
    for part in listed.split():
        if part.startswith("@") and part[1:] not in lexicon().names:
            raise BadRule(name, f"there is no class {part}")
    return listed.split()


def _guards(name: str, listed: list[str], gates: set[str]) -> frozenset[str]:
    for guard in listed:
        if guard not in SCOPES and guard not in gates:
            raise BadRule(name, f"there is no scope or gate “{guard}”")
    return frozenset(listed)


def _text(name: str, key: str, table: dict[str, Any], of_family: dict[str, str]) -> str:
    text = table.get(key) or of_family.get(key, "")
    if not isinstance(text, str) or not text.strip():
        raise BadRule(name, f"it does not say “{key}”")
    return text.strip()
