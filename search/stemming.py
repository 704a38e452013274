"""Porter's stemmer (M. F. Porter, "An algorithm for suffix stripping", Program 14, 1980): scars, scarring → scar.

Pure. A test compares it with SQLite's own; it stands here because PostgreSQL's differs from that one.
"""

import re

VOWEL = "(?:[aeiou]|(?<=[^aeiou])y)"
#: The length of a stem in Porter's measure: how often vowels are followed by consonants.
MEASURE = re.compile(f"{VOWEL}+(?:(?!{VOWEL}).)+")
HAS_VOWEL = re.compile(VOWEL)
DOUBLE = re.compile(r"([^aeiouylsz])\1$")
#: A short syllable at the end (hop, fil), which keeps or gets its e.
SHORT = re.compile(f"(?!{VOWEL})[a-z]{VOWEL}(?!{VOWEL})[^wxy]$")

#: Steps 2 and 3: one of these endings becomes another where the measure before it is above 0.
SECOND = {
    "ational": "ate", "tional": "tion", "enci": "ence", "anci": "ance", "izer": "ize", "logi": "log", "bli": "ble",
    "alli": "al", "entli": "ent", "eli": "e", "ousli": "ous", "ization": "ize", "ation": "ate", "ator": "ate",
    "alism": "al", "iveness": "ive", "fulness": "ful", "ousness": "ous", "aliti": "al", "iviti": "ive",
    "biliti": "ble",
}  # fmt: skip
THIRD = {"icate": "ic", "ative": "", "alize": "al", "iciti": "ic", "ical": "ic", "ful": "", "ness": ""}
#: Step 4: one of these endings goes where the measure before it is above 1.
FOURTH = (
    "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion", "ou", "ism", "ate", "iti",
    "ous", "ive", "ize",
)  # fmt: skip


def stem(word: str) -> str:
    """Return what a word in a–z has in common with its inflected forms; a shorter or other word as it is."""
    if len(word) < 3 or not (word.isascii() and word.isalpha()):
        return word
    word = _past(_plural(word))
    if word.endswith("y") and HAS_VOWEL.search(word[:-1]):
        word = f"{word[:-1]}i"
    for endings in (SECOND, THIRD):
        word = _replaced(word, endings)
    return _tidy(_cut(word))


def _measure(word: str) -> int:
    return len(MEASURE.findall(word))


def _plural(word: str) -> str:
    if word.endswith(("sses", "ies")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _past(word: str) -> str:
    if word.endswith("eed"):
        return word[:-1] if _measure(word[:-3]) else word
    ending = next((each for each in ("ed", "ing") if word.endswith(each)), "")
    cut = word.removesuffix(ending)
    if not ending or not HAS_VOWEL.search(cut):
        return word
    if cut.endswith(("at", "bl", "iz")) or (_measure(cut) == 1 and SHORT.search(cut)):
        return f"{cut}e"
    return cut[:-1] if DOUBLE.search(cut) else cut


def _replaced(word: str, endings: dict[str, str]) -> str:
    found = max((each for each in endings if word.endswith(each)), key=len, default="")
    if not found or not _measure(word.removesuffix(found)):
        return word
    return word.removesuffix(found) + endings[found]


def _cut(word: str) -> str:
    found = max((each for each in FOURTH if word.endswith(each)), key=len, default="")
    cut = word.removesuffix(found)
    fits = found != "ion" or cut.endswith(("s", "t"))
    return cut if found and fits and _measure(cut) > 1 else word


def _tidy(word: str) -> str:
    """Take off a last e, and one of two last l, where enough is left."""
    if word.endswith("e"):
        cut = word[:-1]
        if _measure(cut) > 1 or (_measure(cut) == 1 and not SHORT.search(cut)):
            word = cut
    return word[:-1] if word.endswith("ll") and _measure(word) > 1 else word
