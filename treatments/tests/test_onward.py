"""What to do next: from an article to comparing, from a treatment to its checklist, from a checklist to help."""

import pytest
from django.test import Client

from accounts.models import User
from tests import factory

from . import making

pytestmark = pytest.mark.django_db

COMPARE = ("Compare treatments side by side", "/treatments/compare/")


def steps(client: Client, address: str) -> list[tuple[str, str]]:
    """Return what a page offers to do next, besides other pages."""
    answer = client.get(address)
    for title, _url in answer.context["next_steps"]:
        assert title in answer.content.decode()
    return answer.context["next_steps"]


def test_an_article_offers_to_compare_treatments_once_there_are_two(mo: User, client: Client) -> None:
    factory.published(factory.article(by=mo), by=mo)
    making.live(by=mo)
    assert steps(client, "/articles/what-helps/") == []
    making.live("creams", by=mo, title="Creams")
    assert steps(client, "/articles/what-helps/") == [COMPARE]


def test_a_treatment_offers_comparing_and_its_checklist(mo: User, client: Client) -> None:
    creams = making.live("creams", by=mo, title="Creams")
    needling = making.live(by=mo, others=[creams])
    factory.published(factory.checklist(by=mo, treatment=needling), by=mo)
    assert steps(client, "/treatments/needling/") == [
        ("Compare it with other treatments", "/treatments/compare/?t=needling&t=creams"),
        ("Aftercare checklist: After needling", "/aftercare/after-needling/"),
    ]
    assert steps(client, "/treatments/creams/") == []


def test_a_checklist_offers_help_and_its_treatment(mo: User, client: Client) -> None:
    factory.published(factory.checklist(by=mo, treatment=making.live(by=mo)), by=mo)
    assert steps(client, "/aftercare/after-needling/") == [
        ("When to get help", "/aftercare/after-needling/#get-help"),
        ("The treatment: Needling", "/treatments/needling/"),
    ]


def test_what_stands_among_the_pages_to_read_next_is_not_offered_twice(mo: User, client: Client) -> None:
    topic = factory.topic()
    needling = making.written(by=mo)
    checklist = factory.checklist(by=mo, treatment=needling)
    for copy in (needling, checklist):
        copy.topics.set([topic])
        factory.published(copy, by=mo)
    answer = client.get("/aftercare/after-needling/")
    assert [each.title for each in answer.context["related"]] == ["Needling"]
    assert [title for title, _url in answer.context["next_steps"]] == ["When to get help"]
