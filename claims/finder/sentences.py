"""Sentences: where one ends in plain text. Abbreviations, decimals, initials and ellipses end none by themselves.

Abbreviations are data (words.toml): those that end no sentence, and those that do when a capital follows.
"""

import re
from collections.abc import Iterator

from .lexicon import lexicon

#: How many letters a sentence may have: a longer one is no sentence, and would take long.
LONGEST = 1_500
_END = re.compile(r"(?P<mark>[.!?…]+)(?P<closing>[\"'”’)\]»¹²³⁰⁴-⁹]*)(?=\s|$)")
_WORD_BEFORE = re.compile(r"[^\s(\[\"'“‘]{1,30}$")
_NAMED_BY_LETTER = re.compile(r"\b(?:vitamin|hepatitis|type|group|grade)\s\w$", re.IGNORECASE)
_OPENS = re.compile(r"\s*[\"'“‘(\[«]*(?P<first>\S?)")


def sentences(text: str) -> list[tuple[int, int]]:
    """Return where each sentence starts and ends, without the space around it. What never ends is cut."""
    ends = [found.end() for found in _END.finditer(text) if _ends_sentence(text, found)]
    spans, start = [], 0
    for end in _cut([*ends, len(text)], text):
        said = text[start:end]
        if said.strip():
            spans.append((start + len(said) - len(said.lstrip()), start + len(said.rstrip())))
        start = end
    return spans


def _cut(ends: list[int], text: str) -> Iterator[int]:
    """Yield where sentences end, and after the last space of each stretch that is too long."""
    start = 0
    for end in ends:
        while end - start > LONGEST:
            space = text.rfind(" ", start + 1, start + LONGEST)
            start = space if space > 0 else start + LONGEST
            yield start
        yield end
        start = end


def _ends_sentence(text: str, found: re.Match[str]) -> bool:
    following = _first_after(text, found.end())
    if not following:
        return True
    if found["mark"] == "." and _is_abbreviation(text, found.start(), following):
        return False
    if found["closing"] or found["mark"] != ".":
        return not following.islower()
    return not following.islower() or not following.isalpha()


def _first_after(text: str, at: int) -> str:
    opened = _OPENS.match(text, at)
    return opened["first"] if opened else ""


def _is_abbreviation(text: str, stop: int, following: str) -> bool:
    """Whether the full stop belongs to the word before it: an abbreviation, an initial or a number in a list."""
    before = _WORD_BEFORE.search(text, max(0, stop - 30), stop)
    if before is None:
        return False
    word = before.group()
    if len(word) == 1 and word.isalpha() and word.isupper():
        return not (word == "I" or _NAMED_BY_LETTER.search(text, max(0, stop - 14), stop))
    if word.lower() == "no":
        return following.isdigit()
    if word.lower() in lexicon().listed["abbreviation_may_end"]:
        return not following.isupper()
    return word.lower() in lexicon().listed["abbreviation"]
