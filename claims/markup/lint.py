"""Near misses: what looks like the mark of a claim or picture and is none."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from markdown_it.token import Token

_MARK = re.compile(r"(claim|picture):([a-z0-9-]{1,80})")
_LIKE_A_MARK = re.compile(r"\s*(claim|picture)s?\s*:", re.IGNORECASE)
#: In text that the parser took for plain words: a link that was not understood, or a mark without its link.
_LEFT_OVER = re.compile(
    r"\]\(\s*(?:<\s*)?(?:[\w%+.-]+\s*:|//)|\]\s+\(\s*claims?\s*:|\]\s*\[\s*claims?\s*:|<\s*claims?\s*:"
    r"|(?<![\w/.-])claims?:[\w%-]",
    re.IGNORECASE,
)

NOT_A_CLAIM = gettext_lazy(
    "This looks like a claim and is none. Write [words](claim:name), the name in small letters, digits and hyphens."
)
NOT_A_PICTURE = gettext_lazy("This looks like a picture and is none. Write ![what it shows](picture:name).")
CLAIM_AS_PICTURE = gettext_lazy("A claim is words, not a picture. Write [words](claim:name), without “!”.")
NO_WORDS = gettext_lazy("This claim has no words. Write them between the square brackets: [words](claim:name).")
WRONG_TITLE = gettext_lazy(
    'After a claim only "reported" may stand, in small letters: [words](claim:name "reported"). '
    "As it is, the page makes the claim."
)
LEFT_OVER = gettext_lazy("This was not understood. A claim is [words](claim:name), without spaces in its last part.")


def mark_in(href: str) -> tuple[str, str] | None:
    """Return what a link marks, such as ("claim", "its-slug"), or None."""
    found = _MARK.fullmatch(href)
    return (found[1], found[2]) if found else None


def near_miss(href: str) -> str:
    """Return what an editor should do about a link that only looks like a mark; empty for other links."""
    found = _LIKE_A_MARK.match(unquote(href))
    if not found or mark_in(href):
        return ""
    return str(NOT_A_CLAIM if found[1].lower() == "claim" else NOT_A_PICTURE)


def left_overs(tokens: list[Token], source: str) -> Iterator[int]:
    """Yield on which line of its source, from 0, plain text of one paragraph looks like a mark."""
    shown = "".join(_text(token) for token in tokens)
    at = 0
    for found in _LEFT_OVER.finditer(shown):
        place = source.find(found.group(), at)
        if place >= 0:
            yield source.count("\n", 0, place)
            at = place + 1
        else:  # The text differs from its source, by an escape or entity.
            yield shown.count("\n", 0, found.start())


def _text(token: Token) -> str:
    """Return what a token adds to plain text; code and what is already a mark or picture add a gap."""
    if token.type == "text" and "said" not in token.meta:
        return token.content
    return "\n" if token.type in ("softbreak", "hardbreak") else "\0" if token.type == "code_inline" else ""


def wrong_title(title: str) -> str:
    """Return what is wrong with what stands after a claim's name; empty where nothing is."""
    return "" if title in ("", "reported") else str(WRONG_TITLE)


def outside_picture() -> str:
    """Return what to do about a picture that is not one of the site's."""
    return _("Only pictures of this site are shown. Upload it, then write ![what it shows](picture:name).")
