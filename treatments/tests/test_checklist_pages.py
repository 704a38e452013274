"""A checklist's page: what to do and not to do, phase by phase, and above all when to get help."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client, override_settings
from django.utils import timezone

from accounts.models import User
from publishing import actions
from records.actions import redact
from tests import factory
from tests.visitor import Node
from treatments.models import AftercareChecklist, ChecklistItem

pytestmark = pytest.mark.django_db

ADDRESS = "/aftercare/after-needling/"
STRANGE = "Keep it <clean> & dry; “gently”, it's new."


def item(kind: str, text: str, starts_h: int | None = 0, ends_h: int | None = None, **more: Any) -> ChecklistItem:
    """Return an item, unsaved; ``sources`` are the works that it names."""
    sources = more.pop("sources", ())
    row = ChecklistItem(kind=kind, text=text, starts_h=starts_h, ends_h=ends_h, **more)
    row.type_in("sources", list(sources))
    return row


def live(by: User, *items: ChecklistItem, **more: Any) -> AftercareChecklist:
    """Publish a checklist with these items before its two reasons to get help."""
    copy = factory.checklist(by=by, items=list(items) or None, **more)
    factory.published(copy, by=by)
    return copy


def read(client: Client, address: str = ADDRESS, status: int = 200) -> Node:
    response = client.get(address)
    assert response.status_code == status
    return Node.read(response.content.decode())


def words(node: Node) -> str:
    return " ".join(node.text.split())


def classed(node: Node, name: str) -> list[Node]:
    return [each for each in node.walk() if name in each.attributes.get("class", "").split()]


def step(page: Node, text: str) -> Node:
    return next(each for each in classed(page, "step") if text in words(each))


# --- phases and steps -----------------------------------------------------------------------------------------


def test_each_phase_has_its_heading_and_its_steps_as_they_are_stored(client: Client, mo: User) -> None:
    live(mo, item("do", STRANGE, 0, 24), item("do", "Use a plain moisturiser.", 24, 72))
    phases = classed(read(client), "phase")
    assert [words(next(each for each in phase.walk() if each.name == "h2")) for phase in phases] == [
        "First 24 hours",
        "Days 2 and 3",
    ]
    assert STRANGE.replace("<clean>", "&lt;clean&gt;").replace("'", "&#x27;").replace("& dry", "&amp; dry") in (
        client.get(ADDRESS).content.decode()
    )
    assert "Use a plain moisturiser." in words(phases[1])


def test_only_what_is_done_once_has_a_box(client: Client, mo: User) -> None:
    live(
        mo,
        item("do", "Rinse it once.", 0, 24),
        item("do", "Use a moisturiser.", 0, 72, daily=True),
        item("dont", "Don’t swim.", 0, 120),
    )
    page = read(client)
    boxes = {text: bool(step(page, text).having("data-tick")) for text in ("Rinse", "moisturiser", "swim")}
    assert boxes == {"Rinse": True, "moisturiser": False, "swim": False}
    assert len(classed(page, "step-box")) == 1


def test_a_ban_says_so_in_words_and_a_daily_step_that_it_is_daily(client: Client, mo: User) -> None:
    live(mo, item("do", "Use a moisturiser.", 0, 72, daily=True), item("dont", "No swimming please.", 0, 120))
    page = read(client)
    assert "Don’t: No swimming please." in words(step(page, "swimming"))
    assert "Every day, until day 3." in words(step(page, "moisturiser"))


def test_what_lasts_stands_in_one_line_in_each_later_phase(client: Client, mo: User) -> None:
    live(
        mo,
        item("dont", "Don’t swim or use a sauna.", 0, 120, short="no swimming or sauna"),
        item("dont", "Don’t pick at it.", 0),
        item("do", "Use sunscreen.", 24, 48),
        item("do", "Start your creams again.", 168),
    )
    first, second, last = classed(read(client), "phase")
    assert "Until day 5." in words(step(first, "swim"))
    assert not classed(first, "still")
    assert "Until day 5: no swimming or sauna" in words(classed(second, "still")[0])
    assert "Don’t pick at it" in words(classed(second, "still")[0])
    assert "swimming" not in words(classed(last, "still")[0])
    assert "Don’t pick at it" in words(classed(last, "still")[0])


@pytest.mark.parametrize(("ends_h", "told"), [(24, False), (120, True)])
def test_day_1_is_explained_where_days_are_counted(client: Client, mo: User, ends_h: int, told: bool) -> None:
    live(mo, item("dont", "Don’t swim.", 0, ends_h))
    assert ("Day 1 is the first 24 hours. “Until day 5” includes day 5." in words(read(client))) is told


# --- what backs a step ----------------------------------------------------------------------------------------


def test_a_step_without_a_source_says_so(client: Client, mo: User) -> None:
    live(mo, item("do", "Keep it clean."), item("do", "Keep it dry.", sources=[factory.source()]))
    page = read(client)
    assert "No source found; cautious default." in words(step(page, "clean"))
    assert "No source found" not in words(step(page, "dry"))
    assert "Source:" in words(step(page, "dry"))


def test_a_step_tells_its_reason_what_sources_disagree_on_and_what_is_our_own(client: Client, mo: User) -> None:
    said: dict[str, Any] = {"reason": "Salt stings.", "disagreement": "One sheet says four days.", "goes_further": True}
    live(mo, item("dont", "Don’t swim.", sources=[factory.source()], **said))
    told = words(step(read(client), "swim"))
    assert "Salt stings." in told
    assert "Sources disagree: One sheet says four days." in told
    assert "Part of this is our own cautious choice." in told


def test_a_step_that_rests_on_a_claim_shows_its_verdict_and_its_caveat(client: Client, mo: User) -> None:
    claim = factory.signed(by=mo, verdict="contested")
    live(mo, item("do", "Wait six weeks.", 0, 48, claim=claim), item("do", "Look at it.", 24))
    page = read(client)
    told = words(step(page, "Wait"))
    assert "Sources disagree" in told and "Nobody has studied this." in told
    assert "Wait six weeks ( Sources disagree )" in words(classed(page, "still")[0]), "and its verdict later on"


# --- help -----------------------------------------------------------------------------------------------------


def test_emergency_and_same_day_stand_in_one_red_card_the_emergency_first(client: Client, mo: User) -> None:
    soon = item("get-help", "See a doctor soon about lumps.", None, urgency="soon")
    live(mo, item("do", "Keep it clean."), soon)
    page = read(client)
    (red,) = classed(page, "danger")
    emergency, same_day = (each.text for each in factory.help_items())
    told = words(red)
    assert told.index("Emergency") < told.index(emergency) < told.index("The same day") < told.index(same_day)
    assert "lumps" not in told
    assert "See someone soon See a doctor soon about lumps." in words(classed(page, "help-soon")[0])
    body = words(page)
    assert body.index(emergency) < body.index("Keep it clean."), "help comes before the steps"


@override_settings(EMERGENCY_NUMBERS="000 in Australia, 112 elsewhere")
def test_the_emergency_numbers_come_from_the_setting_and_can_be_called(client: Client, mo: User) -> None:
    live(mo)
    numbers = classed(read(client), "help-numbers")[0]
    assert words(numbers).replace(" ,", ",") == "Call 000 in Australia, 112 elsewhere."
    assert [each.attributes["href"] for each in numbers.having("href")] == ["tel:000", "tel:112"]


def test_withdrawn_it_keeps_help_above_the_note(client: Client, mo: User) -> None:
    copy = live(mo, item("do", "Keep it clean."), item("get-help", "See a doctor.", None, urgency="soon"))
    actions.withdraw(page=copy.page, public_note="A step was wrong.", by=mo)
    told = words(read(client, status=410))
    emergency, same_day = (each.text for each in factory.help_items())
    assert told.index(emergency) < told.index(same_day) < told.index("See a doctor.") < told.index("A step was wrong.")
    assert "Keep it clean." not in told


def test_a_redacted_one_can_still_be_opened(client: Client, mo: User) -> None:
    copy = live(mo)
    root = User.objects.create_superuser("root")
    redact(record=copy.page.publications.get(), reason="A court said so.", by=root)
    read(client)
    read(client, f"{ADDRESS}?on=2026-12-01")
    assert client.get("/aftercare/after-needling.ics?on=2026-12-01").status_code == 200


# --- where to go on -------------------------------------------------------------------------------------------


def test_it_leads_to_its_treatment_once_that_is_live(client: Client, mo: User) -> None:
    treatment = factory.treatment(by=mo)
    live(mo, treatment=treatment)
    assert not classed(read(client), "for-treatment")
    factory.published(treatment, by=mo)
    (leads,) = classed(read(client), "for-treatment")
    assert [each.attributes["href"] for each in leads.having("href")] == [
        "/treatments/needling/",
        "/treatments/needling/#who",
    ]


def test_an_old_version_and_a_preview_have_no_boxes_to_keep_and_no_forms(client: Client, mo: User) -> None:
    copy = live(mo)
    factory.published(copy, by=mo, note="Again.")
    old = read(client, f"{ADDRESS}versions/1/")
    client.force_login(mo)
    preview = read(client, f"/admin/treatments/aftercarechecklist/{copy.pk}/preview/")
    for page in (old, preview):
        assert "Keep it clean." in words(page)
        assert not [each for each in page.having("src") if "checklist" in each.attributes["src"]]
        assert not page.having("data-dates") and not page.having("data-print")
        assert classed(page, "danger"), "help stands on each version"


# --- days -----------------------------------------------------------------------------------------------------


@pytest.fixture
def dated(mo: User) -> None:
    """A checklist from a week before until healed."""
    live(
        mo,
        item("do", "Ask what it is for.", -336, 0),
        item("dont", "Don’t sunbathe.", -168, 0),
        item("do", "Keep it clean.", 0, 24),
        item("do", "Use sunscreen.", 24, 72),
        item("do", "Start your creams again.", 168),
    )


def days(page: Node) -> list[str]:
    return [words(each) for each in page.having("data-days") if "hidden" not in each.attributes]


@pytest.mark.usefixtures("dated")
def test_with_a_day_in_the_address_its_phases_have_dates(client: Client) -> None:
    assert days(read(client)) == []
    assert days(read(client, f"{ADDRESS}?on=2026-12-30")) == [
        "Until Wed 23 December",
        "Wed 23 December to Wed 30 December",
        "Wed 30 December to Thu 31 December",
        "Thu 31 December to Sat 2 January",
        "From Wed 6 January",
    ]


@pytest.mark.usefixtures("dated")
@pytest.mark.parametrize(
    ("since", "headings"),
    [
        (0, ["7 days before", "First 24 hours"]),
        (1, ["First 24 hours", "Days 2 and 3"]),  # whatever the hour of the procedure
        (90, ["From day 8, until healed"]),
        (5, []),
    ],
)
def test_today_is_told_in_words_and_to_machines(client: Client, since: int, headings: list[str]) -> None:
    on = timezone.localdate() - timedelta(days=since)
    page = read(client, f"{ADDRESS}?on={on}")
    now = [phase for phase in classed(page, "phase") if phase.attributes.get("aria-current") == "date"]
    told = [each for each in page.having("data-today") if "hidden" not in each.attributes]
    assert len(now) == len(told) == len(headings)
    assert all(f"{heading} Today" in words(phase) for heading, phase in zip(headings, now, strict=True))


@pytest.mark.usefixtures("dated")
@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("", "Choose a day first."),
        ("soon", "That is not a day we can read."),
        ("2026-02-30", "That is not a day we can read."),
        ("2026-12-01%00", "That is not a day we can read."),
        ("1999-12-31", "Choose a day from 2000 to 2199."),
        ("2200-01-01", "Choose a day from 2000 to 2199."),
        ("9999-12-31", "Choose a day from 2000 to 2199."),
    ],
)
def test_a_bad_day_is_refused_with_what_to_do_and_help_stays(client: Client, asked: str, sentence: str) -> None:
    page = read(client, f"{ADDRESS}?on={asked}", status=400)
    (alert,) = [each for each in page.having("role") if each.attributes["role"] == "alert"]
    assert words(alert).startswith(sentence)
    assert classed(page, "danger") and days(page) == []


@pytest.mark.usefixtures("dated")
@pytest.mark.parametrize("asked", ["2000-01-01", "2199-12-31"])
def test_the_first_and_the_last_year_are_not_refused(client: Client, asked: str) -> None:
    assert days(read(client, f"{ADDRESS}?on={asked}"))


@pytest.mark.usefixtures("dated")
def test_a_page_with_somebodys_day_is_kept_nowhere(client: Client) -> None:
    kept = client.get(f"{ADDRESS}?on=2026-12-01").headers["Cache-Control"]
    assert "no-store" in kept and "private" in kept
    assert "no-store" not in client.get(ADDRESS).headers.get("Cache-Control", "")
    assert not client.get(f"{ADDRESS}?on=2026-12-01").cookies
    assert f'rel="canonical" href="http://testserver{ADDRESS}"' in client.get(f"{ADDRESS}?on=2026-12-01").text


def test_a_former_address_leads_on_and_keeps_the_day(client: Client, mo: User) -> None:
    copy = live(mo)
    actions.rename_page(page=copy.page, slug="after-microneedling", by=mo)
    moved = client.get(f"{ADDRESS}?on=2026-12-01")
    assert (moved.status_code, moved.headers["Location"]) == (301, "/aftercare/after-microneedling/?on=2026-12-01")
    assert client.get(ADDRESS).headers["Location"] == "/aftercare/after-microneedling/"
    assert client.get(f"{ADDRESS}?on=soon").status_code == 301


@pytest.mark.parametrize("query", ["", "?on=2026-12-01", "?on=soon"])
def test_it_only_answers_to_reading_and_unknown_ones_are_not_found(client: Client, mo: User, query: str) -> None:
    live(mo)
    assert client.post(f"{ADDRESS}{query}").status_code == 405
    assert client.head(f"{ADDRESS}{query}").status_code in (200, 400)
    assert client.get(f"/aftercare/unknown/{query}").status_code == 404


@pytest.mark.parametrize("count", [2, 9])
def test_the_number_of_queries_does_not_grow_with_its_items(
    client: Client, mo: User, count: int, django_assert_num_queries: Any
) -> None:
    claims = [factory.signed(f"claim-{number}", by=mo) for number in range(count)]
    sources = [factory.source(f"sheet-{number}") for number in range(count)]
    items = [
        item("do", f"Do {number}.", number * 24, claim=claims[number], sources=[sources[number]])
        for number in range(count)
    ]
    treatment = factory.treatment(by=mo)
    factory.published(treatment, by=mo)
    live(mo, *items, treatment=treatment)
    client.get(ADDRESS)
    with django_assert_num_queries(7):
        client.get(f"{ADDRESS}?on=2026-12-01")
