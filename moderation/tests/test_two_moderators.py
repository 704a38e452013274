"""Two moderators decide the same thing at once: one wins, the other is told, and nothing is half done."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from claims.models import ClaimVersion
from moderation.actions import Correct, Overtaken, SignOff, Withdraw, agree, disagree, raise_flag
from moderation.actions.rows import bring_back
from moderation.models import Correction, Flag, FlagStep, RowDecision
from moderation.queue.listing import read_queue
from publishing.models import Page, Publication
from publishing.tests.test_two_writers import at_once, no_record_is_broken
from tests import factory

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 4


@pytest.fixture
def root(mo: User) -> User:
    """The second moderator."""
    return User.objects.create_superuser("root", password="pass", public_name="Root")


def told(found: list[Any]) -> list[str]:
    return sorted(type(each).__name__ for each in found)


def consequences(flag: Flag, verdict: str) -> list[Any]:
    page = Page.objects.get(slug=f"page-{flag.pk}")
    return [
        SignOff(verdict, "low", "As we read it."),
        Correct("We said this.", f"We say that it is {verdict}."),
        Withdraw(page, "It was wrong."),
    ]


def scene(by: User, number: int) -> Flag:
    claim = factory.signed(f"claim-{number}", by=by)
    flag = raise_flag(claim=claim, doubt="not-true")
    copy = factory.article(f"page-{flag.pk}", by=by, body=f"It [may help a little](claim:claim-{number}).")
    factory.published(copy, by=by)
    return flag


def test_of_two_who_agree_at_once_one_wins_with_all_that_follows(mo: User, root: User) -> None:
    for round_ in range(ROUNDS):
        flag = scene(mo, round_)

        def press(by: User, verdict: str, flag: Flag = flag) -> FlagStep:
            return agree(flag=flag, reason="Yes.", consequences=consequences(flag, verdict), by=by, seen=0)

        found = at_once(lambda: press(mo, "contested"), lambda: press(root, "unsupported"))
        assert told(found) == ["FlagStep", "Overtaken"], found
        step = FlagStep.objects.get(flag=flag)
        late = next(each for each in found if isinstance(each, Overtaken))
        assert late.step == step
        assert f"{step.by} was first" in late.messages[0]
        assert ClaimVersion.objects.filter(claim=flag.claim).count() == 2
        correction = Correction.objects.get(claim=flag.claim)
        newest = ClaimVersion.objects.newest().get(claim=flag.claim)
        assert step.correction == correction
        assert step.claim_version == newest
        assert newest.verdict in correction.changed, "all of it is of the same moderator"
        assert Publication.objects.filter(page__slug=f"page-{flag.pk}", is_withdrawal=True).count() == 1
    assert no_record_is_broken()


def test_of_one_who_agrees_and_one_who_does_not_the_first_stands(mo: User, root: User) -> None:
    acts: list[Callable[[Flag], FlagStep]] = [
        lambda flag: agree(flag=flag, reason="Yes.", consequences=consequences(flag, "contested"), by=mo, seen=0),
        lambda flag: disagree(flag=flag, reason="No.", by=root, seen=0),
    ]
    for round_ in range(ROUNDS):
        flag = scene(mo, round_)
        found = at_once(*(lambda act=act, flag=flag: act(flag) for act in acts))
        assert told(found) == ["FlagStep", "Overtaken"], found
        state = FlagStep.objects.get(flag=flag).state
        assert Flag.objects.get(pk=flag.pk).state == state
        assert Correction.objects.filter(claim=flag.claim).exists() == (state == "agreed")
        assert ClaimVersion.objects.filter(claim=flag.claim).count() == (2 if state == "agreed" else 1)


def test_of_two_who_leave_a_row_at_once_one_is_told_that_it_is_gone(mo: User, root: User) -> None:
    claim = factory.claim()
    body = f"## Found\n\nIt [may help a little](claim:{claim.slug})."
    factory.published(factory.article(by=mo, body=body), by=mo)
    desks = [Client(), Client()]
    for desk, by in zip(desks, (mo, root), strict=True):
        desk.force_login(by)
    for round_ in range(1, ROUNDS + 1):
        (row,) = read_queue().rows
        sent = {"act": "leave", "seen": row.fingerprint, "leave-reason": "It may wait."}
        found = at_once(*(partial(desk.post, row.url, sent) for desk in desks))
        assert sorted(each.status_code for each in found) == [302, 409]
        assert RowDecision.objects.filter(reason="It may wait.").count() == round_
        bring_back(key=row.key, by=mo)
    assert no_record_is_broken()
