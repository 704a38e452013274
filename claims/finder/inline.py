"""Reading inside a block: which characters a reader sees, which of them a claim's mark holds, and what is linked.

This reads the source character by character and not the parser's tokens, which do not know where they stand.
"""

import re
from dataclasses import dataclass
from html import unescape

_CODE = re.compile(r"`+")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_TARGET = re.compile(
    r"""\(\s{0,9}<?(?P<href>[^\s()<>]{0,2000}(?:\([^\s()<>]{0,200}\)[^\s()<>]{0,2000})?)>?"""
    r"""(?:\s{1,9}(?P<title>"[^"]{0,500}"|'[^']{0,500}'|\([^()]{0,500}\)))?\s{0,9}\)"""
)
_REFERENCE = re.compile(r"\[[^\[\]]{0,200}\]")
_ADDRESS = re.compile(r"<(?:https?://|mailto:)[^\s<>]{1,2000}>|https?://[^\s<>()\[\]]{1,2000}", re.IGNORECASE)
_MARK = re.compile(r"claim:[a-z0-9-]{1,80}")
_SPECIAL = re.compile(r"[\\`\[\]!*_~<&h]")
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


@dataclass(frozen=True)
class Span:
    """Words in a mark (``kind`` "claim" or "reported") or in a link to another site ("link").

    ``start`` and ``end`` are places in the plain text; an address that is not shown has none between them.
    """

    start: int
    end: int
    kind: str


class InlineScanner:
    """Reads one block's inline source.

    ``plain`` is what a reader sees, ``at`` where in the source each of its letters stands.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self.plain: list[str] = []
        self.at: list[int] = []
        self.spans: list[Span] = []
        self._open: list[int] = []
        self._code_ends = _code_ends(source)

    def scan(self) -> "InlineScanner":
        """Read it all; return the scanner."""
        position = 0
        while position < len(self.source):
            found = _SPECIAL.search(self.source, position)
            end = found.start() if found else len(self.source)
            self._see(position, end)
            position = self._special(end) if found else end
        return self

    def _see(self, start: int, end: int) -> None:
        self.plain.extend(self.source[start:end])
        self.at.extend(range(start, end))

    def _special(self, at: int) -> int:
        """Read what starts at a special character; return where to go on."""
        reading = {
            "\\": self._escape,
            "`": self._code,
            "[": self._bracket,
            "]": self._closing,
            "!": self._picture,
            "<": self._address,
            "h": self._address,
            "&": self._entity,
        }
        return reading.get(self.source[at], self._emphasis)(at)

    def _escape(self, at: int) -> int:
        if self.source[at + 1 : at + 2] in _PUNCTUATION and at + 1 < len(self.source):
            self._see(at + 1, at + 2)
            return at + 2
        return at + 1

    def _code(self, at: int) -> int:
        return self._code_ends.get(at, at + 1)

    def _bracket(self, at: int) -> int:
        self._open.append(len(self.plain))
        return at + 1

    def _closing(self, at: int) -> int:
        opened = self._open.pop() if self._open else None
        target = _TARGET.match(self.source, at + 1)
        if opened is None:
            self._see(at, at + 1)
            return at + 1
        if target:
            self._note(opened, target["href"], (target["title"] or "")[1:-1])
            return target.end()
        if reference := _REFERENCE.match(self.source, at + 1):
            return reference.end()
        return at + 1

    def _note(self, opened: int, href: str, title: str) -> None:
        if _MARK.fullmatch(href):
            self.spans.append(Span(opened, len(self.plain), "reported" if title == "reported" else "claim"))
        elif href.lower().startswith(("http://", "https://")):
            self.spans.append(Span(opened, len(self.plain), "link"))

    def _picture(self, at: int) -> int:
        if self.source[at + 1 : at + 2] != "[":
            self._see(at, at + 1)
        return at + 1

    def _address(self, at: int) -> int:
        if found := _ADDRESS.match(self.source, at):
            self.spans.append(Span(len(self.plain), len(self.plain), "link"))
            return found.end()
        self._see(at, at + 1)
        return at + 1

    def _entity(self, at: int) -> int:
        found = _ENTITY.match(self.source, at)
        said = unescape(found.group()) if found else ""
        if not found or said == found.group():
            self._see(at, at + 1)
            return at + 1
        self.plain.append(said[:1] or " ")
        self.at.append(at)
        return found.end()

    def _emphasis(self, at: int) -> int:
        """Leave out what only gives emphasis; an underscore inside a word and a lone tilde are letters."""
        before, after = self.source[at - 1 : at] if at else "", self.source[at + 1 : at + 2]
        is_inside = self.source[at] == "_" and before.isalnum() and after.isalnum()
        is_lone = self.source[at] == "~" and "~" not in (before, after)
        if is_inside or is_lone:
            self._see(at, at + 1)
        return at + 1


def _code_ends(source: str) -> dict[int, int]:
    """Return where code starts and ends: a run of backticks up to the next one of the same length."""
    runs = [(found.start(), found.end()) for found in _CODE.finditer(source)]
    following: dict[int, int] = {}
    ends: dict[int, int] = {}
    for start, end in reversed(runs):
        ends[start] = following.get(end - start, end)
        following[end - start] = end
    return ends
