"""Signed-off answers outside the register never stand without a verdict and the gravest caveat."""

from typing import Any

import pytest

from accounts.models import User
from claims.actions import set_notice, sign_off_answer
from claims.answering import ShortAnswer, short_answers
from tests import factory

pytestmark = pytest.mark.django_db


@pytest.fixture
def answered(mo: User) -> Any:
    """A question that one claim, which its sources back, answers with a caution."""
    claim = factory.signed(by=mo, question=factory.question(), stance="yes")
    sign_off_answer(question=factory.question(), text="It may, a little.", by=mo)
    return claim


def answer() -> ShortAnswer:
    return short_answers(["does-it-help"])["does-it-help"]


def test_an_answer_comes_with_the_claim_its_sources_back_best(answered: Any, mo: User) -> None:
    factory.signed("it-may-not", by=mo, verdict="contested", question=factory.question(), stance="no")
    found = answer()
    assert (found.question_text, found.text) == ("Does it help?", "It may, a little.")
    assert found.face and found.face.slug == "it-may-help"
    assert [face.slug for face in found.rivals] == ["it-may-not"]
    assert [caveat.severity for caveat in found.caveats] == ["caution"]


def test_a_rivals_graver_caveat_stands_with_it_after_the_claims_own(answered: Any, mo: User) -> None:
    grave = (factory.caveat("scars", "stop", "It can scar."),)
    factory.signed("it-scars", by=mo, verdict="contested", question=factory.question(), stance="no", caveats=grave)
    assert [caveat.text for caveat in answer().caveats] == ["Nobody has studied this.", "It can scar."]


def test_it_says_that_a_rival_is_being_checked_again(answered: Any, mo: User) -> None:
    other = factory.signed("it-may-not", by=mo, verdict="contested", question=factory.question(), stance="no")
    assert not answer().rival_notice
    set_notice(claim=other, by=mo)
    assert answer().rival_notice


def test_a_question_without_a_signed_answer_has_none(mo: User) -> None:
    factory.signed(by=mo, question=factory.question(), stance="yes")
    assert short_answers(["does-it-help", "nobody-asked"]) == {}


def test_many_questions_take_two_queries(answered: Any, mo: User, django_assert_num_queries: Any) -> None:
    for number in range(3):
        question = factory.question(f"more-{number}", text=f"More {number}?")
        factory.signed(f"more-{number}", by=mo, question=question, stance="yes")
        sign_off_answer(question=question, text="Yes.", by=mo)
    with django_assert_num_queries(2):
        assert len(short_answers(["does-it-help", "more-0", "more-1", "more-2"])) == 4
