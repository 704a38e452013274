"""What comes out of the markup is allow-listed HTML, whatever goes in, and soon."""

import time
from dataclasses import dataclass

import pytest

from claims.markup import marks, parse, plain, render
from claims.markup.clean import cleaned

from .reading_html import blocks, body_of, face, faces


def tags(text: str) -> set[str]:
    return {element.tag for element in body_of(render(text, {})).walk()}


@dataclass(frozen=True)
class Photo:
    """A picture as the markup wants to know it."""

    slug: str
    width: int
    height: int
    files: tuple[tuple[str, str, int], ...]


PHOTO = Photo(
    "arm",
    1600,
    900,
    (
        ("pictures/arm-1600.webp", "image/webp", 1600),
        ("pictures/arm-480.webp", "image/webp", 480),
        ("pictures/arm.jpg", "image/jpeg", 1600),
    ),
)


def test_raw_html_is_text() -> None:
    evil = '<script>alert(1)</script> <aside data-claim-note="x">fake</aside> <img src=x onerror=alert(1)>'
    body = body_of(render(evil, {}))
    assert body.text == evil
    assert tags(evil) == {"div", "p"}
    assert tags(f"<div>\n\n{evil}\n\n</div>\n\n<!-- c -->\n\n<![CDATA[x]]>\n\n<?x?>") == {"div", "p"}


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("<script>alert(1)</script><p>x</p>", "<p>x</p>"),
        ('<p onclick="x" style="color:red" id="y">x</p>', "<p>x</p>"),
        ('<a href="javascript:alert(1)">x</a>', "<a>x</a>"),
        ('<span class="mark fixed" data-x="y">x</span>', '<span class="mark">x</span>'),
        ('<pre><code class="language-js">x</code></pre>', "<pre><code>x</code></pre>"),
        ('<aside data-claim-note="x">x</aside><iframe src="/"></iframe><!-- x -->', "x"),
    ],
)
def test_the_last_step_would_take_out_what_an_earlier_one_let_through(html: str, left: str) -> None:
    assert cleaned(html) == left


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "javascript&colon;alert(1)",
        "&#106;avascript:alert(1)",
        "java&#10;script:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://example.org",
        "//example.org",
        "/\\example.org",
        "\\\\example.org",
        "\x01javascript:alert(1)",
        "https:example.org",
    ],
)
def test_a_link_that_is_not_http_mail_or_inside_the_site_is_no_link(href: str) -> None:
    for text in (f"[x]({href})", f"[x](<{href}>)", f"[x][1]\n\n[1]: {href}", f"<{href}>"):
        for element in body_of(render(text, {})).walk():
            assert not element.attrs.get("href", "").lower().startswith(("j", "v", "d", "f", "//", "\\", "/\\"))


def test_links_inside_and_outside_the_site_are_kept_and_listed() -> None:
    text = "[a](https://example.org/?a=1&b=2)\n[b](/evidence/) [c](#h-x) [d](mailto:a@example.org) [e](../x/)"
    links = [each for each in body_of(render(text, {})).walk() if each.tag == "a"]
    assert [each.attrs.get("rel") for each in links] == ["noopener", None, None, None, None]
    found = [(link.href, link.line) for link in parse({"body": text})["body"].links]
    assert found == [
        ("https://example.org/?a=1&b=2", 1),
        ("/evidence/", 2),
        ("#h-x", 2),
        ("mailto:a@example.org", 2),
        ("../x/", 2),
    ]
    assert [each.attrs["href"] for each in links] == [href for href, _line in found]


def test_an_address_inside_the_words_of_a_link_is_no_second_link() -> None:
    body = body_of(render("[see <https://b.example> or ![x](/y)](https://a.example)", {}))
    assert [each.text for each in body.walk() if each.tag == "a"] == ["see https://b.example or x"]


def test_a_picture_of_the_site_is_shown_in_the_sizes_there_are() -> None:
    document = parse({"body": "![An *arm*](picture:arm)"}, {}, {"arm": PHOTO})["body"]
    assert document.blocks[0].html.strip() == (
        '<p class="picture"><picture><source type="image/webp" '
        'srcset="/media/pictures/arm-480.webp 480w, /media/pictures/arm-1600.webp 1600w" '
        'sizes="(min-width: 45rem) 43rem, 100vw">'
        '<img src="/media/pictures/arm.jpg" width="1600" height="900" alt="An arm" loading="lazy">'
        "</picture></p>"
    )
    assert [(picture.slug, picture.alt, picture.line) for picture in document.pictures] == [("arm", "An arm", 1)]


def test_alternative_text_is_text() -> None:
    document = parse({"body": '![a" onload="x <b>](picture:arm)'}, {}, {"arm": PHOTO})["body"]
    (image,) = [
        each for each in body_of(f'<div class="body">{document.blocks[0].html}</div>').walk() if each.tag == "img"
    ]
    assert image.attrs["alt"] == 'a" onload="x <b>'
    assert "onload" not in image.attrs


def test_tables_scroll_in_a_box_of_their_own_and_carry_no_inline_style() -> None:
    body = body_of(render("| a | b |\n|:--|--:|\n| 1 | 2 |", {}))
    (box,) = body.elements
    assert box.attrs == {"class": "table-scroll", "tabindex": "0", "role": "region", "aria-label": "Table 1"}
    assert [each.attrs.get("class") for each in body.walk() if each.tag == "td"] == [
        "align-left",
        "align-right",
    ]
    assert not body.all("style")


def test_the_title_of_the_page_stays_its_only_h1() -> None:
    assert "h1" not in tags("# One\n\nTwo\n===\n\n> # Three")


def test_characters_that_html_cannot_hold_are_replaced() -> None:
    text = "a\x00b\x07c\ud800d\x7fe\ufffff \U0001ffffg\x85h [w\x00](claim:a)"
    html = render(text, faces("a"))
    html.encode()
    assert blocks(body_of(html))[0].text == "a�b�c�d�e�f �g�h w�1"


def test_an_empty_text_is_an_empty_body() -> None:
    for text in ("", " \n\t\n", "[x]: /y\n"):
        assert parse({"body": text})["body"].blocks == ()
        assert body_of(render(text)).text == ""


def test_a_text_of_two_hundred_thousand_characters_is_the_longest_that_is_shown() -> None:
    assert not parse({"body": "a" * 200_000})["body"].issues
    document = parse({"body": "a" * 200_001}, {})["body"]
    assert [(issue.kind, issue.line) for issue in document.issues] == [("too_long", 1)]
    assert [block.kind for block in document.blocks] == ["paragraph"]
    assert "This text is too long to show." in render("a" * 200_001)
    assert (plain("a" * 200_001), marks("a" * 200_001)) == ("", ())


def test_a_text_with_more_claims_than_anybody_reads_is_refused() -> None:
    document = parse({"body": "[w](claim:a) " * 2_001}, faces("a"))["body"]
    assert [issue.kind for issue in document.issues] == ["too_long"]
    assert document.marks == ()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("One.\n\n" + "> " * 30 + "deep", 3),
        ("One.\n\n" + "\n".join("  " * depth + "- item" for depth in range(15)), 3),
        ("One.\n\nTwo " + "[" * 300, 3),
        ("One.\n\n" + "[](" * 300, 3),
        ("One.\n\n" + "*a " * 60 + "a* " * 60, 3),
    ],
)
def test_what_is_nested_too_deeply_is_an_issue_and_nothing_is_lost_without_a_word(text: str, line: int) -> None:
    assert ("too_deep", line) in [(i.kind, i.line) for i in parse({"body": text}, {})["body"].issues]
    assert "This text is nested too deeply to show." in render(text)


def test_nesting_that_people_write_is_shown() -> None:
    text = "\n".join("  " * depth + f"- item {depth} [w](claim:a)" for depth in range(6)) + "\n\n> > quoted\n\n- - -\n"
    assert not parse({"body": text}, faces("a"))["body"].issues
    assert len(marks(text)) == 6


HOSTILE = {
    "open brackets": "[" * 50_000,
    "open parentheses": "(" * 50_000,
    "both": "[](" * 50_000,
    "brackets in brackets": "[" * 25_000 + "]" * 25_000,
    "marks in marks": "[" * 10_000 + "a" + "](claim:a)" * 10_000,
    "pictures": "![" * 50_000,
    "pictures in pictures": "![" * 20_000 + "a" + "](b)" * 20_000,
    "quotes": ">" * 50_000,
    "spaced quotes": "> " * 50_000,
    "quotes with lazy lines": "> " * 20 + "a\n" + "a\n" * 40_000,
    "stars": "*" * 50_000,
    "strong stars": "**a" * 30_000,
    "closed stars": "*a " * 15_000 + "a* " * 15_000,
    "backticks": "`" * 50_000,
    "growing backticks": "".join("e" + "`" * count for count in range(1, 400)),
    "bullets": "- " * 50_000,
    "numbers": "1) " * 30_000,
    "nested lists": "\n".join("  " * depth + "- a" for depth in range(300)),
    "angle brackets": "<" * 50_000,
    "addresses": "<https://a " * 9_000,
    "entities": "&" * 50_000,
    "backslashes": "\\" * 50_000,
    "references": "[a]: /x\n\n" + "[a]" * 30_000,
    "columns": "|" + "a|" * 20_000 + "\n|" + "-|" * 20_000 + "\n|a|\n",
    "claims": "[w](claim:a) " * 7_000,
    "near misses": "[w](claim: a) " * 7_000,
    "spaces": "[w](" + " " * 90_000,
    "sections": "## a\n\n[w](claim:a)\n\n" * 4_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_text_is_shown_or_refused_in_bounded_time(text: str) -> None:
    start = time.process_time()
    html = render(text, faces("a"))
    assert time.process_time() - start < 10  # about 2 s at most on an idle machine
    body_of(html)


def test_ten_kilobytes_with_many_claims_are_quick() -> None:
    claims = [f"[words {number}](claim:c{number % 23})" for number in range(115)]
    text = "\n\n".join(" and some more words that go on, ".join(claims[at : at + 5]) for at in range(0, 115, 5))
    known = {f"c{number}": face(f"c{number}") for number in range(23)}
    render(text, known)
    best = min(_seconds(text, known) for _try in range(5))
    assert best < 0.25  # about 0.02 s on an idle machine


def _seconds(text: str, known: dict) -> float:
    start = time.process_time()
    render(text, known)
    return time.process_time() - start
