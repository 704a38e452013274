"""What stands in a source and is no part of a text: front matter and HTML comments are blanked, all else stays put."""

import re
from collections.abc import Iterator, Sequence

_FRONT_MATTER = re.compile(
    r"---[ \t]*\r?\n(?=[\w-]{1,60}[ \t]*:)(?:(?!---|\.\.\.).*\n){1,200}(?:---|\.\.\.)[ \t]*(?:\r?\n|$)"
)
_COMMENT_START, _COMMENT_END = "<!--", "-->"
_SHOWN = re.compile(r"[^\r\n]")

Reach = tuple[int, int]


def has_comments(text: str) -> bool:
    """Whether anything in a text may be a comment."""
    return _COMMENT_START in text


def without_front_matter(text: str) -> str:
    """Return the text with the front matter at its start blanked: lines such as "title: …" between two "---"."""
    found = _FRONT_MATTER.match(text)
    return _SHOWN.sub(" ", found.group()) + text[found.end() :] if found else text


def without_comments(text: str, code: Sequence[Reach]) -> str:
    """Return the text with comments blanked. One that starts in code, or never ends, is text like any other."""
    pieces, at = [], 0
    for start, end in _comments(text, code):
        pieces += [text[at:start], _SHOWN.sub(" ", text[start:end])]
        at = end
    return "".join([*pieces, text[at:]])


def _comments(text: str, code: Sequence[Reach]) -> Iterator[Reach]:
    at = 0
    while (start := text.find(_COMMENT_START, at)) >= 0:
        end = text.find(_COMMENT_END, start + len(_COMMENT_START))
        if end < 0:
            return
        after_code = next((last for first, last in code if first <= start < last), None)
        if after_code is None:
            at = end + len(_COMMENT_END)
            yield start, at
        else:
            at = max(after_code, start + 1)
