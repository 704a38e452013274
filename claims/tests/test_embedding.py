"""A claim within another site's page: never without verdict and caveats, and the only page that may be framed."""

import html
import re
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from claims import actions

from .scenes import HOSTILE, rich_claim, words

EMBED = "/embed/it-may-help/"


def test_an_embedded_claim_carries_verdict_certainty_caveats_date_and_the_way_back(client: Client, mo: User) -> None:
    rich_claim(mo)
    page = words(client, EMBED)
    for expected in ("It may help a little.", "Sources back this", "Evidence: weak (low certainty)", "It can scar.",
                     "It is mild.", "Last checked on", "As of", "Why KP &amp; Microneedling says this",
                     '/evidence/it-may-help/" target="_blank" rel="noopener"'):  # fmt: skip
        assert expected in page, expected
    assert "<script" not in page and "noindex" in page


def test_only_embedded_claims_may_stand_in_a_frame(client: Client, mo: User) -> None:
    rich_claim(mo)
    for address in (EMBED, "/embed/unknown/"):
        response = client.get(address)
        assert "frame-ancestors *" in response["Content-Security-Policy"]
        assert "X-Frame-Options" not in response and not response.cookies
    for address in ("/evidence/", "/evidence/it-may-help/", "/evidence/it-may-help/versions/1/", "/claims.json"):
        response = client.get(address)
        assert "frame-ancestors 'none'" in response["Content-Security-Policy"], address
        assert response["X-Frame-Options"] == "DENY"


def test_nothing_else_is_loosened_by_framing(client: Client, mo: User) -> None:
    rich_claim(mo)
    framed = set(client.get(EMBED)["Content-Security-Policy"].split("; "))
    usual = set(client.get("/evidence/")["Content-Security-Policy"].split("; "))
    assert framed - usual == {"frame-ancestors *"}


def test_a_retired_claim_says_so_and_what_took_its_place(client: Client, mo: User) -> None:
    old, new = rich_claim(mo), rich_claim(mo, "another", statement="It may help some.")
    actions.retire(claim=old, reasons="The same.", by=mo, successor=new)
    page = words(client, EMBED)
    for expected in ("Taken back: do not rely on it", "What we say now:", "It may help some.", "Sources back this"):
        assert expected in page, expected


def test_a_claim_being_rechecked_says_so(client: Client, mo: User) -> None:
    actions.set_notice(claim=rich_claim(mo), by=mo)
    assert "Being re-checked" in words(client, EMBED)


def test_an_unknown_claim_is_a_small_404(client: Client, db: None) -> None:
    page = words(client, "/embed/unknown/", 404)
    assert "No claim has this address." in page and "site-header" not in page
    assert client.post("/embed/unknown/").status_code == 405


def test_the_claims_page_gives_code_that_is_one_frame_without_the_claims_words(client: Client, mo: User) -> None:
    rich_claim(mo, statement=HOSTILE)
    page = words(client, "/evidence/it-may-help/")
    code = html.unescape(re.findall(r'id="embed-code"><code>(.*?)</code>', page, re.DOTALL)[0])
    assert re.fullmatch(r'<iframe src="http[^"<>]+/embed/it-may-help/" title="[^"<>]+" [^<>]+></iframe>', code), code
    assert 'sandbox="allow-popups allow-popups-to-escape-sandbox"' in code
    assert "alert" not in code


def test_an_embedded_claim_takes_one_query(client: Client, mo: User, django_assert_num_queries: Any) -> None:
    rich_claim(mo)
    with django_assert_num_queries(1):
        client.get(EMBED)


@pytest.mark.parametrize("statement", [HOSTILE, "<img src=x onerror=alert(1)>"])
def test_hostile_words_stay_words(client: Client, mo: User, statement: str) -> None:
    rich_claim(mo, statement=statement)
    page = words(client, EMBED)
    assert "<script" not in page and "<img" not in page
