"""Hour by hour through the starter checklists: each ban that holds stands on the page, on paper and in the calendar."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from icalendar import Calendar

from tests.browser import Visit
from tests.visitor import Node, Visitor

from .paper import printed, squeezed

pytestmark = pytest.mark.browser

ON = date(2026, 12, 1)
STARTERS = sorted((Path(settings.BASE_DIR) / "content" / "aftercare").glob("*.toml"))


@dataclass(frozen=True)
class Ban:
    """What is not to be done, and for how long, as the starter content says; both its wordings squeezed."""

    text: str
    short: str
    starts_h: int
    ends_h: int | None

    def holds(self, hour: int) -> bool:
        return self.starts_h <= hour and (self.ends_h is None or hour < self.ends_h)

    def is_in(self, words: str, *, in_full: bool) -> bool:
        """Whether it stands in squeezed words, in full or in short."""
        return self.text in words or (not in_full and self.short in words)


@dataclass(frozen=True)
class Starter:
    """A starter checklist as it is written: its bans, and the hours at which its items start."""

    slug: str
    bans: tuple[Ban, ...]
    starts: tuple[int, ...]

    def hours(self) -> Iterator[int]:
        """Yield every hour from the first to two days after the last that is named."""
        named = [*self.starts, *(ban.ends_h for ban in self.bans if ban.ends_h is not None)]
        return iter(range(min(named), max(named) + 48))

    def phase(self, hour: int) -> int:
        """Return the hour at which the phase of an hour starts."""
        return max(start for start in self.starts if start <= hour)


def _starter(path: Path) -> Starter:
    items: list[dict[str, Any]] = tomllib.loads(path.read_text())["item"]
    bans = [
        Ban(
            squeezed(item["text"]),
            squeezed(item.get("short", item["text"]).rstrip(".")),
            item["starts_h"],
            item.get("ends_h"),
        )
        for item in items
        if item["kind"] == "dont"
    ]
    return Starter(path.stem, tuple(bans), tuple(sorted({item["starts_h"] for item in items if "starts_h" in item})))


@pytest.fixture(params=STARTERS, ids=lambda path: path.stem)
def starter(request: pytest.FixtureRequest) -> Starter:
    """Return each starter checklist that bans something."""
    found = _starter(request.param)
    assert found.bans and len(list(found.hours())) > 24
    return found


def missing(starter: Starter, phases: dict[int, str]) -> list[str]:
    """Return the bans that hold at some hour and do not stand in the words of its phase."""
    lost = []
    for hour in starter.hours():
        start = starter.phase(hour)
        for ban in starter.bans:
            if ban.holds(hour) and not ban.is_in(phases[start], in_full=ban.starts_h == start):
                lost.append(f"hour {hour}: {ban.text}")
    return lost


def sections(site: str, starter: Starter) -> dict[int, Node]:
    """Return the parts of the page, by the hour at which they start, as their ids tell."""
    page = Node.read(Visitor(site).get(f"/aftercare/{starter.slug}/").html)
    parts = [each for each in page.walk() if each.attributes.get("class") == "phase"]
    return {int(part.attributes["aria-labelledby"].removeprefix("h-")): part for part in parts}


def test_on_the_page(site: str, starter: Starter) -> None:
    phases = {start: squeezed(part.text) for start, part in sections(site, starter).items()}
    assert tuple(phases) == starter.starts
    assert missing(starter, phases) == []


def test_on_paper(site: str, visit: Visit, starter: Starter, tmp_path: Path) -> None:
    page = visit(f"/aftercare/{starter.slug}/")
    text = "".join(_without_help(sheet) for sheet in printed(page, tmp_path))
    headings = [squeezed(next(each.text for each in part.walk() if each.name == "h2"))
                for part in sections(site, starter).values()]  # fmt: skip
    assert missing(starter, dict(zip(starter.starts, _split(text, headings), strict=True))) == []


def _without_help(sheet: str) -> str:
    """Return what stands between the help at the head and at the foot of a sheet."""
    return sheet[: sheet.rindex(squeezed("See someone soon"))]


def _split(text: str, headings: list[str]) -> Iterator[str]:
    """Yield the words below each heading."""
    places: list[int] = []
    for heading in headings:
        places.append(text.index(heading, places[-1] if places else text.index(squeezed("Version 1"))))
    for start, end in zip(places, [*places[1:], len(text)], strict=True):
        yield text[start:end]


def test_in_the_calendar(site: str, starter: Starter) -> None:
    answer = Visitor(site).get(f"/aftercare/{starter.slug}.ics?on={ON}")
    entries: list[Any] = Calendar.from_ical(answer.body.decode()).walk("VEVENT")
    days = [(entry["dtstart"].dt - ON).days for entry in entries]
    assert days == [start // 24 for start in starter.starts], "one entry for each phase, on its first day"
    phases = {start: squeezed(entry["description"]) for start, entry in zip(starter.starts, entries, strict=True)}
    assert missing(starter, phases) == []
    for day, entry in zip(days, entries, strict=True):
        assert entry["dtend"].dt > ON + timedelta(days=day)


def test_a_ban_that_is_not_there_is_missed(starter: Starter, site: str) -> None:
    phases = {start: squeezed(part.text) for start, part in sections(site, starter).items()}
    for ban in starter.bans:
        start = starter.phase(ban.starts_h)
        cut = {**phases, start: phases[start].replace(ban.text, "").replace(ban.short, "")}
        assert any(ban.text in each for each in missing(starter, cut))
