"""Snapshots of checklists, to try things on."""

from typing import Any

from hypothesis import strategies as st

from publishing.kinds import Snapshot


def item(kind: str, text: str, starts_h: int | None = None, ends_h: int | None = None, **more: Any) -> dict[str, Any]:
    """Return an item of a snapshot: a step (``do``), a ban (``dont``), or help with its ``urgency``."""
    cited = {"claim": "", "sources": ["leaflet"], "goes_further": False}
    words = {"short": "", "reason": "", "urgency": "", "disagreement": ""}
    return {
        **words,
        **cited,
        "daily": False,
        "kind": kind,
        "text": text,
        "starts_h": starts_h,
        "ends_h": ends_h,
        **more,
    }


def do(text: str, starts_h: int, ends_h: int | None = None, **more: Any) -> dict[str, Any]:
    """Return something to do."""
    return item("do", text, starts_h, ends_h, **more)


def dont(text: str, starts_h: int, ends_h: int | None = None, **more: Any) -> dict[str, Any]:
    """Return something not to do."""
    return item("dont", text, starts_h, ends_h, **more)


def get_help(urgency: str, text: str, **more: Any) -> dict[str, Any]:
    """Return a reason to get help."""
    return item("get-help", text, urgency=urgency, **more)


def checklist(*items: dict[str, Any], **more: Any) -> Snapshot:
    """Return the snapshot of a checklist with these items."""
    return {
        "schema": 1,
        "title": "Before and after",
        "summary": "",
        "intro": "",
        "treatment": {},
        "hour_zero": "the procedure",
        "no_end": "until healed",
        "items": list(items),
        "sources": {},
        **more,
    }


#: A checklist with all sorts of items.
EVENING = checklist(
    get_help("soon", "See a doctor soon about lumps."),
    get_help("emergency", "Call your emergency number now if you find it hard to breathe."),
    get_help("same-day", "Get medical help today if it gets hotter. On brown or black skin, go by heat."),
    dont("Don’t do it at home.", -336),
    do("Ask who does it.", -336, 0),
    dont("Don’t sunbathe in the week before.", -168, 0, short="no sunbathing"),
    do("Come with clean skin.", -24, 0),
    dont("Don’t use make-up for 24 hours.", 0, 24, short="no make-up"),
    do("Keep it clean.", 0, daily=True),
    dont("Don’t swim for five days.", 0, 120, short="no swimming", disagreement="One sheet says four days."),
    do("Write down the date.", 0, 24),
    dont("Don’t pick at it.", 0, sources=[]),
    do("Use a moisturiser.", 24, 168, daily=True, goes_further=True),
    dont("Don’t have another session.", 0, 1008, claim="sessions-apart", sources=[]),
    do("Start your creams again.", 168),
)


@st.composite
def _times(draw: st.DrawFn) -> tuple[int, int | None]:
    hours = st.sampled_from([-500, -336, -168, -48, -24, -6, 0, 12, 24, 48, 72, 120, 168, 336, 1008]) | st.integers(
        -400, 400
    )
    starts_h = draw(hours)
    ends = hours.filter(lambda hour: hour > starts_h) if starts_h < 1008 else st.nothing()
    return starts_h, draw(st.none() | ends)


@st.composite
def any_checklist(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a checklist with any times."""
    kinds = st.sampled_from(["do", "dont"])
    drawn = draw(st.lists(st.tuples(kinds, _times(), st.booleans()), min_size=1, max_size=8))
    items = [item(kind, f"Item {n}.", *times, daily=daily) for n, (kind, times, daily) in enumerate(drawn)]
    return checklist(*items)
