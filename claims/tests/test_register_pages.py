"""The register as readers browse it, and a question's page with its answers of now and before."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from claims import actions
from claims.models import Claim
from tests import factory

from .scenes import HOSTILE, rich_claim, words


def move(claim: Claim, question: Any, by: User) -> None:
    """Sign off a claim as the answer to another question."""
    claim.question = question
    claim.save()
    actions.sign_off(claim=claim, verdict="supported", certainty="low", reasons="Asked anew.", by=by)


def test_in_every_order_each_claim_has_its_verdict_caveat_and_question(client: Client, mo: User) -> None:
    rich_claim(mo)
    for order in ("question", "gravest", "certainty", "checked", "changed"):
        html = words(client, f"/evidence/?sort={order}")
        for expected in ("It may help a little.", "Sources back this", "It can scar.", "/questions/does-it-help/"):
            assert expected in html, (order, expected)


def test_a_sorted_or_narrowed_register_is_not_for_search_engines(client: Client, mo: User) -> None:
    rich_claim(mo)
    assert 'rel="canonical"' in words(client, "/evidence/")
    for query in ("sort=gravest", "verdict=supported", "question=does-it-help"):
        html = words(client, f"/evidence/?{query}")
        assert '<meta name="robots" content="noindex">' in html and 'rel="canonical"' not in html


def test_what_was_asked_stands_as_chips_that_take_it_off(client: Client, mo: User) -> None:
    rich_claim(mo)
    html = words(client, "/evidence/?verdict=supported&q=help&sort=gravest")
    assert 'href="?verdict=supported&amp;sort=gravest"' in html and 'href="?q=help&amp;sort=gravest"' in html
    assert '<option value="supported" selected>' in html and '<option value="gravest" selected>' in html


def test_where_nothing_fits_the_page_says_what_to_take_off(client: Client, mo: User) -> None:
    rich_claim(mo)
    html = words(client, "/evidence/?verdict=refuted&q=help")
    assert "No claim fits." in html and "without “Words: help”" in html
    assert "does not mean that something is safe" in html
    assert "<svg" not in html


def test_pages_of_a_sorted_register_keep_what_was_asked(client: Client, mo: User, monkeypatch: Any) -> None:
    monkeypatch.setattr("claims.register_views.CLAIMS_A_PAGE", 1)
    rich_claim(mo)
    rich_claim(mo, "it-helps-more", statement="It helps more.")
    html = words(client, "/evidence/?sort=changed&verdict=supported")
    assert "It helps more." in html and "It may help a little." not in html
    assert 'href="?verdict=supported&amp;sort=changed&amp;page=2"' in html


def test_rivals_stand_in_columns_by_what_they_answer_with_all_their_caveats(client: Client, mo: User) -> None:
    rich_claim(mo)
    rich_claim(mo, "it-does-not", statement="It does not.", stance="no")
    html = words(client, "/questions/does-it-help/").partition("<main")[2]
    assert "stances-2" in html
    yes, no = html.index("They answer: yes"), html.index("They answer: no")
    assert yes < html.index("It may help a little.") < no < html.index("It does not.")
    assert html.count("It is mild.") == html.count("It can scar.") == 2


def test_a_signed_off_answer_stands_on_top_and_those_before_it_below(client: Client, mo: User) -> None:
    rich_claim(mo)
    for text in ("We do not know.", "It may, a little."):
        actions.sign_off_answer(question=factory.question(), text=text, by=mo)
    html = words(client, "/questions/does-it-help/")
    now, claim, before = html.index("It may, a little."), html.index("It may help a"), html.index("We do not know.")
    assert now < claim < before and "What we answered before" in html
    assert "What we answered before" not in words(client, "/evidence/it-may-help/")


def test_a_question_whose_claims_moved_says_where_they_stand_now(client: Client, mo: User) -> None:
    claim = rich_claim(mo)
    actions.sign_off_answer(question=factory.question(), text="It may, a little.", by=mo)
    move(claim, factory.question("does-it-last", text="Does it last?"), mo)
    html = words(client, "/questions/does-it-help/")
    for expected in (
        "No claim answers this question any more.",
        "do not go by it",
        "It may, a little.",
        "It can scar.",
    ):
        assert expected in html, expected
    assert "/questions/does-it-last/" in html and "noindex" in html
    assert "The short answer" not in html


def test_a_question_that_was_never_public_is_404(client: Client, mo: User) -> None:
    factory.claim("a-draft", question=factory.question(), stance="yes")
    words(client, "/questions/does-it-help/", 404)
    words(client, "/questions/does-it-help/cite.bib", 404)


def test_the_register_bears_hostile_words(client: Client, mo: User) -> None:
    rich_claim(mo, statement=HOSTILE, population=HOSTILE[:90], question=factory.question(text=HOSTILE))
    for address in ("/evidence/", "/evidence/?sort=checked", "/questions/does-it-help/", "/evidence/it-may-help/"):
        assert "<script>alert" not in words(client, address)


@pytest.mark.parametrize("query", ["sort=gravest", "verdict=supported"])
def test_the_register_takes_as_many_queries_in_any_order(
    client: Client, mo: User, query: str, django_assert_max_num_queries: Any
) -> None:
    for number in range(5):
        rich_claim(mo, f"claim-{number}", question=factory.question(f"question-{number}"))
    with django_assert_max_num_queries(6):
        client.get(f"/evidence/?{query}")
