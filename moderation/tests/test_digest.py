"""The daily e-mail: who gets it, what it tells, and that nobody gets it twice."""

from datetime import timedelta
from io import StringIO
from smtplib import SMTPRecipientsRefused
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.test import override_settings
from django.utils import timezone

from accounts.models import User
from articles.models import Article
from claims.actions import add_caveat
from moderation.actions import SendBack, agree, disagree, raise_flag, undo
from moderation.digest import Digest
from moderation.models import Flag
from publishing import actions
from tests import factory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def mail_server(settings: Any) -> None:
    """A site that has a mail server."""
    settings.SENDS_MAIL = True


def send(**options: Any) -> str:
    said = StringIO()
    call_command("send_digest", stdout=said, stderr=StringIO(), **options)
    return said.getvalue()


def to() -> list[str]:
    return [address for message in mail.outbox for address in message.to]


def told(member: User) -> str:
    return next(str(message.body) for message in mail.outbox if message.to == [member.email])


@pytest.fixture
def flag(mo: User) -> Flag:
    """A reader's flag with words and an address, as everything that no e-mail may hold."""
    return raise_flag(claim=factory.signed(by=mo), doubt="harmed", words="My arm burned.", email="reader@example.org")


@pytest.fixture
def live(edith: User, mo: User) -> Article:
    """Edith's page, which makes a claim."""
    factory.signed("on-the-page", by=mo)
    copy = factory.article(by=edith, body="## Found\n\nIt [may help](claim:on-the-page).")
    factory.published(copy, by=edith)
    return copy


def sent_back(copy: Article, mo: User) -> None:
    flag = raise_flag(page=copy.page, doubt="confusing")
    agree(flag=flag, reason="Yes.", consequences=[SendBack(copy.page)], by=mo, seen=0)


def test_where_there_is_nothing_to_tell_no_mail_leaves(mo: User, edith: User) -> None:
    send()
    assert mail.outbox == []


def test_moderators_hear_of_new_and_of_waiting_reports(flag: Flag, mo: User, edith: User) -> None:
    Flag.objects.update(raised_at=timezone.now() - timedelta(days=12))
    raise_flag(claim=flag.claim, doubt="confusing")
    send()
    assert to() == ["mo@example.org"]  # the editor has nothing to do with it
    body = told(mo)
    assert "Reports: 1" in body  # both are about one claim, so they are one row
    assert "waiting for 12 days: it-may-help" in body
    assert body.count(f"/admin/moderation/flags/{flag.pk}/") == 1  # waiting, and not new


def test_no_mail_holds_a_readers_words_or_address(flag: Flag, mo: User) -> None:
    send()
    whole = str(mail.outbox[0].message())
    assert not [word for word in ("My arm", "reader@", flag.token, "may help a little") if word in whole]


def test_an_editor_hears_of_her_pages_that_were_sent_back_until_a_newer_version_is_live(
    live: Article, edith: User, mo: User
) -> None:
    sent_back(live, mo)
    send()
    assert f"/admin/articles/article/{live.pk}/change/" in told(edith)
    assert "sent back to you" not in told(mo)
    live.body += "\n\nMended."
    actions.save_copy(copy=live, by=edith)
    factory.published(live, by=edith, note="Mended.")
    assert not any("sent back" in section.heading for section in Digest().for_member(edith))


def test_a_page_whose_writers_are_gone_goes_to_those_who_are_left(live: Article, edith: User, mo: User) -> None:
    sent_back(live, mo)
    User.objects.filter(pk=edith.pk).update(is_active=False)
    send()
    assert "sent back to you" in told(mo)


def test_editors_hear_of_live_pages_whose_claims_take_more_care(live: Article, edith: User, mo: User) -> None:
    send()
    assert mail.outbox == []
    claim = live.page.publications.get().claims.get().claim_version.claim
    add_caveat(claim=claim, caveat=factory.caveat("scars", "stop", "It can scar."), by=mo)
    send()
    assert "What helps? " in told(edith) and "/articles/what-helps/" in told(edith)


def test_answers_are_told_once_and_not_those_taken_back(flag: Flag, edith: User, mo: User) -> None:
    other = raise_flag(claim=flag.claim, doubt="confusing")
    disagree(flag=flag, reason="No.", by=mo, seen=0)
    disagree(flag=other, reason="A slip.", by=mo, seen=0)
    undo(flag=other, by=mo, seen=1)
    send()
    assert told(edith).count("it-may-help: Not changed") == 1
    mail.outbox.clear()
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        send()
    assert to() == ["mo@example.org"]  # only the open one is left to tell


def test_it_leaves_once_a_day_however_often_it_is_run(flag: Flag, mo: User) -> None:
    for _each in range(3):
        send()
    assert to() == ["mo@example.org"]
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        send()
        send()
    assert len(mail.outbox) == 2


@pytest.mark.parametrize("columns", [
    {"wants_digest": False}, {"is_active": False}, {"email": ""}, {"is_demo": True},
])  # fmt: skip
def test_some_get_none(columns: dict[str, Any], flag: Flag, mo: User) -> None:
    User.objects.filter(pk=mo.pk).update(**columns)
    send()
    assert mail.outbox == []


def test_a_dry_run_shows_and_sends_nothing(flag: Flag, mo: User) -> None:
    said = send(dry_run=True)
    assert "To mo:" in said and "Reports: 1" in said
    assert mail.outbox == []
    send()
    assert to() == ["mo@example.org"]


class Refusing(EmailBackend):
    """A mail server that does not know Mo."""

    def send_messages(self, messages: Any) -> int:
        if any("mo@example.org" in message.to for message in messages):
            raise SMTPRecipientsRefused({"mo@example.org": (550, b"No such user")})
        return super().send_messages(messages)


def test_an_address_that_fails_stops_no_other_and_is_named(flag: Flag, mo: User) -> None:
    other = User.objects.create_superuser("zoe", "zoe@example.org")
    refusing = override_settings(EMAIL_BACKEND=f"{__name__}.Refusing")
    with refusing, pytest.raises(CommandError, match=r"No e-mail left for: mo\."):
        send()
    assert to() == [other.email]
    mail.outbox.clear()
    send()  # and the next run tries that one again
    assert to() == ["mo@example.org"]


def test_a_site_without_a_mail_server_says_what_to_set(flag: Flag) -> None:
    with override_settings(SENDS_MAIL=False), pytest.raises(CommandError, match="Set EMAIL_URL"):
        send()
    assert not User.objects.exclude(last_digest_at=None).exists()


def test_what_waits_in_the_queue_is_counted_by_kind(flag: Flag, mo: User) -> None:
    waiting = str(Digest().for_member(mo)[0]).splitlines()
    assert waiting[:2] == ["Waiting in the queue", "- Reports: 1"]


def test_a_long_list_is_cut_with_the_number_of_the_rest(flag: Flag, mo: User) -> None:
    for _each in range(12):
        raise_flag(claim=flag.claim, doubt="confusing")
    send()
    assert "and 3 more" in told(mo)
