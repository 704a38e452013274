"""Topics in the admin: who writes them, what is refused, and how pages are put under them."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from articles.models import Article
from publishing import actions
from publishing.models import Topic
from tests import factory

from .desk import ROOT, TYPED, words

pytestmark = pytest.mark.django_db

TOPICS = "/admin/publishing/topic/"
NEW = {"title": "Safety", "slug": "safety", "summary": "What is found here.", "position": "10"}


def as_moderator(mo: User) -> Client:
    client = Client()
    client.force_login(mo)
    return client


def test_an_editor_adds_a_topic_and_changes_all_but_its_slug(desk: Client) -> None:
    desk.post(f"{TOPICS}add/", NEW)
    topic = Topic.objects.get()
    desk.post(f"{TOPICS}{topic.pk}/change/", {**NEW, "title": "Risks", "slug": "risks"})
    topic.refresh_from_db()
    assert (topic.title, topic.slug, topic.position) == ("Risks", "safety", 10)


@pytest.mark.parametrize(
    ("typed", "refused"),
    [
        ({"summary": "Microneedling is safe and effective."}, "reads like a claim"),
        ({"title": "Microneedling cures keratosis pilaris"}, "reads like a claim"),
        ({"summary": ""}, "This field is required."),
        ({"slug": "Not a slug"}, "single hyphens"),
        ({"slug": "taken"}, "already exists"),
        ({"title": "Taken"}, "Another topic has this title."),
    ],
)
def test_a_topic_that_will_not_do_is_refused(typed: dict[str, str], refused: str, desk: Client) -> None:
    factory.topic("taken")
    assert refused in words(desk.post(f"{TOPICS}add/", {**NEW, **typed}))
    assert Topic.objects.count() == 1


def test_an_editor_deletes_no_topic_and_a_moderator_one_that_nothing_needs(desk: Client, mo: User) -> None:
    address = f"{TOPICS}{factory.topic().pk}/delete/"
    assert desk.post(address, {"post": "yes"}).status_code == 403
    assert as_moderator(mo).post(address, {"post": "yes"}).status_code == 302
    assert not Topic.objects.exists()


def test_a_topic_in_use_is_kept_with_the_reason(edith: User, mo: User) -> None:
    topic = factory.topic()
    copy = factory.article(by=edith)
    copy.topics.set([topic])
    answer = as_moderator(mo).post(f"{TOPICS}{topic.pk}/delete/", {"post": "yes"}, follow=True)
    assert "these pages stand under it: “What helps?”" in words(answer)
    assert Topic.objects.exists()


def test_an_editor_puts_a_page_under_topics(desk: Client) -> None:
    topic = factory.topic()
    desk.post(f"{ROOT}add/", {**TYPED, "covers": "Covers this.", "topics": [topic.pk], "_continue": "1"})
    copy = Article.objects.get()
    assert (copy.covers, list(copy.topics.all())) == ("Covers this.", [topic])
    assert "Covers this." in words(desk.get(f"{ROOT}{copy.pk}/change/"))


def test_a_conflict_shows_both_choices_of_topics_once(desk: Client, edith: User, mo: User) -> None:
    copy = factory.article(by=edith, **{**TYPED, "slug": "what-is-it"})
    copy.type_in("topics", [factory.topic("creams")])
    actions.save_copy(copy=copy, by=mo)
    typed: dict[str, Any] = {**TYPED, "covers": copy.covers, "topics": [factory.topic().pk], "seen_version": 1}
    shown = words(desk.post(f"{ROOT}{copy.pk}/change/", typed))
    assert "<del>Creams</del>, <ins>Safety</ins>" in shown
    assert "Other fields" not in shown
    assert list(Article.objects.get().topics.all()) == [factory.topic("creams")]
