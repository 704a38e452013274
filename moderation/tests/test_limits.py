"""A flood of reports leaves the queue usable: it is limited, and each report that is not kept is counted and told."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.db.models import Sum
from django.test import Client, RequestFactory, override_settings

from accounts.models import User
from claims.models import Claim
from moderation.actions import disagree, raise_flag
from moderation.models import Flag, Knock, TurnedAway
from moderation.models.flags import new_token
from moderation.reports import limits
from moderation.reports.limits import Limit, address_of
from moderation.reports.sending import take_in
from moderation.reports.subjects import claim_subject
from tests import factory

from .posting import CLAIM_FORM, send, token, token_in

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 24, 12, 0, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def claim(mo: User) -> None:
    """A claim that readers see."""
    factory.signed(by=mo)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small limits on one subject and on the site."""
    monkeypatch.setattr(limits, "SUBJECT", Limit(limits.HOUR, 3, 5))
    monkeypatch.setattr(limits, "SITE", Limit(limits.HOUR, 6, 8))


def from_many(client: Client, count: int, first: int = 0, **said: str) -> list[int]:
    """Send reports, each from an address of its own; return how each was answered."""
    remotes = [f"198.51.{number // 250}.{number % 250}" for number in range(first, first + count)]
    return [send(client, remote=remote, **said).status_code for remote in remotes]


def counted() -> int:
    return TurnedAway.objects.aggregate(total=Sum("count"))["total"] or 0


def take(number: int, remote: str) -> bool:
    """Take in one report without its page; return whether it was kept."""
    said = {"doubt": "not-true", "words": f"Report {number}."}
    taken = take_in(subject=claim_subject("it-may-help"), said=said, receipt=new_token(), address=remote)
    return isinstance(taken, Flag)


def test_from_one_address_only_so_many_are_kept_and_the_rest_is_counted(client: Client) -> None:
    answers = [send(client).status_code for _each in range(12)]
    assert answers == [303] * 5 + [429] * 7
    assert (Flag.objects.count(), counted()) == (5, 7)
    assert TurnedAway.objects.get().subject == "it-may-help"
    assert Knock.objects.count() == 5, "what is turned away leaves no row"


def test_of_a_flood_from_few_addresses_and_from_many_each_report_is_kept_or_counted() -> None:
    few = [take(number, f"192.0.2.{number % 4}") for number in range(100)]
    many = [take(number, f"198.51.100.{number}") for number in range(100)]
    assert (sum(few), sum(many)) == (20, 10)
    assert Flag.objects.count() + counted() == 200
    assert TurnedAway.objects.count() == 1, "the count is one row, however many there were"


@pytest.mark.django_db(transaction=True)
def test_reports_that_come_at_the_same_time_are_counted_as_exactly() -> None:
    def flood(first: int) -> None:
        for number in range(10):
            take(number, f"198.51.{first}.{number}")
        connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(flood, range(4)))
    assert Flag.objects.count() + counted() == 40
    assert Flag.objects.count() == 30, "threads let in no more than the limit"


def test_what_is_turned_away_is_told_and_loses_nothing(client: Client) -> None:
    for _each in range(5):
        send(client)
    answer = send(client, words="My own words.", email="reader@example.org")
    assert answer.status_code == 429 and 0 < int(answer["Retry-After"]) <= 600
    assert "We counted this one" in answer.text
    assert "My own words." in answer.text and "reader@example.org" in answer.text
    assert send(client, remote="192.0.2.99", token=token_in(answer)).status_code == 303


def test_who_waits_may_send_again(client: Client) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        for _each in range(5):
            send(client)
        wait = int(send(client)["Retry-After"])
        clock.shift(wait - 1)
        assert send(client).status_code == 429
        clock.shift(2)
        assert send(client).status_code == 303


def test_an_hour_has_a_limit_of_its_own(client: Client) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        answers = []
        for _each in range(5):
            answers += [send(client).status_code for _more in range(5)]
            clock.shift(timedelta(minutes=11))
    assert answers.count(303) == 15


@pytest.mark.usefixtures("small")
def test_a_flood_on_one_claim_does_not_shut_out_harm_or_other_claims(client: Client, mo: User) -> None:
    factory.signed("another", by=mo)
    assert from_many(client, 4) == [303] * 3 + [429]
    assert from_many(client, 6, first=10, doubt="harmed") == [303] * 5 + [429]
    other = send(client, "/evidence/another/report/", token=token("claim:another"))
    assert other.status_code == 303
    assert Flag.objects.count() + counted() == 11


@pytest.mark.usefixtures("small")
def test_the_reader_of_a_flooded_claim_is_told_that_theirs_counts(client: Client) -> None:
    from_many(client, 3)
    answer = send(client, words="My own words.")
    assert "Many people are reporting this right now; we count yours." in answer.text
    assert 'href="/evidence/it-may-help/"' in answer.text and "My own words." in answer.text
    assert int(answer["Retry-After"]) > 3500


@pytest.mark.usefixtures("small")
def test_a_claim_whose_reports_are_judged_takes_new_ones(client: Client, mo: User) -> None:
    from_many(client, 3)
    for flag in Flag.objects.all():
        disagree(flag=flag, reason="The study is right.", by=mo, seen=0)
    assert from_many(client, 1, first=5) == [303]


@pytest.mark.usefixtures("small")
def test_the_site_has_a_limit_too(client: Client, mo: User) -> None:
    answers = []
    for number in range(4):
        slug = f"claim-{number}"
        factory.signed(slug, by=mo)
        for each in range(2):
            remote = f"203.0.113.{number * 10 + each}"
            answer = send(client, f"/evidence/{slug}/report/", token=token(f"claim:{slug}"), remote=remote)
            answers.append(answer.status_code)
    assert answers == [303] * 6 + [429] * 2
    assert "more than we can read" not in answer.text and "than we can read; we count yours" in answer.text
    assert set(TurnedAway.objects.values_list("subject", "count")) == {("claim-3", 2)}


def test_what_moderators_raise_does_not_count(client: Client, mo: User) -> None:
    for _each in range(31):
        raise_flag(claim=Claim.objects.get(), doubt="not-true", by=mo)
    assert send(client).status_code == 303


def test_what_is_counted_is_new_to_who_has_seen_the_count(client: Client) -> None:
    for _each in range(6):
        send(client)
    TurnedAway.objects.update(seen_at=NOON)
    send(client)
    row = TurnedAway.objects.get()
    assert (row.count, row.seen_at) == (2, None)


def test_harm_that_is_turned_away_is_counted_by_itself_and_told_to_moderators_at_once(
    client: Client, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.SENDS_MAIL = True
    for _each in range(10):
        send(client, doubt="harmed")
    with django_capture_on_commit_callbacks(execute=True):
        assert send(client).status_code == 429
    assert mail.outbox == [], "others wait for the day"
    with django_capture_on_commit_callbacks(execute=True):
        assert send(client, doubt="harmed", words="My arm burned.").status_code == 429
    row = TurnedAway.objects.get()
    assert (row.count, row.harmed) == (2, 1)
    assert [message.to for message in mail.outbox] == [["mo@example.org"]]
    assert "Serious: it-may-help" in mail.outbox[0].subject
    assert "/admin/moderation/queue/" in mail.outbox[0].body and "arm" not in mail.outbox[0].body


def test_each_hour_is_counted_by_itself(client: Client) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        for _each in range(7):
            send(client)
        clock.shift(timedelta(hours=1))
        for _each in range(6):
            send(client)
    assert list(TurnedAway.objects.order_by("hour").values_list("hour__hour", "count")) == [(12, 2), (13, 1)]


# --- what is remembered of an address -------------------------------------------------------------------------


def test_an_address_is_known_by_a_keyed_code_for_an_hour(client: Client) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        send(client, remote="192.0.2.7")
        first = Knock.objects.get().address
        assert len(first) == 64 and "192" not in first[:4]
        clock.shift(timedelta(hours=1, seconds=1))
        limits.forget()
        assert not Knock.objects.exists()
        clock.shift(timedelta(days=1))
        send(client, remote="192.0.2.7")
        assert Knock.objects.get().address != first, "the key is another one every day"


def test_midnight_opens_no_gap(client: Client) -> None:
    with time_machine.travel(datetime(2026, 11, 24, 23, 58, tzinfo=UTC), tick=False) as clock:
        for _each in range(5):
            send(client)
        clock.shift(timedelta(minutes=4))
        assert send(client).status_code == 429


@pytest.mark.parametrize(("one", "other", "is_same"), [
    ("192.0.2.1", "192.0.2.2", False),
    ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
    ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
    ("::ffff:192.0.2.1", "192.0.2.1", True),
    ("fe80::1%eth0", "fe80::1", True),
    ("", "not an address", False),
])  # fmt: skip
def test_an_ipv6_network_is_one_address(one: str, other: str, is_same: bool) -> None:
    found = [address_of(RequestFactory().get("/", REMOTE_ADDR=each)) for each in (one, other)]
    assert (found[0] == found[1]) is is_same


@override_settings(TRUSTED_PROXIES=1)
def test_behind_our_proxy_it_is_the_visitors_address_that_counts(client: Client) -> None:
    for number in range(7):
        headers = {"x-forwarded-for": f"6.6.6.6, 203.0.113.{number}"}
        assert send(client, headers=headers, remote="10.0.0.1").status_code == 303


def test_a_report_takes_few_queries_however_many_there_were(client: Client, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    from_many(client, 20)
    lock = connection.vendor == "postgresql"
    with django_assert_num_queries(15 + lock):
        send(client, CLAIM_FORM, remote="203.0.113.1")
