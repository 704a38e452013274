"""A checklist's times make phases, and are told in plain words."""

from dataclasses import FrozenInstanceError
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from treatments.phases import Phase, Step, help_items, phases
from treatments.wording import Wording

from .checklists import EVENING, any_checklist, checklist, do, dont, get_help

WORDS = Wording("the procedure", "until healed")

# --- the words of times ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("starts_h", "ends_h", "heading"),
    [
        (-336, -168, "While you plan it"),
        (-400, 0, "While you plan it"),
        (-168, -24, "7 days before"),
        (-168, 0, "7 days before"),
        (-48, 0, "2 days before"),
        (-24, 0, "The day before"),
        (-36, 0, "36 hours before"),
        (-6, 0, "6 hours before"),
        (-1, 0, "1 hour before"),
        (0, 24, "First 24 hours"),
        (0, 1, "First 1 hour"),
        (0, 36, "First 36 hours"),
        (0, 48, "Days 1 and 2"),
        (0, 72, "Days 1 to 3"),
        (24, 48, "Day 2"),
        (24, 72, "Days 2 and 3"),
        (48, 168, "Days 3 to 7"),
        (168, 336, "Days 8 to 14"),
        (168, 1008, "From day 8, until the end of week 6"),
        (336, 504, "Week 3"),
        (336, 672, "Weeks 3 and 4"),
        (336, 1008, "Weeks 3 to 6"),
        (12, 24, "From 12 to 24 hours after the procedure"),
        (36, 168, "From 36 hours after the procedure, until day 7"),
        (-24, 48, "From the day before, until 2 days after the procedure"),
        (-168, 24, "From 7 days before, until 24 hours after the procedure"),
        (-336, None, "From when you plan it, until healed"),
        (-24, None, "From the day before, until healed"),
        (0, None, "Until healed"),
        (12, None, "From 12 hours after the procedure, until healed"),
        (168, None, "From day 8, until healed"),
    ],
)
def test_the_heading_of_a_phase_is_plain(starts_h: int, ends_h: int | None, heading: str) -> None:
    assert WORDS.heading(starts_h, ends_h) == heading


@pytest.mark.parametrize(
    ("starts_h", "ends_h", "until"),
    [
        (0, 1, "for the first 1 hour"),
        (0, 24, "for the first 24 hours"),
        (0, 30, "for the first 30 hours"),
        (0, 48, "until day 2"),
        (0, 120, "until day 5"),
        (0, 168, "until day 7"),
        (0, 336, "until day 14"),
        (0, 360, "until day 15"),
        (0, 504, "until the end of week 3"),
        (24, 1008, "until the end of week 6"),
        (24, 48, "on day 2 only"),
        (24, 30, "until 30 hours after the procedure"),
        (12, 24, "until 24 hours after the procedure"),
        (-336, 0, "until the procedure"),
        (-24, 0, "until the procedure"),
        (-336, -24, "until 24 hours before the procedure"),
        (-336, -48, "until 2 days before the procedure"),
        (-24, 24, "until 24 hours after the procedure"),
        (-24, 120, "until 5 days after the procedure"),
        (-24, 1008, "until 6 weeks after the procedure"),
        (0, None, "until healed"),
        (48, None, "until healed"),
    ],
)
def test_how_long_a_step_lasts_is_said_in_words(starts_h: int, ends_h: int | None, until: str) -> None:
    assert WORDS.until(starts_h, ends_h) == until


def test_what_holds_from_the_start_and_for_good_is_not_said_to_end() -> None:
    assert WORDS.until(-336, None) == "the whole time"


@settings(deadline=None, max_examples=50)
@given(st.integers(-1000, 3000), st.none() | st.integers(-1000, 3000))
def test_no_two_ends_have_the_same_words(starts_h: int, ends_h: int | None) -> None:
    if ends_h is not None and ends_h > starts_h:
        assert WORDS.until(starts_h, ends_h) not in {WORDS.until(starts_h, ends_h + 1), WORDS.until(starts_h, None)}
        assert WORDS.heading(starts_h, ends_h)


def test_a_checklist_has_its_own_words_for_hour_zero_and_for_what_has_no_end() -> None:
    creams = checklist(
        do("Ask first.", -336, -24), do("Read.", 0), hour_zero="the first use", no_end="while you use it"
    )
    assert [phase.heading for phase in phases(creams)] == ["While you plan it", "While you use it"]
    assert phases(creams)[0].steps[0].until == "until 24 hours before the first use"


@pytest.mark.parametrize("missing", [{}, {"hour_zero": "", "no_end": ""}, {"hour_zero": None, "no_end": None}])
def test_without_its_own_words_the_usual_ones_stand(missing: dict[str, Any]) -> None:
    items = [do("Come clean.", -336, -24), dont("Don’t pick.", 0), dont("Don’t rub.", 24)]
    first, second, _last = phases({"items": items, **missing})
    assert first.steps[0].until == "until 24 hours before the procedure"
    assert second.steps[0].until == "until healed"


# --- phases ---------------------------------------------------------------------------------------------------


def test_a_phase_begins_wherever_something_starts() -> None:
    assert [(phase.key, phase.heading) for phase in phases(EVENING)] == [
        ("h--336", "While you plan it"),
        ("h--168", "7 days before"),
        ("h--24", "The day before"),
        ("h-0", "First 24 hours"),
        ("h-24", "Days 2 to 7"),
        ("h-168", "From day 8, until healed"),
    ]


def test_a_step_stands_in_full_where_it_starts_and_then_under_still() -> None:
    seen = [
        (phase.heading, name, step.until)
        for phase in phases(EVENING)
        for name in ("steps", "still")
        for step in getattr(phase, name)
        if step.brief == "no swimming"
    ]
    assert seen == [("First 24 hours", "steps", "until day 5"), ("Days 2 to 7", "still", "until day 5")]


def test_what_ends_with_its_phase_is_not_told_twice() -> None:
    by_text = {step.text: step for phase in phases(EVENING) for step in phase.steps}
    assert by_text["Don’t use make-up for 24 hours."].until == ""
    assert by_text["Come with clean skin."].until == ""
    assert by_text["Start your creams again."].until == ""


def test_what_is_done_once_is_done_before_the_procedure_and_a_ban_holds_until_then() -> None:
    plan, week, *_later = phases(EVENING)
    assert [(step.text, step.until) for step in plan.steps] == [
        ("Ask who does it.", "before the procedure"),
        ("Don’t do it at home.", "the whole time"),
    ]
    assert [(step.text, step.until) for step in week.steps] == [
        ("Don’t sunbathe in the week before.", "until the procedure")
    ]


def test_a_phase_that_ends_before_hour_zero_leaves_no_end_untold() -> None:
    early, _rest = phases(checklist(dont("Don’t shave.", -168, -24), do("Come.", -24, 0)))
    assert (early.heading, early.steps[0].until) == ("7 days before", "until 24 hours before the procedure")


def test_steps_come_before_bans_in_the_editors_order_and_under_still_bans_come_first() -> None:
    items = [dont("Don’t b.", 0), do("Do a.", 0), dont("Don’t a.", 0), do("Do b.", 0), do("Later.", 24)]
    first, second = phases(checklist(*items))
    assert [step.text for step in first.steps] == ["Do a.", "Do b.", "Don’t b.", "Don’t a."]
    assert [step.text for step in second.still] == ["Don’t b.", "Don’t a.", "Do a.", "Do b."]


def test_a_phase_ends_when_nothing_runs_any_more() -> None:
    first, second = phases(checklist(dont("Don’t rub.", 0, 24), do("Look at it.", 72, 96)))
    assert (first.heading, first.ends_h) == ("First 24 hours", 24)
    assert (second.heading, second.ends_h) == ("Day 4", 96)


def test_all_that_starts_while_planning_is_one_phase() -> None:
    plan, after = phases(checklist(do("Read.", -500, -400), do("Ask.", -336, 0), dont("Don’t rub.", 0, 24)))
    assert [step.text for step in plan.steps] == ["Read.", "Ask."]
    assert (plan.starts_h, plan.ends_h, after.heading) == (-500, 0, "First 24 hours")


def test_only_what_is_done_once_counts() -> None:
    counted = [step.text for phase in phases(EVENING) for step in phase.steps if step.is_counted]
    assert counted == ["Ask who does it.", "Come with clean skin.", "Write down the date.", "Start your creams again."]


def test_a_phase_knows_its_days() -> None:
    on = date(2026, 12, 1)
    assert [phase.days(on) for phase in phases(EVENING)] == [
        (date(2026, 11, 17), date(2026, 11, 23)),
        (date(2026, 11, 24), date(2026, 11, 29)),
        (date(2026, 11, 30), date(2026, 11, 30)),
        (on, on),
        (date(2026, 12, 2), date(2026, 12, 7)),
        (date(2026, 12, 8), None),
    ]
    assert Phase(-6, 0, "").days(on) == (date(2026, 11, 30), date(2026, 11, 30))
    assert Phase(12, 36, "").days(on) == (on, date(2026, 12, 2))


# --- help -----------------------------------------------------------------------------------------------------


def test_the_most_urgent_help_comes_first() -> None:
    assert [each.urgency for each in help_items(EVENING)] == ["emergency", "same-day", "soon"]
    assert [each.urgency for each in help_items(EVENING, "same-day", "emergency")] == ["emergency", "same-day"]
    assert [each.text for each in help_items(EVENING, "soon")] == ["See a doctor soon about lumps."]


def test_help_is_in_no_phase() -> None:
    assert all(step.kind != "get-help" for phase in phases(EVENING) for step in (*phase.steps, *phase.still))


# --- ids ------------------------------------------------------------------------------------------------------


def test_an_id_stays_whatever_else_of_an_item_changes() -> None:
    before = phases(checklist(do("Keep it clean.", 0)))[0].steps[0]
    after = phases(checklist(do("New.", 0), do("Keep it clean.", 24, 48, short="clean", daily=True)))[1].steps[0]
    assert before.key == after.key == "644b943821"
    assert len({step.key for phase in phases(EVENING) for step in phase.steps}) == 12


def test_the_same_words_twice_have_two_ids() -> None:
    twice = [step.key for phase in phases(checklist(do("Cool it.", 0, 24), do("Cool it.", 48))) for step in phase.steps]
    assert len(set(twice)) == 2


def test_a_step_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        phases(EVENING)[0].steps[0].text = "Else."  # type: ignore[misc]


# --- what is not there ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("snapshot", [{}, {"items": []}, {"items": {}}, {"items": ""}, {"items": None}])
def test_a_redacted_checklist_has_no_phase_and_no_help(snapshot: dict[str, Any]) -> None:
    assert phases(snapshot) == ()
    assert help_items(snapshot) == ()


@pytest.mark.parametrize(
    "half_typed",
    [
        {},
        {"kind": "do"},
        {"kind": "do", "text": "No start."},
        {"kind": "dont", "text": "No start.", "starts_h": None, "ends_h": 24},
        {"kind": "", "text": "No kind.", "starts_h": 0},
        {"kind": "do", "text": "", "starts_h": 0},
        {"kind": "do", "text": "Ends before it starts.", "starts_h": 24, "ends_h": 0},
        {"kind": "get-help", "text": "No urgency."},
        {"kind": "get-help", "text": "No urgency.", "urgency": ""},
    ],
)
def test_what_is_half_typed_is_left_out(half_typed: dict[str, Any]) -> None:
    whole = checklist(half_typed, do("Keep it clean.", 0), get_help("soon", "See somebody."))
    (phase,) = phases(whole)
    assert [step.text for step in phase.steps] == ["Keep it clean."]
    assert [each.text for each in help_items(whole)] == ["See somebody."]


def test_the_least_that_a_step_needs_is_its_kind_its_words_and_its_start() -> None:
    (phase,) = phases({"items": [{"kind": "do", "text": "Rest.", "starts_h": 0}]})
    assert phase.steps[0].sources == ()
    assert phase.heading == "Until healed"


# --- any items ------------------------------------------------------------------------------------------------


def _all(phase: Phase) -> tuple[Step, ...]:
    return (*phase.steps, *phase.still)


@settings(deadline=None, max_examples=50)
@given(any_checklist())
def test_every_hour_finds_what_runs_in_its_phase(snapshot: dict[str, Any]) -> None:
    found = phases(snapshot)
    steps = [step for phase in found for step in phase.steps]
    assert len(steps) == len(snapshot["items"])
    for hour in range(-510, 1020, 3):
        holding = [phase for phase in found if phase.holds(hour)]
        running = {step.key for step in steps if step.runs_at(hour)}
        assert len(holding) <= 1
        assert running <= {step.key for phase in holding for step in _all(phase)}


@settings(deadline=None, max_examples=50)
@given(any_checklist())
def test_no_phase_shows_what_ended_before_it_or_starts_after_it(snapshot: dict[str, Any]) -> None:
    for phase in phases(snapshot):
        assert len({step.key for step in _all(phase)}) == len(_all(phase))
        for step in _all(phase):
            assert step.ends_h is None or step.ends_h > phase.starts_h
            assert phase.ends_h is None or step.starts_h < phase.ends_h
            assert (step in phase.still) == (step.starts_h < phase.starts_h)


@settings(deadline=None, max_examples=50)
@given(any_checklist())
def test_phases_follow_one_another_and_each_has_its_own_heading(snapshot: dict[str, Any]) -> None:
    found = phases(snapshot)
    assert len({phase.key for phase in found}) == len({phase.heading for phase in found}) == len(found)
    for phase, later in pairwise(found):
        assert phase.ends_h is not None
        assert phase.starts_h < phase.ends_h <= later.starts_h
        gap = range(phase.ends_h, later.starts_h)
        assert not [hour for hour in gap for step in _all(phase) if step.runs_at(hour)]
