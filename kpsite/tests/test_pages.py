"""The first page and the pages about the site."""

from runpy import run_path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.text import capfirst

from accounts.models import User
from claims.actions import sign_off_answer
from claims.ageing import SCHEDULES
from claims.lowering import Lowering
from kpsite.logs import logging
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


def test_home_shows_answers_with_question_verdict_and_caveat(client: Client, edith: User, mo: User) -> None:
    factory.signed(by=mo, question=factory.question(), stance="yes")
    factory.published(factory.article(by=edith, body="## Found\n\n[It helps](claim:it-may-help)."), by=edith)
    assert "What is known" not in client.get("/").content.decode()
    sign_off_answer(question=factory.question(), text="It may, a little.", by=mo)
    known = client.get("/").content.decode().split('id="known"')[1].split('id="kinds"')[0]
    for words in ("Does it help?", "It may, a little.", "Sources back this", "Nobody has studied this."):
        assert words in known


def test_home_answers_what_articles_ask_before_what_pages_only_claim(client: Client, mo: User) -> None:
    for slug in ("often", "asked"):
        question = factory.question(slug, text=f"Is it {slug}?")
        factory.signed(slug, by=mo, question=question, stance="yes")
        sign_off_answer(question=question, text=f"It is {slug}.", by=mo)
    for number in range(2):
        factory.published(factory.article(f"page-{number}", by=mo, body="## Found\n\n[So](claim:often)."), by=mo)
    asking = factory.article("asks", by=mo, body="## Found\n\n[So](claim:asked).", question=question)
    factory.published(asking, by=mo)
    known = client.get("/").content.decode().split('id="known"')[1]
    assert known.index("It is asked.") < known.index("It is often.")


def test_home_leads_to_help_and_to_the_kinds_of_page_that_there_are(client: Client, mo: User) -> None:
    factory.published(factory.article(by=mo), by=mo)
    before = client.get("/").content.decode()
    assert "When to get help" not in before and 'href="/treatments/">Treatments</a> <span' not in before
    factory.published(factory.checklist(by=mo), by=mo)
    after = client.get("/").content.decode()
    assert 'href="/aftercare/after-needling/#get-help"' in after
    assert 'href="/aftercare/">Aftercare checklists</a> <span' in after


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/articles/", "/treatments/", "/aftercare/"])
def test_an_empty_site_says_so_kindly_and_has_no_empty_section(client: Client, address: str) -> None:
    html = client.get(address).content.decode()
    assert "Nothing has been published here yet." in html
    for heading in ("What is known", "What you find here", "Newest pages", "The claims our pages make most"):
        assert heading not in html


def test_lists_say_what_they_hold_and_the_checklists_lead_to_help(client: Client, mo: User) -> None:
    factory.published(factory.checklist(by=mo), by=mo)
    factory.published(factory.article(by=mo), by=mo)
    assert "one question at a time" in client.get("/articles/").content.decode()
    assert "When to get help" not in client.get("/articles/").content.decode()
    assert 'href="/aftercare/after-needling/#get-help"' in client.get("/aftercare/").content.decode()


@pytest.mark.django_db
def test_the_privacy_page_says_what_is_kept_where(client: Client) -> None:
    html = client.get("/about/privacy/").content.decode()
    for words in ("No cookies.", "No third parties.", "No tracking.", "keeps no log of visits", "/admin/", "/sheet/"):
        assert words in html


def test_what_the_privacy_page_says_of_logs_is_so() -> None:
    settings = run_path("gunicorn.conf.py")
    assert "accesslog" not in settings and settings["loglevel"] == "warning"
    assert logging(is_chatty=False)["loggers"]["django"]["level"] == "WARNING"


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
    assert count() == before <= 10


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
