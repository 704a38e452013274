"""However hostile a text is, the time it takes grows with its length and not faster."""

import itertools
import time
from collections.abc import Callable
from functools import cache, partial

import pytest

from claims.finder import find, rulebook
from claims.finder.lexicon import lexicon
from claims.finder.patterns import Pattern
from claims.finder.rules import Gate, Rule
from claims.finder.words import Words, words_of

#: Four times the text may take so many times the time. Linear growth gives 4, quadratic 16; the rest is for noise.
MOST_GROWTH = 9.0
TRIES = 4
HOLDERS: list[Gate | Rule] = [*rulebook().gates, *rulebook().rules]


def seconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def grows_linearly(short: Callable[[], object], long: Callable[[], object]) -> bool:
    """Whether the longer work takes no more than its share, in the best of a few tries."""
    return any(seconds(long) <= MOST_GROWTH * max(seconds(short), 0.002) for _ in range(TRIES))


@cache
def word_of(name: str) -> str:
    """Return a word of a class."""
    known = lexicon()
    words = (word for word, classes in known.words.items() if name in classes)
    phrases = (" ".join(words) for listed in known.phrases.values() for words, classes in listed if name in classes)
    return next(itertools.chain(words, phrases), {"@number": "5", "@money": "£5", "@year": "2019"}.get(name, "x"))


def hostile_words(pattern: Pattern, count: int) -> Words:
    """Return words that nearly meet a pattern again and again: all its words, and its first ones in a row."""
    named = [sorted(step.openings)[0] for step in pattern.steps if step.openings and step.kind == "one"]
    words = " ".join(word_of(name) if name.startswith("@") else name for name in named)
    first = words.split()[0]
    return words_of(" ".join([words, first, first][index % 3] for index in range(count)))


def matched(pattern: Pattern, words: Words) -> list[tuple[int, int]]:
    return list(pattern.matches(words))


@pytest.mark.parametrize("holder", HOLDERS, ids=lambda holder: holder.id)
def test_no_pattern_takes_long_on_hostile_words(holder: Gate | Rule) -> None:
    for pattern in holder.patterns:
        short, long = hostile_words(pattern, 40), hostile_words(pattern, 160)
        assert grows_linearly(partial(matched, pattern, short), partial(matched, pattern, long)), pattern.source


HOSTILE = {
    "one long word": "x",
    "digits": "1.",
    "no full stop": "a guaranteed cure and ",
    "denials": "not a cure ",
    "doubts": "may be safe, how ",
    "citations": "Smith and Jones et al. ",
    "marks": "[a cure](claim:x) ",
    "open brackets": "[a ",
    "closed brackets": "](",
    "titles": '[a](b "',
    "parentheses": "(",
    "emphasis": "**a ",
    "backticks": "` `` ",
    "backslashes": "\\",
    "entities": "&amp;&",
    "addresses": "https://a.b/c ",
    "quotes": "> ",
    "list markers": "- ",
    "items": "- a\n",
    "headings": "# a\n",
    "rows": "| a | b |\n",
    "bars": "|",
    "comments": "<!-- a ",
    "comments in code": "`<!--` ",
    "front matters": "---\na: b\n",
    "quotation marks": "“a\" '",
    "apostrophes": "don't'",
    "full stops": ". ",
    "ellipses": "...",
    "abbreviations": "e.g. ",
    "initials": "A. B. ",
    "questions": "is it? ",
    "colons": "a b c: ",
    "nothing": "\0",
    "emoji": "👩‍⚕️",
    "combining": "e\u0301",
    "right to left": "\u202eא ",
    "carriage returns": "a\r",
    "spaces": " ",
    "hyphens": "non-",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_takes_long(name: str) -> None:
    short, long = (HOSTILE[name] * (size // len(HOSTILE[name])) for size in (1_000, 4_000))
    assert grows_linearly(lambda: find(short), lambda: find(long))


def test_an_ordinary_text_takes_time_in_proportion() -> None:
    page = "## Creams\n\nUrea softens dry skin. It can sting. Ask a nurse, and read the [leaflet](/x/) first.\n\n"
    assert grows_linearly(lambda: find(page * 40), lambda: find(page * 160))
