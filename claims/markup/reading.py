"""Reading: a text becomes a draft of its blocks, with every mark, heading, link, picture and issue found."""

from collections.abc import Collection

from django.utils.translation import gettext as _
from markdown_it.token import Token

from .drafts import Draft, DraftBlock, HeadingIds
from .engine import blocks_of, words_of
from .inline import InlineReader
from .limits import MAX_INLINE_NESTING, MAX_NESTING, readable, refusal
from .marks import Heading, MarkIssue

_KINDS = {
    "heading_open": "heading",
    "bullet_list_open": "list",
    "ordered_list_open": "list",
    "table_open": "table",
    "blockquote_open": "quote",
    "fence": "code",
    "code_block": "code",
    "hr": "rule",
}


class Reader:
    """Reads one text. ``faces`` and ``pictures`` are the names there are; None asks nobody."""

    def __init__(self, faces: Collection[str] | None, pictures: Collection[str] | None, ids: HeadingIds) -> None:
        self.draft = Draft()
        self._inline = InlineReader(self.draft, faces, pictures)
        self._ids = ids
        self._section = 0

    def read(self, text: str) -> Draft:
        """Read a text into a draft, or into one block that says why it is not shown."""
        if issue := refusal(text):
            self.draft.issues.append(issue)
            shown = _("This text is too long to show.") if issue.kind == "too_long" else _too_deep()
            self.draft.blocks.append(DraftBlock([], "paragraph", 0, 1, text.count("\n") + 1, shown))
            return self.draft
        for tokens in blocks_of(readable(text)):
            self._block(tokens)
        self.draft.issues.sort(key=lambda issue: issue.line)
        return self.draft

    def _block(self, tokens: list[Token]) -> None:
        start, end = tokens[0].map or (0, 1)
        kind = _KINDS.get(tokens[0].type, "paragraph")
        if kind == "heading" and tokens[0].tag in ("h1", "h2"):
            self._section += 1
        block = DraftBlock(tokens, kind, self._section, start + 1, max(end, start + 1))
        self.draft.blocks.append(block)
        if _is_too_deep(tokens):
            block.refused = _too_deep()
            message = _("Quotes, lists or emphasis stand too deep inside one another here. Use fewer.")
            self.draft.issues.append(MarkIssue("too_deep", message, block.first_line))
            return
        for before, token in zip([tokens[0], *tokens], tokens, strict=False):
            if token.type == "inline":
                self._inline.read(token, in_heading=before.type == "heading_open")
        if kind == "heading":
            self._heading(tokens[0], words_of(tokens[1].children), block.first_line)
        elif kind == "paragraph" and _shows_only_pictures(tokens):
            block.kind = "picture"

    def _heading(self, opening: Token, words: str, line: int) -> None:
        opening.attrs["id"] = self._ids.take(words)
        self.draft.headings.append(Heading(int(opening.tag[1]), words, str(opening.attrs["id"]), line))


def _too_deep() -> str:
    return _("This text is nested too deeply to show.")


def _is_too_deep(tokens: list[Token]) -> bool:
    """Whether the parser left something out, or a browser would have to."""
    is_cut = any(token.nesting == 1 and token.level >= MAX_NESTING - 1 for token in tokens)
    inline = (child.level for token in tokens for child in token.children or ())
    return is_cut or max(inline, default=0) > MAX_INLINE_NESTING


def _shows_only_pictures(tokens: list[Token]) -> bool:
    children = [child for child in tokens[1].children or () if child.content.strip() or child.type == "picture"]
    return bool(children) and all(child.type == "picture" for child in children)
