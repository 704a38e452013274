"""The public list of corrections: what was wrong, since when, what changed, and what its claims say today."""

import xml.etree.ElementTree as ET
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.test import Client, override_settings
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from accounts.models import User
from articles.models import Article
from claims.actions import set_notice, sign_off
from claims.models import Claim
from moderation.actions import publish_correction
from moderation.corrections.entries import newest_entries
from moderation.models import Correction
from publishing import actions
from publishing.models import Publication
from records.actions import redact
from tests import factory

pytestmark = pytest.mark.django_db

LIST, FEED = "/corrections/", "/corrections/feed.atom"
ATOM = "{http://www.w3.org/2005/Atom}"
WORDS: dict[str, Any] = {"wrong": "We said that it helps.", "changed": "We now say that it may help."}


def text(client: Client, address: str = LIST) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def admitted(copy: Article, by: User, note: str = "We had a number wrong.", **more: Any) -> Publication:
    """Publish one more version that admits a mistake."""
    copy.body += "\n\nMore."
    actions.save_copy(copy=copy, by=by)
    return actions.publish(copy=copy, by=by, change_note=note, is_correction=True, **more)


# --- writing one --------------------------------------------------------------------------------------------


def test_a_moderator_publishes_a_correction_without_a_flag(mo: User, client: Client) -> None:
    since = timezone.localdate() - timedelta(days=400)
    made = publish_correction(claim=factory.signed(by=mo), since=since, by=mo, **WORDS)
    assert (made.subject, made.page, made.by_name) == ("it-may-help", None, "Mo Okafor")
    page = text(client)
    assert all(words in page for words in (*WORDS.values(), f"{since:%Y}", "signed by Mo Okafor"))


def test_an_editor_publishes_none(edith: User, mo: User) -> None:
    with pytest.raises(PermissionDenied):
        publish_correction(claim=factory.signed(by=mo), by=edith, **WORDS)
    assert not Correction.objects.exists()


@pytest.mark.parametrize(("more", "said"), [
    ({"wrong": " "}, "what was wrong and what changed"),
    ({"changed": ""}, "what was wrong and what changed"),
    ({"claim": None}, "which claim or page"),
    ({"wrong": "x" * 1001}, r"at most 1000 characters\. You used 1001"),
    ({"since": timezone.localdate() + timedelta(days=2)}, "a day that has come"),
])  # fmt: skip
def test_what_makes_no_correction_is_refused_with_a_sentence(more: dict[str, Any], said: str, mo: User) -> None:
    claim = factory.signed(by=mo)
    with pytest.raises(ValidationError, match=said):
        publish_correction(**{"claim": claim, "by": mo, **WORDS, **more})
    assert not Correction.objects.exists()


def test_what_readers_never_saw_is_not_corrected(mo: User, edith: User) -> None:
    with pytest.raises(ValidationError) as refused:
        publish_correction(claim=factory.claim(), page=factory.article(by=edith).page, by=mo, **WORDS)
    assert set(refused.value.message_dict) == {"claim", "page"}


# --- reading them -------------------------------------------------------------------------------------------


def test_the_empty_list_says_so(client: Client) -> None:
    assert "no correction yet" in text(client)
    assert "no correction yet" not in text(client, f"{LIST}?before=2020-01-01T00:00:00Z")


def test_a_claim_stands_with_its_present_verdict_and_gravest_caveat(mo: User, client: Client) -> None:
    grave = (factory.caveat(), factory.caveat("scars", "stop", "It can scar."))
    claim = factory.signed(by=mo, caveats=grave)
    publish_correction(claim=claim, by=mo, **WORDS)
    sign_off(claim=claim, verdict="unsupported", certainty="low", reasons="A new trial.", by=mo)
    for page in (text(client), text(client, FEED)):
        assert "Not backed by evidence" in page
        assert "It can scar." in page
        assert "Sources back this" not in page


def test_both_kinds_stand_in_one_list_the_newest_first(mo: User, edith: User, client: Client) -> None:
    copy = factory.article(by=edith)
    factory.published(copy, by=edith)
    publish_correction(claim=factory.signed(by=mo), by=mo, **WORDS)
    admitted(copy, edith)
    publish_correction(page=copy.page, by=mo, wrong="Third.", changed="Mended.")
    page = text(client)
    places = [page.index(words) for words in ("Third.", "We had a number wrong.", WORDS["wrong"])]
    assert places == sorted(places)
    assert "/articles/what-helps/versions/2/changes/" in page


def test_an_ordinary_version_is_no_correction(edith: User) -> None:
    factory.published(factory.article(by=edith), by=edith)
    assert newest_entries(9) == []


def test_a_version_shows_the_claims_that_it_changed(mo: User, edith: User) -> None:
    for slug in ("kept", "dropped"):
        factory.signed(slug, by=mo)
    copy = factory.article(by=edith, body="## Found\n\n[One](claim:kept) and [two](claim:dropped).")
    factory.published(copy, by=edith)
    copy.body = "## Found\n\n[One](claim:kept)."
    assert [face.slug for face in entry_of(copy, edith).faces] == ["dropped"]


def test_a_version_that_changed_no_claim_shows_all_that_it_makes(mo: User, edith: User) -> None:
    factory.signed(by=mo)
    copy = factory.article(by=edith, body="## Found\n\nIt [may help](claim:it-may-help).")
    factory.published(copy, by=edith)
    assert [face.slug for face in entry_of(copy, edith).faces] == ["it-may-help"]


def entry_of(copy: Article, by: User) -> Any:
    admitted(copy, by)
    return newest_entries(1)[0]


def test_a_correction_about_a_page_shows_the_claims_of_the_page(mo: User, edith: User) -> None:
    factory.signed(by=mo)
    copy = factory.article(by=edith, body="## Found\n\nIt [may help](claim:it-may-help).")
    factory.published(copy, by=edith)
    publish_correction(page=copy.page, by=mo, **WORDS)
    assert [face.slug for face in newest_entries(1)[0].faces] == ["it-may-help"]


def test_what_is_scheduled_appears_when_it_is_live_and_never_when_called_off(edith: User) -> None:
    copy = factory.article(by=edith)
    factory.published(copy, by=edith)
    coming = admitted(copy, edith, live_at=timezone.now() + timedelta(days=1))
    assert newest_entries(9) == []
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        assert [entry.changed for entry in newest_entries(9)] == ["We had a number wrong."]
    actions.cancel(publication=coming, by=edith, reason="Not yet.")
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        assert newest_entries(9) == []


def test_a_withdrawn_page_is_named_and_not_linked(mo: User, edith: User, client: Client) -> None:
    copy = factory.article(by=edith)
    factory.published(copy, by=edith)
    admitted(copy, edith)
    actions.withdraw(page=copy.page, public_note="It was wrong.", by=mo)
    for page in (text(client), text(client, FEED)):
        assert "This page was withdrawn" in page
        assert "What helps?" in page
        assert "/articles/what-helps/" not in page


@pytest.mark.parametrize("kind", ["correction", "publication"])
def test_what_was_redacted_shows_the_notice(kind: str, mo: User, edith: User, client: Client) -> None:
    root = User.objects.create_superuser("root", public_name="Root")
    copy = factory.article(by=edith)
    factory.published(copy, by=edith)
    is_page = kind == "publication"
    record: Any = admitted(copy, edith, note="Secret.") if is_page else publish_correction(
        page=copy.page, wrong="Secret.", changed="Secret.", by=mo)  # fmt: skip
    at = record.live_at if is_page else record.at
    redact(record=record, reason="A name was in it.", by=root)
    for page in (text(client), text(client, FEED)):
        assert "A name was in it." in page
        assert "Secret." not in page
    assert newest_entries(1)[0].updated_at > at
    call_command("check_records")


def test_the_list_is_paged_by_a_moment(mo: User, client: Client) -> None:
    claim = factory.signed(by=mo)
    for number in range(23):
        publish_correction(claim=claim, wrong=f"Wrong {number:02}.", changed="Mended.", by=mo)
    first = client.get(LIST)
    seen = [entry.wrong for entry in first.context["entries"]]
    older = client.get(first.context["older_url"], follow=True)
    seen += [entry.wrong for entry in client.get(LIST + first.context["older_url"]).context["entries"]]
    assert older.status_code == 200
    assert seen == [f"Wrong {number:02}." for number in reversed(range(23))]
    assert client.get(f"{LIST}?before=soon").status_code == 400


def test_the_list_is_for_reading_and_sets_no_cookie(client: Client) -> None:
    for address in (LIST, FEED):
        assert client.post(address).status_code == 405
        assert client.get(address).cookies == {}


def test_nothing_personal_of_those_who_signed_is_shown(mo: User, edith: User, client: Client) -> None:
    nameless = User.objects.create_superuser("quiet.person", "quiet@example.org", last_name="Quietson")
    publish_correction(claim=factory.signed(by=mo), by=nameless, **WORDS)
    copy = factory.article(by=edith)
    factory.published(copy, by=edith)
    admitted(copy, edith)
    for page in (text(client), text(client, FEED)):
        assert "the editors" in page
        assert not [word for word in ("quiet", "Quietson", "@example.org", "edith<", "mo<") if word in page]


# --- the feed -----------------------------------------------------------------------------------------------


@pytest.fixture
def fed(mo: User, edith: User) -> Article:
    copy = factory.article(by=edith)
    factory.published(copy, by=edith)
    admitted(copy, edith, note="A < b & “c”.")
    publish_correction(claim=factory.signed(by=mo), page=copy.page, by=mo, **WORDS)
    return copy


@override_settings(SITE_URL="https://kp.example.org")
def test_the_feed_keeps_atoms_rules(fed: Article, client: Client) -> None:
    answer = client.get(FEED)
    assert answer.headers["Content-Type"].startswith("application/atom+xml")
    root = ET.fromstring(answer.content)
    entries = root.findall(f"{ATOM}entry")
    assert root.tag == f"{ATOM}feed"
    assert len(entries) == 2
    for node in (root, *entries):  # RFC 4287, 4.1.1 and 4.1.2
        assert [len(node.findall(f"{ATOM}{name}")) for name in ("id", "title", "updated")] == [1, 1, 1]
        moment = parse_datetime(node.findtext(f"{ATOM}updated", ""))
        assert moment is not None and moment.tzinfo is not None
        assert node.findtext(f"{ATOM}author/{ATOM}name")
    links = {link.get("rel"): link.get("href", "") for link in root.findall(f"{ATOM}link")}
    assert links["self"].endswith(FEED) and links["alternate"].endswith(LIST)
    contents = [entry.findall(f"{ATOM}content") for entry in entries]
    assert [(len(each), each[0].get("type")) for each in contents] == [(1, "html")] * 2
    assert "A &lt; b &amp; “c”." in (contents[1][0].text or "")


@override_settings(SITE_URL="https://kp.example.org")
def test_an_entrys_name_stays_and_differs_from_others(fed: Article, client: Client) -> None:
    def names() -> list[str]:
        return [node.text or "" for node in ET.fromstring(client.get(FEED).content).iter(f"{ATOM}id")]

    first = names()
    actions.rename_page(page=fed.page, slug="what-may-help", by=User.objects.get(username="mo"))
    assert names() == first
    assert len(set(first)) == 3
    assert all(name.startswith("tag:kp.example.org,2") for name in first)


def test_an_entry_is_new_again_when_its_claim_takes_more_care(fed: Article, mo: User) -> None:
    before = newest_entries(1)[0].updated_at
    claim = Claim.objects.get(slug="it-may-help")
    set_notice(claim=claim, by=mo)
    assert newest_entries(1)[0].updated_at > before


def test_an_entrys_link_leads_to_it(fed: Article, client: Client) -> None:
    for entry in ET.fromstring(client.get(FEED).content).findall(f"{ATOM}entry"):
        link = entry.find(f"{ATOM}link")
        address, _hash, place = (link.get("href", "") if link is not None else "").partition("#")
        assert f'id="{place}"' in client.get(address).content.decode()
        assert client.get(address).context["entries"][0].key == place


def test_titles_in_the_feed_state_no_claim(mo: User, client: Client) -> None:
    publish_correction(claim=factory.signed(by=mo), by=mo, **WORDS)
    titles = [node.text or "" for node in ET.fromstring(client.get(FEED).content).iter(f"{ATOM}title")]
    assert titles[1:] == ["One of the claims that we keep"]
