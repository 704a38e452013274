"""Anybody may raise a flag on what readers see."""

import pytest
from django.core.exceptions import ValidationError

from accounts.models import User
from claims.queries import newest_faces
from moderation.actions import Quote, raise_flag
from moderation.models import Contact, Flag
from tests import factory

pytestmark = pytest.mark.django_db


def test_a_reader_raises_a_flag_on_a_public_claim(mo: User) -> None:
    claim = factory.signed(by=mo)
    flag = raise_flag(claim=claim, doubt="not-true", words=" It did not help me. ")
    assert (flag.state, flag.words, flag.claim_number) == ("received", "It did not help me.", 1)
    assert (flag.raised_by, flag.is_serious) == (None, False)


def test_a_claim_that_readers_do_not_see_takes_no_flag() -> None:
    with pytest.raises(ValidationError, match="do not see this claim"):
        raise_flag(claim=factory.claim(), doubt="not-true")
    assert not Flag.objects.exists()


def test_a_passage_is_kept_with_the_words_around_it(edith: User) -> None:
    page = factory.published(factory.article(by=edith), by=edith).page
    quote = Quote("Nothing to say yet.", prefix="x" * 100 + "Found ", suffix=" And" + "y" * 100)
    flag = raise_flag(page=page, quote=quote, doubt="confusing")
    assert (flag.quote, flag.page_number) == ("Nothing to say yet.", 1)
    assert (len(flag.prefix), flag.prefix[-6:]) == (64, "Found ")
    assert (len(flag.suffix), flag.suffix[:4]) == (64, " And")


def test_a_page_that_readers_do_not_see_takes_no_flag(edith: User) -> None:
    with pytest.raises(ValidationError, match="do not see this page"):
        raise_flag(page=factory.article(by=edith).page, doubt="confusing")


def test_a_flag_is_about_something() -> None:
    with pytest.raises(ValidationError, match="which claim or page"):
        raise_flag(doubt="confusing")


def test_words_that_are_too_long_are_refused_with_both_numbers(mo: User) -> None:
    claim = factory.signed(by=mo)
    with pytest.raises(ValidationError, match=r"at most 2000 characters\. You used 2001"):
        raise_flag(claim=claim, doubt="not-true", words="x" * 2001)


def test_an_address_for_the_answer_stands_in_a_row_of_its_own(mo: User) -> None:
    flag = raise_flag(claim=factory.signed(by=mo), doubt="not-true", email="reader@example.org")
    assert Contact.objects.get().flag == flag
    assert "reader@example.org" not in str(Flag.objects.values().get())


def test_receipts_differ_and_hold_no_letters_that_look_alike(mo: User) -> None:
    claim = factory.signed(by=mo)
    tokens = {raise_flag(claim=claim, doubt="not-true").token for _each in range(20)}
    assert len(tokens) == 20
    assert not set("".join(tokens)) & set("01OIl")


def test_raising_a_flag_changes_nothing_that_readers_see(mo: User) -> None:
    claim = factory.signed(by=mo)
    before = newest_faces()
    raise_flag(claim=claim, doubt="harmed")
    assert newest_faces() == before
