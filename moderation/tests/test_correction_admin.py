"""A moderator publishes a correction in the admin, without a flag; afterwards it is there to be read."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from claims.models import Claim
from moderation.models import Correction
from tests import factory

pytestmark = pytest.mark.django_db

ADD = "/admin/moderation/correction/add/"


@pytest.fixture
def desk(mo: User) -> Client:
    """Mo's browser, signed in."""
    client = Client()
    client.force_login(mo)
    return client


def typed(**more: Any) -> dict[str, Any]:
    return {"claim": "", "page": "", "wrong": "This.", "since": "", "changed": "That.", **more}


def test_what_is_typed_is_published_and_signed(desk: Client, mo: User) -> None:
    claim = factory.signed(by=mo)
    answer = desk.post(ADD, typed(claim=claim.pk, since="2024-03-01"), follow=True)
    assert "was added successfully" in answer.content.decode()
    made = Correction.objects.get()
    assert (made.claim, made.wrong, made.by, str(made.since)) == (claim, "This.", mo, "2024-03-01")
    assert "This." in desk.get("/corrections/").content.decode()


@pytest.mark.parametrize(("more", "said"), [
    ({}, "Say which claim or page this is about."),
    ({"wrong": ""}, "This field is required."),
    ({"since": "2999-01-01"}, "Choose a day that has come."),
    ({"since": "yesterday"}, "Enter a valid date."),
    ({"changed": "x" * 1001}, "You used 1001."),
])  # fmt: skip
def test_what_makes_no_correction_comes_back_with_what_was_typed(
    more: dict[str, Any], said: str, desk: Client, mo: User
) -> None:
    claim = factory.signed(by=mo)
    answer = desk.post(ADD, typed(**{"claim": claim.pk if more else "", **more}))
    html = answer.content.decode()
    assert (answer.status_code, Correction.objects.count()) == (200, 0)
    assert said in html and "Constraint" not in html
    assert "That." in html or "x" * 1001 in html


def test_only_what_readers_saw_can_be_chosen(desk: Client, mo: User, edith: User) -> None:
    factory.claim("unseen", statement="Nobody saw this.")
    factory.article("unseen", by=edith)
    factory.published(factory.article("seen", by=edith), by=edith)
    html = desk.get(ADD).content.decode()
    assert "/articles/seen/" in html and "/articles/unseen/" not in html
    unseen = Claim.objects.get(slug="unseen")
    assert "Select a valid choice" in desk.post(ADD, typed(claim=unseen.pk)).content.decode()


def test_one_that_is_published_can_only_be_read(desk: Client, mo: User) -> None:
    desk.post(ADD, typed(claim=factory.signed(by=mo).pk))
    address = f"/admin/moderation/correction/{Correction.objects.get().pk}/change/"
    html = desk.get(address).content.decode()
    assert "This." in html and "Mo Okafor" in html and 'name="wrong"' not in html
    assert desk.post(address, typed(wrong="Other.")).status_code == 403
    assert desk.post(address.replace("change", "delete"), {"post": "yes"}).status_code == 403
    assert Correction.objects.get().wrong == "This."


def test_an_editor_sees_none_of_it(edith: User) -> None:
    client = Client()
    client.force_login(edith)
    for address in (ADD, "/admin/moderation/correction/"):
        assert client.get(address).status_code == 403
    assert client.post(ADD, typed()).status_code == 403
