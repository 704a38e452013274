"""Breadcrumbs: every public page below the first one says where it stands, and its way there leads somewhere."""

import re

import pytest
from django.test import Client

from accounts.models import User
from claims.actions import sign_off_answer
from claims.models import Claim
from moderation.actions import raise_flag
from publishing import actions
from tests import factory

pytestmark = pytest.mark.django_db

#: Each kind of page with the words of its trail.
TRAILS = {
    "/articles/": "Home Articles",
    "/articles/what-helps/": "Home Articles What helps?",
    "/articles/what-helps/versions/": "Home Articles What helps? Versions",
    "/articles/what-helps/versions/1/": "Home Articles What helps? Versions Version 1",
    "/articles/what-helps/versions/2/changes/": "Home Articles What helps? Versions Version 2 What changed",
    "/articles/what-helps/report/": "Home Articles What helps? Report",
    "/articles/gone/": "Home Articles Gone",
    "/treatments/": "Home Treatments",
    "/treatments/needling/": "Home Treatments Needling",
    "/treatments/compare/": "Home Treatments Compare",
    "/aftercare/after-needling/": "Home Aftercare checklists After needling",
    "/aftercare/after-needling.ics": "Home Aftercare checklists After needling Calendar",
    "/topics/": "Home Topics",
    "/topics/safety/": "Home Topics Safety",
    "/evidence/": "Home Evidence",
    "/evidence/it-may-help/": "Home Evidence Does it help? This claim",
    "/evidence/it-may-help/report/": "Home Evidence Does it help? This claim Report",
    "/evidence/alone/": "Home Evidence This claim",
    "/questions/does-it-help/": "Home Evidence Does it help?",
    "/sources/review-2020/": "Home Evidence Source",
    "/corrections/": "Home Corrections",
    "/reports/": "Home Find a report",
    "/search/": "Home Search",
    "/sheet/": "Home Questions to ask your clinician",
    "/about/how-we-check/": "Home How we check claims",
    "/about/privacy/": "Home Privacy",
}
TRAIL = re.compile(r'<nav class="trail" aria-label="Breadcrumb">\s*<ol>(.*?)</ol>', re.DOTALL)


@pytest.fixture(autouse=True)
def scene(edith: User, mo: User) -> None:
    factory.signed(by=mo, question=factory.question(), stance="yes")
    sign_off_answer(question=factory.question(), text="It may, a little.", by=mo)
    factory.signed("alone", by=mo)
    body = "## Found\n\nIt [may help](claim:it-may-help). It [may](claim:alone)."
    copy = factory.article(by=edith, body=body)
    copy.type_in("topics", [factory.topic()])
    actions.save_copy(copy=copy, by=edith)
    factory.published(copy, by=edith)
    factory.published(copy, by=edith, note="Again.")
    gone = factory.published(factory.article("gone", by=edith, title="Gone"), by=edith)
    actions.withdraw(page=gone.page, public_note="It was wrong.", by=mo)
    needling = factory.treatment(by=edith)
    factory.published(needling, by=edith)
    factory.published(factory.checklist(by=edith, treatment=needling), by=edith)


def trail(client: Client, address: str) -> str:
    """Return what is inside a page's trail, "" where there is none."""
    found = TRAIL.findall(client.get(address).content.decode())
    assert len(found) <= 1
    return "".join(found)


@pytest.mark.parametrize(("address", "expected"), TRAILS.items(), ids=list(TRAILS))
def test_a_page_says_where_it_stands(address: str, expected: str, client: Client) -> None:
    shown = trail(client, address)
    assert " ".join(re.sub(r"<[^>]+>", " ", shown).split()) == expected
    assert shown.count("<li>") == shown.count("<a ") + 1
    assert re.findall(r"aria-current", shown) == ["aria-current"]
    for above in re.findall(r'href="([^"]+)"', shown):
        assert client.get(above).status_code in (200, 410), above


def test_the_first_page_and_what_is_not_there_have_no_trail(client: Client) -> None:
    assert trail(client, "/") == trail(client, "/articles/nothing/") == ""


def test_a_report_stands_below_the_place_where_reports_are_found(client: Client) -> None:
    flag = raise_flag(claim=Claim.objects.get(slug="alone"), doubt="not-true", words="It is not so.")
    assert f'href="/reports/">Find a report</a></li>\n    \n      <li><span aria-current="page">{flag.token}' in trail(
        client, flag.get_absolute_url()
    )


@pytest.mark.parametrize("address", ["/evidence/it-may-help/", "/evidence/alone/", "/evidence/alone/report/"])
def test_a_trail_never_states_a_claim(address: str, client: Client) -> None:
    assert "It may help a little." not in trail(client, address)
