"""The register with what only the whole site knows: treatments, the pages that make claims, and how they are cited."""

import json
from typing import Any

import pytest
import rispy
from django.test import Client

from accounts.models import User
from publishing import actions
from tests import factory


def words(client: Client, address: str, status: int = 200) -> str:
    """Return what an address answers."""
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


def article(by: User, slug: str = "what-helps", claim: str = "it-may-help") -> Any:
    """Publish an article that makes a claim."""
    return factory.published(factory.article(slug, by=by, body=f"## Found\n\nIt [may help](claim:{claim})."), by=by)


@pytest.fixture
def needling(mo: User) -> Any:
    """A live treatment whose page makes one of two claims."""
    factory.signed(by=mo)
    factory.signed("another", by=mo, statement="Soap dries the skin.")
    copy = factory.treatment(by=mo, title="Needling", summary="It [may help](claim:it-may-help).")
    return factory.published(copy, by=mo)


def test_the_register_is_narrowed_to_the_claims_of_a_treatments_page(client: Client, needling: Any) -> None:
    html = words(client, "/evidence/?treatment=needling")
    assert "It may help a little." in html and "Soap dries the skin." not in html
    assert '<option value="needling" selected>Needling</option>' in html
    assert "Soap dries the skin." in words(client, "/evidence/?treatment=unknown")


def test_a_withdrawn_treatment_is_no_longer_offered(client: Client, needling: Any, mo: User) -> None:
    actions.withdraw(page=needling.page, public_note="It was wrong.", by=mo)
    assert 'name="treatment"' not in words(client, "/evidence/")


def test_the_export_names_the_pages_that_make_a_claim(client: Client, needling: Any, mo: User) -> None:
    made = {each["slug"]: each["made_on"] for each in json.loads(words(client, "/claims.json"))["claims"]}
    assert [(each["title"], each["reported"]) for each in made["it-may-help"]] == [("Needling", False)]
    assert made["it-may-help"][0]["url"].endswith("/treatments/needling/") and made["another"] == []
    assert "/treatments/needling/" in words(client, "/claims.csv")


@pytest.mark.parametrize("change", ["publish", "withdraw", "rename"])
def test_the_export_is_new_when_where_a_claim_stands_changed(
    client: Client, needling: Any, mo: User, change: str
) -> None:
    known = {"If-None-Match": client.get("/claims.json")["ETag"]}
    assert client.get("/claims.json", headers=known).status_code == 304
    if change == "publish":
        article(mo)
    elif change == "withdraw":
        actions.withdraw(page=needling.page, public_note="It was wrong.", by=mo)
    else:
        actions.rename_page(page=needling.page, slug="fine-needling", by=mo)
    assert client.get("/claims.json", headers=known).status_code == 200


@pytest.mark.parametrize("address", ["/claims.json", "/claims.csv"])
def test_exports_take_as_many_queries_however_many_claims_there_are(
    client: Client, needling: Any, mo: User, address: str, django_assert_num_queries: Any
) -> None:
    for number in range(4):
        factory.signed(f"claim-{number}", by=mo)
        article(mo, f"page-{number}", f"claim-{number}")
    with django_assert_num_queries(6):
        client.get(address)


def test_a_page_is_cited_in_its_version(client: Client, needling: Any) -> None:
    html = words(client, "/treatments/needling/")
    assert "Needling [version 1]" in html and "/treatments/needling/versions/1/" in html
    cited = rispy.loads(words(client, "/treatments/needling/cite.ris"))[0]
    assert cited["title"] == "Needling [version 1]"
    assert words(client, "/treatments/needling/cite.bib").startswith("@misc{treatment-needling,")


def test_a_page_that_is_not_live_has_no_citation(client: Client, needling: Any, mo: User) -> None:
    factory.article("a-draft", by=mo)
    words(client, "/articles/a-draft/cite.bib", 404)
    words(client, "/treatments/needling/cite.exe", 404)
    actions.withdraw(page=needling.page, public_note="It was wrong.", by=mo)
    words(client, "/treatments/needling/cite.bib", 404)
    assert client.post("/treatments/needling/cite.bib").status_code == 405
