"""A row that was left as it is: it comes back when what its reason rested on goes."""

import pytest

from accounts.models import User
from claims.actions import sign_off
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
