"""A page's social card: its title, and how its claims are judged today."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.models import User
from articles.models import Article
from claims.actions import sign_off
from claims.models import Claim
from claims.queries import newest_faces
from publishing import actions, kinds
from publishing.cards import card_of
from tests import factory

pytestmark = pytest.mark.django_db

CARD = "/articles/what-helps/card.png"


@pytest.fixture
def copy(edith: User, mo: User) -> Article:
    """A page that makes one claim."""
    factory.signed(by=mo)
    made = factory.article(by=edith, body="## Found\n\nIt [may help](claim:it-may-help).")
    factory.published(made, by=edith)
    return made


def test_a_card_counts_claims_by_verdict(copy: Article) -> None:
    faces = list(newest_faces().values())
    assert card_of(kinds.get("article"), "What helps?", faces).alt == (
        "Article: What helps? 1 claim on this page: Sources back this: 1"
    )
    assert card_of(kinds.get("article"), "What helps?", []).alt == "Article: What helps?"


def test_a_card_is_another_one_when_a_verdict_changes(copy: Article, mo: User, client: Client) -> None:
    before = client.get(CARD)
    assert (before.status_code, before["Content-Type"], before.cookies) == (200, "image/png", {})
    claim = Claim.objects.get(slug="it-may-help")
    sign_off(claim=claim, verdict="contested", certainty="low", reasons="Two disagree.", by=mo)
    after = client.get(CARD, headers={"If-None-Match": before["ETag"]})
    assert after.status_code == 200 and after.content != before.content
    assert f"{CARD}?v=" in client.get("/articles/what-helps/").content.decode()


def test_a_withdrawn_page_has_a_card_that_says_so(copy: Article, mo: User, client: Client) -> None:
    before = client.get(CARD).content
    actions.withdraw(page=copy.page, public_note="It was wrong.", by=mo)
    gone = client.get(CARD)
    assert (gone.status_code, gone["Content-Type"]) == (410, "image/png") and gone.content != before


def test_what_is_not_live_has_no_card(edith: User, client: Client) -> None:
    soon = timezone.now() + timedelta(hours=1)
    factory.published(factory.article(by=edith), by=edith, live_at=soon)
    assert client.get(CARD).status_code == client.get("/articles/nothing/card.png").status_code == 404
    with time_machine.travel(soon + timedelta(seconds=1)):
        assert client.get(CARD).status_code == 200
    assert client.post(CARD).status_code == 405


def test_a_summary_that_states_claims_is_not_what_other_sites_cut(copy: Article, edith: User, client: Client) -> None:
    def described() -> str:
        html = client.get("/articles/what-helps/").content.decode()
        return html.partition('og:description" content="')[2].partition('"')[0]

    assert described() == "What was found."
    copy.summary = "It [may help](claim:it-may-help)."
    actions.save_copy(copy=copy, by=edith)
    factory.published(copy, by=edith, note="Says more.")
    assert described() == "What the sources say, each claim with its verdict and its caveats."
