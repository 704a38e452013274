"""Who left an address gets one e-mail with the answer; then the address is deleted. Words can be erased."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from io import StringIO
from smtplib import SMTPRecipientsRefused, SMTPSenderRefused
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.mail.backends.base import BaseEmailBackend
from django.core.management import CommandError, call_command
from django.test import Client, override_settings
from django.utils import timezone

from accounts.models import User
from moderation.actions import SignOff, agree, disagree, erase_words, look, raise_flag, reopen, same_as, undo
from moderation.actions.deciding import UNDO_WITHIN
from moderation.answers import KEPT, waiting
from moderation.models import Contact, Flag, FlagStep, Knock
from records.models import Redaction
from tests import factory

pytestmark = pytest.mark.django_db

Commit = Callable[..., AbstractContextManager[Any]]
WORDS = "These words are my own."


class Down(BaseEmailBackend):
    """A mail server that does not answer."""

    def send_messages(self, email_messages: Any) -> int:
        raise ConnectionRefusedError("No mail server.")


class Refusing(BaseEmailBackend):
    """A mail server that answers with an error."""

    error: Exception

    def send_messages(self, email_messages: Any) -> int:
        raise self.error


REFUSING = override_settings(EMAIL_BACKEND=f"{__name__}.Refusing")
DOWN = override_settings(EMAIL_BACKEND=f"{__name__}.Down")


@pytest.fixture
def flag(mo: User) -> Flag:
    """A report whose reader left an address."""
    return raise_flag(claim=factory.signed(by=mo), doubt="not-true", words=WORDS, email="reader@example.org")


@pytest.fixture
def root(django_user_model: type[User]) -> User:
    return django_user_model.objects.create_superuser("root", public_name="Root")


def send_answers(after: timedelta = UNDO_WITHIN + timedelta(seconds=1)) -> None:
    """Run the command some time from now."""
    with time_machine.travel(timezone.now() + after):
        call_command("send_answers", stdout=StringIO())


@override_settings(SITE_URL="https://kp.example.org")
def test_the_answer_goes_out_and_the_address_is_deleted(flag: Flag, mo: User) -> None:
    verdict = SignOff("contested", "low", "A second study disagrees.")
    agree(flag=flag, reason="Yes, as you say.", consequences=[verdict], by=mo, seen=0)
    send_answers()
    sent = mail.outbox[0]
    assert (len(mail.outbox), sent.to) == (1, ["reader@example.org"])
    assert flag.token in sent.subject and "You were right: changed in version 2" in sent.body
    assert f"https://kp.example.org/reports/{flag.token}/" in sent.body
    assert WORDS not in sent.body and "as you say" not in sent.body and "it-may-help" not in sent.body
    assert not Contact.objects.exists()


def test_an_answer_that_can_be_taken_back_is_not_sent(
    flag: Flag, mo: User, django_capture_on_commit_callbacks: Commit
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        disagree(flag=flag, reason="A mis-click.", by=mo, seen=0)
    send_answers(after=UNDO_WITHIN - timedelta(seconds=5))
    assert mail.outbox == [] and Contact.objects.exists()
    undo(flag=flag, by=mo, seen=1)
    send_answers()
    assert mail.outbox == [] and Contact.objects.exists(), "it is open again"
    verdict = SignOff("contested", "low", "A second study disagrees.")
    agree(flag=flag, reason="Yes.", consequences=[verdict], by=mo, seen=2)
    send_answers()
    assert "You were right: changed in version 2" in mail.outbox[0].body and len(mail.outbox) == 1


def test_a_report_that_is_the_same_as_another_waits_for_the_answer_to_the_last_of_them(flag: Flag, mo: User) -> None:
    first, second = (raise_flag(claim=flag.claim, doubt="not-true") for _each in range(2))
    for days, each in ((2, first), (1, second)):
        Flag.objects.filter(pk=each.pk).update(raised_at=flag.raised_at - timedelta(days=days))
        each.refresh_from_db()
    same_as(flag=flag, earlier=second, by=mo, seen=0)
    same_as(flag=second, earlier=first, by=mo, seen=0)
    send_answers()
    send_answers(after=KEPT * 2)
    assert mail.outbox == [] and Contact.objects.exists(), "nobody has answered yet"
    with time_machine.travel(timezone.now() + KEPT * 2):
        disagree(flag=first, reason="The study is right.", by=mo, seen=0)
        send_answers(after=timedelta(minutes=9))
        assert mail.outbox == [], "this can be taken back"
        send_answers()
    assert "Same as an earlier report. Its answer: Not changed" in mail.outbox[0].body
    assert len(mail.outbox) == 1 and not Contact.objects.exists()


def test_what_changes_while_others_are_sent_is_seen(flag: Flag, mo: User) -> None:
    other = raise_flag(claim=flag.claim, doubt="not-true", email="other@example.org")
    third = raise_flag(claim=flag.claim, doubt="not-true", email="third@example.org")
    for each in (flag, other, third):
        disagree(flag=each, reason="The study is right.", by=mo, seen=0)
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        addresses = waiting()
        assert next(addresses).flag == flag
        reopen(flag=other, reason="A new study.", by=mo, seen=1)
        Contact.objects.filter(flag=third).delete()  # another run was first
        assert list(addresses) == []


def test_being_looked_at_is_no_answer(flag: Flag, mo: User) -> None:
    look(flag=flag, by=mo, seen=0)
    send_answers()
    assert mail.outbox == [] and Contact.objects.exists()


def test_who_left_no_address_gets_none(mo: User) -> None:
    bare = raise_flag(claim=factory.signed(by=mo), doubt="not-true")
    disagree(flag=bare, reason="No.", by=mo, seen=0)
    send_answers()
    assert mail.outbox == []


def test_what_cannot_be_sent_is_logged_kept_and_tried_again(
    flag: Flag, mo: User, caplog: pytest.LogCaptureFixture
) -> None:
    disagree(flag=flag, reason="The study is right.", by=mo, seen=0)
    with DOWN, pytest.raises(CommandError, match="1 could not be sent"):
        send_answers()
    assert f"report {flag.pk} could not be sent (ConnectionRefusedError)" in caplog.text
    assert Contact.objects.exists() and FlagStep.objects.count() == 1, "the decision stands"
    for _again in range(2):
        send_answers()
    assert len(mail.outbox) == 1 and not Contact.objects.exists()


@pytest.mark.parametrize(("error", "days", "is_kept", "code"), [
    (SMTPRecipientsRefused({"reader@example.org": (550, b"No reader@example.org here.")}), 0, False, "550"),
    (SMTPRecipientsRefused({"reader@example.org": (451, b"Later, reader@example.org.")}), 0, True, "451"),
    (SMTPRecipientsRefused({"reader@example.org": (451, b"Later, reader@example.org.")}), 15, False, "451"),
    (SMTPSenderRefused(553, b"Not you.", "site@example.org"), 0, True, "553"),
    (ValueError("reader@example.org is odd."), 13, True, "ValueError"),
    (ValueError("reader@example.org is odd."), 15, False, "ValueError"),
])  # fmt: skip
def test_what_is_refused_for_good_or_for_too_long_is_forgotten_and_no_address_is_logged(
    error: Exception, days: int, is_kept: bool, code: str, flag: Flag, mo: User, caplog: pytest.LogCaptureFixture
) -> None:
    disagree(flag=flag, reason="The study is right.", by=mo, seen=0)
    Refusing.error = error
    with REFUSING, pytest.raises(CommandError) as told:
        send_answers(after=timedelta(days=days, hours=1))
    assert Contact.objects.exists() is is_kept
    assert f"report {flag.pk} could not be sent ({code})" in caplog.text
    assert "reader@" not in caplog.text + str(told.value)


def test_the_privacy_page_says_how_long_an_address_is_kept(client: Client) -> None:
    assert f"could not send it for {KEPT.days} days" in client.get("/about/privacy/").text


def test_the_command_forgets_where_reports_came_from(client: Client, flag: Flag) -> None:
    old = Knock.objects.create(address="a" * 64)
    Knock.objects.filter(pk=old.pk).update(at="2026-01-01T00:00:00Z")
    call_command("send_answers", stdout=StringIO())
    assert not Knock.objects.exists()


# --- erasing --------------------------------------------------------------------------------------------------


def test_words_passage_and_address_are_erased_and_the_decision_stays(mo: User, root: User) -> None:
    disagreed = raise_flag(claim=factory.signed(by=mo), doubt="harmed", words=WORDS, email="reader@example.org")
    disagree(flag=disagreed, reason="The study is right.", by=mo, seen=0)
    call_command("erase_report", disagreed.token, "--reason", "Names a person.", "--by", "root", stdout=StringIO())
    disagreed.refresh_from_db()
    assert disagreed.words.endswith(": Names a person.") and disagreed.words.startswith("Taken out on ")
    assert not Contact.objects.exists()
    assert FlagStep.objects.get().reason == "The study is right."
    assert (Redaction.objects.get().model, Redaction.objects.get().by) == ("moderation.flag", root)
    call_command("check_records", stdout=StringIO())


def test_only_a_superuser_erases_once_and_with_a_reason(flag: Flag, mo: User, root: User) -> None:
    with pytest.raises(PermissionDenied):
        erase_words(flag=flag, reason="Names a person.", by=mo)
    with pytest.raises(ValidationError, match="Say why"):
        erase_words(flag=flag, reason=" ", by=root)
    erase_words(flag=flag, reason="Names a person.", by=root)
    with pytest.raises(ValidationError):
        erase_words(flag=flag, reason="Again.", by=root)


@pytest.mark.parametrize(("token", "name", "message"), [
    ("AAAA-AAAA-AAAA", "root", "There is no report AAAA-AAAA-AAAA."),
    ("", "nobody", "There is no user nobody."),
    ("", "mo", "Only a superuser"),
])  # fmt: skip
def test_the_command_says_what_is_wrong(token: str, name: str, message: str, flag: Flag, root: User) -> None:
    with pytest.raises(CommandError, match=message):
        call_command("erase_report", token or flag.token, "--reason", "Names a person.", "--by", name)
    flag.refresh_from_db()
    assert flag.words == WORDS
