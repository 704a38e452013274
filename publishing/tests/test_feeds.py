"""Pages as Atom feeds: whole, each claim with its note, new again when more care is needed."""

from datetime import timedelta
from typing import Any

import feedparser
import pytest
import time_machine
from django.test import Client, override_settings
from django.utils import timezone

from accounts.models import User
from articles.models import Article
from claims.actions import set_notice, sign_off
from claims.models import Claim
from publishing import actions
from publishing.feed_html import for_feeds
from publishing.feeds import IN_FEED
from records.actions import redact
from tests import factory

pytestmark = pytest.mark.django_db

FEED = "/feed.atom"
BODY = "## Found\n\nSome say that it [may help](claim:it-may-help).\n\n## More\n\nRead [how](/about/privacy/)."
FEEDS = [FEED, "/articles/feed.atom", "/treatments/feed.atom", "/aftercare/feed.atom"]


@pytest.fixture
def copy(edith: User, mo: User) -> Article:
    """A page that makes one claim."""
    factory.signed(by=mo)
    made = factory.article(by=edith, summary="It [may help](claim:it-may-help).", body=BODY)
    factory.published(made, by=edith)
    return made


def feed(client: Client, address: str = FEED) -> Any:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/atom+xml")
    parsed = feedparser.parse(answer.content, sanitize_html=False)
    assert not parsed.bozo, parsed.get("bozo_exception")
    return parsed


def entry(client: Client, address: str = FEED) -> Any:
    return feed(client, address).entries[0]


def content(client: Client, address: str = FEED) -> str:
    return entry(client, address).content[0].value


def claim() -> Claim:
    return Claim.objects.get(slug="it-may-help")


# --- what stands in it --------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", FEEDS)
def test_each_feed_works_for_readers_without_a_cookie_and_refuses_other_methods(
    address: str, copy: Article, client: Client
) -> None:
    assert client.get(address).cookies == {}
    assert client.head(address).status_code == 200
    assert [getattr(client, method)(address).status_code for method in ("post", "put", "delete")] == [405] * 3


@pytest.mark.parametrize("address", ["/pictures/feed.atom", "/articles/what-helps/feed.atom"])
def test_there_is_no_other_feed(address: str, copy: Article, client: Client) -> None:
    assert client.get(address).status_code == 404


def test_each_kind_has_a_feed_of_its_own_and_the_site_one_of_all(copy: Article, edith: User, client: Client) -> None:
    factory.published(factory.treatment(by=edith), by=edith)
    factory.published(factory.checklist(by=edith), by=edith)
    titles = [[each.title for each in feed(client, address).entries] for address in FEEDS]
    assert titles == [
        ["After needling", "Needling", "What helps?"], ["What helps?"], ["Needling"], ["After needling"],
    ]  # fmt: skip


def test_an_empty_feed_is_one_too(client: Client) -> None:
    assert feed(client).entries == []


def test_the_note_stands_right_after_its_words(copy: Article, client: Client) -> None:
    shown = " ".join(content(client).split())
    words, note, after = (shown.rindex(each) for each in ("Some say that", "Sources back this", "<h2>More</h2>"))
    assert words < note < after
    assert shown[note:after].startswith("Sources back this</strong></p> <p>●●○○ Evidence: weak")
    assert "<p><strong>Take care:</strong> Nobody has studied this.</p>" in shown[note:after]
    back = '<a href="https://testserver/articles/what-helps/#note-1-2-words">1</a>'
    assert shown[words:note].endswith(f"<blockquote> <p>We checked: ‘It may help a little.’</p> <p><strong>{back} ")


@override_settings(SITE_URL="https://kp.example.org")
def test_every_address_is_whole(copy: Article, client: Client) -> None:
    found = feed(client)
    assert {link.href for link in found.feed.links} == {"https://kp.example.org/", "https://kp.example.org/feed.atom"}
    assert found.entries[0].link == "https://kp.example.org/articles/what-helps/"
    shown = found.entries[0].content[0].value
    assert 'href="https://kp.example.org/about/privacy/"' in shown
    assert 'href="https://kp.example.org/evidence/it-may-help/"' in shown
    assert 'href="https://kp.example.org/articles/what-helps/#note-1"' in shown
    assert 'href="/' not in shown and 'href="#' not in shown


def test_a_summary_states_its_claims_with_verdict_and_caveat(copy: Article, client: Client) -> None:
    assert entry(client).summary == (
        "It may help. “It may help a little.” Sources back this. Evidence: weak (low certainty). "
        "Take care: Nobody has studied this."
    )


def test_a_treatment_and_a_checklist_keep_who_must_not_and_when_to_get_help(edith: User, client: Client) -> None:
    factory.published(factory.treatment(by=edith), by=edith)
    factory.published(factory.checklist(by=edith), by=edith)
    assert "You are pregnant or breastfeeding." in content(client, "/treatments/feed.atom")
    steps = content(client, "/aftercare/feed.atom")
    assert "You find it hard to breathe." in steps and "Keep it clean." in steps
    assert not [word for word in ("<input", "<form", "<button", "Add to calendar", "Today") if word in steps]


@pytest.mark.parametrize("nasty", ["<script>alert(1)</script>", "]]> & “x”", "\x0b\x1b", "x" * 100])
def test_hostile_words_stay_words(nasty: str, edith: User, client: Client) -> None:
    factory.published(factory.article(by=edith, title=f"T {nasty}", summary=f"S {nasty}", body=f"B {nasty}"), by=edith)
    found = entry(client)
    assert "<script" not in found.content[0].value
    assert found.title.startswith("T ")


# --- what is live, and when ---------------------------------------------------------------------------------


def test_what_is_scheduled_is_not_in_it_before_its_time(copy: Article, edith: User, client: Client) -> None:
    copy.title = "To come"
    actions.save_copy(copy=copy, by=edith)
    soon = timezone.now() + timedelta(hours=1)
    factory.published(copy, by=edith, note="Later.", live_at=soon)
    factory.published(factory.article("other", by=edith, title="Other"), by=edith, live_at=soon)
    assert [each.title for each in feed(client).entries] == ["What helps?"]
    with time_machine.travel(soon + timedelta(seconds=1)):
        assert {each.title for each in feed(client).entries} == {"To come", "Other"}


def test_a_withdrawn_page_says_so_and_no_longer_what_it_said(copy: Article, mo: User, client: Client) -> None:
    before = entry(client)
    actions.withdraw(page=copy.page, public_note="It was wrong about creams.", by=mo)
    after = entry(client)
    assert (after.id, after.title) == (before.id, "What helps? (withdrawn)")
    assert after.updated > before.updated
    assert "It was wrong about creams." in after.summary and "It was wrong about creams." in after.content[0].value
    assert "may help" not in after.content[0].value


def test_a_redacted_page_shows_the_notice(copy: Article, client: Client) -> None:
    assert "may help" in content(client)
    root = User.objects.create_superuser("root", public_name="Root")
    redact(record=copy.page.publications.get(), reason="A name was in it.", by=root)
    assert "A name was in it." in content(client) and "may help" not in content(client)


def test_a_name_stays_when_the_address_changes(copy: Article, mo: User, client: Client) -> None:
    before = entry(client)
    actions.rename_page(page=copy.page, slug="what-may-help", by=mo)
    after = entry(client)
    assert (after.id, after.updated) == (before.id, before.updated)
    assert after.link.endswith("/articles/what-may-help/")


# --- new again ----------------------------------------------------------------------------------------------


def test_a_page_is_new_again_and_says_why_when_a_claim_takes_more_care(
    copy: Article, edith: User, mo: User, client: Client
) -> None:
    factory.published(factory.article("newer", by=edith, title="Newer"), by=edith)
    before = feed(client).entries[1]
    set_notice(claim=claim(), by=mo)
    after = entry(client)
    assert (after.id, after.title) == (before.id, "What helps? (we have become more careful)")
    assert after.updated > before.updated and after.published == before.published
    assert after.content[0].value.startswith("<section>\n<h2>We have become more careful since this was written")


def test_a_page_is_new_again_and_does_not_cry_wolf_when_a_claim_takes_less_care(
    copy: Article, mo: User, client: Client
) -> None:
    before = entry(client)
    sign_off(claim=claim(), verdict="supported", certainty="moderate", reasons="A new trial.", by=mo)
    after = entry(client)
    assert after.title == before.title and after.updated > before.updated
    assert "fair (moderate certainty)" in after.content[0].value


def test_a_page_is_new_again_when_time_adds_a_caveat(copy: Article, client: Client) -> None:
    before = entry(client)
    with time_machine.travel(timezone.now() + timedelta(days=580)):
        assert entry(client).updated[:10] == before.updated[:10]
    with time_machine.travel(timezone.now() + timedelta(days=680)):
        after = entry(client)
    assert after.updated > before.updated
    assert "Newer studies or rules may say otherwise." in after.content[0].value


def test_a_correction_says_so(copy: Article, edith: User, client: Client) -> None:
    actions.publish(copy=copy, by=edith, change_note="Creams do not cure it.", is_correction=True)
    assert entry(client).title == "What helps? (corrected)"
    assert "Creams do not cure it." in content(client)


def test_no_more_pages_than_have_room_and_those_that_changed_last(copy: Article, edith: User, client: Client) -> None:
    for number in range(IN_FEED):
        factory.published(factory.article(f"page-{number}", by=edith, title=f"Page {number}"), by=edith)
    titles = [each.title for each in feed(client).entries]
    assert len(titles) == IN_FEED and titles[0] == f"Page {IN_FEED - 1}" and "What helps?" not in titles


# --- fetched again and again --------------------------------------------------------------------------------


def test_who_has_it_already_is_told_so_until_something_changes(copy: Article, mo: User, client: Client) -> None:
    first = client.get(FEED)
    known = {"If-None-Match": first["ETag"], "If-Modified-Since": first["Last-Modified"]}
    again = client.get(FEED, headers=known)
    assert (again.status_code, again.content) == (304, b"")
    set_notice(claim=claim(), by=mo)
    assert client.get(FEED, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_two_sites_addresses_are_kept_apart(copy: Article, client: Client) -> None:
    feed(client)
    with override_settings(SITE_URL="https://other.example.org"):
        assert entry(client).link.startswith("https://other.example.org/")


@pytest.mark.parametrize("address", ["/", "/articles/", "/treatments/", "/articles/what-helps/"])
def test_pages_name_the_feed(address: str, copy: Article, client: Client) -> None:
    assert '<link rel="alternate" type="application/atom+xml"' in client.get(address).content.decode()


def test_html_for_feeds_keeps_words_and_drops_what_only_works_in_the_page() -> None:
    html = (
        '<p class="no-print">Tools</p><p hidden>Today<br><b>x</b></p><form><input><p>Day</p></form>'
        '<p>Kept <a href="tel:999">999</a> <a href="javascript:x()">x</a></p><pre>a\n\n\n  b</pre>'
        "<label>Wash</label>&lt;aside&gt;<aside>Note</aside><details><summary>More</summary>folded</details>"
    )
    assert for_feeds(html, "https://kp.example.org/a/") == (
        '<p>Kept <a href="tel:999">999</a> <a>x</a></p><pre>a\n\n\n  b</pre>'
        "Wash&lt;aside&gt;<blockquote>Note</blockquote><p><strong>More</strong></p>folded"
    )
