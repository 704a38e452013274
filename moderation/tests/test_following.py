"""What follows when a moderator agrees on the screen: shown before, done all at once or not at all."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from accounts.models import User
from claims.models import Caveat, Claim, ClaimVersion
from claims.queries import newest_faces
from moderation.actions import disagree, mark_serious, raise_flag
from moderation.models import Correction, Flag, FlagStep
from publishing.models import Page, Publication
from tests import factory

from .judging import address, agree, states, words

pytestmark = pytest.mark.django_db

AGREE = {"act": "agree", "seen": 0, "agree-reason": "You are right."}


def test_who_is_second_is_told_who_was_first_and_keeps_what_they_typed(flag: Flag, desk: Client, mo: User) -> None:
    disagree(flag=flag, reason="No.", by=mo, seen=0)
    answer = agree(desk, flag, "correct", agree__reason="A long text of my own.", correct__wrong="We said this.",
                   correct__changed="We say that.", agree__note="Mine.")  # fmt: skip
    shown = words(answer)
    assert answer.status_code == 409
    assert "mo was first: “Not changed”" in shown
    kept = ("A long text of my own.", "We said this.", "We say that.", "Mine.")
    assert [each for each in kept if each not in shown] == []
    assert (states(flag), Correction.objects.count()) == (["not-agreed"], 0)
    assert 'name="seen" value="1"' in shown, "sent again it is judged on what stands now"


def test_agreeing_shows_who_will_see_it_before(flag: Flag, desk: Client) -> None:
    shown = words(desk.get(address(flag)))
    form = shown[shown.index('id="act-agree"') : shown.index('id="act-disagree"')]
    assert "1 live page has this claim" in form
    assert "What helps?" in form
    assert '<option value="supported" selected>' in form, "filled in as readers see the claim now"


def test_agreeing_without_a_consequence_is_refused(flag: Flag, desk: Client) -> None:
    answer = agree(desk, flag)
    assert "Say what follows" in words(answer)
    assert "You are right." in words(answer)
    assert states(flag) == []


def test_all_that_was_ticked_follows_at_once(flag: Flag, page: Page, desk: Client) -> None:
    answer = agree(
        desk, flag, "caveat", "sign_off", "send_back", "correct",
        caveat__caveat="", new_caveat__slug="marks", new_caveat__severity="stop", new_caveat__text="It can scar.",
        verdict="contested", certainty="low", reasons="A second study disagrees.", send_back__page=page.pk,
        correct__wrong="We said yes.", correct__changed="We say perhaps.", correct__since="2026-01-01",
    )  # fmt: skip
    assert answer.status_code == 302, words(answer)
    face = newest_faces()["it-may-help"]
    assert (face.verdict, [each.slug for each in face.caveats], face.notice) == ("contested", ["not-sure", "marks"], "")
    step = FlagStep.objects.get()
    assert step.claim_version is not None
    assert (step.claim_version.number, step.sent_back) == (3, page)
    assert Correction.objects.get() == step.correction
    assert "The editors of /articles/what-helps/ are told." in words(desk.get(address(flag)))


def test_a_caveat_that_exists_is_added(flag: Flag, desk: Client) -> None:
    marks = factory.caveat("marks", "stop", "It can scar.")
    assert agree(desk, flag, "caveat", caveat__caveat=marks.pk).status_code == 302
    assert [each.slug for each in newest_faces()["it-may-help"].caveats] == ["not-sure", "marks"]


def test_a_page_is_withdrawn(page: Page, desk: Client) -> None:
    flag = raise_flag(page=page, doubt="harmed")
    shown = words(desk.get(address(flag)))
    assert "Sign the claim off anew" not in shown
    assert agree(desk, flag, "withdraw", withdraw__page=page.pk, withdraw__public_note="Wrong.").status_code == 302
    assert not Publication.objects.shown().exists()


def test_one_refused_consequence_stops_all_and_keeps_the_words(flag: Flag, desk: Client) -> None:
    answer = agree(
        desk, flag, "caveat", "correct", "sign_off",
        caveat__caveat="", new_caveat__slug="marks", new_caveat__severity="stop", new_caveat__text="It can scar.",
        correct__wrong="We said yes.", correct__changed="We say perhaps.",
        verdict="refuted", certainty="low", reasons="Nothing backs it.",
    )  # fmt: skip
    shown = words(answer)
    assert answer.status_code == 200
    assert "Add the evidence that contradicts the claim" in shown
    kept = ("It can scar.", "We said yes.", "We say perhaps.", "Nothing backs it.", "You are right.")
    assert [each for each in kept if each not in shown] == []
    assert '<option value="refuted" selected>' in shown
    assert (states(flag), Correction.objects.count(), ClaimVersion.objects.count()) == ([], 0, 1)
    assert not Caveat.objects.filter(slug="marks").exists()


def test_what_is_not_ticked_is_neither_done_nor_lost(flag: Flag, desk: Client) -> None:
    shown = words(agree(desk, flag, "sign_off", verdict="", certainty="low", reasons="Hm.",
                        correct__wrong="Not ticked.", new_caveat__text="Nor this."))  # fmt: skip
    assert "Not ticked." in shown
    assert "Nor this." in shown
    assert states(flag) == []


def test_a_page_that_does_not_make_the_claim_cannot_be_withdrawn(flag: Flag, desk: Client, edith: User) -> None:
    other = factory.published(factory.article("other", by=edith), by=edith).page
    answer = agree(desk, flag, "withdraw", withdraw__page=other.pk, withdraw__public_note="Wrong.")
    assert answer.status_code == 200
    assert Publication.objects.shown().count() == 2


def test_a_sign_off_of_what_was_not_seen_is_refused(flag: Flag, desk: Client) -> None:
    shown = desk.get(address(flag)).context["scene"].fingerprint
    Claim.objects.update(statement="It cures.")
    judgement = {"verdict": "contested", "certainty": "low", "reasons": "Mixed."}
    answer = desk.post(address(flag), {**AGREE, "claim_seen": shown, "follows": ["sign_off"], **judgement})
    assert answer.status_code == 409
    assert "changed while you were reading" in words(answer)
    assert (states(flag), ClaimVersion.objects.count()) == ([], 1)


def test_who_was_first_is_told_before_what_they_changed(flag: Flag, desk: Client, mo: User) -> None:
    shown = desk.get(address(flag)).context["scene"].fingerprint
    mark_serious(flag=flag, by=mo, seen=0)
    judgement = {"verdict": "contested", "certainty": "low", "reasons": "Mixed."}
    answer = desk.post(address(flag), {**AGREE, "claim_seen": shown, "follows": ["sign_off"], **judgement})
    assert "mo was first" in words(answer)


def test_who_may_write_no_caveat_adds_none(flag: Flag, desk: Client, mo: User) -> None:
    mo.groups.clear()
    mo.user_permissions.set(Permission.objects.filter(codename__in=("decide_flag", "sign_off_claim")))
    answer = agree(desk, flag, "caveat", caveat__caveat="", new_caveat__slug="marks", new_caveat__severity="stop",
                   new_caveat__text="It can scar.")  # fmt: skip
    assert "You may not write new caveats" in words(answer)
    assert (states(flag), Caveat.objects.count()) == ([], 1)
