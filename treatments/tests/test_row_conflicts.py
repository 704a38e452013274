"""Two people change the rows of one checklist: both are told, and nothing is lost or comes back unseen."""

import re
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from publishing import actions
from tests import factory
from treatments.models import AftercareChecklist, ChecklistItem

from .desk import CHECKLISTS, Fields, add_row, fields_of, opened, row_of, send, words
from .test_checklist_admin import HELP, steps, texts

pytestmark = pytest.mark.django_db
BOTH = "Two people changed this page"
CAME = "Somebody else added this row after you opened the page."
GONE = "Somebody else deleted this row after you opened the page."


@pytest.fixture
def address(edith: User) -> str:
    checklist = factory.checklist(by=edith, items=steps("Wash.", "Rest.", "Wait."))
    return f"{CHECKLISTS}{checklist.pk}/change/"


@pytest.fixture
def edith_opens(desk: Client, address: str) -> Fields:
    """What stands in the form as Edith opened it."""
    return opened(desk, address)


@pytest.fixture
def mo_desk(mo: User, edith_opens: Fields) -> Client:
    """Mo's browser, after Edith opened the form."""
    client = Client()
    client.force_login(mo)
    return client


def mo_changes(mo_desk: Client, address: str, words: str, **values: str) -> None:
    fields = opened(mo_desk, address)
    number = row_of(fields, "items", words)
    fields |= {f"items-{number}-{name}": [value] for name, value in values.items()}
    assert send(mo_desk, address, fields).status_code == 302


def lines(answer: Any) -> list[str]:
    """Return the texts of the rows in the order in which they are shown."""
    return re.findall(r'<span data-part="text">([^<]+)</span>', words(answer))


def again(desk: Client, address: str, refused: Any) -> None:
    """Save what stands in the form of an answer that refused a save."""
    assert refused.status_code == 200 and BOTH in words(refused)
    assert send(desk, address, fields_of(refused)).status_code == 302


def test_a_save_over_newer_rows_is_refused_and_shows_both(
    desk: Client, mo_desk: Client, address: str, edith_opens: Fields
) -> None:
    mo_changes(mo_desk, address, "Rest.", text="Rest well.")
    number = row_of(edith_opens, "items", "Rest.")
    edith_opens[f"items-{number}-text"] = ["Rest a lot."]
    refused = send(desk, address, edith_opens)
    shown = words(refused)
    assert BOTH in shown and "Rest well." in shown and "Rest a lot." in shown
    assert ChecklistItem.objects.filter(text="Rest well.").exists()
    again(desk, address, refused)
    assert texts() == ["Wash.", "Rest a lot.", "Wait.", *HELP]


def test_times_and_choices_that_differ_are_told_too(
    desk: Client, mo_desk: Client, address: str, edith_opens: Fields
) -> None:
    mo_changes(mo_desk, address, "Rest.", starts_h="48", kind="dont")
    shown = words(send(desk, address, edith_opens))
    assert "The texts are the same." not in shown
    differences = [(each.row, each.label, each.saved, each.typed)
                   for each in send(desk, address, edith_opens).context["conflict_differences"]]  # fmt: skip
    assert differences == [("Rest.", "Kind", "don’t", "do"), ("Rest.", "Starts, in hours", "48", "0")]
    assert "Starts, in hours" in shown and "<del>48</del>" in shown and "<ins>0</ins>" in shown


def test_a_field_beside_the_rows_that_differs_is_told(
    desk: Client, mo_desk: Client, address: str, edith: User, edith_opens: Fields
) -> None:
    needling = factory.treatment(by=edith)
    fields = opened(mo_desk, address)
    send(mo_desk, address, {**fields, "treatment": [str(needling.pk)], "no_end": ["until smooth"]})
    shown = send(desk, address, edith_opens).context["conflict_differences"]
    assert {(each.label, each.saved, each.typed) for each in shown} == {
        ("Treatment", "Needling", ""),
        ("What has no end lasts", "until smooth", "until healed"),
    }


def test_a_row_that_the_other_added_stays_in_sight_and_stays(
    desk: Client, mo_desk: Client, address: str, edith_opens: Fields
) -> None:
    fields = opened(mo_desk, address)
    add_row(fields, "items", kind="do", text="Drink.", starts_h=0, position=2)
    send(mo_desk, address, fields)
    add_row(edith_opens, "items", kind="do", text="Eat.", starts_h=0)
    refused = send(desk, address, edith_opens)
    assert words(refused).count(CAME) == 1
    assert lines(refused) == ["Wash.", "Drink.", "Rest.", "Wait.", *HELP, "Eat."]
    again(desk, address, refused)
    assert texts() == ["Wash.", "Drink.", "Rest.", "Wait.", *HELP, "Eat."]


def test_a_row_that_the_other_deleted_comes_back_only_in_sight(
    desk: Client, mo_desk: Client, address: str, edith_opens: Fields
) -> None:
    mo_changes(mo_desk, address, "Rest.", DELETE="on")
    refused = send(desk, address, edith_opens)
    assert words(refused).count(GONE) == 1
    assert "Select a valid choice" not in words(refused)
    again(desk, address, refused)
    assert texts() == ["Wash.", "Rest.", "Wait.", *HELP]


def test_a_row_that_the_other_deleted_can_be_let_go(
    desk: Client, mo_desk: Client, address: str, edith_opens: Fields
) -> None:
    mo_changes(mo_desk, address, "Rest.", DELETE="on")
    fields = fields_of(send(desk, address, edith_opens))
    fields[f"items-{row_of(fields, 'items', 'Rest.')}-DELETE"] = ["on"]
    assert send(desk, address, fields).status_code == 302
    assert texts() == ["Wash.", "Wait.", *HELP]


def test_a_row_that_both_deleted_is_gone(desk: Client, mo_desk: Client, address: str, edith_opens: Fields) -> None:
    mo_changes(mo_desk, address, "Rest.", DELETE="on")
    edith_opens[f"items-{row_of(edith_opens, 'items', 'Rest.')}-DELETE"] = ["on"]
    refused = send(desk, address, edith_opens)
    assert GONE not in words(refused)
    again(desk, address, refused)
    assert texts() == ["Wash.", "Wait.", *HELP]


def test_what_was_typed_in_a_row_that_is_gone_is_kept_with_its_sources(
    desk: Client, mo_desk: Client, address: str, edith_opens: Fields
) -> None:
    source = factory.source()
    mo_changes(mo_desk, address, "Rest.", DELETE="on")
    number = row_of(edith_opens, "items", "Rest.")
    edith_opens |= {f"items-{number}-text": ["Rest a lot."], f"items-{number}-sources": [str(source.pk)]}
    again(desk, address, send(desk, address, edith_opens))
    assert list(ChecklistItem.objects.get(text="Rest a lot.").sources.all()) == [source]


def test_rows_that_an_old_version_brought_back_are_known_again(
    desk: Client, mo: User, address: str, edith: User, edith_opens: Fields
) -> None:
    checklist = AftercareChecklist.objects.get()
    publication = factory.published(checklist, by=edith)
    actions.restore(publication=publication, by=mo)
    edith_opens[f"items-{row_of(edith_opens, 'items', 'Wait.')}-text"] = ["Wait long."]
    refused = send(desk, address, edith_opens)
    shown = words(refused)
    assert shown.count(GONE) == 1, "the row that Edith changed"
    assert shown.count(CAME) == 1, "what it was before"
    again(desk, address, refused)
    assert sorted(texts()) == sorted(["Wash.", "Rest.", "Wait long.", "Wait.", *HELP])


def test_the_order_that_was_typed_is_kept_through_a_conflict(
    desk: Client, mo_desk: Client, address: str, edith_opens: Fields
) -> None:
    mo_changes(mo_desk, address, "Rest.", reason="It heals.")
    edith_opens[f"items-{row_of(edith_opens, 'items', 'Wait.')}-position"] = ["1"]
    edith_opens[f"items-{row_of(edith_opens, 'items', 'Wash.')}-position"] = ["3"]
    refused = send(desk, address, edith_opens)
    assert lines(refused) == ["Wait.", "Rest.", "Wash.", *HELP]
    again(desk, address, refused)
    assert texts() == ["Wait.", "Rest.", "Wash.", *HELP]


def test_rows_of_another_checklist_are_not_taken_over(
    desk: Client, edith: User, address: str, edith_opens: Fields
) -> None:
    other = factory.checklist("other", by=edith, items=steps("Theirs."))
    theirs = other.items.get(text="Theirs.")
    edith_opens["items-0-id"] = [str(theirs.pk)]
    edith_opens["items-0-text"] = ["Mine now."]
    send(desk, address, edith_opens)
    theirs.refresh_from_db()
    assert (theirs.text, theirs.checklist) == ("Theirs.", other)


@pytest.mark.parametrize("name", ["items-TOTAL_FORMS", "items-INITIAL_FORMS", "items-0-id"])
def test_a_form_that_was_tampered_with_loses_no_row(name: str, desk: Client, address: str, edith_opens: Fields) -> None:
    for value in ("x", "999999999999", "²"):
        assert send(desk, address, {**edith_opens, name: [value]}).status_code in (200, 302)
        assert ChecklistItem.objects.filter(text__in=["Wash.", "Rest.", "Wait.", *HELP]).count() >= 5
