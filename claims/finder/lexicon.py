"""The word lists: which classes a word or a short phrase belongs to."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from .inflection import plural, spellings, verb_forms

WORDS = Path(__file__).parent.parent / "words.toml"
_NOTHING: frozenset[str] = frozenset()


class BadWords(ValueError):
    """The word lists cannot be read."""


class Lexicon:
    """Knows the classes of words; ``phrases`` those of several words, by their first. ``listed`` are plain lists."""

    def __init__(self, tables: dict) -> None:
        self._classes: dict[str, set[str]] = defaultdict(set)
        self.names: set[str] = {"number", "money", "clock", "year", "ordinal"}
        for name, listed in tables.get("word", {}).items():
            self._learn(name, _entries(listed))
        for name, listed in tables.get("noun", {}).items():
            self._learn(name, (form for entry in _entries(listed) for form in _noun(entry)))
        for name, listed in tables.get("verb", {}).items():
            for entry in _entries(listed):
                self._learn_verb(name, entry)
        self.listed = {name: frozenset(_entries(entries)) for name, entries in tables.get("list", {}).items()}
        self.unions = {name: set(parts.split()) for name, parts in tables.get("union", {}).items()}
        self._endings = {name: tuple(_entries(listed)) for name, listed in tables.get("ending", {}).items()}
        self.names |= {*self.unions, *self._endings}
        for missing in (part for parts in self.unions.values() for part in parts if part not in self.names):
            raise BadWords(f"words.toml: there is no class {missing!r} to unite")
        self._unions_of: dict[frozenset[str], frozenset[str]] = {}
        self.phrases: dict[str, list[tuple[tuple[str, ...], frozenset[str]]]] = defaultdict(list)
        self.words: dict[str, frozenset[str]] = {}
        self._settle()

    def _learn(self, name: str, forms: Iterable[str]) -> None:
        self.names.add(name)
        for form in forms:
            for spelling in spellings(form.replace("-", " ")):
                self._classes[spelling].add(name)

    def _learn_verb(self, name: str, entry: str) -> None:
        """Learn a verb, and of each form what it is, whatever the verb's class."""
        base, *irregular = entry.split("/")
        third, past, participle = verb_forms(base)
        self._learn(name, (base, third, participle, past, *irregular))
        self._learn("v_base", (base,))
        self._learn("v_s", (third,))
        self._learn("v_ed", irregular or (past,))
        self._learn("v_ing", (participle,))

    def _settle(self) -> None:
        for entry, names in self._classes.items():
            classes = self.united(names)
            words = tuple(entry.split())
            if len(words) == 1:
                self.words[entry] = classes
            else:
                self.phrases[words[0]].append((words, classes))

    def united(self, names: set[str]) -> frozenset[str]:
        """Return classes, each with its “@”, and those that unite them with others."""
        key = frozenset(names)
        if key not in self._unions_of:
            found = set(names)
            for union, parts in self.unions.items():  # In the order of the file: a union may use those above it.
                if found & parts:
                    found.add(union)
            self._unions_of[key] = frozenset("@" + name for name in found)
        return self._unions_of[key]

    def classes_of(self, word: str) -> frozenset[str]:
        """Return the classes of one word in small letters, each with its “@”."""
        if (known := self.words.get(word)) is not None:
            return known
        if word.endswith("'s"):
            return self.classes_of(word[:-2])
        if len(word) > 5:
            ended = {name for name, endings in self._endings.items() if word.endswith(endings)}
            return self.united(ended) if ended else _NOTHING
        return _NOTHING


def _entries(listed: str) -> Iterator[str]:
    for entry in listed.replace("\n", ",").split(","):
        if entry := " ".join(entry.split()):
            yield entry


def _noun(entry: str) -> Iterable[str]:
    one, _, many = entry.partition("/")
    return (one, many or plural(one))


@cache
def lexicon() -> Lexicon:
    """Return the word lists, read once."""
    try:
        return Lexicon(tomllib.loads(WORDS.read_text(encoding="utf-8")))
    except tomllib.TOMLDecodeError as error:
        raise BadWords(f"words.toml: {error}") from error
