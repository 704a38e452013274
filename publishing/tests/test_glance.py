"""What a page says of itself at a glance: claims by verdict, how sure, how long, and its contents."""

import re
from datetime import date
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client

from accounts.models import User
from publishing import glance, kinds
from publishing.rendering import page_context, render
from tests import factory
from tests.visitor import Node

SEARCHED = {"searched_on": date(2026, 1, 1), "searched_where": "PubMed"}
pytestmark = pytest.mark.django_db


def page(client: Client, body: str, by: User, **more: Any) -> Node:
    factory.published(factory.article(by=by, body=body, **more), by=by)
    return Node.read(client.get("/articles/what-helps/").content.decode())


def published(by: User) -> str:
    return factory.published(factory.article(by=by), by=by).page.get_absolute_url()


def facts(node: Node) -> dict[str, str]:
    """Return the figures of a page, by label."""
    figures = next(each for each in node.walk() if each.name == "section" and each.attributes.get("class") == "tally")
    rows = (
        [part for part in each.walk() if part.name in ("dt", "dd")] for each in figures.walk() if each.name == "div"
    )
    return {label.text.strip(): " ".join(told.text.split()) for label, told in rows}


def test_a_page_says_how_many_claims_have_which_verdict_and_how_sure_they_are(client: Client, mo: User) -> None:
    factory.signed("strong", by=mo, certainty="moderate")
    factory.signed("weak", by=mo, certainty="very_low")
    factory.signed("none", by=mo, verdict="unsupported", certainty="no_studies", backed=False, **SEARCHED)
    body = "## Found\n\nIt [is](claim:strong), it [may be](claim:weak), it [works](claim:none)."
    found = facts(page(client, body, mo))
    assert found["Claims"].startswith("3 claims on this page 2 backed by sources 1 not backed by evidence")
    assert found["Evidence"] == (
        "●○○○ very weak (very low certainty) to ●●●○ fair (moderate certainty), in 2 claims no study found for 1"
    )


def test_a_claim_that_is_only_told_of_makes_the_page_no_surer(client: Client, mo: User) -> None:
    factory.signed("strong", by=mo, certainty="high")
    factory.signed("weak", by=mo, certainty="low")
    found = facts(page(client, 'Some say [so](claim:strong "reported"). It [may](claim:weak).', mo))
    assert found["Evidence"] == "●●○○ weak (low certainty), in 1 claim"


def test_a_page_without_claims_has_no_row_about_them(client: Client, mo: User) -> None:
    assert facts(page(client, "Nothing.", mo)) == {"Covers": "Covers what was found.", "To read": "about 1 minute"}


def test_the_time_to_read_goes_by_the_words_of_the_page_and_not_of_its_notes(client: Client, mo: User) -> None:
    factory.signed(by=mo)
    many = "word " * (glance.WORDS_A_MINUTE * 3 - 20)
    assert facts(page(client, f"It [may help](claim:it-may-help).\n\n{many}", mo))["To read"] == "about 3 minutes"


def test_one_word_too_many_takes_a_minute_more(client: Client, mo: User) -> None:
    words = glance.WORDS_A_MINUTE * 2 + 1 - 3  # of the summary
    assert facts(page(client, "word " * words, mo))["To read"] == "about 3 minutes"


def test_what_a_page_covers_is_told_where_its_snapshot_says_so(client: Client, mo: User) -> None:
    snapshot = {"schema": 1, "title": "T", "summary": "", "body": "", "covers": "For grown-ups with <KP>."}
    context = page_context(render(kinds.get("article"), snapshot, {}))
    shown = f"<main>{render_to_string('publishing/_tally.html', context)}</main>"
    assert facts(Node.read(shown))["Covers"] == "For grown-ups with <KP>."
    bare = page_context(render(kinds.get("article"), {**snapshot, "covers": ""}, {}))
    assert "Covers" not in facts(Node.read(f"<main>{render_to_string('publishing/_tally.html', bare)}</main>"))


# --- contents -----------------------------------------------------------------------------------------------


def contents(node: Node) -> list[tuple[str, str]]:
    found = next((each for each in node.walk() if each.attributes.get("class", "").startswith("contents")), None)
    links = (each for each in (found.walk() if found else ()) if each.name == "a")
    return [(each.attributes["href"], each.text) for each in links]


def test_a_long_page_has_contents_that_lead_to_its_headings(client: Client, mo: User) -> None:
    node = page(client, "".join(f"## Part {word}\n\nSo.\n\n### Finer\n\n" for word in ("one", "two", "é", "one")), mo)
    assert [words for _href, words in contents(node)] == ["Part one", "Part two", "Part é", "Part one"]
    ids = [each.attributes["id"] for each in node.having("id")]
    assert [ids.count(href[1:]) for href, _words in contents(node)] == [1, 1, 1, 1]


def test_a_short_page_has_none(client: Client, mo: User) -> None:
    assert contents(page(client, "## One\n\nSo.\n\n## Two\n\nSo.\n\n## Three\n\nSo.", mo)) == []


@pytest.mark.parametrize("words", ["claims", "This page", "content", "Contents", "claims-title"])
def test_a_heading_never_takes_the_id_of_something_else(client: Client, mo: User, words: str) -> None:
    factory.signed(by=mo)
    node = page(client, f"## {words}\n\nIt [may help](claim:it-may-help).\n\n" * 4, mo)
    ids = [each.attributes["id"] for each in node.having("id")]
    assert len(ids) == len(set(ids)) and len(contents(node)) == 4


def test_a_treatments_contents_are_its_sections(client: Client, mo: User) -> None:
    parts: dict[str, Any] = {name: "So." for name in ("benefits", "harms", "before_you_decide", "alternatives")}
    factory.published(factory.treatment(by=mo, **parts), by=mo)
    node = Node.read(client.get("/treatments/needling/").content.decode())
    assert [href for href, _words in contents(node)] == [
        "#what-it-is", "#benefits", "#harms", "#before-you-decide", "#alternatives",
    ]  # fmt: skip


def test_an_article_offers_its_claims_as_questions_by_a_plain_form(client: Client, mo: User) -> None:
    factory.signed(by=mo)
    factory.signed("told", by=mo)
    node = page(client, 'It [may help](claim:it-may-help). Some say [so](claim:told "reported").', mo)
    form = next(each for each in node.having("data-ask-form"))
    sent = [each.attributes["value"] for each in form.walk() if each.attributes.get("name") == "claim"]
    assert (form.attributes["action"], form.attributes["method"], sent) == ("/sheet/", "get", ["it-may-help"])
    assert re.search(r"/js/ask[.\w]*\.js", " ".join(each.attributes.get("src", "") for each in node.walk()))
