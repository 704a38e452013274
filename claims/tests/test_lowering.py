"""GRADE's five reasons for less certainty, as ticks on the moderators' page that start the reasons."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from claims.actions import sign_off
from claims.lowering import Lowering, parted, sentence, started
from claims.models import Claim, ClaimVersion
from claims.queries import newest_faces
from tests import factory

OPENING = "Certainty is lower because of risk of bias and imprecision."


@pytest.fixture
def desk(client: Client, mo: User) -> Client:
    """Mo, signed in."""
    client.force_login(mo)
    return client


@pytest.fixture
def claim(mo: User) -> Claim:
    return factory.signed(by=mo)


def address(claim: Claim) -> str:
    return f"/admin/claims/claim/{claim.pk}/sign-off/"


def post(desk: Client, claim: Claim, lowered: tuple[str, ...] = (), **typed: str) -> Any:
    values = {"verdict": "supported", "certainty": "low", "reasons": "Two trials agree.", **typed}
    seen = desk.get(address(claim)).context["seen"]
    return desk.post(address(claim), {"act": "sign_off", "seen": seen, "lowered": lowered, **values})


@pytest.mark.parametrize(
    ("ticked", "said"),
    [
        ([], ""),
        (["imprecision"], "Certainty is lower because of imprecision."),
        (["imprecision", "risk_of_bias"], OPENING),
        (
            Lowering.values,
            "Certainty is lower because of risk of bias, inconsistency, indirectness, imprecision "
            "and publication bias.",
        ),
    ],
)
def test_ticks_make_a_sentence(ticked: list[str], said: str) -> None:
    assert sentence(ticked) == said
    assert parted(f"{said} Two trials agree.".strip()) == (
        sorted(ticked, key=Lowering.values.index),
        "Two trials agree.",
    )


def test_the_sentence_never_stands_twice() -> None:
    once = started("Two trials agree.", ["risk_of_bias", "imprecision"])
    assert once == f"{OPENING} Two trials agree."
    assert started(once, ["risk_of_bias", "imprecision"]) == once
    assert started(once, ["imprecision"]) == "Certainty is lower because of imprecision. Two trials agree."


def test_without_ticks_the_reasons_stay_as_they_were_typed() -> None:
    for typed in ("Two trials agree.", f"{OPENING} So I say."):
        assert started(typed, []) == typed


def test_the_page_offers_five_ticks_each_explained(desk: Client, claim: Claim) -> None:
    html = desk.get(address(claim)).content.decode()
    assert html.count('type="checkbox" name="lowered"') == 5
    assert "<legend>What lowers the certainty:</legend>" in html
    for expected in ("Risk of bias: ", "Inconsistency: ", "Indirectness: ", "Imprecision: ", "Publication bias: "):
        assert expected in html


def test_ticks_start_the_reasons_that_readers_see(desk: Client, claim: Claim) -> None:
    assert post(desk, claim, ("imprecision", "risk_of_bias")).status_code == 302
    assert newest_faces()[claim.slug].reasons == f"{OPENING} Two trials agree."
    assert f"{OPENING} Two trials agree." in desk.get(f"/evidence/{claim.slug}/").content.decode()


def test_the_next_time_they_are_ticked_already_and_signing_off_again_changes_nothing(
    desk: Client, claim: Claim
) -> None:
    post(desk, claim, ("imprecision", "risk_of_bias"))
    form = desk.get(address(claim)).context["judgement"]
    assert form["lowered"].value() == ["risk_of_bias", "imprecision"]
    assert form["reasons"].value() == "Two trials agree."
    again = {name: form[name].value() for name in ("verdict", "certainty", "reasons")}
    assert post(desk, claim, tuple(form["lowered"].value()), **again).status_code == 302
    first, second = ClaimVersion.objects.order_by("-number")[:2]
    assert first.number == second.number + 1
    assert first.face == second.face


def test_reasons_that_are_that_sentence_alone_are_not_hidden_behind_ticks(desk: Client, mo: User) -> None:
    claim = factory.claim()
    sign_off(claim=claim, verdict="supported", certainty="low", reasons=OPENING, by=mo)
    form = desk.get(address(claim)).context["judgement"]
    assert (form["lowered"].value(), form["reasons"].value()) == (None, OPENING)


def test_a_refusal_keeps_ticks_and_reasons_as_they_were(desk: Client, claim: Claim) -> None:
    answer = post(desk, claim, ("imprecision",), verdict="refuted")
    html = answer.content.decode()
    assert "Add the evidence that contradicts the claim" in html
    assert answer.context["judgement"]["lowered"].value() == ["imprecision"]
    assert "\nTwo trials agree.</textarea>" in html
    assert html.count(" checked>") == 1


@pytest.mark.parametrize(
    ("certainty", "told"),
    [
        ("not_graded", "These ticks say why a graded certainty is lower"),
        ("no_studies", "These ticks say why a graded certainty is lower"),
        ("high", "Nothing lowers a certainty that is high"),
    ],
)
def test_ticks_need_a_certainty_that_can_be_lower(desk: Client, claim: Claim, certainty: str, told: str) -> None:
    answer = post(desk, claim, ("imprecision",), certainty=certainty)
    assert told in answer.content.decode()
    assert ClaimVersion.objects.count() == 1


@pytest.mark.parametrize("certainty", ["moderate", "low", "very_low"])
def test_ticks_fit_every_lower_certainty(desk: Client, claim: Claim, certainty: str) -> None:
    assert post(desk, claim, ("imprecision",), certainty=certainty, verdict="contested").status_code == 302


def test_a_tick_that_is_none_is_refused(desk: Client, claim: Claim) -> None:
    assert post(desk, claim, ("bad luck",)).status_code == 200
    assert ClaimVersion.objects.count() == 1


def test_ticks_alone_are_no_reasons(desk: Client, claim: Claim) -> None:
    assert post(desk, claim, ("imprecision",), reasons=" ").context["judgement"].errors
    assert ClaimVersion.objects.count() == 1
