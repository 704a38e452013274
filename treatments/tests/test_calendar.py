"""A checklist's calendar file can be read by calendars, and says in each entry what holds on its days."""

import json
import os
import re
import shutil
import subprocess
import warnings
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from claims.faces import CaveatFace, ClaimFace
from treatments.calendar import calendar
from treatments.calendar_text import one_line
from treatments.phases import phases

from .checklists import EVENING, any_checklist, checklist, do, dont, get_help

ON = date(2026, 12, 1)
PUBLISHED = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)
APART = ClaimFace(
    "sessions-apart",
    "Sessions are spaced six weeks apart.",
    "advice",
    verdict="contested",
    caveats=(CaveatFace("a", "note", "One leaflet says so."), CaveatFace("b", "caution", "It is about scars.")),
)
FACES = {APART.slug: APART}
READER = Path(__file__).with_name("read_calendar.mjs")
NO_ICAL_JS = (
    "Calendar not read by ical.js: it was not found. Install Node.js, then npm install ical.js, "
    "and set ICAL_JS to the path of its dist/ical.js."
)


def made(snapshot: dict[str, Any], **more: Any) -> bytes:
    """Return the calendar file of a checklist."""
    usual = {
        "on": ON,
        "address": "https://kp.example.org/aftercare/needling/",
        "uid_base": "aftercare/needling",
        "moment": PUBLISHED,
        "reviewed": "Not reviewed by a clinician.",
        "numbers": "112 or 999",
    }
    return calendar(snapshot, FACES, **{**usual, **more})


def entries(file: bytes) -> list[Any]:
    """Return the entries of a calendar file."""
    return list(Calendar.from_ical(file).walk("VEVENT"))


def texts(snapshot: dict[str, Any], **more: Any) -> list[str]:
    """Return the descriptions of its entries."""
    return [str(entry["description"]) for entry in entries(made(snapshot, **more))]


def assert_lines_are_as_the_standard_says(file: bytes) -> None:
    """RFC 5545, 3.1: lines end with CR LF, have at most 75 octets and no control characters; UTF-8."""
    assert file.endswith(b"\r\n")
    for line in file.removesuffix(b"\r\n").split(b"\r\n"):
        assert 0 < len(line) <= 75
        assert not re.search(rb"[\x00-\x1f\x7f]", line)
    file.decode()


# --- the file -------------------------------------------------------------------------------------------------


def test_there_is_an_entry_of_whole_days_for_each_phase() -> None:
    shown = [
        (str(entry["summary"]), entry.decoded("dtstart"), entry.decoded("dtend")) for entry in entries(made(EVENING))
    ]
    assert shown == [
        ("While you plan it: Before and after", date(2026, 11, 17), date(2026, 11, 24)),
        ("7 days before: Before and after", date(2026, 11, 24), date(2026, 11, 30)),
        ("The day before: Before and after", date(2026, 11, 30), ON),
        ("First 24 hours: Before and after", ON, date(2026, 12, 2)),
        ("Days 2 to 7: Before and after", date(2026, 12, 2), date(2026, 12, 8)),
        ("From day 8, until healed: Before and after", date(2026, 12, 8), date(2027, 1, 12)),
    ]


def test_the_file_is_as_the_standard_says() -> None:
    file = made(EVENING)
    assert_lines_are_as_the_standard_says(file)
    whole = Calendar.from_ical(file)
    assert (whole["version"], whole["calscale"], whole["method"]) == ("2.0", "GREGORIAN", "PUBLISH")
    assert whole["prodid"]
    assert file.count(b"X-WR-CALNAME;VALUE=TEXT:Before and after\r\n") == 1
    for entry in whole.walk("VEVENT"):
        assert not entry.errors
        assert entry["dtstart"].params["VALUE"] == entry["dtend"].params["VALUE"] == "DATE"
        assert entry.decoded("dtstamp") == entry.decoded("last-modified") == PUBLISHED
        assert entry["transp"] == "TRANSPARENT"
        assert entry["url"] == "https://kp.example.org/aftercare/needling/"
    assert b"DTSTAMP:20261103T093000Z\r\n" in file


def test_the_same_checklist_and_day_give_the_same_bytes() -> None:
    assert made(EVENING) == made(json.loads(json.dumps(EVENING)))


def test_a_later_file_updates_an_earlier_one() -> None:
    changed = checklist(*EVENING["items"], dont("Don’t rub it.", 0))
    first, later = entries(made(EVENING)), entries(made(changed, moment=PUBLISHED + timedelta(minutes=1)))
    assert [entry["uid"] for entry in first] == [entry["uid"] for entry in later]
    assert {new["sequence"] - old["sequence"] for old, new in zip(first, later, strict=True)} == {1}
    assert {entry["sequence"] for entry in first} == {3597690}


def test_another_day_and_another_checklist_have_other_entries() -> None:
    files = [made(EVENING), made(EVENING, on=date(2026, 12, 2)), made(EVENING, uid_base="aftercare/creams")]
    uids = [str(entry["uid"]) for file in files for entry in entries(file)]
    assert len(set(uids)) == len(uids) == 3 * 6
    assert all(re.fullmatch(r"[0-9a-f-]{36}@kp\.example\.org", uid) for uid in uids)


def test_a_moment_before_counting_began_and_one_in_another_zone_are_fine() -> None:
    early, odd = datetime(2019, 1, 1, tzinfo=UTC), PUBLISHED.astimezone(timezone(timedelta(hours=5)))
    assert entries(made(EVENING, moment=early))[0]["sequence"] == 0
    assert made(EVENING, moment=odd) == made(EVENING)


@pytest.mark.parametrize("on", [date.min, date(1999, 12, 31), date(2200, 1, 1), date.max])
def test_a_day_that_cannot_be_meant_is_refused(on: date) -> None:
    with pytest.raises(ValueError, match=r"Choose a day from 2000 to 2199\."):
        made(EVENING, on=on)


@pytest.mark.parametrize("on", [date(2000, 1, 1), date(2028, 2, 29), date(2199, 12, 31)])
def test_the_first_and_the_last_day_of_the_calendar_work(on: date) -> None:
    assert on in [entry.decoded("dtstart") for entry in entries(made(EVENING, on=on))]


# --- its words ------------------------------------------------------------------------------------------------


def test_an_entry_reads_well_on_a_phone() -> None:
    assert texts(EVENING)[3].split("\n\n") == [
        "Until the procedure:\n- no sunbathing\n- Come with clean skin.",
        "Do:\n- Keep it clean. Every day, until healed.\n- Write down the date.",
        "Don’t:\n"
        "- Don’t use make-up for 24 hours.\n"
        "- Don’t swim for five days. Until day 5.\n"
        "  One sheet says four days.\n"
        "- Don’t pick at it. Until healed.\n"
        "  No source found; cautious default.\n"
        "- Don’t have another session. Until the end of week 6.\n"
        "  Sources disagree.\n"
        "  Take care: It is about scars.\n"
        "  Good to know: One leaflet says so.",
        "Still:\n- Don’t do it at home. The whole time.",
        "Call your emergency number now, or go to emergency care\n"
        "112 or 999\n"
        "- Call your emergency number now if you find it hard to breathe.",
        "Get medical help today\n- Get medical help today if it gets hotter. On brown or black skin, go by heat.",
        "See someone soon\n- See a doctor soon about lumps.",
        "Not reviewed by a clinician.\n"
        "As of 3 November 2026. Check for changes: https://kp.example.org/aftercare/needling/\n"
        "General information, not medical advice.",
    ]


def test_every_entry_ends_with_all_reasons_to_get_help_and_who_reviewed_it() -> None:
    first, *others = (
        text[text.index("Call your emergency") :] for text in texts(EVENING, reviewed="Reviewed by Dr Ada.")
    )
    assert set(others) == {first}
    assert "\n\nReviewed by Dr Ada.\nAs of 3 November 2026." in first


def test_what_lasts_stands_in_later_entries_in_few_words_with_the_gravest_caveat() -> None:
    still = texts(EVENING)[4].split("\n\n")[2].splitlines()
    assert still[0] == "Still:"
    assert "- no swimming (until day 5)" in still
    assert still[still.index("- Don’t have another session. Until the end of week 6.") + 1 :][:2] == [
        "  Sources disagree.",
        "  Take care: It is about scars.",
    ]
    assert "  Good to know: One leaflet says so." not in still


def test_what_ended_with_the_day_before_still_stands_in_the_entry_of_the_next() -> None:
    assert texts(EVENING)[4].startswith(
        "Until 24 hours after the procedure:\n- no make-up\n- Write down the date.\n\n"
        "Do:\n- Use a moisturiser. Every day.\n  Part of this is our own cautious choice."
    )


def test_what_ended_at_an_odd_hour_the_day_before_still_stands_too() -> None:
    """After a procedure at 23:00 hour 13 is noon of the next day, which the entry from hour 44 on covers."""
    assert texts(checklist(dont("Don’t rub.", 0, 14), do("Look at it.", 44)))[1].startswith(
        "Until 44 hours after the procedure:\n- Don’t rub.\n\nDo:\n- Look at it."
    )
    assert "Don’t rub." not in texts(checklist(dont("Don’t rub.", 0, 14), do("Look at it.", 48)))[1]


def test_an_entry_without_end_says_so_and_lasts_as_long_as_its_last_step_or_a_week() -> None:
    assert "\n\nThis goes on until healed, also after this calendar entry ends.\n\n" in texts(EVENING)[-1]
    assert not [text for text in texts(EVENING)[:-1] if "This goes on" in text]
    (week,) = entries(made(checklist(dont("Don’t pick.", 0), dont("Don’t rub.", 0, 24))))
    assert (week.decoded("dtstart"), week.decoded("dtend")) == (ON, ON + timedelta(days=7))


def test_a_claim_that_is_being_rechecked_says_so() -> None:
    doubted = ClaimFace("c", "It helps.", "effect", verdict="supported", notice="Being re-checked.")
    shown = checklist(do("Use it.", 0, 24, claim="c", sources=[]), get_help("soon", "See somebody.", claim="c"))
    (entry,) = entries(calendar(shown, {"c": doubted}, on=ON, address="", uid_base="", moment=PUBLISHED, reviewed=""))
    words = "  Sources back this. Being re-checked.\n  Take care: No caveat recorded yet. Do not rely on this.\n"
    assert f"- Use it.\n{words}" in entry["description"]
    assert f"- See somebody.\n{words}" in entry["description"]


@pytest.mark.parametrize(
    "snapshot",
    [{}, {"title": "", "items": {}}, checklist(*EVENING["items"][:3]), checklist({"kind": "do", "text": "A"})],
)
def test_a_checklist_without_steps_still_makes_a_file_that_tells_when_to_get_help(snapshot: dict[str, Any]) -> None:
    file = made(snapshot)
    assert_lines_are_as_the_standard_says(file)
    (entry,) = entries(file)
    assert entry.decoded("dtstart") == ON
    assert "General information" in entry["description"]
    assert ("hard to breathe" in entry["description"]) == ("hard to breathe" in str(snapshot))


# --- whatever is written --------------------------------------------------------------------------------------

HOSTILE = st.sampled_from(
    [
        "one\nBEGIN:VEVENT\nSUMMARY:forged\nEND:VEVENT",
        "one\r\nEND:VCALENDAR\r\n",
        "a, b; c: d \\ e \\n f \\N g \\, h",
        "quote \" and ' and ^n",
        "nul \x00 bell \x07 tab \t escape \x1b delete \x7f next \x85 line \u2028 paragraph \u2029",
        "lone \ud800 half",
        "🙂" * 40 + "👩🏾‍⚕️",
        "ß" * 90,
        "\\" * 80,
        " leading and trailing ",
        "\ufeffmark",
    ]
)
WRITTEN = HOSTILE | st.text(min_size=1, max_size=120)


@settings(deadline=None, max_examples=50)
@given(title=WRITTEN, words=WRITTEN, short=WRITTEN, name=WRITTEN)
def test_whatever_is_written_comes_back_and_never_breaks_the_file(
    title: str, words: str, short: str, name: str
) -> None:
    items = (dont(words, 0, 48, short=short, disagreement=words), do("b", 24), get_help("emergency", words))
    file = made(checklist(*items, title=title, no_end=name, hour_zero=name), reviewed=name)
    assert_lines_are_as_the_standard_says(file)
    first, second = entries(file)
    assert first["summary"] == f"First 24 hours: {one_line(title)}"
    text = str(first["description"]).split("\n")
    assert text[:1] == ["Don’t:"]
    assert text[1].startswith(f"- {one_line(words)}")
    assert text[2] == f"  {one_line(words)}"
    assert f"- {one_line(words)}" in text
    assert one_line(name) in text
    assert f"- {one_line(short)}" in str(second["description"])


def test_a_run_of_control_characters_and_line_breaks_is_one_space() -> None:
    assert one_line("a\r\n\x00b\tc\u2028d\ud800e\x85") == "a b c d e "
    assert one_line("38 °C\u00a0🙂 — “ok”") == "38 °C\u00a0🙂 — “ok”"


def days_of(entry: Any) -> tuple[date, date]:
    """Return the first and the last day of an entry."""
    return entry.decoded("dtstart"), entry.decoded("dtend") - timedelta(days=1)


@settings(deadline=None, max_examples=50)
@given(any_checklist(), st.integers(0, 23))
def test_every_ban_is_in_an_entry_of_the_day_on_which_it_runs(snapshot: dict[str, Any], hour_of_day: int) -> None:
    """Whatever the hour of the procedure: on each day that has an entry, one says what holds at that hour."""
    shown = [(*days_of(entry), str(entry["description"])) for entry in entries(made(snapshot))]
    bans = [step for phase in phases(snapshot) for step in phase.steps if step.kind == "dont"]
    for hour in range(-510, 1020, 7):
        day = ON + timedelta(days=(hour + hour_of_day) // 24)
        that_day = [text for first, last, text in shown if first <= day <= last]
        for ban in bans:
            if ban.runs_at(hour) and that_day:
                assert any(f"- {ban.text}" in text for text in that_day), (hour, ban)


@settings(deadline=None, max_examples=50)
@given(any_checklist())
def test_every_step_is_in_an_entry_of_each_of_its_days(snapshot: dict[str, Any]) -> None:
    shown = [(*days_of(entry), str(entry["description"])) for entry in entries(made(snapshot))]
    found = phases(snapshot)
    last_told = found[-1].starts_h + 7 * 24 if found[-1].ends_h is None else 1020
    for step in (step for phase in found for step in phase.steps):
        ends_h = last_told if step.ends_h is None else min(step.ends_h, last_told)
        for hour in range(step.starts_h, ends_h, 5):
            day = ON + timedelta(days=hour // 24)
            assert any(first <= day <= last and f"- {step.text}" in text for first, last, text in shown), (hour, step)


@settings(deadline=None, max_examples=50)
@given(any_checklist())
def test_entries_follow_one_another(snapshot: dict[str, Any]) -> None:
    found = entries(made(snapshot))
    assert len({str(entry["uid"]) for entry in found}) == len(found) == len(phases(snapshot))
    for entry, later in pairwise(found):
        assert days_of(entry)[0] <= days_of(entry)[1] <= days_of(later)[1]


# --- ical.js, another reader ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def ical_js() -> list[str]:
    """Return the command that reads a calendar with ical.js; skip, saying how to get it, where there is none."""
    node = shutil.which("node")
    if node and Path(os.environ.get("ICAL_JS", "")).is_file():
        return [node, str(READER)]
    if os.environ.get("KPSITE_REQUIRE_BROWSER") == "1":
        pytest.fail(NO_ICAL_JS)
    warnings.warn(NO_ICAL_JS, stacklevel=1)
    pytest.skip(NO_ICAL_JS)


def test_ical_js_reads_the_same(ical_js: list[str]) -> None:
    words = "one\nBEGIN:VEVENT, two; three \\ four \\n five \\N \x00 🙂" + "ß" * 90
    hostile = checklist(*EVENING["items"], dont(words, 0, 48), title=words)
    file = made(hostile)
    done = subprocess.run(ical_js, input=file, capture_output=True, check=True)
    read = json.loads(done.stdout)
    assert read["name"] == one_line(words)
    assert read["entries"] == [
        {
            "uid": str(entry["uid"]),
            "sequence": entry["sequence"],
            "summary": str(entry["summary"]),
            "description": str(entry["description"]),
            "first": entry.decoded("dtstart").isoformat(),
            "end": entry.decoded("dtend").isoformat(),
            "whole_days": True,
        }
        for entry in entries(file)
    ]


def test_ical_js_refuses_a_file_that_is_cut_short(ical_js: list[str]) -> None:
    done = subprocess.run(ical_js, input=made(EVENING)[:-40], capture_output=True)
    assert done.returncode != 0
