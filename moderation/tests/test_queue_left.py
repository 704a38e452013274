"""A row that was left as it is: it comes back when what its reason rested on goes, and on a day in any case."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format

from accounts.models import User
from claims.actions import set_notice, sign_off
from claims.models import Caveat, Claim, Evidence, Source
from moderation.actions.rows import leave
from moderation.queue import Row
from moderation.queue.listing import read_queue
from tests import factory

pytestmark = pytest.mark.django_db


def keys() -> list[str]:
    return [row.key for row in read_queue().rows]


def found(key: str) -> Row:
    row = read_queue().find(key)
    assert row is not None, keys()
    return row


def judge(slug: str, by: User, verdict: str = "supported") -> None:
    claim = Claim.objects.get(slug=slug)
    sign_off(claim=claim, verdict=verdict, certainty="low", reasons="As the review says.", by=by)


# --- facts --------------------------------------------------------------------------------------------------


@pytest.fixture
def contradiction(mo: User) -> str:
    """Two claims that differ, left as they are because they are about different people; the row's key."""
    for slug, stance, population in (("helps", "yes", "acne scars"), ("helps-not", "no", "healthy skin")):
        caveats = (factory.caveat(), factory.caveat("others", text="It was another group of people."))
        asked = factory.question(yes_no=True)
        factory.signed(slug, by=mo, question=asked, stance=stance, population=population, caveats=caveats)
    key = "contradiction:does-it-help"
    leave(row=found(key), reason="They are about different people.", by=mo)
    assert keys() == []
    return key


def test_a_contradiction_comes_back_when_both_speak_of_the_same_people(contradiction: str, mo: User) -> None:
    judge("helps", mo)
    assert keys() == [], "a sign-off that changes none of its facts leaves it where it is"
    Claim.objects.filter(slug="helps").update(population="healthy skin")
    judge("helps", mo)
    assert keys() == [contradiction]


def test_a_contradiction_comes_back_when_a_caveat_goes(contradiction: str, mo: User) -> None:
    Claim.objects.get(slug="helps").carried.filter(caveat__slug="others").delete()
    judge("helps", mo)
    assert keys() == [contradiction]


@pytest.mark.parametrize(("key", "verdict", "verification"), [
    ("second-hand:it-may-help", "supported", "verified"),
    ("weak-sources:it-may-help", "contested", "not found"),
])  # fmt: skip
def test_a_weak_claim_comes_back_when_its_caveat_softens_or_goes(
    key: str, verdict: str, verification: str, mo: User
) -> None:
    caveat = factory.caveat("weak", "stop", "Only a report of it was read.")
    claim = factory.claim(caveats=(factory.caveat(), caveat))
    Evidence.objects.update(read="report of it")
    Source.objects.update(verification=verification)
    judge(claim.slug, mo, verdict)
    leave(row=found(key), reason="Its caveat says so.", by=mo)
    assert key not in keys()
    Caveat.objects.filter(slug="weak").update(severity="note")
    judge(claim.slug, mo, verdict)
    leave(row=found(key), reason="Its caveat says so.", by=mo)
    claim.carried.filter(caveat__slug="weak").delete()
    judge(claim.slug, mo, verdict)
    assert key in keys()


# --- days ---------------------------------------------------------------------------------------------------


def page_with(slug: str, by: User, name: str) -> None:
    body = f"## Found\n\nIt [may help a little](claim:{slug})."
    factory.published(factory.article(name, by=by, body=body), by=by)


@pytest.fixture
def unreviewed(mo: User) -> str:
    page_with(factory.claim().slug, mo, "what-helps")
    return "unreviewed:it-may-help"


@pytest.fixture
def rechecked(mo: User) -> str:
    set_notice(claim=factory.signed(by=mo), by=mo)
    return "recheck:it-may-help"


@pytest.mark.parametrize(("name", "days"), [("unreviewed", 90), ("rechecked", 14)])
def test_it_comes_back_on_the_day_that_the_screen_states(
    name: str, days: int, mo: User, client: Client, request: pytest.FixtureRequest
) -> None:
    key = request.getfixturevalue(name)
    client.force_login(mo)
    now = timezone.now()
    stated = f"It comes back on {date_format(timezone.localdate(now) + timedelta(days), 'j F Y')}, or earlier"
    row = found(key)
    assert stated in client.get(row.url).content.decode()
    leave(row=row, reason="The check goes on.", by=mo)
    assert stated in client.get(row.url).content.decode()
    assert stated in client.get("/admin/moderation/queue/").content.decode()
    with time_machine.travel(now + timedelta(days - 1)):
        assert keys() == []
    with time_machine.travel(now + timedelta(days)):
        assert keys() == [key]


def test_an_unchecked_claim_comes_back_when_more_pages_make_it(unreviewed: str, mo: User) -> None:
    leave(row=found(unreviewed), reason="Only one page makes it.", by=mo)
    page_with("it-may-help", mo, "what-else-helps")
    assert keys() == [unreviewed]
