"""What cards are written with. Nothing is downloaded: Pillow's own font first, then one that many systems have.

Pillow's has the letters of English alone. Where no font has a letter, its accent is left off; what cannot be written
even then is not written at all, because words with a letter missing may say something else.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from PIL import ImageFont, features

#: The file of a font that a system may have; "" is Pillow's own.
FACES = ("", "DejaVuSans.ttf")
Font = ImageFont.FreeTypeFont | ImageFont.ImageFont
#: No font has a letter here: what is drawn is the sign for a missing one.
MISSING = "\uffff"
SIZE = 20
PLAIN = str.maketrans({"–": "-", "—": "-", "−": "-", "‑": "-", "‐": "-", "«": "“", "»": "”", "„": "“"})


@dataclass(frozen=True)
class Hand:
    """A font's face, and whether accents are left off with it."""

    face: str
    is_folded: bool = False

    def written(self, text: str) -> str:
        """Return a text in the letters that can be written."""
        return folded(text) if self.is_folded else shown(text)

    def font(self, size: int) -> Font:
        """Return the font in a size. It is not shared: several cards may be drawn at once."""
        return _font(self.face, size)


def hand_for(texts: Iterable[str]) -> Hand | None:
    """Return what all of these texts can be written with; None where nothing can write them."""
    words = " ".join(texts)
    hands = [Hand(face, is_folded) for is_folded in (False, True) for face in FACES]
    return next((hand for hand in hands if _covers(hand.face, hand.written(words))), None)


def shown(text: str) -> str:
    """Return a text with single spaces and without letters that are never seen."""
    seen = (letter for letter in text if unicodedata.category(letter) not in ("Cc", "Cf") or letter.isspace())
    return " ".join("".join(seen).split())


def folded(text: str) -> str:
    """Return a text in plainer letters: without accents, with simple dashes."""
    apart = unicodedata.normalize("NFKD", shown(text).translate(PLAIN))
    return "".join(letter for letter in apart if unicodedata.category(letter) != "Mn")


def _covers(face: str, text: str) -> bool:
    return all(_has(face, letter) for letter in set(text))


@lru_cache(maxsize=4096)
def _has(face: str, letter: str) -> bool:
    """Tell whether a font has a letter, and whether this machine can set it in its right order."""
    if letter == " ":
        return True
    if unicodedata.bidirectional(letter) in ("R", "AL") and not features.check("raqm"):
        return False
    try:
        font = _font(face, SIZE)
    except OSError:  # this system has no such font
        return False
    return bytes(font.getmask(letter)) != bytes(font.getmask(MISSING))


def _font(face: str, size: int) -> Font:
    return ImageFont.truetype(face, size) if face else ImageFont.load_default(size)
