"""The live figures on “How we check claims”, against numbers that were worked out by hand."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from accounts.models import User
from claims.models import Claim
from moderation.actions import Correct, agree, disagree, raise_flag, reopen, same_as, undo
from moderation.figures import FlagFigures, figures, flag_figures
from moderation.models import Flag
from tests import factory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
CORRECT = [Correct("This.", "That.")]


@pytest.fixture
def claim(mo: User) -> Claim:
    with time_machine.travel(NOW - timedelta(days=500), tick=False):
        return factory.signed(by=mo)


def raised(claim: Claim, days_ago: float, **more: Any) -> Flag:
    with time_machine.travel(NOW - timedelta(days=days_ago), tick=False):
        return raise_flag(claim=claim, doubt="not-true", **more)


def answered(claim: Claim, days_ago: float, after: float, by: User, *, is_right: bool = False) -> Flag:
    flag = raised(claim, days_ago)
    with time_machine.travel(NOW - timedelta(days=days_ago - after), tick=False):
        if is_right:
            agree(flag=flag, reason="Yes.", consequences=CORRECT, by=by, seen=0)
        else:
            disagree(flag=flag, reason="No.", by=by, seen=0)
    return flag


def test_without_a_report_there_is_nothing_to_count() -> None:
    assert flag_figures(NOW) == FlagFigures(0, 0, 0, 0, None, None)


def test_the_median_is_the_middle_of_the_days_to_the_first_answer(claim: Claim, mo: User) -> None:
    for after, is_right in ((1, True), (2, False), (4, True), (10, False), (30, False)):
        answered(claim, 100, after, mo, is_right=is_right)
    raised(claim, 7.5)
    assert flag_figures(NOW) == FlagFigures(6, 0, 5, 2, 4.0, 7)
    answered(claim, 50, 5, mo)
    assert flag_figures(NOW).median_days == 4.5  # between 4 and 5


def test_four_answers_are_too_few_for_a_median(claim: Claim, mo: User) -> None:
    for after in (1, 2, 3, 4):
        answered(claim, 10, after, mo)
    assert (flag_figures(NOW).answered, flag_figures(NOW).median_days) == (4, None)


def test_what_is_older_than_a_year_counts_only_while_it_is_open(claim: Claim, mo: User) -> None:
    answered(claim, 366, 1, mo)
    assert flag_figures(NOW) == FlagFigures(0, 0, 0, 0, None, None)
    raised(claim, 400)
    assert flag_figures(NOW) == FlagFigures(0, 0, 0, 0, None, 400)


def test_an_answer_that_was_taken_back_does_not_count(claim: Claim, mo: User) -> None:
    flag = answered(claim, 10, 1, mo)
    with time_machine.travel(NOW - timedelta(days=9) + timedelta(minutes=2), tick=False):
        undo(flag=flag, by=mo, seen=1)
    assert flag_figures(NOW) == FlagFigures(1, 0, 0, 0, None, 10)


def test_the_same_as_an_earlier_one_counts_as_received_only(claim: Claim, mo: User) -> None:
    first, later = raised(claim, 9), raised(claim, 3)
    with time_machine.travel(NOW - timedelta(days=2), tick=False):
        same_as(flag=later, earlier=first, by=mo, seen=0)
    assert flag_figures(NOW) == FlagFigures(2, 1, 0, 0, None, 9)


def test_a_report_opened_again_keeps_its_first_answers_time_and_takes_the_last_answers_word(
    claim: Claim, mo: User
) -> None:
    flags = [answered(claim, 20, 2, mo) for _each in range(5)]
    with time_machine.travel(NOW - timedelta(days=3), tick=False):
        reopen(flag=flags[0], reason="A new study.", by=mo, seen=1)
    assert flag_figures(NOW) == FlagFigures(5, 0, 5, 0, 2.0, 20)
    with time_machine.travel(NOW - timedelta(days=1), tick=False):
        agree(flag=flags[0], reason="Yes.", consequences=CORRECT, by=mo, seen=2)
    assert flag_figures(NOW) == FlagFigures(5, 0, 5, 1, 2.0, None)


def test_claims_and_sources_count_as_readers_see_them(mo: User) -> None:
    factory.signed("one", by=mo)
    other = factory.claim("two", backed=False)
    for key, verification in (("lost", "not found"), ("review-2020", "verified")):
        other.evidence.create(
            source=factory.source(key, verification=verification), relation="mentions", read="abstract"
        )
    factory.signed("three", by=mo, verdict="contested")
    factory.claim("nobody-sees-it")
    found = figures()
    assert {value: count for value, _label, count in found.verdicts if count} == {"supported": 1, "contested": 1}
    assert {value: count for value, _label, count in found.verifications if count} == {"verified": 1}
    assert len(found.verdicts) == 7


def test_a_claim_that_nobody_currently_checks_counts_apart(claim: Claim, mo: User, client: Client) -> None:
    assert ("supported", "Sources back this", 1) in figures().verdicts
    with time_machine.travel(NOW + timedelta(days=1500)):
        factory.signed("younger", by=mo)
        counted = {value: count for value, _label, count in figures().verdicts if count}
        html = client.get("/about/how-we-check/").content.decode()
    assert counted == {"supported": 1, "not_checked": 1}
    assert '<tr data-figure="not_checked"><th scope="row">not currently checked</th>' in html


def test_the_page_says_it_in_words_and_names_nobody(claim: Claim, mo: User, client: Client) -> None:
    for _each in range(5):
        answered(claim, 20, 3, mo, is_right=True)
    raised(claim, 6, words="My arm hurt.", email="reader@example.org")
    with time_machine.travel(NOW, tick=False):
        html = " ".join(client.get("/about/how-we-check/").content.decode().split())
    assert "5, and in 5 of them we agreed" in html
    assert "Half of them had an answer within 3 days." in html
    assert "It has waited for 6 days." in html
    assert not [word for word in ("My arm hurt", "reader@", "Mo Okafor", "mo@", "it-may-help") if word in html]


def test_the_page_says_when_there_is_too_little_to_count(client: Client) -> None:
    html = client.get("/about/how-we-check/").content.decode()
    assert "Too few answers to say." in html
    assert "Every report has an answer." in html
