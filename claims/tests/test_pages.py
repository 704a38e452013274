"""The register's public pages: what readers see of claims, questions and sources."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from claims import actions
from claims.models import Evidence
from tests import factory


def words(client: Client, address: str, status: int = 200) -> str:
    """Return a page's HTML."""
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


def queries(client: Client, address: str) -> int:
    """Return how many queries a page takes."""
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def full_claim(mo: User, slug: str = "it-may-help", **more: Any) -> Any:
    """Sign off a claim with a question, two caveats and evidence for it."""
    return factory.signed(
        slug,
        by=mo,
        question=more.pop("question", None) or factory.question(),
        stance="yes",
        caveats=(
            factory.caveat("mild", "note", "It is mild."),
            factory.caveat("harm", "stop", "It can scar."),
        ),
        **more,
    )


def test_register_shows_each_claim_with_verdict_and_gravest_caveat(client: Client, mo: User) -> None:
    full_claim(mo)
    html = words(client, "/evidence/")
    for expected in (
        "It may help a little.",
        "Sources back this",
        "Warning:",
        "It can scar.",
        "Does it help?",
    ):
        assert expected in html
    assert "It is mild." not in html


def test_register_shows_nothing_that_is_not_public(client: Client, mo: User) -> None:
    factory.claim("a-draft", statement="This is a draft.")
    public = full_claim(mo)
    public.statement = "This was typed today."
    public.save()
    html = words(client, "/evidence/") + words(client, "/evidence/it-may-help/")
    assert "This is a draft." not in html
    assert "This was typed today." not in html
    words(client, "/evidence/a-draft/", 404)


def test_register_is_searched_by_words_verdict_and_subject(client: Client, mo: User) -> None:
    factory.signed("soap-dries", by=mo, statement="Soap dries the skin.", about="harm")
    factory.signed(
        "sun-fades",
        by=mo,
        statement="Sun fades it.",
        verdict="unsupported",
        certainty="very_low",
        backed=False,
    )
    for query in ("q=SOAP+skin", "verdict=supported", "about=harm", "q=soap&verdict=supported&about=harm"):
        html = words(client, f"/evidence/?{query}")
        assert "Soap dries the skin." in html, query
        assert "Sun fades it." not in html, query
    assert "No claim fits." in words(client, "/evidence/?q=moon")


@pytest.mark.parametrize("query", ["verdict=nonsense", "about=%00", "q=%00", "page=999", "page=x", "q=%22%27%3Cb%3E"])
def test_register_bears_any_query(client: Client, mo: User, query: str) -> None:
    full_claim(mo)
    assert "<b>" not in words(client, f"/evidence/?{query}")


def test_claim_page_shows_everything_a_reader_needs_to_judge(client: Client, mo: User) -> None:
    claim = factory.claim("it-may-help", question=factory.question(answer="Perhaps."), stance="yes")
    against = factory.source("trial-2021", tier="trial", doi="10.1000/182")
    Evidence.objects.create(
        claim=claim,
        source=against,
        relation="contradicts",
        read="full text",
        extract="no difference was seen",
        design="randomised trial",
        n=20,
        population="acne scars",
        locator="table 2",
    )
    actions.sign_off(claim=claim, verdict="contested", certainty="low", reasons="They differ.", by=mo)
    assert claim.question is not None
    actions.sign_off_answer(question=claim.question, text="Perhaps.", by=mo)
    html = words(client, "/evidence/it-may-help/")
    for expected in (
        "It may help a little.",
        "Sources disagree",
        "weak (low certainty)",
        "not a formal GRADE assessment",
        "Take care:",
        "Nobody has studied this.",
        "They differ.",
        "Mo Okafor",
        "Perhaps.",
        "What speaks for it",
        "What speaks against it",
        "no difference was seen",
        "randomised trial",
        "20",
        "acne scars",
        "the full text",
        "table 2",
        "https://doi.org/10.1000/182",
        'id="wrong"',
    ):
        assert expected in html, expected


def test_rivals_stand_side_by_side_with_their_stances(client: Client, mo: User) -> None:
    full_claim(mo)
    factory.signed(
        "it-does-nothing",
        by=mo,
        statement="It does nothing.",
        question=factory.question(),
        stance="no",
        verdict="unsupported",
        certainty="very_low",
        backed=False,
    )
    for address in ("/evidence/it-may-help/", "/questions/does-it-help/"):
        html = words(client, address)
        assert "It may help a little." in html and "It does nothing." in html
        assert html.index("They answer: yes") < html.index("They answer: no")


def test_history_says_what_a_new_version_changed(client: Client, mo: User) -> None:
    claim = full_claim(mo)
    actions.sign_off(claim=claim, verdict="contested", certainty="very_low", reasons="A new study.", by=mo)
    html = words(client, "/evidence/it-may-help/")
    assert "Verdict: was “Sources back this”, now “Sources disagree”." in html
    assert "Version 2" in html and "Version 1" in html


def test_claim_names_the_pages_that_make_it(client: Client, edith: User, mo: User) -> None:
    full_claim(mo)
    body = "## Found\n\nSome say that [it helps](claim:it-may-help)."
    factory.published(factory.article(by=edith, body=body), by=edith)
    assert '<a href="/articles/what-helps/">What helps?</a>' in words(client, "/evidence/it-may-help/")


def test_retired_claim_leads_to_its_successor(client: Client, mo: User) -> None:
    old, new = full_claim(mo, "old-one"), full_claim(mo, "new-one")
    actions.retire(claim=old, reasons="The same as another.", by=mo, successor=new)
    response = client.get("/evidence/old-one/")
    assert (response.status_code, response["Location"]) == (302, "/evidence/new-one/")


def test_retired_claim_without_successor_says_so(client: Client, mo: User) -> None:
    actions.retire(claim=full_claim(mo), reasons="It was wrong.", by=mo)
    html = words(client, "/evidence/it-may-help/")
    assert "Taken back: do not rely on it" in html and "It was wrong." in html


def test_claim_being_rechecked_says_so(client: Client, mo: User) -> None:
    actions.set_notice(claim=full_claim(mo), by=mo)
    assert "Being re-checked" in words(client, "/evidence/it-may-help/")
    assert "Being re-checked" in words(client, "/evidence/")


def test_source_is_cited_by_its_original_and_not_linked(client: Client, mo: User) -> None:
    factory.source(
        url="https://mirror.example.com/x", linkable=False, original="The Ministry", verification="retracted"
    )
    full_claim(mo, verdict="unsupported", certainty="very_low")
    html = words(client, "/sources/review-2020/")
    assert "The Ministry" in html and "mirror.example.com" not in html
    assert "This source was retracted" in html
    assert "It may help a little." in html and "It can scar." in html


def test_starter_content_is_named_as_such(client: Client, mo: User) -> None:
    User.objects.filter(pk=mo.pk).update(public_name="starter content")
    mo.refresh_from_db()
    full_claim(mo)
    assert "makers of this starter content; not reviewed by a clinician" in words(client, "/evidence/it-may-help/")


@pytest.mark.parametrize(
    "address", ["/evidence/", "/evidence/it-may-help/", "/questions/does-it-help/", "/sources/review-2020/"]
)
def test_pages_refuse_the_wrong_method_and_set_no_cookie(client: Client, mo: User, address: str) -> None:
    full_claim(mo)
    assert client.post(address).status_code == 405
    assert client.head(address).status_code == 200
    assert not client.get(address).cookies


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/evidence/unknown/", "/questions/unknown/", "/sources/unknown/"])
def test_unknown_is_404(client: Client, address: str) -> None:
    assert "Page not found" in words(client, address, 404)


@pytest.mark.parametrize(
    "address", ["/evidence/", "/evidence/it-may-help/", "/questions/does-it-help/", "/sources/review-2020/"]
)
def test_queries_do_not_grow_with_claims(client: Client, mo: User, address: str) -> None:
    full_claim(mo)
    before = queries(client, address)
    for number in range(6):
        question = factory.question(f"question-{number % 2}") if number % 3 else factory.question()
        full_claim(mo, f"claim-{number}", question=question, statement=f"Claim {number}.")
    assert queries(client, address) == before <= 5
