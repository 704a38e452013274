"""Editors are told what a moderator's agreement changed of their pages: on the form, in the daily e-mail, at once."""

import logging
from datetime import timedelta
from html import escape
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client, override_settings
from django.utils import timezone

from accounts.models import User
from articles.models import Article
from claims.models import Claim
from moderation.actions import AddCaveat, Consequence, Correct, SignOff, Withdraw, agree, disagree, raise_flag, reopen
from moderation.digest import Digest
from moderation.followed import followed
from moderation.models import Flag, FlagStep
from publishing.models import Page, Publication
from tests import factory

pytestmark = pytest.mark.django_db

JUDGEMENT = SignOff("contested", "low", "A second study disagrees.")
REASON = "A <second> study disagrees."


@pytest.fixture(autouse=True)
def mail_server(settings: Any) -> None:
    """A site that has a mail server."""
    settings.SENDS_MAIL = True


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Any) -> Any:
    """What follows a commit, carried out."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def agreed(flag: Flag, by: User, *consequences: Consequence, seen: int = 0) -> FlagStep:
    """Agree a minute later, as the acts before it took their time too."""
    with time_machine.travel(timezone.now() + timedelta(minutes=1)):
        return agree(flag=flag, reason=REASON, consequences=list(consequences), by=by, seen=seen)


def form(client: Client, page: Page, who: User) -> str:
    client.force_login(who)
    return client.get(f"/admin/articles/article/{Article.objects.get(page=page).pk}/change/").content.decode()


def answers(member: User) -> list[str]:
    sections = {section.heading: section.lines for section in Digest().for_member(member)}
    return list(sections.get("Reports answered since", ()))


# --- in words -----------------------------------------------------------------------------------------------


def test_each_consequence_is_named(flag: Flag, page: Page, mo: User, edith: User) -> None:
    marks = factory.caveat("marks", "stop", "It can scar.")
    correct = Correct("We said yes.", "We say perhaps.")
    step = agreed(flag, mo, AddCaveat(marks), JUDGEMENT, Withdraw(page, "It was wrong."), correct)
    changes = [
        "new version 3 of “it-may-help”",
        "caveat added",
        "/articles/what-helps/ withdrawn",
        "correction published",
    ]
    assert followed(step) == changes
    assert answers(edith) == [f"it-may-help: You were right ({', '.join(changes)})"]


def test_a_caveat_that_stood_before_was_not_added(flag: Flag, claim: Claim, mo: User) -> None:
    other = raise_flag(claim=claim, doubt="not-true")
    assert followed(agreed(flag, mo, AddCaveat(factory.caveat("marks")))) == [
        "new version 2 of “it-may-help”",
        "caveat added",
    ]
    with time_machine.travel(timezone.now() + timedelta(minutes=1)):
        assert followed(agreed(other, mo, JUDGEMENT)) == ["new version 3 of “it-may-help”"]


def test_where_nothing_changed_there_is_nothing_to_name(flag: Flag, mo: User, edith: User) -> None:
    assert followed(disagree(flag=flag, reason="No.", by=mo, seen=0)) == []
    assert answers(edith) == ["it-may-help: Not changed"]


# --- on the form --------------------------------------------------------------------------------------------


def test_the_form_of_a_page_that_makes_the_claim_says_so_until_it_is_published_anew(
    flag: Flag, page: Page, edith: User, mo: User, client: Client
) -> None:
    other = factory.published(factory.article("other", by=edith), by=edith).page
    agreed(flag, mo, JUDGEMENT)
    said = escape(f"(new version 2 of “it-may-help”): {REASON}")
    assert "Mo Okafor agreed with a report on" in form(client, page, edith) and said in form(client, page, edith)
    assert said not in form(client, other, edith)
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        factory.published(Article.objects.get(page=page), by=edith, note="Says less.")
        assert said not in form(client, page, edith)


def test_the_form_of_a_withdrawn_page_says_why(flag: Flag, page: Page, edith: User, mo: User, client: Client) -> None:
    agreed(flag, mo, Withdraw(page, "It was wrong."))
    said = escape(f"(/articles/what-helps/ withdrawn): {REASON}")
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        assert said in form(client, page, edith)
        factory.published(Article.objects.get(page=page), by=mo, note="Says less.")
        assert said not in form(client, page, edith)


def test_a_flag_that_was_opened_again_tells_nothing(
    flag: Flag, page: Page, edith: User, mo: User, client: Client
) -> None:
    agreed(flag, mo, JUDGEMENT)
    reopen(flag=flag, reason="A new source.", by=mo, seen=1)
    assert "agreed with a report" not in form(client, page, edith)


# --- by e-mail, at once -------------------------------------------------------------------------------------


def to() -> list[str]:
    return sorted(address for message in mail.outbox for address in message.to)


def test_those_who_wrote_a_page_hear_at_once_that_it_was_withdrawn(
    flag: Flag, page: Page, edith: User, mo: User, committed: Any
) -> None:
    User.objects.create_superuser("zoe", "zoe@example.org")
    with committed():
        agreed(flag, mo, JUDGEMENT, Withdraw(page, "It was wrong."))
        assert mail.outbox == []  # not before it is stored
    assert to() == ["edith@example.org"]
    sent = mail.outbox[0]
    assert sent.subject.endswith("Withdrawn: /articles/what-helps/")
    assert f"/admin/articles/article/{Article.objects.get(page=page).pk}/change/" in sent.body
    assert "did <b>nothing" not in sent.body and "/mail/stop/" in sent.extra_headers["List-Unsubscribe"]


def test_no_such_mail_leaves_where_nothing_was_withdrawn_or_to_who_did_it(flag: Flag, mo: User, committed: Any) -> None:
    own = factory.published(factory.article("own", by=mo), by=mo).page
    with committed():
        agreed(flag, mo, JUDGEMENT)
        agreed(raise_flag(page=own, doubt="not-true"), mo, Withdraw(own, "It was wrong."))
    assert mail.outbox == []


@pytest.mark.parametrize("columns", [{"wants_alerts": False}, {"is_active": False}, {"email": ""}])
def test_some_writers_get_none(
    columns: dict[str, Any], flag: Flag, page: Page, edith: User, mo: User, committed: Any
) -> None:
    User.objects.filter(pk=edith.pk).update(**columns)
    with committed():
        agreed(flag, mo, Withdraw(page, "It was wrong."))
    assert mail.outbox == []


class Away(EmailBackend):
    """A mail server that does not answer."""

    def open(self) -> None:
        raise ConnectionRefusedError("nobody there")


class Refusing(EmailBackend):
    """A mail server that knows nobody."""

    def send_messages(self, messages: Any) -> int:
        raise ConnectionResetError("no such user")


@pytest.mark.parametrize("backend", ["Away", "Refusing"])
def test_a_mail_server_that_fails_keeps_no_page_from_being_withdrawn(
    backend: str, flag: Flag, page: Page, mo: User, committed: Any, caplog: pytest.LogCaptureFixture
) -> None:
    with override_settings(EMAIL_BACKEND=f"{__name__}.{backend}"), caplog.at_level(logging.ERROR), committed():
        agreed(flag, mo, Withdraw(page, "It was wrong."))
    assert not Publication.objects.shown(timezone.now() + timedelta(minutes=2)).filter(page=page).exists()
    assert "/articles/what-helps/" in caplog.text and "edith@" not in caplog.text
