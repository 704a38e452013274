"""Stock reasons: shipped in plain words for each answer that takes one, and edited by moderators."""

import pytest
from django.test import Client

from accounts.models import User
from moderation.models import Flag, StockReason

from .judging import address, words

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", ["looking", "waiting", "agreed", "not-agreed"])
def test_three_or_four_are_at_hand_for_each_answer(state: str, stock: None) -> None:
    texts = list(StockReason.objects.filter(state=state).values_list("text", flat=True))
    assert 3 <= len(texts) <= 4
    assert all(text[0].isupper() and text[-1] in ".?!" for text in texts), "full sentences"


def test_what_moderators_changed_is_not_shipped_twice(stock: None) -> None:
    assert StockReason.objects.count() == StockReason.objects.values("state", "text").distinct().count()


def test_a_moderator_adds_one_and_finds_it_under_a_number(flag: Flag, desk: Client, stock: None) -> None:
    typed = {"state": "not-agreed", "text": "We asked a nurse: it is right.", "position": 9}
    assert desk.post("/admin/moderation/stockreason/add/", typed).status_code == 302
    shown = words(desk.get(address(flag)))
    form = shown[shown.index('id="act-disagree"') : shown.index('id="act-wait"')]
    assert "<kbd>5</kbd> We asked a nurse: it is right." in form
    assert "We asked the authors" not in form


def test_an_editor_changes_none(client: Client, edith: User, stock: None) -> None:
    client.force_login(edith)
    assert client.get("/admin/moderation/stockreason/").status_code == 403


def test_a_screen_without_stock_reasons_takes_own_words(flag: Flag, desk: Client) -> None:
    StockReason.objects.all().delete()
    assert "In your own words" in words(desk.get(address(flag)))
