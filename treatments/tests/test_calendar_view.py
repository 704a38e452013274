"""The calendar file of a checklist: for the day that the reader gives, or a clear word on what to do."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from accounts.models import User
from claims import actions as claim_actions
from claims.models import Claim
from publishing import actions
from publishing.plans import plan
from tests import factory
from treatments.models import AftercareChecklist, ChecklistItem

pytestmark = pytest.mark.django_db

ADDRESS = "/aftercare/after-needling.ics"
ON = f"{ADDRESS}?on=2026-12-01"


@pytest.fixture
def copy(mo: User) -> AftercareChecklist:
    """A live checklist whose only step rests on a claim."""
    step = ChecklistItem(kind="do", text="Wait, if you can.", starts_h=0, claim=factory.signed(by=mo))
    made = factory.checklist(by=mo, items=[step])
    factory.published(made, by=mo)
    return made


def events(client: Client, address: str = ON) -> list[Any]:
    response = client.get(address)
    assert response.status_code == 200
    return list(Calendar.from_ical(response.content).walk("VEVENT"))


def test_it_is_a_file_that_calendars_know(client: Client, copy: AftercareChecklist) -> None:
    response = client.get(ON)
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="after-needling.ics"'
    assert "no-store" in response.headers["Cache-Control"] and not response.cookies
    (event,) = events(client)
    assert str(event["dtstart"].dt) == "2026-12-01"


def test_it_says_what_to_do_when_to_get_help_and_how_sure_that_is(client: Client, copy: AftercareChecklist) -> None:
    (event,) = events(client)
    told = event["description"]
    for words in ("Wait, if you can.", "Sources back this", "Nobody has studied this.", "Not reviewed by a clinician."):
        assert words in told
    for help_item in factory.help_items():
        assert help_item.text in told
    assert "999 or 112 in the UK" in told and "Version 1." in told
    assert event["url"] == "http://testserver/aftercare/after-needling/"


def test_it_names_who_reviewed_it(client: Client, copy: AftercareChecklist, mo: User) -> None:
    reviewer = {"reviewer_name": "Dr Ada Osei", "reviewer_role": "dermatologist", "reviewer_interests": "None"}
    actions.publish(copy=copy, by=mo, change_note="Reviewed.", reviewer=reviewer, acknowledged=_warnings(copy))
    told = events(client)[0]["description"]
    assert "Reviewed by Dr Ada Osei, dermatologist" in told and "Not reviewed" not in told


def _warnings(copy: AftercareChecklist) -> list[str]:
    return [issue.key for issue in plan(copy, change_note="Reviewed.").warnings]


def test_a_second_file_updates_the_first_once_something_changed(
    client: Client, copy: AftercareChecklist, mo: User, time_machine: Any
) -> None:
    (before,) = events(client)
    assert events(client)[0] == before
    claim = Claim.objects.get()
    time_machine.move_to(timezone.now() + timedelta(hours=1))
    claim_actions.sign_off(claim=claim, verdict="contested", certainty="low", reasons="They differ.", by=mo)
    (after,) = events(client)
    assert after["uid"] == before["uid"]
    assert after["sequence"] > before["sequence"]
    assert "Sources disagree" in after["description"]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("", "Choose a day first."),
        ("?on=", "Choose a day first."),
        ("?on=tomorrow", "Choose one, or write it as year-month-day, such as 2026-12-01."),
        ("?on=2026-13-01", "That is not a day we can read."),
        ("?on=1999-12-31", "Choose a day from 2000 to 2199."),
        ("?on=2200-01-01", "Choose a day from 2000 to 2199."),
    ],
)
def test_without_a_day_it_says_what_to_do(client: Client, copy: AftercareChecklist, query: str, sentence: str) -> None:
    response = client.get(f"{ADDRESS}{query}")
    assert response.status_code == 400
    assert response.headers["Content-Type"].startswith("text/html")
    assert sentence in response.text
    assert f'action="{ADDRESS}"' in response.text, "the day can be chosen right there"
    assert 'href="/aftercare/after-needling/"' in response.text


@pytest.mark.parametrize("day", ["2000-01-01", "2199-12-31", "2028-02-29"])
def test_any_day_of_two_centuries_will_do(client: Client, copy: AftercareChecklist, day: str) -> None:
    assert str(events(client, f"{ADDRESS}?on={day}")[0]["dtstart"].dt) == day


def test_it_only_answers_to_reading(client: Client, copy: AftercareChecklist) -> None:
    assert client.head(ON).status_code == 200
    assert client.post(ON).status_code == 405
    assert client.delete(ON).status_code == 405


def test_there_is_none_of_what_was_never_published(client: Client, mo: User) -> None:
    factory.checklist(by=mo)
    assert client.get(ON).status_code == 404
    assert client.get("/aftercare/unknown.ics?on=2026-12-01").status_code == 404


@pytest.mark.parametrize("query", ["", "?on=2026-12-01"])
def test_what_was_withdrawn_is_gone_but_for_when_to_get_help(
    client: Client, copy: AftercareChecklist, mo: User, query: str
) -> None:
    actions.withdraw(page=copy.page, public_note="A step was wrong.", by=mo)
    response = client.get(f"{ADDRESS}{query}")
    assert response.status_code == 410
    assert "A step was wrong." in response.text and factory.help_items()[0].text in response.text
    assert "Wait, if you can." not in response.text


def test_a_former_address_leads_on_with_the_day_and_its_entries_stay_the_same(
    client: Client, copy: AftercareChecklist, mo: User
) -> None:
    (before,) = events(client)
    actions.rename_page(page=copy.page, slug="after-microneedling", by=mo)
    moved = client.get(ON)
    assert (moved.status_code, moved.headers["Location"]) == (301, "/aftercare/after-microneedling.ics?on=2026-12-01")
    assert client.get(ADDRESS).headers["Location"] == "/aftercare/after-microneedling.ics"
    (after,) = events(client, moved.headers["Location"])
    assert after["uid"] == before["uid"]


@pytest.mark.parametrize("count", [1, 8])
def test_the_number_of_queries_does_not_grow(
    client: Client, mo: User, count: int, django_assert_num_queries: Any
) -> None:
    items = [
        ChecklistItem(kind="do", text=f"Do {number}.", starts_h=number * 24, claim=factory.signed(f"c-{number}", by=mo))
        for number in range(count)
    ]
    factory.published(factory.checklist(by=mo, items=items), by=mo)
    with django_assert_num_queries(2):
        client.get(ON)
