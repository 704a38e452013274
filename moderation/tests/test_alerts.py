"""When something is serious moderators get an e-mail at once, and never a flood of them."""

import logging
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from accounts.models import User
from claims.models import Claim
from moderation.actions import mark_serious, raise_flag
from moderation.models import Flag
from tests import factory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def mail_server(settings: Any) -> None:
    """A site that has a mail server."""
    settings.SENDS_MAIL = True


@pytest.fixture
def claim(mo: User) -> Claim:
    return factory.signed(by=mo)


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Any) -> Any:
    """What follows a commit, carried out."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def to() -> list[str]:
    return sorted(address for message in mail.outbox for address in message.to)


def harmed(claim: Claim, **more: Any) -> Flag:
    return raise_flag(claim=claim, doubt="harmed", words="My arm burned.", email="reader@example.org", **more)


def test_a_report_of_harm_reaches_moderators_and_nobody_else(claim: Claim, edith: User, committed: Any) -> None:
    with committed():
        flag = harmed(claim)
        assert mail.outbox == []  # not before it is stored
    assert to() == ["mo@example.org"]
    sent = mail.outbox[0]
    assert sent.subject.endswith("Serious: it-may-help")
    assert f"/admin/moderation/flags/{flag.pk}/" in sent.body
    assert "/mail/stop/" in sent.extra_headers["List-Unsubscribe"]


def test_it_holds_nothing_of_the_reader_and_no_word_of_the_claim(claim: Claim, committed: Any) -> None:
    with committed():
        flag = harmed(claim)
    whole = str(mail.outbox[0].message())
    words = ("My arm", "reader@", "arm", flag.token, "may help a little")
    assert not [word for word in words if word in whole.replace("harm", "")]


def test_other_doubts_wait_for_the_day(claim: Claim, committed: Any) -> None:
    with committed():
        raise_flag(claim=claim, doubt="not-true")
    assert mail.outbox == []


def test_a_flag_that_a_moderator_marks_as_serious_reaches_the_others(claim: Claim, mo: User, committed: Any) -> None:
    User.objects.create_superuser("zoe", "zoe@example.org")
    flag = raise_flag(claim=claim, doubt="not-true")
    with committed():
        mark_serious(flag=flag, by=mo, seen=0)
    assert to() == ["zoe@example.org"]


def test_what_is_rolled_back_is_told_to_nobody(claim: Claim, committed: Any) -> None:
    with committed() as callbacks, pytest.raises(RuntimeError), transaction.atomic():
        harmed(claim)
        raise RuntimeError
    assert (callbacks, mail.outbox) == ([], [])


def test_a_flood_about_one_subject_is_one_mail_an_hour(claim: Claim, mo: User, committed: Any) -> None:
    start = timezone.now()
    for minutes in (0, 5, 55, 65, 70, 130):
        with time_machine.travel(start + timedelta(minutes=minutes)), committed():
            harmed(claim)
    assert len(mail.outbox) == 3  # at 0, 65 and 130 minutes


def test_another_subject_has_its_own_hour(claim: Claim, mo: User, committed: Any) -> None:
    with committed():
        harmed(claim)
        harmed(factory.signed("another", by=mo))
    assert len(mail.outbox) == 2


def test_who_wants_none_gets_none(claim: Claim, mo: User, committed: Any) -> None:
    User.objects.filter(pk=mo.pk).update(wants_alerts=False)
    with committed():
        harmed(claim)
    assert mail.outbox == []


class Away(EmailBackend):
    """A mail server that does not answer."""

    def open(self) -> None:
        raise ConnectionRefusedError("nobody there")


class Refusing(EmailBackend):
    """A mail server that knows nobody but Zoe."""

    def send_messages(self, messages: Any) -> int:
        if messages[0].to != ["zoe@example.org"]:
            raise ConnectionResetError("no such user")
        return super().send_messages(messages)


@pytest.mark.parametrize("backend", ["Away", "Refusing"])
def test_a_mail_server_that_fails_loses_no_report_and_is_tried_again(
    backend: str, claim: Claim, committed: Any, caplog: pytest.LogCaptureFixture
) -> None:
    with override_settings(EMAIL_BACKEND=f"{__name__}.{backend}"), caplog.at_level(logging.ERROR), committed():
        harmed(claim)
    assert Flag.objects.count() == 1
    assert "it-may-help" in caplog.text and "mo@" not in caplog.text
    with committed():
        harmed(claim)
    assert to() == ["mo@example.org"]


def test_one_address_that_fails_stops_no_other(claim: Claim, committed: Any) -> None:
    User.objects.create_superuser("zoe", "zoe@example.org")
    with override_settings(EMAIL_BACKEND=f"{__name__}.Refusing"), committed():
        harmed(claim)
    assert to() == ["zoe@example.org"]


def test_a_site_without_a_mail_server_sends_none(claim: Claim, committed: Any) -> None:
    with override_settings(SENDS_MAIL=False), committed():
        harmed(claim)
    assert mail.outbox == []
