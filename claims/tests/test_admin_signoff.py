"""The moderators' page: sign-off, notice and taking back."""

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from accounts.models import User
from claims.models import Caveat, Claim, ClaimVersion
from claims.queries import newest_faces
from tests import factory


def address(claim: Claim) -> str:
    return f"/admin/claims/claim/{claim.pk}/sign-off/"


@pytest.fixture
def desk(client: Client, mo: User) -> Client:
    """Mo, signed in."""
    client.force_login(mo)
    return client


def judgement(page: Any, **typed: str) -> dict[str, str]:
    values = {"verdict": "supported", "certainty": "low", "reasons": "Two trials agree."}
    return {"act": "sign_off", "seen": page.context["seen"], **values, **typed}


def test_a_moderator_signs_off_what_waits(desk: Client, mo: User) -> None:
    claim = factory.signed(by=mo)
    Claim.objects.filter(pk=claim.pk).update(statement="It may help a lot.")
    page = desk.get(address(claim))
    html = page.content.decode()
    assert "<del>little.</del>" in html
    assert "<ins>lot.</ins>" in html
    assert page.context["judgement"]["reasons"].value() == "As the review says."
    answer = desk.post(address(claim), judgement(page, verdict="contested"), follow=True)
    assert "Signed off as version 2." in answer.content.decode()
    face = newest_faces()[claim.slug]
    assert (face.statement, face.verdict, face.reasons) == (
        "It may help a lot.",
        "contested",
        "Two trials agree.",
    )
    assert LogEntry.objects.get().get_change_message() == "Signed off as version 2."


def test_a_claim_that_nobody_has_seen_can_be_signed_off(desk: Client) -> None:
    claim = factory.claim()
    page = desk.get(address(claim))
    assert page.context["judgement"]["verdict"].value() is None
    assert desk.post(address(claim), judgement(page)).status_code == 302
    assert newest_faces()[claim.slug].number == 1


def test_the_page_says_how_many_pages_change(desk: Client, edith: User, mo: User) -> None:
    claim = factory.signed(by=mo)
    factory.published(factory.article(by=edith, body="It [may help](claim:it-may-help)."), by=edith)
    html = desk.get(address(claim)).content.decode()
    assert "1 page changes when it is next opened" in html
    assert "/articles/what-helps/" in html


def test_a_refusal_keeps_everything_that_was_typed(desk: Client, mo: User) -> None:
    claim = factory.signed(by=mo)
    typed = judgement(desk.get(address(claim)), verdict="refuted", reasons="I think so.")
    answer = desk.post(address(claim), typed)
    html = answer.content.decode()
    assert "Add the evidence that contradicts the claim" in html
    assert "I think so.</textarea>" in html
    assert '<option value="refuted" selected>' in html
    assert newest_faces()[claim.slug].number == 1


@pytest.mark.parametrize(
    "typed",
    [
        {"reasons": "  "},
        {"verdict": ""},
        {"verdict": "retired"},
        {"verdict": "unreviewed"},
        {"certainty": "sure"},
    ],
)
def test_a_judgement_that_is_none_is_refused(desk: Client, mo: User, typed: dict[str, str]) -> None:
    claim = factory.signed(by=mo)
    answer = desk.post(address(claim), judgement(desk.get(address(claim)), **typed))
    assert answer.status_code == 200
    assert answer.context["judgement"].errors
    assert ClaimVersion.objects.count() == 1


@pytest.mark.parametrize("seen", [None, "", "nonsense"])
def test_nothing_is_signed_off_unseen(desk: Client, mo: User, seen: str | None) -> None:
    claim = factory.signed(by=mo)
    data = judgement(desk.get(address(claim)))
    del data["seen"]
    answer = desk.post(address(claim), data if seen is None else data | {"seen": seen})
    assert answer.status_code == 409
    assert ClaimVersion.objects.count() == 1


def test_a_claim_that_changed_meanwhile_is_shown_anew_and_the_judgement_kept(desk: Client, mo: User) -> None:
    claim = factory.signed(by=mo)
    data = judgement(desk.get(address(claim)), reasons="Well thought out.")
    Caveat.objects.update(text="All is well now.")
    answer = desk.post(address(claim), data)
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "This claim changed while you were reading" in html
    assert "All is well now." in " ".join(piece.text for row in answer.context["rows"] for piece in row.after)
    assert "Well thought out.</textarea>" in html
    assert desk.post(address(claim), data | {"seen": answer.context["seen"]}).status_code == 302


def test_the_second_of_two_moderators_sees_what_the_first_decided(desk: Client, mo: User) -> None:
    claim = factory.signed(by=mo)
    page = desk.get(address(claim))
    assert desk.post(address(claim), judgement(page, verdict="unsupported")).status_code == 302
    assert desk.post(address(claim), judgement(page)).status_code == 409
    assert newest_faces()[claim.slug].verdict == "unsupported"


@pytest.mark.parametrize(("typed", "told"), [("", "Being re-checked"), ("A reader was hurt.", "A reader was hurt.")])
def test_a_notice_is_live_at_once_and_a_sign_off_takes_it_off(desk: Client, mo: User, typed: str, told: str) -> None:
    claim = factory.signed(by=mo)
    assert desk.post(address(claim), {"act": "notice", "notice-notice": typed}).status_code == 302
    assert newest_faces()[claim.slug].notice == told
    page = desk.get(address(claim))
    assert "Signing off takes the notice off." in page.content.decode()
    desk.post(address(claim), judgement(page))
    assert newest_faces()[claim.slug].notice == ""


def test_a_notice_on_a_claim_that_nobody_sees_is_refused(desk: Client) -> None:
    claim = factory.claim()
    answer = desk.post(address(claim), {"act": "notice"})
    assert "Readers do not see this claim yet." in str(answer.context["notice"].errors)
    assert '<a href="#notice">Nothing was done yet' in answer.content.decode()
    assert not ClaimVersion.objects.exists()


def test_a_claim_is_taken_back_in_favour_of_another(desk: Client, mo: User) -> None:
    old, new = factory.signed("old", by=mo), factory.signed("new", by=mo)
    typed = {"act": "retire", "retire-reasons": "Said better there.", "retire-successor": new.pk}
    assert desk.post(address(old), typed).status_code == 302
    face = newest_faces()["old"]
    assert (face.verdict, face.successor, face.reasons) == ("retired", "new", "Said better there.")
    assert "Successor" in desk.get(address(old)).content.decode()


def test_a_claim_is_not_taken_back_without_reasons_or_in_favour_of_what_readers_cannot_use(
    desk: Client, mo: User
) -> None:
    old, unseen = factory.signed("old", by=mo), factory.claim("unseen")
    for successor, reasons in ((unseen.pk, "Wrong."), (old.pk, "Wrong."), (0, "Wrong."), ("", " ")):
        typed = {"act": "retire", "retire-reasons": reasons, "retire-successor": successor}
        answer = desk.post(address(old), typed)
        assert answer.status_code == 200
        assert answer.context["retirement"].errors
    assert newest_faces()["old"].verdict == "supported"


def test_a_button_that_is_none_does_nothing(desk: Client, mo: User) -> None:
    claim = factory.signed(by=mo)
    assert desk.post(address(claim), {"act": "delete"}).status_code == 400
    assert ClaimVersion.objects.count() == 1


def test_the_page_of_a_claim_leads_to_the_sign_off_for_those_who_may(desk: Client, edith: User, mo: User) -> None:
    claim = factory.signed(by=mo)
    change = f"/admin/claims/claim/{claim.pk}/change/"
    assert address(claim) in desk.get(change).content.decode()
    assert f"/admin/claims/claimversion/?claim__id__exact={claim.pk}" in desk.get(change).content.decode()
    desk.force_login(edith)
    assert address(claim) not in desk.get(change).content.decode()
