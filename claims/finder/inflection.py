"""The forms that a word of the word lists may take. A form that nobody uses does no harm here."""

import re

_VOWELS = "aeiou"
_DOUBLES = re.compile(r"[^aeiou][aeiou][^aeiouwxy]$")
#: British and American spelling, each tried alone.
_SPELLINGS = tuple(
    (re.compile(british), american)
    for british, american in (
        (r"is(?=e|ing|ation|able|ant)", "iz"),
        (r"(?<=col|tum|vap|avi)our", "or"),
        (r"odour", "odor"),
        (r"ae(?=m|st|d|c)|oe(?=d|s|m|a)", "e"),
        (r"ys(?=e|ing)", "yz"),
        (r"(?<=cent)re|(?<=fib|lib|lit)re", "er"),
    )
)


def plural(noun: str) -> str:
    """Return the plural of a regular noun, of its last word where there are several."""
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in _VOWELS:
        return noun[:-1] + "ies"
    return noun + "s"


def verb_forms(verb: str) -> tuple[str, str, str]:
    """Return how a regular verb ends in "-s", "-ed" and "-ing"; what follows its first word stays."""
    first, space, rest = verb.partition(" ")
    return plural(first) + space + rest, _past(first) + space + rest, _participle(first) + space + rest


def spellings(word: str) -> set[str]:
    """Return a word as it is spelt in Britain and in America."""
    return {word, *(british.sub(american, word) for british, american in _SPELLINGS)}


def _past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return verb[:-1] + "ied"
    return _doubled(verb) + "ed"


def _participle(verb: str) -> str:
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "ye", "oe")):
        return verb[:-1] + "ing"
    return _doubled(verb) + "ing"


def _doubled(verb: str) -> str:
    """Return a short verb with its last letter doubled: stop, stopp(ed)."""
    is_short = len(verb) <= 4 and sum(letter in _VOWELS for letter in verb) == 1
    return verb + verb[-1] if is_short and _DOUBLES.search(verb) else verb
