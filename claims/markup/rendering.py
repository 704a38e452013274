"""Rendering: a draft's tokens become the HTML of its blocks, sanitised one by one."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from django.core.files.storage import default_storage
from django.utils.html import escape, format_html, format_html_join
from django.utils.translation import gettext as _
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from claims.choices import Stage, Verdict
from claims.faces import ClaimFace
from claims.languages import interface_attributes

from .clean import cleaned
from .drafts import DraftBlock
from .engine import is_outside, parser
from .marks import Block, Mark
from .note import Note, words_id

#: Verdicts that the sentence itself must name.
ALARMING = (Verdict.UNSUPPORTED, Verdict.REFUTED, Verdict.RETIRED)
#: How wide pictures are shown: the body's measure, or the whole window where that is narrower.
SIZES = "(min-width: 45rem) 43rem, 100vw"


class Shown(Protocol):
    """What the markup needs to know of a picture."""

    @property
    def slug(self) -> str: ...
    @property
    def width(self) -> int: ...
    @property
    def height(self) -> int: ...
    @property
    def files(self) -> Sequence[tuple[str, str, int]]: ...


class Renderer(RendererHTML):
    """The parser's own renderer, with our tokens and without inline styles. One for each text."""

    def __init__(self, marks: Sequence[Mark], faces: Mapping[str, ClaimFace], pictures: Mapping[str, Shown]) -> None:
        super().__init__()
        self._marks, self._faces, self._pictures = marks, faces, pictures
        self._alarms: dict[str, str] = {}
        self._said: Counter[str] = Counter()
        self._ours = interface_attributes()
        self._note_label = _("Note %(number)s")
        self._tables = 0

    def claim_open(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        """The words of a claim begin."""
        mark = self._marks[tokens[idx].meta["mark"]]
        if not mark.number:
            return '<span class="mark-unknown">'
        classes = "mark mark-alarming" if self._alarm(mark.slug) else "mark"
        self._said[mark.note] += 1
        place = words_id(mark.note, self._said[mark.note])
        return (
            f'<span class="{classes}" id="{place}" data-claim="{mark.slug}"{" data-reported" if mark.reported else ""}>'
        )

    def claim_close(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        """The words of a claim end: with its number, and in words if it is not to be relied on."""
        mark = self._marks[tokens[idx].meta["mark"]]
        if not mark.number:
            return "</span>"
        label = escape(self._note_label % {"number": mark.number})
        link = f'<a class="mark-number"{self._ours} href="#{mark.note}" aria-label="{label}">{mark.number}</a>'
        return f"<sup>{link}</sup></span>{self._alarm(mark.slug)}"

    def _alarm(self, slug: str) -> str:
        if slug not in self._alarms:
            words = alarm(self._faces[slug])
            self._alarms[slug] = (
                f' <strong class="mark-verdict"{self._ours}>({escape(words)})</strong>' if words else ""
            )
        return self._alarms[slug]

    def picture(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        """A picture of the site."""
        token = tokens[idx]
        face = self._pictures.get(token.meta["slug"])
        return picture_html(face, token.content) if face else escape(token.content)

    def link_open(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        """A link; one that leads to another site must not reach back."""
        if is_outside(str(tokens[idx].attrs.get("href", ""))):
            tokens[idx].attrs["rel"] = "noopener"
        return self.renderToken(tokens, idx, options, env)

    def heading_open(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        """A heading: the page's title is its only h1."""
        tokens[idx].tag = shown_level(tokens[idx].tag)
        return self.renderToken(tokens, idx, options, env)

    def heading_close(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        """The end of a heading."""
        tokens[idx].tag = shown_level(tokens[idx].tag)
        return self.renderToken(tokens, idx, options, env)

    def table_open(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        """A table, in a box that scrolls sideways on narrow windows and by keyboard."""
        self._tables += 1
        label = _("Table %(number)s") % {"number": self._tables}
        return format_html('<div class="table-scroll" tabindex="0" role="region" aria-label="{}"><table>', label)

    def table_close(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        """The end of a table and its box."""
        return "</table></div>"

    def th_open(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        """A heading of a column."""
        return f'<th scope="col"{alignment(tokens[idx])}>'

    def td_open(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        """A cell."""
        return f"<td{alignment(tokens[idx])}>"


def blocks_html(
    drafts: Sequence[DraftBlock], notes: Mapping[int, Sequence[Note]], renderer: Renderer
) -> tuple[Block, ...]:
    """Return a text's blocks as readers get them."""
    return tuple(
        Block(
            html=block_html(draft, renderer),
            kind=draft.kind,
            notes=tuple(notes.get(position, ())),
            first_line=draft.first_line,
            last_line=draft.last_line,
        )
        for position, draft in enumerate(drafts)
    )


def block_html(draft: DraftBlock, renderer: Renderer) -> Any:
    """Return one block's sanitised HTML."""
    if draft.refused:
        return cleaned(format_html('<p class="not-shown">{}</p>', draft.refused))
    html = renderer.render(draft.tokens, parser.options, {})
    if draft.kind == "picture":
        html = html.replace("<p>", '<p class="picture">', 1)
    return cleaned(html)


def alarm(face: ClaimFace) -> str:
    """Return what the sentence itself must say of a claim that is not to be relied on; empty for others."""
    words = []
    if face.verdict in ALARMING:
        label = str(Verdict(face.verdict).label)
        words.append(label[:1].lower() + label[1:])
    if face.has_lapsed:
        words.append(str(Stage.NOT_CHECKED.label))
    if not face.caveats:
        words.append(_("no caveat recorded"))
    if face.notice:
        words.append(_("being re-checked"))
    return "; ".join(words)


def picture_html(face: Shown, alt: str) -> str:
    """Return a picture with the files a browser may choose from: WebP, and one that all browsers show."""
    modern = sorted((each for each in face.files if each[1] == "image/webp"), key=lambda each: each[2])
    others = [each for each in face.files if each[1] != "image/webp"] or modern
    if not others:
        return escape(alt)
    files = format_html_join(", ", "{} {}w", ((default_storage.url(name), width) for name, _mime, width in modern))
    source = format_html('<source type="image/webp" srcset="{}" sizes="{}">', files, SIZES) if modern else ""
    return format_html(
        '<picture>{}<img src="{}" width="{}" height="{}" alt="{}" loading="lazy"></picture>',
        source,
        default_storage.url(max(others, key=lambda each: each[2])[0]),
        face.width,
        face.height,
        alt,
    )


def shown_level(tag: str) -> str:
    """Return the tag of a heading in the page, whose title is its only h1."""
    return "h2" if tag == "h1" else tag


def alignment(token: Token) -> str:
    """Return a cell's alignment as a class: pages carry no inline styles."""
    side = str(token.attrs.get("style", "")).removeprefix("text-align:")
    return f' class="align-{side}"' if side else ""
