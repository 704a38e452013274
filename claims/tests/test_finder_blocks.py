"""Blocks: what of a Markdown text is read, and where it stands."""

import pytest

from claims.finder.blocks import Unit, units
from claims.finder.inline import Span

FRONT = '---\ntitle: "A guaranteed cure"\nkind: article\n---\n'


def plain(text: str) -> list[str]:
    return [unit.plain.strip() for unit in units(text)]


def kinds(text: str) -> list[str]:
    return [unit.kind for unit in units(text)]


def assert_places(text: str) -> list[Unit]:
    """Every letter that stands in the source as it is shown is found where its place says."""
    found = units(text)
    for unit in found:
        assert len(unit.plain) == len(unit.at)
        assert all(
            text[place] in (letter, "&", "\\", "\r", "\n") for letter, place in zip(unit.plain, unit.at, strict=True)
        )
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# A heading #\n\nA paragraph\nin two lines.", ["heading", "paragraph"]),
        ("Setext\n===", ["heading"]),
        ("- one\n- two\n\n  more of two", ["item", "item", "item"]),
        ("1. one\n2. two", ["item", "item"]),
        ("> quoted\n> > deeper", ["paragraph", "paragraph"]),
        ("| a | b |\n|---|---|\n| c | d |", ["cell"] * 4),
    ],
)
def test_each_paragraph_heading_item_and_cell_is_a_unit(text: str, expected: list[str]) -> None:
    assert kinds(text) == expected
    assert_places(text)


@pytest.mark.parametrize(
    "hidden",
    [
        "```\nA cure.\n```",
        "    A cure.",
        "~~~ python\nA cure.\n~~~",
        "<!-- A cure. -->",
        "<!-- A\n\ncure. -->",
        "[ref]: https://example.org/a-cure 'A cure.'",
        "***",
    ],
)
def test_code_comments_and_link_definitions_are_not_read(hidden: str) -> None:
    assert plain(f"Before.\n\n{hidden}\n\nAfter.") == ["Before.", "After."]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("A `cure` here.", "A  here."),
        ("A ``cu`re`` here.", "A  here."),
        ("A `cure here.", "A cure here."),
        ("[words](https://example.org/cure 'A cure')", "words"),
        ("[words][ref] and <https://example.org/cure>", "words and"),
        ("See https://example.org/cure.", "See"),
        ("![a smooth arm](picture:arm)", "a smooth arm"),
        ("a **bold** and _soft_ snake_case ~~gone~~ ~5", "a bold and soft snake_case gone ~5"),
        (r"5 \* 3 &amp; &#8217; &nope; \\", "5 * 3 & ’ &nope; \\"),
        ("one\\\ntwo  \nthree", "one two three"),
        ("An open [bracket ( and ] a closed one", "An open bracket ( and  a closed one"),
        ("Raw <b>text</b> is text.", "Raw <b>text</b> is text."),
    ],
)
def test_only_what_a_reader_sees_is_kept(text: str, shown: str) -> None:
    assert plain(text) == [shown]
    assert_places(text)


def test_front_matter_is_skipped_only_at_the_start() -> None:
    assert plain(FRONT + "\nText.") == ["Text."]
    assert plain("---\nNo key and value here.\n---\nText.") == ["No key and value here.", "Text."]
    assert "title" in " ".join(plain("Text.\n\n" + FRONT))


def test_a_comment_in_code_hides_nothing_behind_it() -> None:
    assert plain("```\n<!--\n```\n\nA cure.\n\n-->") == ["A cure.", "-->"]
    assert plain("A cure. <!-- never closed") == ["A cure. <!-- never closed"]


def test_words_in_marks_and_links_are_known() -> None:
    (unit,) = units(
        'It [soothes](claim:a), some [cure](claim:b "reported"), see [this](https://example.org) or <https://e.org>.'
    )
    said = {(span.kind, unit.plain[span.start : span.end]) for span in unit.spans}
    assert said == {("claim", "soothes"), ("reported", "cure"), ("link", "this"), ("link", "")}
    (inside,) = units("A link [inside](/articles/x/) and [no mark](claim:Nope).")
    assert inside.spans == []
    assert units("[words](claim:a)")[0].spans == [Span(0, 5, "claim")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_places_are_exact_whatever_ends_a_line(end: str) -> None:
    text = end.join(
        [
            "# Head",
            "",
            "One line",
            "and *one* more.",
            "",
            "> - quoted",
            ">   item",
            "",
            "| a | x \\| y |",
            "|--|--|",
            "| c | a |",
        ]
    )
    found = assert_places(text)
    assert [unit.plain for unit in found] == ["Head", "One line and one more.", "quoted item", "a", "x | y", "c", "a"]
    assert text[found[-1].start : found[-1].end] == "a"
    assert found[-1].start == len(text) - 3


def test_a_cell_knows_what_stands_above_it() -> None:
    found = units("| Some say | Others |\n|---|---|\n| yes | no |\n\n| one |\n|---|\n| two |")
    assert [(unit.plain, unit.heading) for unit in found] == [
        ("Some say", ""), ("Others", ""), ("yes", "Some say"), ("no", "Others"), ("one", ""), ("two", "one"),
    ]  # fmt: skip


def test_a_text_too_deep_or_too_long_is_read_line_by_line() -> None:
    assert plain("> " * 30 + "A cure.\n```\nA fix.") == [("> " * 30 + "A cure.").strip(), "A fix."]
    assert len(units("A cure.\n" * 26_000)) == 26_000
