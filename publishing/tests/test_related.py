"""What to read next: the pages that share most, and why."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from articles.models import Article
from publishing import actions
from publishing.related import Related
from tests import factory

pytestmark = pytest.mark.django_db
HERE = "/articles/here/"


@pytest.fixture(autouse=True)
def claims(mo: User) -> None:
    for number in range(3):
        factory.signed(f"claim-{number}", by=mo, statement=f"It may be so ({number}).")


def page(slug: str, *topics: str, by: User, claims: int = 0, **more: Any) -> Article:
    """Publish an article under topics, which makes the first so many claims."""
    marks = (f"It [may be so](claim:claim-{number})." for number in range(claims))
    copy = factory.article(slug, by=by, title=f"On {slug}", body="\n\n".join(["## Found", "Words.", *marks]))
    copy.type_in("topics", [factory.topic(each) for each in topics])
    actions.save_copy(copy=copy, by=by)
    factory.published(copy, by=by, **more)
    return copy


def related(client: Client, address: str = HERE) -> list[Related]:
    return client.get(address).context["related"]


def test_the_pages_that_share_most_come_first_each_with_why(edith: User, client: Client) -> None:
    page("here", "safety", "creams", by=edith, claims=3)
    page("one", by=edith, claims=1)
    page("both", "safety", "creams", by=edith, claims=2)
    page("topic", "safety", by=edith)
    page("none", "lasers", by=edith)
    assert [(each.title, each.why) for each in related(client)] == [
        ("On both", ("Shares 2 claims", "Same topics: Creams, Safety")),
        ("On topic", ("Same topic: Safety",)),
        ("On one", ("Shares 1 claim",)),
    ]
    shown = client.get(HERE).content.decode()
    assert "Article · Shares 2 claims · Same topics: Creams, Safety" in shown


def test_there_are_at_most_four(edith: User, client: Client) -> None:
    page("here", "safety", by=edith)
    for number in range(6):
        page(f"other-{number}", "safety", by=edith)
    assert len(related(client)) == 4


def test_only_pages_that_readers_can_open_now_are_named(edith: User, mo: User, client: Client) -> None:
    page("here", "safety", by=edith, claims=1)
    page("later", "safety", by=edith, claims=1, live_at=timezone.now() + timedelta(hours=1))
    gone = page("gone", "safety", by=edith, claims=1)
    actions.withdraw(page=gone.page, public_note="It was wrong.", by=mo)
    assert related(client) == []


def test_an_old_version_and_a_preview_name_none(edith: User, client: Client) -> None:
    copy = page("here", "safety", by=edith, claims=1)
    page("other", "safety", by=edith, claims=1)
    factory.published(copy, by=edith, note="Again.")
    client.force_login(edith)
    for address in (f"{HERE}versions/1/", f"/admin/articles/article/{copy.pk}/preview/"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert "What to read next" not in answer.content.decode()


def test_a_page_names_its_topics(edith: User, client: Client) -> None:
    page("here", "safety", by=edith)
    shown = client.get(HERE).content.decode()
    assert 'Topic: <a href="/topics/safety/">Safety</a>' in shown
