"""What became of a report, in plain words, for whoever has its number."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.models import User
from articles.models import Article
from moderation.actions import (
    Consequence,
    Correct,
    Overtaken,
    SendBack,
    SignOff,
    Withdraw,
    agree,
    disagree,
    look,
    mark_serious,
    raise_flag,
    reopen,
    same_as,
    undo,
    wait,
)  # fmt: skip
from moderation.models import Flag
from publishing import actions
from tests import factory

pytestmark = pytest.mark.django_db

WORDS = "These words are my own."


@pytest.fixture
def flag(mo: User) -> Flag:
    """A report on a claim."""
    return raise_flag(claim=factory.signed(by=mo), doubt="not-true", words=WORDS, email="reader@example.org")


@pytest.fixture
def copy(edith: User) -> Article:
    """A page that readers see."""
    made = factory.article(by=edith)
    factory.published(made, by=edith)
    return made


@pytest.fixture
def page_flag(copy: Article) -> Flag:
    """A report on that page."""
    return raise_flag(page=copy.page, doubt="confusing", words=WORDS)


def told(client: Client, flag: Flag) -> str:
    answer = client.get(f"/reports/{flag.token}/")
    assert answer.status_code == 200
    return answer.text


def test_a_new_report_shows_its_number_and_says_to_keep_it(client: Client, page_flag: Flag) -> None:
    html = told(client, page_flag)
    assert page_flag.token in html and "Received" in html
    assert "Keep this number or this address: we have no other way to reach you." in html
    assert f"http://testserver/reports/{page_flag.token}/" in html
    assert "nobody reads them at night" in html and "What helps?" in html


def test_it_is_for_whoever_has_the_number_alone(client: Client, flag: Flag) -> None:
    answer = client.get(f"/reports/{flag.token}/")
    assert answer.cookies == {} and "no-store" in answer["Cache-Control"]
    assert 'name="robots" content="noindex"' in answer.text
    assert client.post(f"/reports/{flag.token}/").status_code == 405
    assert client.get("/reports/AAAA-AAAA-AAAA/").status_code == 404
    assert client.get("/reports/nothing/").status_code == 404


def test_what_was_written_is_not_shown(client: Client, flag: Flag) -> None:
    html = told(client, flag)
    assert WORDS not in html and "reader@example.org" not in html
    assert "one e-mail when there is an answer" in html


def test_the_claim_stands_with_verdict_and_caveat(client: Client, flag: Flag) -> None:
    html = told(client, flag)
    assert 'data-claim-card="it-may-help"' in html and 'data-caveat="caution"' in html


def test_being_looked_at_and_waiting(client: Client, flag: Flag, mo: User) -> None:
    look(flag=flag, by=mo, seen=0)
    assert "Being looked at" in told(client, flag)
    until = timezone.localdate() + timedelta(days=14)
    wait(flag=flag, on="the authors", until=until, reason="They know best.", by=mo, seen=1, note="Ask Kim.")
    html = told(client, flag)
    assert "Waiting for an answer from outside" in html and "We asked: the authors. We wait until" in html
    assert "They know best." in html and "Ask Kim." not in html and "Mo Okafor" not in html


def test_a_new_version_of_the_claim(client: Client, flag: Flag, mo: User) -> None:
    verdict = SignOff("contested", "low", "A second study disagrees.")
    agree(flag=flag, reason="You read it right.", consequences=[verdict], by=mo, seen=0)
    html = told(client, flag)
    assert '<a href="/evidence/it-may-help/#history">You were right: changed in version 2</a>' in html
    assert "You read it right." in html


def test_a_page_that_went_back_and_then_changed(
    client: Client, page_flag: Flag, copy: Article, edith: User, mo: User
) -> None:
    agree(flag=page_flag, reason="Yes.", consequences=[SendBack(copy.page)], by=mo, seen=0)
    assert "You were right. The page went back to its editors on" in told(client, page_flag)
    copy.body = "## Found\n\nOther words."
    actions.save_copy(copy=copy, by=edith)
    later = factory.published(copy, by=edith, note="Clearer.", live_at=timezone.now() + timedelta(days=1))
    assert "went back to its editors" in told(client, page_flag), "a version that is not live yet is no answer"
    actions.cancel(publication=later, reason="At once.", by=edith)
    factory.published(copy, by=edith, note="Clearer.")
    html = told(client, page_flag)
    assert "You were right: changed in version 3" in html and 'href="/articles/what-helps/versions/3/changes/"' in html


def test_a_version_that_was_written_before_the_answer_is_no_answer(
    client: Client, page_flag: Flag, copy: Article, edith: User, mo: User
) -> None:
    soon = timezone.now() + timedelta(hours=1)
    factory.published(copy, by=edith, note="Planned before.", live_at=soon)
    agree(flag=page_flag, reason="Yes.", consequences=[SendBack(copy.page)], by=mo, seen=0)
    with time_machine.travel(soon + timedelta(hours=1)):
        assert "went back to its editors" in told(client, page_flag)


def test_a_page_that_went_back_and_was_then_taken_away(
    client: Client, page_flag: Flag, copy: Article, mo: User
) -> None:
    agree(flag=page_flag, reason="Yes.", consequences=[SendBack(copy.page)], by=mo, seen=0)
    actions.withdraw(page=copy.page, public_note="It was wrong.", by=mo)
    assert "You were right: the page was taken away" in told(client, page_flag)


def test_a_withdrawal_and_a_correction(client: Client, page_flag: Flag, copy: Article, mo: User) -> None:
    both: list[Consequence] = [Withdraw(copy.page, "It was wrong."), Correct("We said this.", "We say that.")]
    agree(flag=page_flag, reason="Yes.", consequences=both, by=mo, seen=0)
    html = told(client, page_flag)
    assert '<a href="/articles/what-helps/">You were right: the page was taken away</a>' in html
    assert 'href="/corrections/"' in html


def test_not_changed_says_why(client: Client, flag: Flag, mo: User) -> None:
    disagree(flag=flag, reason="The study <b>is</b> right.", by=mo, seen=0)
    html = told(client, flag)
    assert "Not changed, because:" in html and "The study &lt;b&gt;is&lt;/b&gt; right." in html


def test_a_duplicate_shows_the_earlier_answer_and_not_the_earlier_report(client: Client, flag: Flag, mo: User) -> None:
    later = raise_flag(claim=flag.claim, doubt="confusing")
    same_as(flag=later, earlier=flag, by=mo, seen=0)
    assert "Received" in told(client, later)
    disagree(flag=flag, reason="The study is right.", by=mo, seen=0)
    html = told(client, later)
    assert "Same as an earlier report, see its answer" in html
    assert "Not changed, because:" in html and "The study is right." in html
    assert flag.token not in html and WORDS not in html


def test_a_report_that_is_opened_again_says_so(client: Client, flag: Flag, mo: User) -> None:
    disagree(flag=flag, reason="The study is right.", by=mo, seen=0)
    reopen(flag=flag, reason="There is a new study.", by=mo, seen=1)
    html = told(client, flag)
    assert "Opened again: being looked at" in html and "There is a new study." in html


def test_what_was_taken_back_as_a_mistake_is_not_told(client: Client, flag: Flag, mo: User) -> None:
    look(flag=flag, by=mo, seen=0)
    disagree(flag=flag, reason="A slip.", by=mo, seen=1)
    undo(flag=flag, by=mo, seen=2)
    html = told(client, flag)
    assert "Not changed" not in html and "A slip." not in html and html.count("Being looked at") == 3


def test_serious_is_for_moderators(client: Client, flag: Flag, mo: User) -> None:
    mark_serious(flag=flag, by=mo, seen=0)
    assert told(client, flag).count("<li><p class") == 1
    with pytest.raises(Overtaken):
        look(flag=flag, by=mo, seen=0)


def test_a_number_is_found_however_it_is_typed(client: Client, flag: Flag) -> None:
    plain = flag.token.replace("-", "").lower()
    for typed in (flag.token, plain, f" {flag.token.replace('-', ' ')} "):
        assert client.get("/reports/", {"number": typed})["Location"] == f"/reports/{flag.token}/"
    assert client.get(f"/reports/{plain}/")["Location"] == f"/reports/{flag.token}/"


def test_an_unknown_number_is_asked_for_again(client: Client) -> None:
    assert client.get("/reports/").status_code == 200
    answer = client.get("/reports/", {"number": "<b>7F3K"})
    assert answer.status_code == 404 and "no report with this number" in answer.text
    assert "&lt;b&gt;7F3K" in answer.text


def test_it_takes_a_fixed_number_of_queries(
    client: Client, flag: Flag, mo: User, django_assert_num_queries: Any
) -> None:
    for seen in range(0, 6, 2):
        disagree(flag=flag, reason="No.", by=mo, seen=seen)
        reopen(flag=flag, reason="New.", by=mo, seen=seen + 1)
    with django_assert_num_queries(6):
        told(client, flag)
