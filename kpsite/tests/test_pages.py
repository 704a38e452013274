"""The first page and the pages about the site."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.text import capfirst

from accounts.models import User
from claims.ageing import SCHEDULES
from claims.lowering import Lowering
from tests import factory

ADDRESSES = ["/", "/about/how-we-check/", "/about/privacy/"]


@pytest.mark.django_db
@pytest.mark.parametrize("address", ADDRESSES)
def test_pages_work_refuse_the_wrong_method_and_set_no_cookie(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 200 and not response.cookies
    assert client.post(address).status_code == 405


def test_home_shows_claims_only_with_verdict_and_gravest_caveat(client: Client, edith: User, mo: User) -> None:
    factory.signed("it-may-help", by=mo)
    text = "[It helps](claim:it-may-help)."
    factory.published(factory.article(by=edith, summary=text, body=f"## Found\n\n{text}"), by=edith)
    html = client.get("/").content.decode()
    assert "What helps?" in html and "On 1 page" in html
    shown = html.count("It may help a little.")
    assert shown == html.count("Sources back this") == html.count('data-caveat="caution"') == 2
    assert "data-claim=" not in html


def test_home_queries_do_not_grow_with_pages(client: Client, edith: User, mo: User) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get("/")
        return len(captured)

    for number in range(2):
        _page(number, edith, mo)
    before = count()
    for number in range(2, 6):
        _page(number, edith, mo)
    assert count() == before <= 6


def _page(number: int, edith: User, mo: User) -> None:
    factory.signed(f"claim-{number}", by=mo)
    text = f"[It helps](claim:claim-{number})."
    copy = factory.article(f"page-{number}", by=edith, summary=text, body=f"## Found\n\n{text}")
    factory.published(copy, by=edith)


@pytest.mark.django_db
def test_how_we_check_explains_every_verdict(client: Client) -> None:
    html = client.get("/about/how-we-check/").content.decode()
    for words in ("Sources back this", "Taken back: do not rely on it", "no study found", "Warning:"):
        assert words in html


@pytest.mark.django_db
def test_how_we_check_states_the_schedule_from_the_code_and_what_lowers_certainty(client: Client) -> None:
    html = client.get("/about/how-we-check/").content.decode()
    for schedule in SCHEDULES.values():
        row = html.split(str(schedule.what))[1].split("</tr>")[0]
        cells = [f"<td>{months} months</td>" for months in (schedule.due, schedule.overdue, schedule.lapsed)]
        assert [cell for cell in cells if cell in row] == cells
    for _value, words, meaning in Lowering.explained():
        assert f"<dt>{capfirst(words)}</dt><dd>{meaning}</dd>" in html
