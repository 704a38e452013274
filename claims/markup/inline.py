"""Reading inside a block: what stands for a claim or a picture becomes a token of our own.

``rendering`` turns those tokens into HTML; what only looks like one becomes plain words and an issue.
"""

from collections.abc import Collection

from django.utils.translation import gettext as _
from markdown_it.token import Token

from . import lint
from .drafts import Draft
from .engine import words_of
from .marks import Link, Mark, MarkIssue, PictureMark

_LINK_ENDS = ("link_open", "link_close")


class InlineReader:
    """Reads the inline tokens of one text into its draft.

    ``faces`` and ``pictures`` are the names there are; None asks nobody.
    """

    def __init__(self, draft: Draft, faces: Collection[str] | None, pictures: Collection[str] | None) -> None:
        self.draft = draft
        self._faces, self._pictures = faces, pictures
        self._inline = Token("inline", "", 0)
        self._first_line = 1
        self._in_heading = False

    def read(self, inline: Token, in_heading: bool) -> None:
        """Read one paragraph, heading or cell of the draft's newest block, and change its tokens to ours."""
        self._inline, self._in_heading = inline, in_heading
        self._first_line = inline.map[0] + 1 if inline.map else self.draft.blocks[-1].first_line
        inline.children = self._rewritten(inline.children or [])
        for line in lint.left_overs(inline.children, inline.content):
            self._complain("near_miss", str(lint.LEFT_OVER), self._first_line + line)

    def _rewritten(self, tokens: list[Token]) -> list[Token]:
        """Return inline tokens with claims, pictures and links made ours."""
        result: list[Token] = []
        position = 0
        while position < len(tokens):
            token = tokens[position]
            if token.type == "link_open":
                end = _end_of_link(tokens, position)
                result += self._link(token, tokens[position + 1 : end])
                position = end
            else:
                result += self._picture(token) if token.type == "image" else [token]
            position += 1
        return result

    def _link(self, opening: Token, inside: list[Token]) -> list[Token]:
        href, line = str(opening.attrs.get("href", "")), self._line(opening.meta.get("at", 0))
        marked = lint.mark_in(href)
        if marked and marked[0] == "claim" and opening.info != "auto":
            return self._claim(marked[1], str(opening.attrs.get("title", "")), _flat(inside), line)
        if marked or lint.near_miss(href):
            is_claim = marked is not None and marked[0] == "claim"
            message = lint.near_miss(href) or (lint.NOT_A_CLAIM if is_claim else lint.NOT_A_PICTURE)
            self._complain("near_miss", str(message), line)
            return _flat(inside) if opening.info != "auto" else [_said(href)]
        self.draft.links.append(Link(href, line))
        inside = [token for token in inside if token.type not in _LINK_ENDS]
        return [opening, *self._rewritten(inside), Token("link_close", "a", -1)]

    def _claim(self, slug: str, title: str, words: list[Token], line: int) -> list[Token]:
        said = words_of(words)
        if not said:
            self._complain("near_miss", str(lint.NO_WORDS), line)
            return []
        if message := lint.wrong_title(title):
            self._complain("near_miss", message, line)
        if self._faces is not None and slug not in self._faces:
            message = _("There is no claim called “%(slug)s”. Add it to the register, or mend its name.")
            self._complain("unknown", message % {"slug": slug}, line)
        block = len(self.draft.blocks) - 1
        mark = Mark(slug, said, title == "reported", 0, line, self._in_heading, block)
        meta = {"mark": len(self.draft.marks)}
        self.draft.marks.append(mark)
        return [Token("claim_open", "", 1, meta=meta), *words, Token("claim_close", "", -1, meta=meta)]

    def _picture(self, image: Token) -> list[Token]:
        """Return a picture of the site, or the alternative text of what is none."""
        href, line = str(image.attrs.get("src", "")), self._line(image.meta.get("at", 0))
        alt = words_of(image.children)
        if any(lint.near_miss(link) or lint.mark_in(link) for link in _links_in(image)):
            self._complain("near_miss", str(lint.NOT_A_CLAIM), line)
        marked = lint.mark_in(href)
        if marked and marked[0] == "picture":
            self.draft.pictures.append(PictureMark(marked[1], alt, line))
            if self._pictures is None or marked[1] in self._pictures:
                return [Token("picture", "", 0, content=alt, meta={"slug": marked[1]})]
            message = _("There is no picture called “%(slug)s”. Upload it, or mend its name.")
            self._complain("unknown_picture", message % {"slug": marked[1]}, line)
        elif marked:
            self._complain("near_miss", str(lint.CLAIM_AS_PICTURE), line)
        elif message := lint.near_miss(href):
            self._complain("near_miss", message, line)
        else:
            self._complain("outside_picture", lint.outside_picture(), line)
        return [_said(alt)]

    def _line(self, at: int) -> int:
        return self._first_line + self._inline.content.count("\n", 0, at)

    def _complain(self, kind: str, message: str, line: int) -> None:
        self.draft.issues.append(MarkIssue(kind, message, line))


def _end_of_link(tokens: list[Token], start: int) -> int:
    """Return where the link that opens at ``start`` closes; a bare address may stand inside it."""
    depth = 0
    for position in range(start, len(tokens)):
        depth += (tokens[position].type == "link_open") - (tokens[position].type == "link_close")
        if depth == 0:
            return position
    return len(tokens)


def _flat(tokens: list[Token]) -> list[Token]:
    """Return the words of a mark: emphasis and code stay, links and pictures become words."""
    kept = (token for token in tokens if token.type not in _LINK_ENDS)
    return [_said(words_of(token.children)) if token.type == "image" else token for token in kept]


def _said(words: str) -> Token:
    """Return plain words; "said" keeps them from being taken for a mark that went wrong."""
    return Token("text", "", 0, content=words, meta={"said": True})


def _links_in(image: Token) -> list[str]:
    children = image.children or []
    return [str(value) for child in children for key, value in child.attrs.items() if key in ("href", "src")]
