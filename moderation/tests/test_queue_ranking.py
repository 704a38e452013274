"""The queue's order: by risk, then reach, then age; whatever comes in comes out."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from moderation.queue import Kind, Risk, Row, rank, ranked

START = datetime(2026, 1, 1, tzinfo=UTC)


def row(key: str = "flag:claim:a", **more: Any) -> Row:
    columns = {"kind": Kind.FLAG, "risk": Risk.HARMED, "reach": 1, "since": START, "fingerprint": "f"}
    return Row(key=key, subject="a", title="A", why="B", **{**columns, **more})


ROWS = st.lists(
    st.builds(
        row,
        key=st.integers(0, 500).map(lambda number: f"flag:claim:c{number}"),
        risk=st.sampled_from(Risk),
        reach=st.integers(0, 4),
        since=st.integers(0, 4).map(lambda days: START + timedelta(days=days)),
    ),
    max_size=40,
    unique_by=lambda each: each.key,
)
FIXED = settings(max_examples=60, derandomize=True, deadline=None, database=None)


@FIXED
@given(ROWS, st.randoms(use_true_random=False))
def test_no_row_is_lost_and_the_order_depends_on_nothing_else(rows: list[Row], random: Any) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)
    assert sorted(ranked(rows), key=id) == sorted(rows, key=id)
    assert ranked(shuffled) == ranked(rows)


@FIXED
@given(ROWS)
def test_what_stands_above_is_riskier_wider_or_older(rows: list[Row]) -> None:
    for above, below in zip(ranked(rows), ranked(rows)[1:], strict=False):
        assert rank(above) < rank(below)
        assert (above.risk, above.reach) >= (below.risk, below.reach)


def test_risk_comes_before_reach_and_reach_before_age() -> None:
    old = START - timedelta(days=900)
    harmed = row("a", risk=Risk.HARMED, reach=0)
    wide = row("b", risk=Risk.UNREVIEWED, reach=20)
    aged = row("c", risk=Risk.UNREVIEWED, reach=19, since=old)
    late = row("d", risk=Risk.UNREVIEWED, reach=19)
    assert ranked([late, aged, wide, harmed]) == [harmed, wide, aged, late]


def test_no_two_kinds_of_risk_are_equal() -> None:
    assert len(set(Risk)) == len(Risk.__members__)


def test_only_harm_serious_flags_and_retractions_are_urgent() -> None:
    urgent = [risk for risk in Risk if row(risk=risk).is_urgent]
    assert urgent == [Risk.HARMED, Risk.SERIOUS, Risk.RETRACTED]
