"""Whether two descriptions of people speak of the same ones. Pure.

A blunt rule on purpose: they are related where they share one word that says who is meant, so that “keratosis
pilaris, skin types I to III” is about keratosis pilaris. Where that is wrong, a moderator says so once.
"""

import re

_WORD = re.compile(r"[^\W_]+")
#: Words that say nothing about who is meant.
_EMPTY = frozenset(
    _WORD.findall(
        """a adult adults an and any at by case cases client clients consider considering disease disorder for
        from group groups had has have human humans i ii iii in iv long men mild moderate most mostly not of
        on one or other others patient patients people person persons reason receiving severe skin some
        study subject subjects that the their those to treated type types unspecified user users v vi
        volunteer volunteers who with without women"""
    )
)
#: The same people under other names.
_SAME = {"kp": ("keratosis", "pilaris"), "mn": ("needling",)}
_START = re.compile(r"^micro(?=needl)")
_END = re.compile(r"(ing|ed|ings|s|e)$")


def are_related(one: str, other: str) -> bool:
    """Tell whether two populations share a word that says who is meant; a text that says nothing shares all."""
    first, second = _sense(one), _sense(other)
    return not first or not second or bool(first & second)


def _sense(text: str) -> frozenset[str]:
    words = (word for word in _WORD.findall(text.casefold()) if word not in _EMPTY)
    return frozenset(_stem(each) for word in words for each in _SAME.get(word, (word,)))


def _stem(word: str) -> str:
    return word if len(word) < 4 else _END.sub("", _START.sub("", word))
