"""Checklists in the admin: rows that are typed, put in order, taken away and refused."""

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.test import Client

from accounts.models import User
from tests import factory
from treatments.models import AftercareChecklist, ChecklistItem

from .desk import CHECKLISTS, add_row, errors_of, fields_of, opened, row_of, send, words

pytestmark = pytest.mark.django_db
HELP = ["You find it hard to breathe.", "Pus comes out."]


def steps(*texts: str) -> list[ChecklistItem]:
    return [ChecklistItem(kind="do", text=text, starts_h=0) for text in texts]


@pytest.fixture
def checklist(edith: User) -> AftercareChecklist:
    return factory.checklist(by=edith, items=steps("Wash.", "Rest.", "Wait."))


@pytest.fixture
def address(checklist: AftercareChecklist) -> str:
    return f"{CHECKLISTS}{checklist.pk}/change/"


def texts() -> list[str]:
    """Return the items in their stored order, which has no gaps."""
    rows = list(ChecklistItem.objects.order_by("position", "pk"))
    assert [row.position for row in rows] == list(range(len(rows)))
    return [row.text for row in rows]


def history() -> str:
    return LogEntry.objects.first().get_change_message()  # type: ignore[union-attr]  # the newest


# --- typing and saving ---


def test_a_new_checklist_is_saved_with_its_rows(desk: Client, edith: User) -> None:
    fields = opened(desk, f"{CHECKLISTS}add/")
    fields |= {"title": ["After creams"], "slug": ["after-creams"]}
    add_row(fields, "items", kind="do", text="Use a little.", starts_h=0)
    add_row(fields, "items", kind="get-help", text="It burns.", urgency="soon")
    assert send(desk, f"{CHECKLISTS}add/", fields).status_code == 302
    assert AftercareChecklist.objects.get().page.slug == "after-creams"
    assert texts() == ["Use a little.", "It burns."]


def test_saving_what_was_opened_changes_no_row(desk: Client, address: str) -> None:
    before = list(ChecklistItem.objects.values())
    send(desk, address, opened(desk, address))
    assert list(ChecklistItem.objects.values()) == before
    assert history() == "No fields changed."


def test_a_change_of_one_row_alone_raises_the_version_and_stands_in_the_history(desk: Client, address: str) -> None:
    fields = opened(desk, address)
    fields[f"items-{row_of(fields, 'items', 'Rest.')}-reason"] = ["It heals."]
    send(desk, address, fields)
    assert AftercareChecklist.objects.get().version == 2
    assert ChecklistItem.objects.get(text="Rest.").reason == "It heals."
    assert history() == "Changed Reason for item “Rest.”."


def test_a_new_row_without_a_place_goes_to_the_end(desk: Client, address: str) -> None:
    fields = opened(desk, address)
    add_row(fields, "items", kind="do", text="Sleep.", starts_h=24)
    send(desk, address, fields)
    assert texts() == ["Wash.", "Rest.", "Wait.", *HELP, "Sleep."]


@pytest.mark.parametrize(
    ("typed", "order"),
    [
        ({"Wait.": "1"}, ["Wait.", "Wash.", "Rest."]),
        ({"Wash.": "3"}, ["Rest.", "Wait.", "Wash."]),
        ({"Wash.": "2"}, ["Rest.", "Wash.", "Wait."]),
        ({"Wash.": "-5", "Rest.": "-7"}, ["Rest.", "Wash.", "Wait."]),
        ({"Wash.": "20", "Rest.": "10", "Wait.": "3"}, ["Wait.", "Rest.", "Wash."]),
    ],
)
def test_rows_stand_in_the_order_of_the_numbers_typed(
    typed: dict[str, str], order: list[str], desk: Client, address: str
) -> None:
    fields = opened(desk, address)
    for text, place in typed.items():
        fields[f"items-{row_of(fields, 'items', text)}-position"] = [place]
    send(desk, address, fields)
    assert [text for text in texts() if text not in HELP] == order
    assert history() == "Changed order of items."


def test_a_row_whose_place_is_emptied_goes_to_the_end(desk: Client, address: str) -> None:
    fields = opened(desk, address)
    fields["items-0-position"] = [""]
    send(desk, address, fields)
    assert texts() == ["Rest.", "Wait.", *HELP, "Wash."]


def test_gaps_and_ties_are_numbered_anew_on_save(desk: Client, checklist: AftercareChecklist, address: str) -> None:
    checklist.items.filter(text="Wash.").update(position=7)
    checklist.items.exclude(text="Wash.").update(position=20)
    send(desk, address, opened(desk, address))
    assert texts() == ["Wash.", "Rest.", "Wait.", *HELP]
    assert history() == "No fields changed.", "nothing moved"


def test_a_row_is_deleted_and_the_others_close_up(desk: Client, address: str) -> None:
    fields = opened(desk, address)
    fields[f"items-{row_of(fields, 'items', 'Rest.')}-DELETE"] = ["on"]
    send(desk, address, fields)
    assert texts() == ["Wash.", "Wait.", *HELP]
    assert history() == "Deleted item “Rest.”."


def test_a_blank_new_row_and_one_that_was_given_up_are_nothing(desk: Client, address: str) -> None:
    fields = opened(desk, address)
    add_row(fields, "items", position=2)
    add_row(fields, "items", kind="do", text="Nonsense.", DELETE="on")
    assert send(desk, address, fields).status_code == 302
    assert texts() == ["Wash.", "Rest.", "Wait.", *HELP]


def test_claim_and_sources_are_saved_with_a_row(desk: Client, address: str) -> None:
    claim, one, two = factory.claim(), factory.source("one"), factory.source("two")
    fields = opened(desk, address)
    fields |= {"items-0-claim": [str(claim.pk)], "items-0-sources": [str(one.pk), str(two.pk)]}
    send(desk, address, fields)
    row = ChecklistItem.objects.get(text="Wash.")
    assert (row.claim, set(row.sources.all())) == (claim, {one, two})
    again = opened(desk, address)
    assert again["items-0-claim"] == [str(claim.pk)]
    assert sorted(again["items-0-sources"]) == sorted([str(one.pk), str(two.pk)])


def test_a_checklist_of_eighty_items_is_saved(desk: Client, edith: User) -> None:
    source, items = factory.source(), steps(*(f"Step {number}." for number in range(78)))
    for item in items:
        item.type_in("sources", [source])
    long = factory.checklist("long", by=edith, items=items)
    address = f"{CHECKLISTS}{long.pk}/change/"
    fields = opened(desk, address)
    assert sum(len(values) for values in fields.values()) > 1000, "more than Django takes by itself"
    fields[f"items-{row_of(fields, 'items', 'Step 77.')}-text"] = ["The last step."]
    assert send(desk, address, fields).status_code == 302
    assert len(texts()) == 80 and ChecklistItem.objects.filter(text="The last step.").exists()


def test_the_form_asks_the_database_no_more_for_more_rows(
    desk: Client, edith: User, django_assert_num_queries: Any
) -> None:
    claim, source = factory.claim(), factory.source()
    for count in (2, 30):
        items = steps(*(f"Step {number}." for number in range(count)))
        for item in items:
            item.claim = claim
            item.type_in("sources", [source])
        factory.checklist(f"of-{count}", by=edith, items=items)
    few, many = (f"{CHECKLISTS}{each.pk}/change/" for each in AftercareChecklist.objects.order_by("pk"))
    desk.get(few)  # what is kept from one request to the next
    with django_assert_num_queries(12):
        desk.get(few)
    with django_assert_num_queries(12):
        desk.get(many)


# --- what does not fit ---

GET_HELP = {"kind": "get-help", "text": "It hurts.", "urgency": "soon"}
DO = {"kind": "do", "text": "Keep still.", "starts_h": "0"}


#: What is typed in a new row, and what is said of which field of it.
MISTAKES: list[tuple[dict[str, str], str, str]] = [
    ({**GET_HELP, "starts_h": "0"}, "starts_h", "“Get help” stands at any time: leave this empty."),
    ({**GET_HELP, "ends_h": "24"}, "ends_h", "“Get help” stands at any time: leave this empty."),
    ({**GET_HELP, "daily": "on"}, "daily", "“Get help” is nothing to do every day: leave this out."),
    ({**GET_HELP, "urgency": ""}, "urgency", "Say how fast help is needed."),
    ({**GET_HELP, "urgency": "at once"}, "urgency", "Select a valid choice"),
    ({**DO, "starts_h": ""}, "starts_h", "Say when it starts: 0 is hour 0."),
    ({**DO, "starts_h": "noon"}, "starts_h", "Enter a whole number."),
    ({**DO, "starts_h": "-9999"}, "starts_h", "more than a year from hour 0"),
    ({**DO, "urgency": "soon"}, "urgency", "Only “get help” has an urgency: leave this empty."),
    ({**DO, "ends_h": "0"}, "ends_h", "Let it end after it starts."),
    ({**DO, "ends_h": "-24"}, "ends_h", "Let it end after it starts."),
    ({**DO, "ends_h": "99999"}, "ends_h", "more than a year from hour 0"),
    ({**DO, "kind": ""}, "kind", "This field is required."),
    ({**DO, "kind": "maybe"}, "kind", "Select a valid choice"),
    ({**DO, "text": ""}, "text", "This field is required."),
    ({**DO, "text": "x" * 301}, "text", "at most 300 characters"),
    ({**DO, "claim": "999"}, "claim", "Select a valid choice"),
    ({**DO, "sources": "999"}, "sources", "Select a valid choice"),
    ({**DO, "position": "first"}, "position", "Enter a whole number."),
]
FITS: list[dict[str, str]] = [
    GET_HELP,
    DO,
    {**DO, "ends_h": "1"},
    {**DO, "starts_h": "-336", "ends_h": "-24", "daily": "on"},
    {**DO, "kind": "dont"},
]


def test_what_does_not_fit_is_said_where_it_was_typed_and_once(desk: Client, address: str) -> None:
    fields = opened(desk, address)
    numbers = [add_row(fields, "items", **typed) for typed, _field, _part in MISTAKES]
    errors = errors_of(send(desk, address, fields), "items")
    for number, (typed, field, part) in zip(numbers, MISTAKES, strict=True):
        assert [list(errors[number]), len(errors[number][field])] == [[field], 1], typed
        assert part in errors[number][field][0], typed
    assert ChecklistItem.objects.count() == 5
    assert AftercareChecklist.objects.get().version == 1


def test_what_fits_is_saved(desk: Client, address: str) -> None:
    fields = opened(desk, address)
    for typed in FITS:
        add_row(fields, "items", **typed)
    assert send(desk, address, fields).status_code == 302
    assert texts()[5:] == [typed["text"] for typed in FITS]


def test_a_stored_row_that_is_changed_to_what_does_not_fit_stays_as_it_was(desk: Client, address: str) -> None:
    fields = opened(desk, address)
    fields["items-0-kind"] = ["get-help"]
    answer = send(desk, address, fields)
    assert set(errors_of(answer, "items")[0]) == {"starts_h", "urgency"}
    assert ChecklistItem.objects.get(text="Wash.").kind == "do"


# --- how it looks ---


def test_rows_are_folded_to_a_line_and_rows_with_errors_are_open(desk: Client, address: str) -> None:
    shown = words(desk.get(address))
    assert shown.count('<details class="row-fields">') == 6, "five rows, and a blank one for those without script"
    assert shown.count('<details class="row-fields" open>') == 1, "what the script adds rows from"
    fields = opened(desk, address)
    fields["items-1-text"] = [""]
    shown = words(send(desk, address, fields))
    assert shown.count('<details class="row-fields" open>') == 2


LINES = {
    (0, 24): "day 1 (hours 0 to 24)",
    (0, 120): "day 1 to day 5 (hours 0 to 120)",
    (24, None): "from day 2 (from hour 24)",
    (-24, 0): "1 day before to hour 0 (hours -24 to 0)",
    (-168, -24): "7 days before to 1 day before (hours -168 to -24)",
    (47, 49): "day 2 to day 3 (hours 47 to 49)",
}


def test_the_line_tells_the_times_in_words_and_hours(desk: Client, edith: User) -> None:
    items = [ChecklistItem(kind="dont", text="Do not swim.", starts_h=starts, ends_h=ends) for starts, ends in LINES]
    shown = words(desk.get(f"{CHECKLISTS}{factory.checklist(by=edith, items=items).pk}/change/"))
    for line in LINES.values():
        assert f'<span data-part="starts_h ends_h">{line}</span>' in shown
    assert '<span data-part="kind">don’t</span>' in shown


def test_a_number_of_hours_has_its_day_beside_it(desk: Client, edith: User) -> None:
    item = ChecklistItem(kind="do", text="Rest.", starts_h=48, ends_h=120)
    shown = words(desk.get(f"{CHECKLISTS}{factory.checklist(by=edith, items=[item]).pk}/change/"))
    assert "Now: day 3." in shown and "Now: day 5." in shown


# --- who may change rows ---


@pytest.fixture
def reader(db: None) -> User:
    """Somebody who may look at checklists and change nothing."""
    user = User.objects.create_user("vera", password="pass", is_staff=True)
    names = ("view_aftercarechecklist", "view_checklistitem")
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    return user


def test_who_may_only_look_sees_the_rows_and_no_buttons(client: Client, reader: User, address: str) -> None:
    client.force_login(reader)
    shown = words(client.get(address))
    assert "Wash." in shown and "Rest." in shown
    for button in ("data-move", "data-add-row", "-DELETE", 'name="_continue"', "items-0-position"):
        assert button not in shown


def test_who_may_not_change_rows_moves_and_deletes_none(client: Client, reader: User, address: str) -> None:
    reader.user_permissions.add(Permission.objects.get(codename="change_aftercarechecklist"))
    client.force_login(reader)
    before = list(ChecklistItem.objects.values())
    fields = opened(client, address)
    rows = ChecklistItem.objects.order_by("position")
    for number, row in enumerate(rows):
        changed = {"id": row.pk, "position": 9 - number, "text": "Mine.", "kind": "do", "starts_h": 0, "DELETE": "on"}
        fields |= {f"items-{number}-{name}": [str(value)] for name, value in changed.items()}
    add_row(fields, "items", **DO)
    fields["title"] = ["A title of mine"]
    send(client, address, fields)
    assert AftercareChecklist.objects.get().title == "A title of mine"
    assert list(ChecklistItem.objects.values()) == before


def test_the_form_is_read_as_a_browser_would(desk: Client, address: str) -> None:
    fields = fields_of(desk.get(address))
    assert fields["items-TOTAL_FORMS"] == ["6"] and fields["items-INITIAL_FORMS"] == ["5"]
    assert fields["items-0-kind"] == ["do"] and fields["items-0-starts_h"] == ["0"]
    assert not any("__prefix__" in name for name in fields)
