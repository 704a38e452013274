"""All public claims for machines: whole, harmless, and the same until a record or a day is newer."""

import csv
import json
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import jsonschema
import pytest
import time_machine
from django.test import Client

from accounts.models import User
from claims import actions
from claims.choices import Verdict
from claims.exports.schema import schema
from claims.exports.table import COLUMNS, FORMULA, table
from tests import factory

from .scenes import HOSTILE, rich_claim, words

CHECKER = jsonschema.Draft202012Validator


def document(client: Client) -> dict[str, Any]:
    """Return ``/claims.json``."""
    return json.loads(words(client, "/claims.json"))


def rows(client: Client) -> list[dict[str, str]]:
    """Return ``/claims.csv``."""
    return list(csv.DictReader(StringIO(words(client, "/claims.csv").removeprefix("\ufeff"))))


def test_the_document_fits_its_schema(client: Client, mo: User) -> None:
    rich_claim(mo)
    factory.signed("bare", by=mo, backed=False, verdict="unsupported", certainty="very_low")
    actions.retire(claim=rich_claim(mo, "old"), reasons="The same.", by=mo, successor=None)
    published = json.loads(words(client, "/claims.schema.json"))
    CHECKER.check_schema(published)
    CHECKER(published).validate(document(client))
    assert published == json.loads(json.dumps(schema()))


def test_a_broken_document_does_not_fit(client: Client, mo: User) -> None:
    rich_claim(mo)
    checker, found = CHECKER(schema()), document(client)
    whole = found["claims"][0]
    missing = [{name: whole[name] for name in whole if name != each} for each in whole]
    wrong = [
        whole | {"caveats": []},
        whole | {"verdict": {"value": "true", "words": "True"}},
        whole | {"url": "javascript:alert(1)"},
        whole | {"more": "words"},
    ]
    assert checker.is_valid(found)
    assert [each for each in [*missing, *wrong] if checker.is_valid({**found, "claims": [each]})] == []


def test_each_claim_has_all_that_readers_see_of_it(client: Client, mo: User) -> None:
    factory.source(doi="10.1000/182")
    actions.set_notice(claim=rich_claim(mo), by=mo)
    claim = document(client)["claims"][0]
    assert claim["verdict"] == {"value": "supported", "words": "Sources back this"}
    assert claim["certainty"] == {"value": "low", "words": "weak (low certainty)"}
    assert [each["text"] for each in claim["caveats"]] == ["It can scar.", "It is mild."]
    assert claim["notice"] == "Being re-checked" and claim["stance"]["value"] == "yes"
    assert claim["version"]["number"] == 2 and claim["version"]["url"].endswith("/it-may-help/versions/2/")
    assert claim["sources"][0]["doi"] == "10.1000/182" and claim["sources"][0]["relation"]["value"] == "supports"


def test_the_licence_and_what_we_ask_for_are_stated(client: Client, mo: User) -> None:
    rich_claim(mo)
    found = document(client)
    assert found["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert "verdict and its caveats" in found["condition"] and "not a term of the licence" in found["condition"]
    assert rows(client)[0]["license"] == found["license"]
    assert found["license"] in words(client, "/evidence/")


def test_nothing_that_is_not_public_goes_out(client: Client, mo: User) -> None:
    rich_claim(mo)
    factory.claim("a-draft", statement="This is a draft.")
    for address in ("/claims.json", "/claims.csv"):
        assert "draft" not in words(client, address)


def test_the_table_has_the_documented_header_and_every_claim_with_verdict_and_caveats(client: Client, mo: User) -> None:
    rich_claim(mo)
    text = words(client, "/claims.csv")
    assert text.startswith("\ufeff" + ",".join(COLUMNS))
    row = rows(client)[0]
    assert (row["verdict"], row["verdict_words"]) == (Verdict.SUPPORTED, "Sources back this")
    assert row["caveats"] == "Warning: It can scar. | Good to know: It is mild."


def test_no_cell_is_a_formula(client: Client, mo: User) -> None:
    rich_claim(mo)
    found = document(client)
    for first in FORMULA:
        found["claims"][0]["statement"] = f"{first}1+1"
        row = next(csv.DictReader(StringIO(table(found), newline="")))
        assert row["statement"] == f"'{first}1+1"


def test_hostile_words_stay_in_their_cell(client: Client, mo: User) -> None:
    rich_claim(mo, statement=HOSTILE)
    text = words(client, "/claims.csv").removeprefix("\ufeff")
    row = next(csv.DictReader(StringIO(text, newline="")))
    assert row["statement"] == f"'{HOSTILE}" and row["verdict"] == "supported"
    assert document(client)["claims"][0]["statement"] == HOSTILE


@pytest.mark.parametrize("address", ["/claims.json", "/claims.csv"])
def test_what_has_not_changed_is_not_sent_again_until_a_record_is_newer(client: Client, mo: User, address: str) -> None:
    claim = rich_claim(mo)
    first = client.get(address)
    known = {"If-None-Match": first["ETag"], "If-Modified-Since": first["Last-Modified"]}
    assert client.get(address, headers=known).status_code == 304
    actions.set_notice(claim=claim, by=mo)
    assert client.get(address, headers=known).status_code == 200


def test_a_new_day_is_a_change_for_claims_age(client: Client, mo: User) -> None:
    now = datetime(2026, 3, 1, 12, tzinfo=UTC)
    with time_machine.travel(now, tick=False) as clock:
        rich_claim(mo)
        first = client.get("/claims.json")
        clock.shift(timedelta(hours=11, minutes=59))
        assert client.get("/claims.json", headers={"If-None-Match": first["ETag"]}).status_code == 304
        clock.shift(timedelta(minutes=2))
        for known in ({"If-None-Match": first["ETag"]}, {"If-Modified-Since": first["Last-Modified"]}):
            assert client.get("/claims.json", headers=known).status_code == 200
        clock.shift(timedelta(days=400))
        assert document(client)["claims"][0]["stage"]["value"] != "in_time"


@pytest.mark.parametrize("address", ["/claims.json", "/claims.csv", "/claims.schema.json"])
def test_exports_are_open_to_all_and_refuse_the_wrong_method(client: Client, mo: User, address: str) -> None:
    rich_claim(mo)
    response = client.get(address)
    assert response["Access-Control-Allow-Origin"] == "*" and not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert client.post(address).status_code == 405
    assert client.head(address).status_code == 200
