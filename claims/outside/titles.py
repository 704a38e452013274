"""Whether two titles are those of one work. Pure text.

Services write one title in many ways: with markup (``<i>``), entities (``&amp;amp;``), other dashes, with or without
its subtitle, in capitals, with “RETRACTED:” before it. None of that is a mismatch.
"""

import html
import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher

#: From this likeness on (0 to 1, of difflib) two titles are the same: it lets typing errors and spellings through
#: (“tumor”, “tumour”), while titles of two works on one subject are mostly below 0.8.
ALIKE = 0.9
#: A title without its subtitle is the same title if at least so many words are left of it.
ENOUGH_WORDS = 4
RETRACTED = re.compile(
    r"^\W*(retracted|withdrawn|retraction|withdrawal)( article| paper| publication)?\b\s*[:\-–—\]]\s*", re.I
)


def are_alike(ours: str, theirs: Iterable[str]) -> bool:
    """Tell whether our title is, but for its writing, one of ``theirs``. Numbers must be the same."""
    own = plain(ours)
    return any(_same(own, plain(each)) for each in theirs)


def says_retracted(titles: Iterable[str]) -> bool:
    """Tell whether a title starts with what publishers put before that of a retracted work (not of a notice)."""
    found = (RETRACTED.match(_bare(title)) for title in titles)
    return any(match and match[1].lower() in ("retracted", "withdrawn") for match in found)


def plain(title: str) -> str:
    """Return the words of a title: without markup, case, accents, punctuation and “RETRACTED:”."""
    words = unicodedata.normalize("NFKD", RETRACTED.sub("", _bare(title))).casefold()
    words = "".join(letter for letter in words if not unicodedata.combining(letter))
    return " ".join(re.findall(r"\w+", words.replace("_", " ")))


def _bare(title: str) -> str:
    """Return a title without tags and entities, which some services escape twice."""
    return re.sub(r"</?[a-zA-Z][^<>]*>", "", html.unescape(html.unescape(title)))


def _same(ours: str, theirs: str) -> bool:
    if not ours or not theirs:
        return False
    shorter, longer = sorted((ours, theirs), key=len)
    if longer.startswith(f"{shorter} ") and len(shorter.split()) >= ENOUGH_WORDS:
        return True
    is_alike = SequenceMatcher(None, ours, theirs, autojunk=False).ratio() >= ALIKE
    return is_alike and _digits(ours) == _digits(theirs)


def _digits(title: str) -> str:
    return "".join(re.findall(r"\d", title))
