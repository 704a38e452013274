"""The list of treatments: how sure the evidence of each is, and choosing some to compare."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from claims import actions as claim_actions
from publishing import actions
from records.actions import redact
from tests import factory
from tests.visitor import Node

from . import making
from .making import html, of_class, tree, words

pytestmark = pytest.mark.django_db

ADDRESS = "/treatments/"


def entries(client: Client) -> list[Node]:
    return of_class(tree(client, ADDRESS), "entry")


def ticks(node: Node) -> list[str]:
    return [each.attributes["value"] for each in node.walk() if each.attributes.get("name") == "t"]


def test_without_a_treatment_it_says_so(client: Client) -> None:
    page = tree(client, ADDRESS)
    assert "Nothing has been published here yet." in words(page)
    assert ticks(page) == []


def test_one_treatment_stands_alone_and_offers_no_comparison(client: Client, mo: User) -> None:
    making.live(by=mo)
    making.written("draft", by=mo, title="A draft")
    (entry,) = entries(client)
    assert words(entry) == "Needling What was found. Evidence for KP No claim about this has been checked."
    assert 'href="/treatments/needling/"' in html(client, ADDRESS)


def test_all_treatments_stand_in_the_order_of_the_alphabet(client: Client, mo: User) -> None:
    titles = [f"Treatment {letter}" for letter in "QWERTYUIOPASDFGHJKLZXCVBNM"]
    for number, title in enumerate(titles):
        making.live(f"treatment-{number}", by=mo, title=title)
    shown = [words(each.children[0]) for each in entries(client) if isinstance(each.children[0], Node)]
    assert shown == sorted(titles)


def test_each_shows_the_first_claim_that_it_lists_with_certainty_verdict_and_gravest_caveat(
    client: Client, mo: User
) -> None:
    scars = making.harm(mo, certainty="moderate")
    making.live(by=mo, listed=[scars, factory.signed(by=mo)])
    (entry,) = entries(client)
    assert words(entry).endswith(
        "Evidence for KP ●●●○ fair (moderate certainty) It may scar. Sources back this "
        "Warning: Walk away if needles are shared."
    )
    (backing,) = entry.having("data-backing")
    assert (backing.attributes["data-verdict"], backing.attributes["data-certainty"]) == ("supported", "moderate")


def test_a_claim_that_nobody_studied_says_so(client: Client, mo: User) -> None:
    searched: dict[str, Any] = {"searched_on": timezone.localdate(), "searched_where": "PubMed"}
    claim = factory.signed(by=mo, verdict="unsupported", certainty="no_studies", **searched)
    making.live(by=mo, listed=[claim])
    (entry,) = entries(client)
    assert "no study found It may help a little. Not backed by evidence" in words(entry)


def test_a_verdict_that_changes_shows_at_once(client: Client, mo: User) -> None:
    claim = making.harm(mo)
    making.live(by=mo, listed=[claim])
    claim_actions.set_notice(claim=claim, by=mo)
    assert "Being re-checked Sources back this" in words(entries(client)[0])


def test_a_claim_in_the_summary_has_its_verdict_too(client: Client, mo: User) -> None:
    making.harm(mo)
    listed = factory.signed(by=mo)
    making.live(by=mo, listed=[listed], summary="It [may scar](claim:it-may-scar).")
    (entry,) = entries(client)
    assert [each.attributes["data-verdict"] for each in entry.having("data-verdict")] == ["supported", "supported"]
    assert words(entry).endswith("Warning: Walk away if needles are shared.")


def test_several_can_be_chosen_and_compared(client: Client, mo: User) -> None:
    for slug in ("needling", "lasers"):
        making.live(slug, by=mo, title=slug.title())
    page = tree(client, ADDRESS)
    (form,) = [each for each in page.walk() if each.attributes.get("action") == "/treatments/compare/"]
    assert form.attributes["method"] == "get"
    assert ticks(form) == ["lasers", "needling"]
    assert "Compare Lasers" in words(form)


def test_a_withdrawn_treatment_is_gone_from_it(client: Client, mo: User) -> None:
    copy = making.live(by=mo)
    actions.withdraw(page=copy.page, public_note="It said too much.", by=mo)
    assert entries(client) == []


def test_a_redacted_treatment_is_listed_with_the_notice(client: Client, mo: User) -> None:
    root = User.objects.create_superuser("root", password="pass")
    copy = making.live(by=mo, listed=[factory.signed(by=mo)])
    redact(record=copy.page.publications.get(), reason="A court order.", by=root)
    assert "A court order." in words(entries(client)[0])


def test_titles_are_escaped(client: Client, mo: User) -> None:
    for slug in ("one", "two"):
        making.live(slug, by=mo, title=f"<script>{slug}</script>")
    source = html(client, ADDRESS)
    assert "<script>" not in source and "&lt;script&gt;one" in source


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_it_can_only_be_read(method: str, client: Client) -> None:
    assert getattr(client, method)(ADDRESS).status_code == 405
    assert client.head(ADDRESS).status_code == 200


@pytest.mark.parametrize("number", [1, 12])
def test_it_takes_as_many_queries_for_many_as_for_one(
    number: int, client: Client, mo: User, django_assert_num_queries: Any
) -> None:
    for each in range(number):
        claim = making.harm(mo, f"harm-{each}")
        summary = f"It [may scar](claim:harm-{each})."
        making.live(f"needling-{each}", by=mo, title=f"Needling {each}", listed=[claim], summary=summary)
    client.get(ADDRESS)
    with django_assert_num_queries(3):
        assert len(entries(client)) == number
