"""The list of working copies in the admin, with their status words, and discarding drafts."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from articles.models import Article
from publishing import actions
from publishing.models import Page
from tests import factory

from .desk import ROOT, words

pytestmark = pytest.mark.django_db


def status_of(desk: Client, title: str) -> str:
    """Return the status word that stands beside a title in the list."""
    row = next(row for row in words(desk.get(ROOT)).split("<tr>") if f">{title}</a>" in row)
    found = re.search(r'class="field-status">([^<]*)<', row)
    assert found is not None
    return found[1]


def statuses(desk: Client) -> set[tuple[str, str]]:
    """Return each filter of the list with the titles that it keeps, to compare with the words."""
    found = set()
    for name in ("draft", "live", "changed", "scheduled", "withdrawn"):
        shown = words(desk.get(ROOT, {"status": name}))
        found |= {(name, title) for title in re.findall(r'/change/[^"]*">([^<]*)</a>', shown)}
    return found


def test_the_list_says_how_each_page_stands_and_filters_by_it(desk: Client, edith: User, mo: User) -> None:
    made = {
        name: factory.article(name, by=edith, title=name) for name in ("draft", "live", "changed", "scheduled", "gone")
    }
    for name in ("live", "changed", "gone"):
        factory.published(made[name], by=edith)
    factory.published(made["scheduled"], by=edith, live_at=timezone.now() + timedelta(days=1))
    actions.save_copy(copy=made["changed"], by=edith)
    actions.withdraw(page=made["gone"].page, public_note="Wrong.", by=mo)
    expected = {"draft": "Draft", "live": "Live", "changed": "Live with unpublished changes",
                "scheduled": "Scheduled", "gone": "Withdrawn"}  # fmt: skip
    assert {name: status_of(desk, name) for name in expected} == expected
    assert statuses(desk) == {(name if name != "gone" else "withdrawn", name) for name in expected}


def test_a_cancelled_schedule_makes_a_page_what_it_was(desk: Client, edith: User) -> None:
    copy = factory.article(by=edith)
    publication = factory.published(copy, by=edith, live_at=timezone.now() + timedelta(days=1))
    actions.cancel(publication=publication, by=edith, reason="Not yet.")
    assert status_of(desk, "What helps?") == "Draft"


def test_the_list_takes_a_fixed_number_of_queries(desk: Client, edith: User, django_assert_num_queries: Any) -> None:
    for size in (1, 8):
        for number in range(size):
            copy = factory.article(f"page-{size}-{number}", by=edith)
            factory.published(copy, by=edith)
            factory.published(copy, by=edith)
        desk.get(ROOT)
        with django_assert_num_queries(6):
            desk.get(ROOT)


# --- discarding ---------------------------------------------------------------------------------------------


def test_a_draft_is_discarded_with_its_page(desk: Client, scene: dict[str, int]) -> None:
    assert "Discard this draft" in words(desk.get(f"{ROOT}{scene['draft']}/change/"))
    assert "Discard this draft" not in words(desk.get(f"{ROOT}{scene['live']}/change/"))
    desk.post(f"{ROOT}{scene['draft']}/delete/", {"post": "yes"})
    assert not Article.objects.filter(pk=scene["draft"]).exists()
    assert not Page.objects.filter(slug="draft").exists()


def test_a_page_whose_only_version_was_called_off_is_kept(desk: Client, edith: User) -> None:
    copy = factory.article(by=edith)
    publication = factory.published(copy, by=edith, live_at=timezone.now() + timedelta(days=1))
    actions.cancel(publication=publication, by=edith, reason="Not yet.")
    assert desk.post(f"{ROOT}{copy.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Article.objects.exists()
