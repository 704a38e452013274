"""Publishing, scheduling, cancelling and withdrawing: what readers see from when on."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone

from accounts.models import User
from articles.models import Article
from claims.models import ClaimVersion
from publishing import actions
from publishing.models import Cancellation, Page, Publication, PublishedClaim
from publishing.plans import NotFit
from tests import factory

pytestmark = pytest.mark.django_db


def test_a_published_page_is_live_and_keeps_its_snapshot(edith: User, mo: User, client: Client) -> None:
    factory.signed(by=mo)
    copy = factory.article(by=edith, body="## Found\n\nIt [may help](claim:it-may-help).")
    publication = factory.published(copy, by=edith)
    copy.body = "## Found\n\nSomething else entirely."
    actions.save_copy(copy=copy, by=edith)
    answer = client.get("/articles/what-helps/")
    assert answer.status_code == 200
    assert "may help" in answer.content.decode()
    assert "Something else entirely" not in answer.content.decode()
    assert publication.number == 1
    assert PublishedClaim.objects.get().claim_version.verdict == "supported"


def test_publishing_writes_the_first_version_of_an_unchecked_claim(edith: User) -> None:
    factory.claim(about="advice")
    copy = factory.article(by=edith, body="## Found\n\nIt [may help](claim:it-may-help).")
    factory.published(copy, by=edith)
    assert ClaimVersion.objects.get().verdict == "unreviewed"


def test_an_error_stops_and_an_unacknowledged_warning_stops(edith: User) -> None:
    factory.claim(about="advice")
    copy = factory.article(by=edith, body="## Found\n\nIt [may help](claim:it-may-help).")
    with pytest.raises(NotFit) as warned:
        actions.publish(copy=copy, by=edith, change_note="First version.")
    assert [issue.id for issue in warned.value.issues] == ["KP.W001"]
    with pytest.raises(NotFit) as stopped:
        actions.publish(copy=copy, by=edith, change_note=" ", acknowledged=[warned.value.issues[0].key])
    assert [issue.id for issue in stopped.value.issues] == ["KP.E011"]
    assert not Publication.objects.exists()


def test_only_who_may_publish_publishes(edith: User, django_user_model: type[User]) -> None:
    copy = factory.article(by=edith)
    stranger = django_user_model.objects.create_user("stranger")
    with pytest.raises(PermissionDenied):
        actions.publish(copy=copy, by=stranger, change_note="First version.")
    with pytest.raises(PermissionDenied):
        actions.withdraw(page=copy.page, public_note="Gone.", by=edith)


def test_a_copy_saved_since_is_not_published(edith: User, mo: User) -> None:
    stale = factory.article(by=edith)
    fresh = Article.objects.get()
    fresh.title = "What helps now?"
    actions.save_copy(copy=fresh, by=mo)
    with pytest.raises(actions.Conflict):
        factory.published(stale, by=edith)
    with pytest.raises(actions.Conflict):
        actions.save_copy(copy=stale, by=edith)
    assert not Publication.objects.exists()
    assert Article.objects.get().title == "What helps now?"


def test_a_scheduled_version_goes_live_by_itself(edith: User, client: Client) -> None:
    copy = factory.article(by=edith)
    soon = timezone.now() + timedelta(hours=2)
    factory.published(copy, by=edith, live_at=soon)
    assert client.get("/articles/what-helps/").status_code == 404
    with time_machine.travel(soon + timedelta(seconds=1)):
        assert client.get("/articles/what-helps/").status_code == 200


def test_publishing_calls_off_what_was_scheduled(edith: User, client: Client) -> None:
    copy = factory.article(by=edith)
    soon = timezone.now() + timedelta(hours=2)
    scheduled = factory.published(copy, by=edith, live_at=soon)
    copy.title = "What helps today?"
    actions.save_copy(copy=copy, by=edith)
    factory.published(copy, by=edith)
    assert Cancellation.objects.get().publication == scheduled
    with time_machine.travel(soon + timedelta(seconds=1)):
        assert "What helps today?" in client.get("/articles/what-helps/").content.decode()
        assert Publication.objects.live().count() == 1


def test_what_is_live_cannot_be_called_off(edith: User) -> None:
    publication = factory.published(factory.article(by=edith), by=edith)
    with pytest.raises(ValidationError):
        actions.cancel(publication=publication, by=edith, reason="No.")


def test_schedule_refuses_a_moment_that_has_passed(edith: User) -> None:
    copy = factory.article(by=edith)
    with pytest.raises(ValidationError):
        actions.schedule(copy=copy, by=edith, change_note="First.", live_at=timezone.now() - timedelta(seconds=1))


def test_a_withdrawn_page_answers_410_with_its_note_and_stays_away(edith: User, mo: User, client: Client) -> None:
    copy = factory.article(by=edith)
    factory.published(copy, by=edith)
    copy.refresh_from_db()
    factory.published(copy, by=edith, live_at=timezone.now() + timedelta(days=1))
    actions.withdraw(page=copy.page, public_note="It was wrong about creams.", by=mo)
    for moment in (timezone.now(), timezone.now() + timedelta(days=3)):
        with time_machine.travel(moment):
            answer = client.get("/articles/what-helps/")
            assert answer.status_code == 410
            assert "It was wrong about creams." in answer.content.decode()
            assert client.get("/articles/what-helps/versions/1/").status_code == 410
            assert "What helps?" not in client.get("/articles/").content.decode()


def test_withdrawing_needs_a_note_and_a_live_page(edith: User, mo: User) -> None:
    copy = factory.article(by=edith)
    with pytest.raises(ValidationError):
        actions.withdraw(page=copy.page, public_note="Gone.", by=mo)
    factory.published(copy, by=edith)
    with pytest.raises(ValidationError):
        actions.withdraw(page=copy.page, public_note=" ", by=mo)


def test_restore_puts_old_words_back_unpublished(edith: User, client: Client) -> None:
    copy = factory.article(by=edith, body="## Found\n\nThe first words.")
    first = factory.published(copy, by=edith)
    copy.body = "## Found\n\nThe second words."
    actions.save_copy(copy=copy, by=edith)
    factory.published(copy, by=edith, note="Second.")
    actions.restore(publication=first, by=edith)
    assert Article.objects.get().body == "## Found\n\nThe first words."
    assert "The second words." in client.get("/articles/what-helps/").content.decode()


def test_live_at_rises_strictly_with_the_number(edith: User) -> None:
    copy = factory.article(by=edith)
    with time_machine.travel(timezone.now(), tick=False):
        moments = [factory.published(copy, by=edith).live_at for _ in range(2)]
    assert moments == sorted(set(moments))


def test_a_renamed_page_redirects_and_its_old_slug_is_never_given_away(edith: User, mo: User, client: Client) -> None:
    copy = factory.article(by=edith)
    factory.published(copy, by=edith)
    actions.rename_page(page=copy.page, slug="what-may-help", by=mo)
    answer = client.get("/articles/what-helps/")
    assert (answer.status_code, answer["Location"]) == (301, "/articles/what-may-help/")
    with pytest.raises(ValidationError):
        factory.article("what-helps", by=edith)
    with pytest.raises(PermissionDenied):
        actions.rename_page(page=copy.page, slug="other", by=edith)


def test_discard_deletes_only_what_no_reader_saw(edith: User) -> None:
    draft = factory.article("draft", by=edith)
    actions.discard(copy=draft, by=edith)
    assert not Page.objects.filter(slug="draft").exists()
    copy = factory.article(by=edith)
    factory.published(copy, by=edith)
    with pytest.raises(ValidationError):
        actions.discard(copy=copy, by=edith)
    assert Article.objects.filter(pk=copy.pk).exists()


def test_the_past_can_be_shown_again(edith: User, mo: User, client: Client) -> None:
    claim = factory.signed(by=mo)
    copy = factory.article(by=edith, body="## Found\n\nIt [may help](claim:it-may-help), said the first.")
    factory.published(copy, by=edith)
    from claims.actions import retire

    retire(claim=claim, reasons="The review was retracted.", by=mo)
    copy.body = "## Found\n\nNothing helps."
    actions.save_copy(copy=copy, by=edith)
    factory.published(copy, by=edith, note="Takes the claim out.")
    old = client.get("/articles/what-helps/versions/1/").content.decode()
    assert 'data-verdict="supported"' in old
    assert "said the first" in old
    changes = client.get("/articles/what-helps/versions/2/changes/").content.decode()
    assert "Nothing" in changes
