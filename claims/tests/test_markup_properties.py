"""Whatever is written: each claim has its note where the design says, and nothing but safe HTML comes out."""

from typing import Any
from urllib.parse import urlsplit

from hypothesis import given, settings
from hypothesis import strategies as st

from claims.markup import parse, plain, render

from .reading_html import ASK, MARKS, SERUM, Element, assert_promises, body_of, face

KNOWN = {
    "good": face("good", caveats=(MARKS, ASK)),
    "grave": face("grave", verdict="refuted", caveats=(ASK, MARKS, SERUM)),
    "bare": face("bare", verdict="unreviewed", certainty="not_graded", caveats=()),
    "unknown-harm": face("unknown-harm", verdict="unsupported", certainty="no_studies", caveats=(ASK, MARKS)),
    "noticed": face("noticed", notice="A doubt <b>.", caveats=(SERUM, ASK)),
}
TAGS = {
    *("aside", "blockquote", "br", "code", "details", "div", "em", "h2", "h3", "h4", "h5", "h6", "hr", "li"),
    *(
        "ol",
        "p",
        "pre",
        "span",
        "strong",
        "summary",
        "sup",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
    ),
}
ATTRIBUTES = {
    *("aria-hidden", "aria-label", "class", "data-caveat", "data-certainty", "data-claim", "data-claim-note"),
    *("data-reported", "data-verdict", "id", "role", "scope", "start", "tabindex"),
}

# --- texts whose blocks are known ----------------------------------------------------------------------

hostile = st.sampled_from(
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "[x](javascript:alert(1))",
        "&lt;b&gt; &amp; &#0; &#60;i>",
        "</aside></div>",
        "<aside data-claim-note='good'>fake</aside>",
        "a\x00b\ud800\u202e",
        "`[x](claim:good)`",
        "[x](claim: good)",
        "![x](claim:good)",
        "<claim:good>",
        "[x](//example.org)",
        "*a **b* c**",
    ]
)
claims = st.tuples(
    st.sampled_from([*KNOWN, "nobody"]),
    st.sampled_from(["words", "*some* words", "`code`", "a **b** c", "it ![is](picture:p) so", "x <b>y</b>"]),
    st.sampled_from(["", ' "reported"']),
)
pieces = st.lists(st.one_of(st.sampled_from(["Some words", "more", "and so on."]), hostile, claims), max_size=5)


def written(parts: list) -> tuple[str, list[str]]:
    """Return one line of Markdown and the known claims that it marks."""
    words = [part if isinstance(part, str) else f"[{part[1]}](claim:{part[0]}{part[2]})" for part in parts]
    marked = [part[0] for part in parts if not isinstance(part, str) and part[0] in KNOWN]
    return " ".join(["Well", *words]), marked


def several(parts: list[list], pattern: str, joint: str = "\n") -> tuple[str, list[str]]:
    lines = [written(part) for part in parts]
    text = joint.join(pattern.format(line) for line, _marked in lines)
    return text, [slug for _line, marked in lines for slug in marked]


def table(rows: list[list]) -> tuple[str, list[str]]:
    cells = [written(row) for row in rows]
    lines = [f"| {line.replace('|', '')} | b |" for line, _marked in cells]
    return "\n".join([lines[0], "|---|:-:|", *lines[1:]]), [slug for _line, marked in cells for slug in marked]


many = st.lists(pieces, min_size=1, max_size=3)
blocks = st.one_of(
    pieces.map(written),
    many.map(lambda parts: several(parts, "{}")),
    many.map(lambda parts: several(parts, "- {}")),
    many.map(lambda parts: several(parts, "1. {}")),
    many.map(lambda parts: several(parts, "- a\n  - {}")),
    many.map(lambda parts: several(parts, "> {}", "\n>\n")),
    many.map(table),
    pieces.map(lambda parts: ("## " + written(parts)[0], written(parts)[1])),
    pieces.map(lambda parts: ("### " + written(parts)[0], written(parts)[1])),
    st.just(("```\n[x](claim:good)\n```", [])),
    st.just(("***", [])),
)


@given(st.lists(blocks, max_size=8))
@settings(max_examples=60, deadline=None)
def test_each_claims_note_stands_right_after_the_first_block_of_its_section_that_makes_it(made: list) -> None:
    # Two lists in a row are one block: a paragraph between them makes the blocks known.
    text = "\n\n".join(block for block, _marked in made)
    separated = "\n\nApart.\n\n".join(block for block, _marked in made)
    for whole, step in ((separated, 2), (text, 0)):
        body = body_of(render(whole, KNOWN))
        found = assert_promises(body, KNOWN)
        assert_is_safe(body)
        marked = [[mark.attrs["data-claim"] for mark in block.all("data-claim")] for block, _notes in found]
        if step:
            assert marked[::step] == [slugs for _block, slugs in made]
            assert not any(marked[1::step])
        assert [slug for slugs in marked for slug in slugs] == [slug for _block, slugs in made for slug in slugs]


@given(st.lists(blocks, max_size=4), st.lists(blocks, max_size=4))
@settings(max_examples=30, deadline=None)
def test_two_texts_of_a_page_share_numbers_and_no_ids(first: list, second: list) -> None:
    texts = {
        "summary": "\n\n".join(text for text, _ in first),
        "body": "\n\n".join(text for text, _ in second),
    }
    documents = parse(texts, KNOWN)
    marked = [mark for document in documents.values() for mark in document.marks if mark.number]
    numbers = {mark.slug: mark.number for mark in marked}
    assert all(numbers[mark.slug] == mark.number for mark in marked)
    assert sorted(numbers.values()) == list(range(1, len(numbers) + 1))
    ids = [note.id for document in documents.values() for block in document.blocks for note in block.notes]
    ids += [heading.id for document in documents.values() for heading in document.headings]
    assert len(ids) == len(set(ids))


# --- any text at all ----------------------------------------------------------------------------------

scraps = st.one_of(
    st.sampled_from(
        [
            *(
                "[",
                "]",
                "(",
                ")",
                "![",
                "](",
                "<",
                ">",
                "`",
                "```",
                "~~~",
                "*",
                "**",
                "_",
                "\\",
                "&",
                "|",
                "\n",
            ),
            *("\n\n", "\n## ", "\n# ", "\n---\n", "\n===\n", "\n> ", "\n- ", "\n1. ", "\n    ", "  \n", "\t"),
            *(
                "|-|-|\n",
                "[words](claim:good)",
                "[w](claim:grave 'reported')",
                "[w](claim:nobody)",
                "claim:good",
            ),
            *(
                "[x]: claim:bare\n",
                "[x]",
                "(claim:noticed)",
                "https://example.org",
                "javascript:",
                "//x",
                "\x00",
            ),
            *(
                "<https://a.b>",
                "<script>",
                "</div>",
                'onclick="x"',
                "![a](picture:p)",
                "&#x3c;",
                "\ud800",
                "\r",
            ),
        ]
    ),
    st.text(max_size=6),
)


#: What only a note's own template or a link may hold, and its attributes.
MORE = {"a": {"href", "rel"}, "button": {"type", "data-ask"}}


def assert_is_safe(body: Element) -> None:
    """Assert that there is nothing in a body but what a page may hold."""
    for element in body.walk():
        assert element.tag in TAGS | MORE.keys(), element.tag
        extra = MORE.get(element.tag, set())
        assert not set(element.attrs) - ATTRIBUTES - extra, element.attrs
        href = element.attrs.get("href", "")
        assert urlsplit(href).scheme in ("", "http", "https", "mailto"), href
        assert not href.startswith("//"), href
        assert (element.tag == "aside") == ("data-claim-note" in element.attrs)


@given(st.lists(scraps, max_size=40).map("".join))
@settings(max_examples=150, deadline=None)
def test_any_text_at_all_gives_safe_html_with_every_note_in_its_place(text: str) -> None:
    html = render(text, KNOWN)
    html.encode()
    body = body_of(html)
    assert_promises(body, KNOWN)
    assert_is_safe(body)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    document = parse({"text": text}, KNOWN, {})["text"]
    places: list[Any] = [*document.marks, *document.issues, *document.headings, *document.links, *document.pictures]
    assert all(1 <= place.line <= lines for place in places)
    assert all(1 <= block.first_line <= block.last_line <= lines for block in document.blocks)
    assert "\x00" not in plain(text)
