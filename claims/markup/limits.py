"""What is refused before anything is parsed, so that no text takes long, and what HTML cannot hold."""

import re

from django.utils.translation import gettext as _

from .marks import MarkIssue

MAX_LENGTH = 200_000
#: How deep blocks may stand inside one another. The parser drops what is deeper without a word.
MAX_NESTING = 20
#: How deep emphasis may stand inside emphasis.
MAX_INLINE_NESTING = 40
#: Quotes and lists that one line may open: each costs a walk over the lines below it.
MAX_MARKERS = 8
#: Brackets that may be open at once: each costs a search for its end.
MAX_OPEN_BRACKETS = 200
#: Marks of claims in one text: each may have a note.
MAX_MARKS = 2_000

_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
    "|[" + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17)) + "]"
)
_BRACKET = re.compile(r"\\.|[\[\]]")
_MARKER = r"[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t]))"
_TOO_MANY_MARKERS = re.compile(rf"^(?![ \t*-]*$)(?:{_MARKER}){{{MAX_MARKERS + 1}}}", re.MULTILINE)


def readable(text: str) -> str:
    """Return the text with every character that cannot stand in HTML replaced; positions and lines stay."""
    return _UNPRINTABLE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def refusal(text: str) -> MarkIssue | None:
    """Return why a text cannot be shown at all, or None."""
    if len(text) > MAX_LENGTH:
        message = _("This text is too long. Keep it below %(count)s characters, or make two pages of it.")
        return MarkIssue("too_long", message % {"count": MAX_LENGTH}, 1)
    if found := _TOO_MANY_MARKERS.search(text):
        message = _("This line opens more than %(count)s quotes and lists. Use fewer.")
        return MarkIssue("too_deep", message % {"count": MAX_MARKERS}, text.count("\n", 0, found.start()) + 1)
    if (line := _line_with_too_many_brackets(text)) is not None:
        return MarkIssue("too_deep", _("Too many brackets are left open. Close them or take them out."), line)
    if text.count("](claim:") > MAX_MARKS:
        message = _("This text marks more than %(count)s claims. Make two pages of it.")
        return MarkIssue("too_long", message % {"count": MAX_MARKS}, 1)
    return None


def _line_with_too_many_brackets(text: str) -> int | None:
    """Return the line on which more brackets are open than anybody means to close, if there is one."""
    depth = 0
    for found in _BRACKET.finditer(text):
        depth = depth + 1 if found.group() == "[" else max(depth - 1, 0) if found.group() == "]" else depth
        if depth > MAX_OPEN_BRACKETS:
            return text.count("\n", 0, found.start()) + 1
    if text.count("](") - text.count(")") > MAX_OPEN_BRACKETS:
        return text.count("\n", 0, text.rindex("](")) + 1
    return None
