"""Citation: whether a sentence says where its evidence can be looked up."""

import re
from functools import lru_cache

from .lexicon import lexicon
from .scopes import Match
from .words import Words

_AUTHOR = re.compile(
    r"\b(?P<name>[A-ZÀ-Þ][\w’'-]{1,30})(?:,? et al\.?|,? and colleagues| (?:and|&) [A-ZÀ-Þ][\w’'-]{1,30})?"
    r"(?:['’]s)?,? ?\(?(?:19|20)\d\d[a-z]?\b"
)
_REFERENCE = re.compile(
    r"\bdoi\b|\b10\.\d{4,9}/\S|\bPMID\b|\bPMCID?\b|\bISBN\b|\bNCT\d{6,12}\b|https?://|\bwww\.\w"
    r"|\[\d{1,3}(?:[,–-] ?\d{1,3}){0,9}\]|\[\^[\w-]{1,40}\]|[¹²³⁴-⁹]|\bet al\b",
    re.IGNORECASE,
)


def cited(words: Words, match: Match) -> bool:
    """Whether there is an address, a DOI, a reference mark, or an author with a year.

    A journal and a year are not enough: nobody could find the work by them.
    """
    return _is_cited(words.text)


@lru_cache(maxsize=4)
def _is_cited(text: str) -> bool:
    if _REFERENCE.search(text):
        return True
    return any(found["name"].lower() not in lexicon().listed["no_author"] for found in _AUTHOR.finditer(text))
