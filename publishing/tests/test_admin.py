"""Working copies in the admin: what is asked before publishing, and two people at once."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from accounts.models import User
from articles.models import Article
from claims.models import ClaimVersion
from publishing import actions
from publishing.models import Cancellation, Page, Publication
from tests import factory

from .desk import ROOT, TYPED, words

pytestmark = pytest.mark.django_db


# --- writing ------------------------------------------------------------------------------------------------


def test_adding_an_article_makes_its_page_and_its_first_version(desk: Client, edith: User) -> None:
    answer = desk.post(f"{ROOT}add/", {**TYPED, "_continue": "1"})
    copy = Article.objects.get()
    assert (copy.page.kind, copy.page.slug) == ("article", "what-is-it")
    assert (copy.title, copy.version, copy.saved_by) == ("What is it?", 1, edith)
    assert answer["Location"] == f"{ROOT}{copy.pk}/change/"
    assert not Publication.objects.exists()


def test_an_incomplete_article_can_be_saved(desk: Client) -> None:
    desk.post(f"{ROOT}add/", {"title": "What is it?", "slug": "what-is-it"})
    assert Article.objects.get().body == ""


@pytest.mark.parametrize("slug", ["", "What-Is", "what is", "a" * 81, "taken", "left"])
def test_a_slug_that_cannot_be_had_is_refused(slug: str, desk: Client, edith: User, mo: User) -> None:
    factory.article("taken", by=edith)
    moved = factory.article("left", by=edith)
    factory.published(moved, by=edith)
    actions.rename_page(page=moved.page, slug="right", by=mo)
    answer = desk.post(f"{ROOT}add/", {**TYPED, "slug": slug})
    assert answer.status_code == 200
    assert "errorlist" in words(answer)
    assert Article.objects.count() == Page.objects.count() == 2


def test_a_slug_in_the_form_of_an_old_page_changes_nothing(desk: Client, edith: User) -> None:
    copy = factory.article("first", by=edith)
    desk.post(f"{ROOT}{copy.pk}/change/", {**TYPED, "slug": "other", "seen_version": 1})
    assert Article.objects.get().page.slug == "first"


@pytest.mark.parametrize(
    ("button", "end"), [("_preview", "preview/"), ("_publish", "publish/"), ("_continue", "change/")]
)
def test_buttons_save_and_lead_on(button: str, end: str, desk: Client, edith: User) -> None:
    copy = factory.article(by=edith)
    answer = desk.post(f"{ROOT}{copy.pk}/change/", {**TYPED, "seen_version": 1, button: "1"})
    assert answer["Location"] == f"{ROOT}{copy.pk}/{end}"
    assert Article.objects.get().title == "What is it?"


def test_a_preview_shows_what_was_saved_and_says_that_it_is_one(desk: Client, edith: User) -> None:
    copy = factory.article(by=edith, title="What is saved?")
    answer = desk.get(f"{ROOT}{copy.pk}/preview/")
    assert "What is saved?" in words(answer) and "Readers cannot see this yet." in words(answer)
    assert answer["X-Frame-Options"] == "SAMEORIGIN"


# --- two people ---------------------------------------------------------------------------------------------


def test_the_later_of_two_saves_is_refused_with_both_texts_shown(desk: Client, edith: User, mo: User) -> None:
    copy = factory.article(by=edith, body="The first words.")
    theirs = Article.objects.get()
    theirs.body = "The words of Mo."
    actions.save_copy(copy=theirs, by=mo)
    mine = {**TYPED, "body": "The words of Edith.", "seen_version": 1}
    answer = desk.post(f"{ROOT}{copy.pk}/change/", mine)
    shown = words(answer)
    assert answer.status_code == 200
    assert Article.objects.get().body == "The words of Mo."
    assert "Two people changed this page" in shown and "Nothing was overwritten." in shown
    assert re.search(r"<textarea readonly[^>]*>\s*The words of Mo\.", shown)
    assert re.search(r"<textarea name=\"body\"[^>]*>\s*The words of Edith\.", shown)
    assert "<del>Mo.</del>" in shown and "<ins>Edith.</ins>" in shown


def test_after_a_conflict_the_next_save_takes_the_place_of_theirs_once_only(
    desk: Client, edith: User, mo: User
) -> None:
    copy = factory.article(by=edith)
    actions.save_copy(copy=Article.objects.get(), by=mo)
    shown = words(desk.post(f"{ROOT}{copy.pk}/change/", {**TYPED, "seen_version": 1}))
    seen = re.search(r'name="seen_version" value="(\d+)"', shown)
    assert seen is not None and seen[1] == "2"
    actions.save_copy(copy=Article.objects.get(), by=mo)
    assert desk.post(f"{ROOT}{copy.pk}/change/", {**TYPED, "seen_version": 2}).status_code == 200
    assert desk.post(f"{ROOT}{copy.pk}/change/", {**TYPED, "seen_version": 3}).status_code == 302
    assert Article.objects.get().title == "What is it?"


@pytest.mark.parametrize("seen", ["", "x", "-1", "0", "99"])
def test_a_save_that_does_not_say_what_it_saw_is_refused(seen: str, desk: Client, edith: User) -> None:
    copy = factory.article(by=edith)
    assert desk.post(f"{ROOT}{copy.pk}/change/", {**TYPED, "seen_version": seen}).status_code == 200
    assert Article.objects.get().version == 1


def test_what_somebody_saved_since_is_not_published(desk: Client, edith: User, mo: User) -> None:
    copy = factory.article(by=edith)
    actions.save_copy(copy=Article.objects.get(), by=mo)
    answer = desk.post(f"{ROOT}{copy.pk}/publish/", {"change_note": "First version.", "seen_version": 1})
    assert answer.status_code == 200
    assert "Nothing was overwritten." in words(answer)
    assert not Publication.objects.exists()


# --- publishing ---------------------------------------------------------------------------------------------


def publish(desk: Client, copy: Article, **more: Any) -> HttpResponse:
    """Press publish, having seen the newest save."""
    version = Article.objects.get(pk=copy.pk).version
    sent = {"change_note": "First version.", "seen_version": version, **more}
    return desk.post(f"{ROOT}{copy.pk}/publish/", sent)  # type: ignore[return-value]


def boxes(answer: HttpResponse) -> list[str]:
    """Return the warnings that can be ticked."""
    return re.findall(r'name="acknowledged" value="([^"]*)"', words(answer))


def test_publishing_makes_the_page_live(desk: Client, edith: User) -> None:
    copy = factory.article(by=edith)
    assert "All checks pass." in words(desk.get(f"{ROOT}{copy.pk}/publish/"))
    answer = publish(desk, copy)
    assert answer["Location"] == f"{ROOT}{copy.pk}/change/"
    assert "Version 1 is published." in words(desk.get(answer["Location"]))
    assert desk.get("/articles/what-helps/").status_code == 200


def test_errors_are_listed_with_their_lines_and_stop(desk: Client, edith: User) -> None:
    copy = factory.article(by=edith, body="## Found\n\nIt [may](claim:no-such-claim).")
    shown = words(desk.get(f"{ROOT}{copy.pk}/publish/"))
    assert "1 thing to mend" in shown
    assert "Text, line 3 · KP.E003" in shown
    assert 'name="change_note"' not in shown
    assert publish(desk, copy).status_code == 200
    assert not Publication.objects.exists()


def test_each_warning_must_be_ticked(desk: Client, edith: User) -> None:
    factory.claim(about="advice")
    copy = factory.article(by=edith, body="It [may](claim:it-may-help).\n\nIt [always may](claim:it-may-help).")
    keys = boxes(desk.get(f"{ROOT}{copy.pk}/publish/"))  # type: ignore[arg-type]
    assert len(keys) == 3
    assert publish(desk, copy).status_code == 200
    answer = publish(desk, copy, acknowledged=keys[:2])
    assert "tick each warning that you have seen" in words(answer)
    assert not Publication.objects.exists()
    assert publish(desk, copy, acknowledged=keys).status_code == 302
    assert ClaimVersion.objects.count() == 1


def test_a_warning_that_was_not_there_cannot_be_ticked_in_advance(desk: Client, edith: User) -> None:
    copy = factory.article(by=edith)
    assert publish(desk, copy, acknowledged=["KP.W001|body|1|Anything"]).status_code == 302


@pytest.mark.parametrize("note", ["", "   ", "x" * 301])
def test_a_change_note_is_demanded(note: str, desk: Client, edith: User) -> None:
    answer = publish(desk, factory.article(by=edith), change_note=note)
    assert answer.status_code == 200 and "errorlist" in words(answer)
    assert not Publication.objects.exists()


def at(moment: Any) -> dict[str, str]:
    """Return a moment as it is typed, in the site's time."""
    local = timezone.localtime(moment)
    return {"live_at_0": f"{local:%Y-%m-%d}", "live_at_1": f"{local:%H:%M:%S}"}


def test_a_page_can_be_scheduled_and_called_off(desk: Client, edith: User) -> None:
    copy = factory.article(by=edith)
    soon = timezone.now().replace(microsecond=0) + timedelta(hours=3)
    answer = publish(desk, copy, **at(soon))
    assert "Version 1 is scheduled." in words(desk.get(answer["Location"]))
    assert Publication.objects.get().live_at == soon
    assert "Publishing calls it off." in words(desk.get(f"{ROOT}{copy.pk}/publish/"))
    assert "../cancel/?version=1" in words(desk.get(f"{ROOT}{copy.pk}/versions/"))
    assert desk.post(f"{ROOT}{copy.pk}/cancel/?version=1", {"reason": "Not yet."}).status_code == 302
    assert "Called off: Not yet." in words(desk.get(f"{ROOT}{copy.pk}/versions/"))
    assert desk.post(f"{ROOT}{copy.pk}/cancel/?version=1", {"reason": "Again."}).status_code == 200
    assert Cancellation.objects.count() == 1


@pytest.mark.parametrize("hours", [0, -1, -24 * 400])
def test_a_moment_that_has_passed_is_refused(hours: int, desk: Client, edith: User) -> None:
    answer = publish(desk, factory.article(by=edith), **at(timezone.now() + timedelta(hours=hours)))
    assert "Choose a moment that is still to come" in words(answer)
    assert not Publication.objects.exists()


def test_half_a_moment_is_refused(desk: Client, edith: User) -> None:
    assert publish(desk, factory.article(by=edith), live_at_0="2030-01-01").status_code == 200
    assert not Publication.objects.exists()


def test_a_reviewer_who_is_named_has_a_role_and_interests(desk: Client, edith: User) -> None:
    copy = factory.article(by=edith)
    assert publish(desk, copy, reviewer_name="Dr Ada Osei").status_code == 200
    full = {"reviewer_name": "Dr Ada Osei", "reviewer_role": "dermatologist", "reviewer_interests": "none declared"}
    assert publish(desk, copy, **full).status_code == 302
    assert Publication.objects.get().reviewer == "Dr Ada Osei, dermatologist, none declared"


@pytest.mark.parametrize("version", ["", "x", "99", "-1", "²", "9" * 40])
@pytest.mark.parametrize("step", ["restore", "cancel"])
def test_a_version_that_is_not_there_is_not_found(step: str, version: str, desk: Client, edith: User) -> None:
    copy = factory.article(by=edith)
    factory.published(copy, by=edith)
    assert desk.get(f"{ROOT}{copy.pk}/{step}/", {"version": version}).status_code == 404


def test_restoring_puts_the_old_text_into_the_copy_and_nowhere_else(desk: Client, edith: User) -> None:
    copy = factory.article(by=edith, title="What was first?")
    factory.published(copy, by=edith)
    copy.title = "What is second?"
    actions.save_copy(copy=copy, by=edith)
    factory.published(copy, by=edith)
    address = f"{ROOT}{copy.pk}/restore/?version=1"
    assert desk.post(address, {"seen_version": 1}).status_code == 200
    assert Article.objects.get().title == "What is second?"
    desk.post(address, {"seen_version": 2})
    assert Article.objects.get().title == "What was first?"
    assert "What is second?" in words(desk.get("/articles/what-helps/"))


def test_a_withdrawal_needs_a_note(people: dict[str, Any], scene: dict[str, int], client: Client) -> None:
    client.force_login(people["moderator"])
    address = f"{ROOT}{scene['live']}/withdraw/"
    assert client.post(address, {"public_note": " "}).status_code == 200
    assert client.post(address, {"public_note": "It was wrong."}).status_code == 302
    assert client.get("/articles/what-helps/").status_code == 410
    assert client.post(address, {"public_note": "Again."}).status_code == 200


@pytest.mark.parametrize("slug", ["", "draft", "What-Helps", "what-helps"])
def test_a_bad_new_address_is_refused_in_the_form(
    slug: str, people: dict[str, Any], scene: dict[str, int], client: Client
) -> None:
    client.force_login(people["moderator"])
    answer = client.post(f"{ROOT}{scene['live']}/rename/", {"slug": slug})
    assert answer.status_code == 200 and "errorlist" in words(answer)
