"""What looks like a mark and is none: an issue with its line, plain words for the reader."""

import pytest

from claims.markup import parse, render

from .reading_html import body_of, faces


def issues_of(text: str) -> list[tuple[str, int]]:
    document = parse({"body": text}, faces("a", "uv-index"), {})["body"]
    return [(issue.kind, issue.line) for issue in document.issues]


@pytest.mark.parametrize(
    "text",
    [
        "[words](claim: a)",
        "[words](claim :a)",
        "[words] (claim:a)",
        "[words](Claim:a)",
        "[words](CLAIM:a)",
        "[words](claims:a)",
        "[words](claim:UV-Index)",
        "[words](claim:uv%2Dindex)",
        "[words](claim:%61)",
        "[words](%63laim:a)",
        "[words](claim%3Aa)",
        "[words](claim:a_b)",
        "[words](claim:a/)",
        "[words](claim:a?b)",
        "[words](claim:a#b)",
        "[words](claim://a)",
        "[words](<claim: a>)",
        "[words](claim:)",
        "[words](claim:é)",
        f"[words](claim:{'a' * 81})",
        "[words](claim:a reported)",
        "[words](claim:a “reported”)",
        "[words](claim:a 'reported)",
        "[words][claim:a]",
        "[words]\\(claim:a)",
        "words (claim:a)",
        "![words](claim:a)",
        "![words](Claim:a)",
        "![see [words](claim:a)](picture:p)",
        "<claim:a>",
        "<claim: a>",
        '<a href="claim:a">words</a>',
        "[see [words](/x/) there](claim:a)",
        "[words](picture:a)",
        "[words](calim:a)",
    ],
)
def test_a_near_miss_is_found_with_its_line_and_makes_no_claim(text: str) -> None:
    whole = f"Before.\n\nOne line\nand {text} there."
    assert ("near_miss", 4) in issues_of(whole)
    body = body_of(render(whole, faces("a", "uv-index")))
    assert not body.all("data-claim")
    assert not [link for link in body.walk() if "claim" in link.attrs.get("href", "").lower()]


@pytest.mark.parametrize(
    "text",
    [
        "A claim: it works. The claim (see [there](/x/)) is old.",
        "`[words](claim: a)` and ``<claim:a>``",
        "```\n[words](claim: a)\n[words](Claim:a)\n```",
        "    [words](claim: a)",
        "[words](https://example.org/claim:a)",
        "[words]( claim:a )",
        "[mail](mailto:a@example.org) <https://example.org/>",
        "Note [1]: see (there).",
    ],
)
def test_what_is_no_near_miss_is_left_alone(text: str) -> None:
    assert issues_of(text) == []


def test_plain_words_stay_where_a_near_miss_stood() -> None:
    body = body_of(render("It [works *well*](claim:UV-Index), ![a drawing](claim:a).", faces("a")))
    assert body.text == "It works well, a drawing."


@pytest.mark.parametrize("text", ["[](claim:a)", "[ ](claim:a)", "[![](picture:p)](claim:a)"])
def test_a_claim_without_words_is_a_near_miss(text: str) -> None:
    assert issues_of(f"See {text}")[0] == ("near_miss", 1)
    assert not body_of(render(text, faces("a"))).all("data-claim")


@pytest.mark.parametrize("title", ["Reported", "REPORTED", "reported ", "told", "made"])
def test_another_title_is_a_near_miss_and_the_page_makes_the_claim(title: str) -> None:
    text = f'[words](claim:a "{title}")'
    assert issues_of(text) == [("near_miss", 1)]
    (mark,) = body_of(render(text, faces("a"))).all("data-claim")
    assert "data-reported" not in mark.attrs


def test_an_unknown_claim_is_an_issue_and_its_words_have_no_note() -> None:
    text = "Well.\n\n- one\n- [words](claim:nobody)"
    assert issues_of(text) == [("unknown", 4)]
    body = body_of(render(text, faces("a")))
    assert [each.text for each in body.classed("mark-unknown")] == ["words"]
    assert not body.all("data-claim") and not body.all("data-claim-note")
    (mark,) = parse({"body": text}, faces("a"))["body"].marks
    assert (mark.slug, mark.number, mark.note) == ("nobody", 0, "")


def test_who_gives_no_faces_learns_which_claims_are_marked_and_of_no_issue() -> None:
    document = parse({"body": "[x](claim:a) ![p](picture:q)"})["body"]
    assert [mark.slug for mark in document.marks] == ["a"]
    assert [picture.slug for picture in document.pictures] == ["q"]
    assert document.issues == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("![alt](picture:nobody)", "unknown_picture"),
        ("![alt](https://example.org/x.png)", "outside_picture"),
        ("![alt](//example.org/x.png)", "near_miss"),
        ("![alt](/media/x.png)", "outside_picture"),
        ("![alt](Picture:p)", "near_miss"),
    ],
)
def test_only_pictures_of_the_site_are_shown(text: str, kind: str) -> None:
    assert issues_of(f"One\n{text}") == [(kind, 2)]
    body = body_of(render(text, {}))
    assert "alt" in body.text and not [each for each in body.walk() if each.tag in ("img", "picture")]


def test_lines_are_those_of_the_text_with_any_kind_of_line_ending() -> None:
    text = "One\r\n\r\nTwo `a\r\nb`\r[x](Claim:a)\n\n> q\n> [x](claim: a)\n>\n> [x](claim:nobody)"
    assert issues_of(text) == [("near_miss", 5), ("near_miss", 8), ("unknown", 10)]
