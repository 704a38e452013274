"""A claim at one version: the address that citations name."""

from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client

from accounts.models import User
from claims import actions
from claims.models import Claim

from .scenes import rich_claim, words

FIRST, NEWEST = "/evidence/it-may-help/versions/1/", "/evidence/it-may-help/versions/2/"


@pytest.fixture
def changed(mo: User) -> Claim:
    """A claim that said more in its first version, in May 2024."""
    with time_machine.travel(datetime(2024, 5, 1, 12, tzinfo=UTC), tick=False):
        claim = rich_claim(mo)
    claim.statement = "It helps nobody."
    claim.save()
    actions.sign_off(claim=claim, verdict="contested", certainty="very_low", reasons="A new study.", by=mo)
    return claim


def test_an_old_version_shows_what_readers_saw_then_and_what_holds_now(client: Client, changed: Claim) -> None:
    html = words(client, FIRST)
    for expected in ("It may help a little.", "Sources back this", "It can scar.", "As the review says."):
        assert expected in html, expected
    banner = html[html.index('class="banner"') : html.index('class="kicker"')]
    assert "This is how it stood from 1 May 2024" in banner
    for expected in ("It helps nobody.", "Sources disagree", "It can scar."):
        assert expected in banner, expected
    assert '<meta name="robots" content="noindex">' in html


def test_an_old_version_has_the_age_that_it_had_then(client: Client, changed: Claim) -> None:
    assert "not currently checked" not in words(client, FIRST)


def test_the_newest_version_ages_as_the_claim_does(client: Client, mo: User) -> None:
    with time_machine.travel(datetime(2020, 5, 1, tzinfo=UTC), tick=False):
        rich_claim(mo)
    html = words(client, FIRST)
    assert "not currently checked" in html and "the newest." in html


def test_the_history_links_to_each_version(client: Client, changed: Claim) -> None:
    html = words(client, "/evidence/it-may-help/")
    assert f'href="{FIRST}"' in html and f'href="{NEWEST}"' in html


def test_an_old_version_of_a_retired_claim_says_so_and_leads_on(client: Client, changed: Claim, mo: User) -> None:
    other = rich_claim(mo, "another")
    actions.retire(claim=changed, reasons="The same as another.", by=mo, successor=other)
    html = words(client, FIRST)
    assert "Taken back: do not rely on it" in html and 'href="/evidence/another/"' in html
    assert client.get("/evidence/it-may-help/").status_code == 302


@pytest.mark.parametrize(
    "address", ["/evidence/it-may-help/versions/3/", "/evidence/it-may-help/versions/0/", "/evidence/no/versions/1/"]
)
def test_an_unknown_version_is_404(client: Client, changed: Claim, address: str) -> None:
    words(client, address, 404)


def test_a_version_refuses_the_wrong_method_and_takes_one_query(
    client: Client, changed: Claim, django_assert_num_queries: Any
) -> None:
    assert client.post(FIRST).status_code == 405
    with django_assert_num_queries(1):
        client.get(FIRST)
