"""What search engines are told: every live address with its last change, and what to leave alone."""

import xml.etree.ElementTree as ET
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from django.test import Client, override_settings
from django.utils import timezone

from accounts.models import User
from articles.models import Article
from claims.actions import retire, set_notice
from claims.models import Claim
from moderation.actions import publish_correction
from publishing import actions
from tests import factory

pytestmark = pytest.mark.django_db

MAP = "/sitemap.xml"
NAME = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture
def copy(edith: User, mo: User) -> Article:
    """A page that makes one claim, which answers a question."""
    factory.signed(by=mo, question=factory.question(), stance="yes")
    made = factory.article(by=edith, body="## Found\n\nIt [may help](claim:it-may-help).")
    factory.published(made, by=edith)
    return made


def places(client: Client) -> dict[str, str]:
    """Return the last change of each path."""
    answer = client.get(MAP)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/xml")
    found = ET.fromstring(answer.content).findall(f"{NAME}url")
    return {urlsplit(each.findtext(f"{NAME}loc", "")).path: each.findtext(f"{NAME}lastmod", "") for each in found}


def test_it_names_every_live_address_once_and_each_answers(copy: Article, client: Client) -> None:
    found = places(client)
    assert {
        "/", "/articles/", "/articles/what-helps/", "/treatments/", "/aftercare/", "/evidence/",
        "/evidence/it-may-help/", "/questions/does-it-help/", "/sources/review-2020/", "/corrections/",
        "/about/how-we-check/", "/about/privacy/", "/sheet/",
    } == set(found)  # fmt: skip
    for path in found:
        page = client.get(path)
        assert page.status_code == 200 and b"noindex" not in page.content, path


def test_what_is_not_live_is_not_in_it(copy: Article, edith: User, mo: User, client: Client) -> None:
    soon = timezone.now() + timedelta(hours=1)
    factory.article("draft", by=edith)
    factory.published(factory.article("later", by=edith), by=edith, live_at=soon)
    gone = factory.published(factory.article("gone", by=edith), by=edith)
    actions.withdraw(page=gone.page, public_note="It was wrong.", by=mo)
    factory.claim("not-public", statement="Nobody made it.")
    named = " ".join(places(client))
    assert not [slug for slug in ("draft", "later", "gone", "not-public") if slug in named]
    with time_machine.travel(soon + timedelta(seconds=1)):
        assert "/articles/later/" in places(client)


def test_a_claim_that_leads_to_its_successor_is_not_in_it(copy: Article, mo: User, client: Client) -> None:
    successor = factory.signed("it-does-not", by=mo, statement="It does not.")
    retire(claim=Claim.objects.get(slug="it-may-help"), reasons="Said better there.", by=mo, successor=successor)
    assert "/evidence/it-does-not/" in places(client) and "/evidence/it-may-help/" not in places(client)


def test_a_page_changed_when_a_claim_on_it_did(copy: Article, mo: User, client: Client) -> None:
    today = timezone.now().date().isoformat()
    assert places(client)["/articles/what-helps/"] == today
    later = timezone.now() + timedelta(days=9)
    with time_machine.travel(later):
        assert places(client)["/articles/what-helps/"] == today
        set_notice(claim=Claim.objects.get(slug="it-may-help"), by=mo)
        changed = places(client)
    paths = (
        "/",
        "/articles/",
        "/articles/what-helps/",
        "/evidence/it-may-help/",
        "/sources/review-2020/",
        "/evidence/",
    )
    assert {changed[path] for path in (*paths, "/questions/does-it-help/")} == {later.date().isoformat()}


def test_a_correction_changes_the_list_of_them(copy: Article, mo: User, client: Client) -> None:
    assert places(client)["/corrections/"] == ""
    publish_correction(page=copy.page, wrong="We said too much.", changed="We say less.", by=mo)
    assert places(client)["/corrections/"]


@override_settings(SITE_URL="https://kp.example.org")
def test_it_names_the_sites_own_address_whatever_it_was_asked_at(copy: Article, client: Client) -> None:
    assert b"<loc>https://kp.example.org/articles/what-helps/</loc>" in client.get(MAP).content
    assert b"Sitemap: https://kp.example.org/sitemap.xml" in client.get("/robots.txt").content


def test_who_has_it_already_is_told_so(copy: Article, client: Client) -> None:
    assert client.get(MAP, headers={"If-None-Match": client.get(MAP)["ETag"]}).status_code == 304
    assert client.get(MAP, {"p": "2"}).status_code == 404
    assert client.get(MAP, {"p": "x"}).status_code == 404


def test_robots_are_let_in_but_for_what_is_no_page(client: Client) -> None:
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert lines[0] == "User-agent: *"
    assert {f"Disallow: /{part}/" for part in ("admin", "search", "preview", "reports")} <= set(lines)
    assert "Disallow: /" not in lines


@pytest.mark.parametrize("address", [MAP, "/robots.txt"])
def test_both_are_for_reading_and_set_no_cookie(address: str, client: Client) -> None:
    assert client.get(address).cookies == {}
    assert client.head(address).status_code == 200
    assert client.post(address).status_code == 405
