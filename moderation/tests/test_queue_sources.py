"""What was found outside about a source waits in the queue until it is accepted or dismissed."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from claims.choices import Found, Teller
from claims.models import SourceFinding
from claims.queries import newest_faces
from claims.source_actions import Fact, note_source_finding
from moderation.queue import Kind, Risk, Row
from moderation.queue.listing import read_queue
from tests import factory

pytestmark = pytest.mark.django_db

BODY = "## Found\n\nIt [may help](claim:it-may-help)."


@pytest.fixture
def made(mo: User) -> None:
    """A live page that makes a claim which rests on one source."""
    factory.signed(by=mo)
    factory.published(factory.article(by=mo, body=BODY), by=mo)


def noted(kind: Found = Found.RETRACTED) -> Row:
    fact = Fact(kind, Teller.CROSSREF, "It was, on 3 May.", ("DOI 10.1000/abc",), "https://doi.org/10.1000/notice")
    note_source_finding(source=factory.source(), fact=fact)
    (row,) = (row for row in read_queue().rows if row.kind == Kind.SOURCE)
    return row


def post(client: Client, mo: User, row: Row, **posted: str) -> Any:
    client.force_login(mo)
    return client.post(row.url, {"seen": row.fingerprint, **posted})


def test_a_retraction_is_urgent_and_counts_the_pages_it_touches(made: None) -> None:
    row = noted()
    assert (row.risk, row.is_urgent, row.reach, row.claims) == (Risk.RETRACTED, True, 1, ("it-may-help",))
    assert "Crossref" in row.why and "It was, on 3 May." in row.why


def test_a_dead_link_waits_below(made: None) -> None:
    assert noted(Found.DEAD_LINK).risk == Risk.SOURCE


def test_the_screen_shows_who_says_what_and_which_claims_rest_on_it(made: None, mo: User, client: Client) -> None:
    row = noted()
    client.force_login(mo)
    html = client.get(row.url).content.decode()
    for words in ("It was retracted", "Crossref", "https://doi.org/10.1000/notice", "It may help a little."):
        assert words in html, words


def test_accepting_another_title_says_that_readers_are_not_warned(made: None, mo: User, client: Client) -> None:
    row = noted(Found.TITLE_MISMATCH)
    client.force_login(mo)
    assert "and readers are not warned." in client.get(row.url).content.decode()
    post(client, mo, row, act="accept")
    assert "What readers see of claims stays as it is." in client.get("/admin/").content.decode()
    assert newest_faces()["it-may-help"].number == 1


def test_accepting_warns_readers_and_leaves_the_claim_to_be_judged(made: None, mo: User, client: Client) -> None:
    post(client, mo, noted(), act="accept")
    assert newest_faces()["it-may-help"].notice == "Being re-checked"
    assert {row.kind for row in read_queue().rows} == {Kind.RECHECK, Kind.WEAK_SOURCES}


def test_dismissing_takes_a_reason(made: None, mo: User, client: Client) -> None:
    row = noted()
    assert "Choose a reason" in post(client, mo, row, act="dismiss").content.decode()
    assert SourceFinding.objects.get().is_open
    post(client, mo, row, act="dismiss", **{"dismiss-stock": "1"})
    assert (SourceFinding.objects.get().reason, read_queue().rows) == ("It is about another work.", [])
