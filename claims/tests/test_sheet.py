"""The sheet of questions without script: the address says which claims are on it, and nothing is lost unsaid."""

from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from accounts.models import User
from claims.actions import retire
from claims.choices import About
from claims.sheet import GENERAL, MOST, QUESTIONS, sheet
from tests import factory
from tests.visitor import Node

pytestmark = pytest.mark.django_db

WORDS_OF_ADVICE = ("should not", "you should", "must", "never", "always", "avoid", "safe")


def html(client: Client, *slugs: str, **more: str) -> str:
    query = [("claim", slug) for slug in slugs] + list(more.items())
    answer = client.get(f"/sheet/?{urlencode(query)}")
    assert answer.status_code == 200
    return answer.content.decode()


def asked(page: str) -> list[str]:
    return [each.attributes["data-asked"] for each in Node.read(page).having("data-asked")]


def hidden(page: str) -> list[str]:
    form = next(each for each in Node.read(page).walk() if each.attributes.get("id") == "sheet-chosen")
    return [each.attributes["value"] for each in form.walk() if each.attributes.get("name") == "claim"]


def test_an_empty_sheet_still_has_the_general_questions(client: Client) -> None:
    page = client.get("/sheet/")
    assert page.status_code == 200 and not page.cookies
    assert all(str(question) in page.content.decode() for question in GENERAL)
    assert asked(page.content.decode()) == []
    assert "No claim is on your sheet yet." in page.content.decode()


def test_the_page_refuses_other_methods(client: Client) -> None:
    assert client.post("/sheet/", {"claim": "it-may-help"}).status_code == 405
    assert client.head("/sheet/").status_code == 200


def test_a_claim_stands_with_its_question_verdict_and_gravest_caveat(client: Client, mo: User) -> None:
    factory.signed(by=mo, about="harm", statement="It can leave marks.")
    item = html(client, "it-may-help").split('data-asked="it-may-help"')[1].split("</li>")[0]
    for words in ("How often do you see this", "It can leave marks.", "Sources back this", "Nobody has studied this."):
        assert words in item
    assert "weak (low certainty)" in item


def test_claims_stand_in_the_order_they_were_chosen_once_each(client: Client, mo: User) -> None:
    for slug in ("one", "two"):
        factory.signed(slug, by=mo)
    assert asked(html(client, "two", "one", "two")) == ["two", "one"]


def test_the_verdict_is_that_of_now(client: Client, mo: User) -> None:
    claim = factory.signed(by=mo)
    assert "Sources back this" in html(client, "it-may-help")
    retire(claim=claim, reasons="The review was retracted.", by=mo)
    assert "Taken back: do not rely on it" in html(client, "it-may-help")


@pytest.mark.parametrize("name", ["nobody-knows-it", "<script>alert(1)</script>", "nul\x00", "ö", "x" * 3000])
def test_a_name_of_no_claim_is_told_and_escaped(client: Client, mo: User, name: str) -> None:
    factory.signed(by=mo)
    page = html(client, "it-may-help", name)
    assert "There is no claim called" in page and "<script>alert" not in page
    assert asked(page) == ["it-may-help"]


def test_a_claim_that_no_page_has_made_is_not_public(client: Client) -> None:
    factory.claim("a-draft", statement="Nobody may see this yet.")
    page = html(client, "a-draft")
    assert "There is no claim called “a-draft”" in page and "Nobody may see this yet." not in page


def test_what_there_is_no_room_for_is_told_and_kept_in_the_address(client: Client, mo: User) -> None:
    slugs = [f"claim-{number}" for number in range(MOST + 2)]
    for slug in slugs:
        factory.signed(slug, by=mo)
    page = html(client, *slugs)
    assert asked(page) == slugs[:MOST]
    assert "2 more are not shown" in page and hidden(page) == slugs
    assert "more are not shown" not in html(client, *slugs[:MOST])


def test_a_claim_is_taken_off_by_a_plain_form(client: Client) -> None:
    answer = client.get("/sheet/?claim=one&claim=two&without=one")
    assert (answer.status_code, answer["Location"]) == (302, "/sheet/?claim=two")
    assert client.get("/sheet/?claim=one&without=one")["Location"] == "/sheet/"


def test_claims_are_found_by_their_words_but_for_those_on_the_sheet(client: Client, mo: User) -> None:
    factory.signed("one", by=mo, statement="Needling can leave scars.")
    factory.signed("two", by=mo, statement="Acne scars may fade.")
    page = html(client, "one", q="SCARS")
    assert 'data-found="two"' in page and 'data-found="one"' not in page
    found = page.split('data-found="two"')[1].split("</li>")[0]
    assert "Sources back this" in found and "Nobody has studied this." in found
    assert "No other claim has the words “moon”." in html(client, q="moon")


def test_what_somebody_chose_is_not_kept_on_the_way_and_not_indexed(client: Client, mo: User) -> None:
    chosen = client.get("/sheet/?claim=it-may-help")
    assert "no-store" in chosen["Cache-Control"] and 'content="noindex"' in chosen.content.decode()
    assert "Cache-Control" not in client.get("/sheet/")


def test_own_lines_can_never_be_sent(client: Client) -> None:
    lines = Node.read(html(client)).having("data-own")
    assert lines and not any("name" in line.attributes or "form" in line.attributes for line in lines)


def test_every_kind_of_claim_has_a_question_and_none_gives_advice() -> None:
    assert set(QUESTIONS) == set(About)
    for question in (*QUESTIONS.values(), *GENERAL):
        assert str(question).endswith("?")
        assert not any(words in str(question).lower() for words in WORDS_OF_ADVICE)


def test_a_sheet_takes_one_query_however_many_are_named(mo: User, django_assert_num_queries: Any) -> None:
    for number in range(4):
        factory.signed(f"claim-{number}", by=mo)
    with django_assert_num_queries(1):
        assert len(sheet([f"claim-{number}" for number in range(9)]).asked) == 4
    with django_assert_num_queries(0):
        assert sheet(["", " ", "not a slug"]).unknown == ("not a slug",)
