"""Claims that were not checked again in time: what readers see where, what records keep, what moderators are told."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client

from accounts.models import User
from claims.actions import apply_caution, retire, set_notice, sign_off
from claims.ageing import overdue
from claims.choices import Stage
from claims.models import Claim, ClaimCaveat, ClaimVersion
from claims.queries import (
    faces_answering,
    faces_as_at,
    newest_face,
    newest_faces,
    preview_faces,
    proposals,
    row_face,
    stored_face,
)
from tests import factory

CHECKED = datetime(2026, 5, 3, 12, tzinfo=UTC)
IN_TIME, DUE, CAUTION, LAPSED = (
    datetime(*day, 12, tzinfo=UTC) for day in ((2027, 5, 3), (2027, 5, 4), (2027, 7, 4), (2027, 11, 4))
)
LINE = "Due for a new check since 3 May 2027."
CAVEAT = "We last checked this on 3 May 2026."
ADDRESSES = ("/evidence/", "/evidence/it-may-help/", "/questions/does-it-help/", "/sources/review-2020/")


@pytest.fixture
def claim(mo: User) -> Claim:
    """A claim of high risk that Mo signed off on 3 May 2026."""
    with time_machine.travel(CHECKED):
        return factory.signed(by=mo, about="effect", question=factory.question(), stance="yes")


def html(client: Client, address: str, at: datetime) -> str:
    with time_machine.travel(at):
        answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_of_the_register_shows_the_stage(address: str, client: Client, claim: Claim) -> None:
    young, due, lapsed = (html(client, address, at) for at in (IN_TIME, DUE, LAPSED))
    assert LINE not in young and "Sources back this –" not in young
    assert LINE in due and "Sources back this –" not in due
    assert LINE in lapsed and "Sources back this – not currently checked" in lapsed
    assert "Nobody has studied this." in lapsed and CAVEAT in lapsed and CAVEAT not in due
    assert 'data-verdict="supported"' in lapsed or address == "/sources/review-2020/"


def test_the_claims_page_says_when_it_was_checked_and_when_it_will_be(client: Client, claim: Claim) -> None:
    address = "/evidence/it-may-help/"
    young, old = html(client, address, IN_TIME), html(client, address, LAPSED)
    assert "Last checked on 3 May 2026, next check due by 3 May 2027." in young
    assert CAVEAT not in young and CAVEAT in old
    assert "Last checked on 3 May 2026." in old and "next check due by" not in old
    assert "<title>Sources back this – not currently checked: “" in old


@pytest.mark.django_db
def test_what_nobody_judged_promises_no_check(client: Client, edith: User) -> None:
    factory.claim(about="advice")
    factory.published(factory.article(by=edith, body="So [it is](claim:it-may-help)."), by=edith)
    page = html(client, "/evidence/it-may-help/", datetime(2099, 1, 1, tzinfo=UTC))
    assert "Not checked yet" in page
    assert "next check due" not in page and "Due for a new check" not in page


def test_the_register_can_be_narrowed_to_what_nobody_currently_checks(client: Client, claim: Claim, mo: User) -> None:
    with time_machine.travel(LAPSED):
        factory.signed("young", by=mo, statement="Soap dries the skin.", about="harm")
    page = html(client, "/evidence/?verdict=not_checked", LAPSED)
    assert "It may help a little." in page and "Soap dries the skin." not in page
    assert '<option value="not_checked" selected>Not currently checked</option>' in page
    assert "It may help a little." in html(client, "/evidence/?verdict=supported", LAPSED)


def test_what_was_seen_at_a_moment_is_shown_as_old_as_it_was_then(claim: Claim) -> None:
    with time_machine.travel(LAPSED):
        now = newest_faces()["it-may-help"]
        stages = [faces_as_at(moment)["it-may-help"].stage for moment in (IN_TIME, DUE, CAUTION, None)]
        (answering,) = faces_answering("does-it-help", CAUTION)
    assert stages == [Stage.IN_TIME, Stage.DUE, Stage.OVERDUE, Stage.NOT_CHECKED]
    assert now.has_lapsed and answering.stage == Stage.OVERDUE


def test_reading_writes_nothing_and_what_is_stored_has_no_age(claim: Claim, client: Client) -> None:
    before = list(ClaimVersion.objects.values())
    html(client, "/evidence/it-may-help/", LAPSED)
    with time_machine.travel(LAPSED):
        stored, shown = stored_face(claim), newest_face(claim)
        assert preview_faces()["it-may-help"] == shown
    assert stored and shown and stored.age is None and shown.has_lapsed
    assert list(ClaimVersion.objects.values()) == before


def test_age_is_no_proposed_change(claim: Claim) -> None:
    with time_machine.travel(LAPSED):
        assert proposals(Claim.objects.all()) == {}
        assert row_face(claim, newest_face(claim)) == newest_face(claim)
        assert row_face(claim) == stored_face(claim)


def add_a_caveat(claim: Claim, mo: User) -> None:
    ClaimCaveat.objects.create(claim=claim, caveat=factory.caveat("new", "caution", "It can sting."), position=9)
    assert len(apply_caution(claims=[claim], by=mo)) == 1


def notice(claim: Claim, mo: User) -> None:
    set_notice(claim=claim, by=mo)


@pytest.mark.parametrize("act", [add_a_caveat, notice])
def test_added_caution_neither_stores_age_nor_makes_the_claim_young(act: Any, claim: Claim, mo: User) -> None:
    with time_machine.travel(LAPSED):
        act(claim, mo)
        version = ClaimVersion.objects.get(number=2)
        assert newest_faces()["it-may-help"].has_lapsed
    assert version.face["checked_on"] == "2026-05-03"
    assert "not_checked_lately" not in str(version.face) and "age" not in version.face


@pytest.mark.parametrize("act", [add_a_caveat, notice])
def test_caution_added_to_a_version_without_a_day_keeps_that_versions_day(act: Any, claim: Claim, mo: User) -> None:
    face = {name: value for name, value in ClaimVersion.objects.get().face.items() if name != "checked_on"}
    with time_machine.travel(CHECKED):
        ClaimVersion(claim=claim, number=2, verdict="supported", certainty="low", face=face, by=mo).save()
    with time_machine.travel(LAPSED):
        assert newest_faces()["it-may-help"].has_lapsed
        act(claim, mo)
        assert newest_faces()["it-may-help"].has_lapsed
    assert ClaimVersion.objects.get(number=3).face["checked_on"] == "2026-05-03"


def test_a_sign_off_makes_it_young_again(claim: Claim, mo: User) -> None:
    with time_machine.travel(LAPSED):
        sign_off(claim=claim, verdict="supported", certainty="low", reasons="As the review says.", by=mo)
        face = newest_faces()["it-may-help"]
        assert (face.checked_on, face.stage, face.number) == ("2027-11-04", Stage.IN_TIME, 2)


def test_a_claim_that_is_taken_back_is_not_overdue(claim: Claim, mo: User) -> None:
    with time_machine.travel(LAPSED):
        assert [face.slug for face, _stage, _due in overdue(newest_faces().values(), date(2027, 11, 4))] == [claim.slug]
        retire(claim=claim, reasons="It was wrong.", by=mo)
        assert overdue(newest_faces().values(), date(2027, 11, 4)) == []


def test_moderators_see_the_next_check_in_the_list_and_filter_by_it(client: Client, claim: Claim, mo: User) -> None:
    with time_machine.travel(CAUTION):
        factory.signed("young", by=mo, about="harm")
        factory.claim("unseen")
        client.force_login(mo)
        page = client.get("/admin/claims/claim/").content.decode()
        assert "3 May 2027 · Not checked lately" in page and "4 Jul 2028" in page
        for check, slugs in {"late": ["it-may-help"], "overdue": ["it-may-help"], "due": [], "not_checked": []}.items():
            answer = client.get(f"/admin/claims/claim/?check={check}")
            assert [row.slug for row in answer.context["cl"].result_list] == slugs, check
        assert len(client.get("/admin/claims/claim/?check=nonsense").context["cl"].result_list) == 3


def test_the_sign_off_page_says_how_late_it_is_and_signing_off_again_is_one_button(
    client: Client, claim: Claim, mo: User
) -> None:
    with time_machine.travel(LAPSED):
        client.force_login(mo)
        address = f"/admin/claims/claim/{claim.pk}/sign-off/"
        page = client.get(address)
        words = page.content.decode()
        assert "Last checked on 3 May 2026, next check due by 3 May 2027." in words
        assert "<strong>Not currently checked.</strong> Is it still right? Then sign it off as it stands." in words
        form = page.context["judgement"]
        as_it_stands = {name: form[name].value() for name in ("verdict", "certainty", "reasons")}
        answer = client.post(address, {"act": "sign_off", "seen": page.context["seen"], **as_it_stands}, follow=True)
        assert "Signed off as version 2." in answer.content.decode()
        again = client.get(address).content.decode()
    assert "Last checked on 4 November 2027, next check due by 4 November 2028." in again
    assert "Is it still right?" not in again
    first, second = (version.as_face() for version in ClaimVersion.objects.order_by("number"))
    assert first == second


def test_moderators_are_told_where_only_a_new_search_helps(client: Client, mo: User) -> None:
    with time_machine.travel(CHECKED):
        claim = factory.signed(
            by=mo, about="harm", verdict="unsupported", certainty="no_studies", backed=False,
            searched_on=date(2026, 1, 5), searched_where="PubMed",
        )  # fmt: skip
        client.force_login(mo)
        page = client.get(f"/admin/claims/claim/{claim.pk}/sign-off/").content.decode()
    assert "next check due by 5 January 2027" in page
    assert "Studies were last looked for on 5 January 2026. Look again and put the new day on the claim" in page


def test_a_claim_that_was_never_judged_has_no_next_check_in_the_admin(client: Client, mo: User) -> None:
    client.force_login(mo)
    page = client.get(f"/admin/claims/claim/{factory.claim().pk}/sign-off/").content.decode()
    assert "next check due by" not in page
