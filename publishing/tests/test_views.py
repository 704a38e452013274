"""The public views of pages: the list, a page, its versions and what each of them changed."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import urljoin

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.models import User
from articles.models import Article
from claims.actions import retire, sign_off
from claims.models import Claim
from publishing import actions
from tests import cast, factory
from tests.kept import kept
from tests.reading import read

pytestmark = pytest.mark.django_db

ADDRESSES = {
    "list": "/articles/",
    "page": "/articles/what-helps/",
    "versions": "/articles/what-helps/versions/",
    "old version": "/articles/what-helps/versions/1/",
    "newest version": "/articles/what-helps/versions/2/",
    "changes": "/articles/what-helps/versions/2/changes/",
    "first changes": "/articles/what-helps/versions/1/changes/",
}
BODY = "## Found\n\nSome say that it [may help](claim:it-may-help)"


@pytest.fixture(scope="module")
def written(django_db_setup: None, django_db_blocker: Any) -> Iterator[int]:
    """A page of two versions that makes one claim, written once for all tests here."""
    with kept(django_db_blocker):
        factory.signed(by=cast.mo())
        made = factory.article(by=cast.edith(), body=f"{BODY}, said the first.")
        factory.published(made, by=cast.edith())
        yield publish_again(made, cast.edith(), body=f"{BODY}, says the second.").pk


@pytest.fixture
def copy(written: int, db: None) -> Article:
    """That page."""
    return Article.objects.select_related("page").get(pk=written)


def publish_again(copy: Article, by: User, note: str = "Says more.", **columns: str) -> Article:
    for name, value in columns.items():
        setattr(copy, name, value)
    actions.save_copy(copy=copy, by=by)
    factory.published(copy, by=by, note=note)
    return copy


def html(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=list(ADDRESSES))
def test_each_view_works_for_readers_and_sets_no_cookie(address: str, copy: Article, client: Client) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.cookies) == (200, {})
    assert client.head(address).status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
@pytest.mark.parametrize("address", ADDRESSES.values(), ids=list(ADDRESSES))
def test_each_view_refuses_other_methods(address: str, method: str, copy: Article, client: Client) -> None:
    assert getattr(client, method)(address).status_code == 405


@pytest.mark.parametrize(
    "address",
    [
        "/articles/nothing-here/",
        "/articles/nothing-here/versions/",
        "/articles/nothing-here/versions/1/",
        "/articles/nothing-here/versions/1/changes/",
        "/articles/what-helps/versions/99/",
        "/articles/what-helps/versions/99/changes/",
        "/articles/what-helps/versions/first/",
    ],
)
def test_what_does_not_exist_answers_404(address: str, copy: Article, client: Client) -> None:
    html(client, address, 404)


@pytest.mark.parametrize("end", ["", "versions/", "versions/1/", "versions/1/changes/"])
def test_a_draft_and_a_scheduled_page_answer_404(end: str, edith: User, client: Client) -> None:
    copy = factory.article("later", by=edith)
    html(client, f"/articles/later/{end}", 404)
    factory.published(copy, by=edith, live_at=timezone.now() + timedelta(hours=1))
    html(client, f"/articles/later/{end}", 404)
    assert "/articles/later/" not in html(client, "/articles/")


def test_a_scheduled_version_is_nowhere_to_be_seen_until_its_time(copy: Article, edith: User, client: Client) -> None:
    copy.title = "What will help?"
    actions.save_copy(copy=copy, by=edith)
    soon = timezone.now() + timedelta(hours=1)
    factory.published(copy, by=edith, note="To come.", live_at=soon)
    for address in ("/articles/", "/articles/what-helps/", "/articles/what-helps/versions/", "/"):
        shown = html(client, address)
        assert "What will help?" not in shown and "To come." not in shown
    html(client, "/articles/what-helps/versions/3/", 404)
    html(client, "/articles/what-helps/versions/3/changes/", 404)
    with time_machine.travel(soon + timedelta(seconds=1)):
        assert "What will help?" in html(client, "/articles/what-helps/")
        assert "To come." in html(client, "/articles/what-helps/versions/")
        html(client, "/articles/what-helps/versions/3/changes/")


@pytest.mark.parametrize("end", ["", "versions/", "versions/1/", "versions/2/changes/"])
def test_a_former_slug_leads_to_the_same_place_for_good(end: str, copy: Article, mo: User, client: Client) -> None:
    actions.rename_page(page=copy.page, slug="what-may-help", by=mo)
    answer = client.get(f"/articles/what-helps/{end}")
    assert (answer.status_code, answer["Location"]) == (301, f"/articles/what-may-help/{end}")
    html(client, answer["Location"])


def test_a_slug_that_was_left_twice_leads_to_the_newest_in_one_step(copy: Article, mo: User, client: Client) -> None:
    for slug in ("second", "third"):
        actions.rename_page(page=copy.page, slug=slug, by=mo)
    for slug in ("what-helps", "second"):
        assert client.get(f"/articles/{slug}/")["Location"] == "/articles/third/"
    actions.rename_page(page=copy.page, slug="what-helps", by=mo)
    html(client, "/articles/what-helps/")
    assert client.get("/articles/third/")["Location"] == "/articles/what-helps/"


# --- the list -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "before", ["", "yesterday", "2026-13-01T00:00:00Z", "2026-01-01T10:00:00", "2026-01-01", "\x00", "0", "1" * 9000]
)
def test_a_bad_moment_answers_400(before: str, client: Client) -> None:
    assert client.get("/articles/", {"before": before}).status_code == 400


def test_the_list_is_paged_and_no_page_is_lost_or_shown_twice(edith: User, client: Client) -> None:
    for number in range(45):
        factory.published(factory.article(f"page-{number}", by=edith), by=edith)
    seen, address = [], "/articles/"
    while address:
        links = read(html(client, address)).links
        seen += [link for link in links if link.startswith("/articles/page-")]
        address = next((f"/articles/{link}" for link in links if link.startswith("?before=")), "")
    assert seen == [f"/articles/page-{number}/" for number in reversed(range(45))]


def test_the_list_shows_a_summarys_claims_with_verdict_and_caveat(copy: Article, edith: User, client: Client) -> None:
    publish_again(copy, edith, summary="It [may help](claim:it-may-help).")
    shown = html(client, "/articles/")
    assert 'data-verdict="supported"' in shown
    assert "Nobody has studied this." in shown
    assert "[may help]" not in shown and "may help" in shown


# --- a page -------------------------------------------------------------------------------------------------


def test_a_page_shows_its_claims_as_they_are_now(copy: Article, mo: User, client: Client) -> None:
    sign_off(claim=claim(), verdict="unsupported", certainty="low", reasons="On reflection.", by=mo)
    (note,) = read(html(client, "/articles/what-helps/")).notes
    assert note.verdict == "unsupported"


def claim() -> Claim:
    return Claim.objects.get(slug="it-may-help")


def test_a_page_says_so_when_a_claim_has_grown_more_cautious(copy: Article, mo: User, client: Client) -> None:
    banner = "We have become more careful since this was written"
    assert banner not in html(client, "/articles/what-helps/")
    sign_off(claim=claim(), verdict="contested", certainty="low", reasons="Two disagree.", by=mo)
    assert banner in html(client, "/articles/what-helps/")
    publish_again(copy, mo, body=f"{BODY}, says the third.")
    assert banner not in html(client, "/articles/what-helps/")


def test_a_claim_that_became_less_cautious_is_no_reason_for_a_banner(copy: Article, mo: User, client: Client) -> None:
    sign_off(claim=claim(), verdict="contested", certainty="low", reasons="Two disagree.", by=mo)
    publish_again(copy, mo, body=f"{BODY}, says the third.")
    sign_off(claim=claim(), verdict="supported", certainty="low", reasons="They agree now.", by=mo)
    assert "We have become more careful" not in html(client, "/articles/what-helps/")


def test_a_correction_says_so(copy: Article, edith: User, client: Client) -> None:
    actions.publish(copy=copy, by=edith, change_note="Creams do not cure it.", is_correction=True)
    shown = html(client, "/articles/what-helps/")
    assert "Correction:" in shown and "Creams do not cure it." in shown
    assert "Not reviewed by a clinician." in shown


def test_a_page_names_the_reviewer_of_that_version_only(copy: Article, edith: User, client: Client) -> None:
    reviewer = {"reviewer_name": "Dr Ada Osei", "reviewer_role": "dermatologist", "reviewer_interests": "none declared"}
    actions.publish(copy=copy, by=edith, change_note="Reviewed.", reviewer=reviewer)
    assert "Reviewed by Dr Ada Osei, dermatologist" in html(client, "/articles/what-helps/")
    publish_again(copy, edith, title="What helps now?")
    assert "Not reviewed by a clinician." in html(client, "/articles/what-helps/")


def test_words_that_look_like_html_are_shown_as_words(copy: Article, edith: User, client: Client) -> None:
    nasty = "<script>alert(1)</script>"
    publish_again(copy, edith, note=f"Note {nasty}", title=f"T {nasty}", summary=f"S {nasty}", body=f"B {nasty}")
    for address in (*ADDRESSES.values(), "/articles/what-helps/versions/3/changes/", "/"):
        assert nasty not in html(client, address)


# --- versions -----------------------------------------------------------------------------------------------


def test_an_old_version_says_so_links_to_now_and_keeps_its_claims(copy: Article, mo: User, client: Client) -> None:
    retire(claim=claim(), reasons="The review was retracted.", by=mo)
    shown = html(client, "/articles/what-helps/versions/1/")
    assert "This is an old version (1)." in shown
    assert "said the first" in shown and "says the second" not in shown
    assert "/articles/what-helps/" in read(shown).links
    assert [note.verdict for note in read(shown).notes] == ["supported"]
    assert '<meta name="robots" content="noindex">' in shown


def test_the_address_of_the_newest_version_shows_claims_as_they_are_now(
    copy: Article, mo: User, client: Client
) -> None:
    retire(claim=claim(), reasons="The review was retracted.", by=mo)
    shown = html(client, "/articles/what-helps/versions/2/")
    assert "This is an old version" not in shown
    assert [note.verdict for note in read(shown).notes] == ["retired"]


def test_the_versions_list_each_version_with_its_note_the_newest_first(copy: Article, client: Client) -> None:
    shown = html(client, "/articles/what-helps/versions/")
    assert shown.index("Version 2") < shown.index("Version 1")
    assert "First version." in shown and "Says more." in shown


def test_a_version_that_was_called_off_is_never_shown(copy: Article, edith: User, client: Client) -> None:
    later = timezone.now() + timedelta(hours=1)
    scheduled = factory.published(copy, by=edith, note="To come.", live_at=later)
    actions.cancel(publication=scheduled, by=edith, reason="Not yet.")
    with time_machine.travel(later + timedelta(hours=1)):
        assert "To come." not in html(client, "/articles/what-helps/versions/")
        html(client, "/articles/what-helps/versions/3/", 404)
        html(client, "/articles/what-helps/versions/3/changes/", 404)


@pytest.mark.parametrize(
    "end", ["", "versions/1/", "versions/2/", "versions/3/", "versions/2/changes/", "versions/3/changes/"]
)
def test_a_withdrawn_page_is_gone_with_all_its_versions(end: str, copy: Article, mo: User, client: Client) -> None:
    actions.withdraw(page=copy.page, public_note="It was wrong about creams.", by=mo)
    shown = html(client, f"/articles/what-helps/{end}", 410)
    assert "It was wrong about creams." in shown
    assert "said the first" not in shown and "says the second" not in shown
    assert "It was wrong about creams." in html(client, "/articles/what-helps/versions/")


def test_a_page_that_is_published_again_shows_what_happened_in_between(copy: Article, mo: User, client: Client) -> None:
    actions.withdraw(page=copy.page, public_note="It was wrong about creams.", by=mo)
    publish_again(copy, mo, note="Mended.", body=f"{BODY}, says the fourth.")
    assert "says the fourth" in html(client, "/articles/what-helps/")
    assert "Version 3: withdrawn" in html(client, "/articles/what-helps/versions/")
    html(client, "/articles/what-helps/versions/3/", 410)
    html(client, "/articles/what-helps/versions/1/", 410)
    html(client, "/articles/what-helps/versions/3/changes/", 410)
    changed = html(client, "/articles/what-helps/versions/4/changes/")
    assert "<del>second.</del>" in changed and "<ins>fourth.</ins>" in changed


# --- what changed -------------------------------------------------------------------------------------------


def test_changes_show_words_added_and_removed(copy: Article, client: Client) -> None:
    shown = html(client, ADDRESSES["changes"])
    assert "<del>said</del>" in shown and "<ins>says</ins>" in shown
    assert "Says more." in shown
    assert "In the claims it makes" not in shown


def test_changes_show_claims_before_and_after(copy: Article, mo: User, client: Client) -> None:
    sign_off(claim=claim(), verdict="contested", certainty="low", reasons="Two disagree.", by=mo)
    factory.signed("many-have-it", by=mo, statement="Many may have it.")
    publish_again(copy, mo, body=f"{BODY}. Many [have it](claim:many-have-it).")
    shown = html(client, "/articles/what-helps/versions/3/changes/")
    assert 'data-verdict="supported"' in shown and 'data-verdict="contested"' in shown
    assert "Not on this page before" in shown and "Many may have it." in shown


def test_the_first_version_adds_everything(copy: Article, client: Client) -> None:
    shown = html(client, ADDRESSES["first changes"])
    assert "<ins>" in shown and "<del>" not in shown


def test_every_link_of_these_views_leads_somewhere(copy: Article, client: Client) -> None:
    for address in ADDRESSES.values():
        for link in read(html(client, address)).links:
            assert not link.startswith("/admin")
            if not link.startswith(("http", "#", "mailto:")):
                found = urljoin(address, link).partition("#")[0]
                assert client.get(found).status_code in (200, 302), f"{link} on {address}"
