"""The Markdown parser: CommonMark with tables, where raw HTML is text and links know where they stand."""

import re
from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, autolink, image, link
from markdown_it.token import Token

from .limits import MAX_NESTING

Rule = Callable[[StateInline, bool], bool]
#: What a link may start with. Claims and pictures are read in any case, to tell the editor of near misses.
_WITH_SCHEME = re.compile(r"https?://|mailto:|claims?:|pictures?:", re.IGNORECASE)
#: RFC 3986, 4.2: a link without a scheme has no colon before its first slash.
_ANY_SCHEME = re.compile(r"[^/?#]*:")


def can_be_shown(href: str) -> bool:
    """Whether a link may stand in a page: by https, http or mailto, inside the site, a claim or a picture.

    An address that starts with two slashes looks as if it were inside the site and is not.
    """
    href = href.strip()
    if _ANY_SCHEME.match(href):
        return bool(_WITH_SCHEME.match(href))
    return not href.startswith(("//", "\\", "/\\"))


def is_outside(href: str) -> bool:
    """Whether a link leads to another site."""
    return href.lower().startswith(("http://", "https://"))


def _remembering(rule: Rule, kind: str) -> Rule:
    """Return a rule that does the same and writes into the token where in the source it began."""

    def remembering(state: StateInline, silent: bool) -> bool:
        at, before = state.pos, len(state.tokens)
        found = rule(state, silent)
        if found and not silent:
            # Text that was waiting may have become a token of its own first.
            for token in state.tokens[before : before + 2]:
                if token.type == kind and "at" not in token.meta:
                    token.meta["at"] = at
                    break
        return found

    return remembering


class Parser(MarkdownIt):
    """CommonMark, with our rule of what a link may lead to."""

    def validateLink(self, url: str) -> bool:
        """Whether a link stands in the page; what is refused stays as it was typed."""
        return can_be_shown(url)


def _parser() -> Parser:
    parser = Parser("commonmark", {"html": False, "xhtmlOut": False, "maxNesting": MAX_NESTING})
    parser.enable("table")
    parser.inline.ruler.at("link", _remembering(link, "link_open"))
    parser.inline.ruler.at("autolink", _remembering(autolink, "link_open"))
    parser.inline.ruler.at("image", _remembering(image, "image"))
    return parser


#: Shared by all threads: what belongs to one text is kept in the text's own env.
parser = _parser()


def blocks_of(text: str) -> list[list[Token]]:
    """Parse a text into its top-level blocks, each a list of tokens."""
    blocks: list[list[Token]] = []
    current: list[Token] = []
    for token in parser.parse(text, {}):
        current.append(token)
        if token.level == 0 and token.nesting <= 0:
            blocks.append(current)
            current = []
    return blocks


def words_of(tokens: list[Token] | None) -> str:
    """Return what inline tokens say, without markup and on one line."""
    return " ".join("".join(map(_words, tokens or ())).split())


def _words(token: Token) -> str:
    if token.type == "image":
        return words_of(token.children)
    return " " if token.type in ("softbreak", "hardbreak") else token.content
