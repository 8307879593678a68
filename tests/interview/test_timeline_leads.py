"""What stands between the rows of a timeline: told from all rows, or from what changed, it is the same."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from effort import steps
from pmtui.interview.timeline_leads import GAP, SHORT, Lead, leads
from pmtui.model.postmortem import TimelineEvent

ZONE = ZoneInfo("Europe/Berlin")
BEGAN = datetime(2026, 10, 24, 20, 0, tzinfo=UTC)  # the night in which the clocks go back


def event(
    number: int, minutes: int | None, until: int | None = None, precision: str = "exact"
) -> TimelineEvent:
    at, end = (None if each is None else BEGAN + timedelta(minutes=each) for each in (minutes, until))
    return TimelineEvent(id=f"t-{number}", at=at, until=end, precision=precision)  # type: ignore[arg-type]


def expected(events: tuple[TimelineEvent, ...], zone: ZoneInfo | None) -> list[tuple[int, Lead]]:
    """Return what stands above the rows, gone through one by one."""
    timed = [each.at for each in events if each.at is not None and each.precision != "day"]
    gaps = len(timed) == len(events) and bool(timed) and max(timed) - min(timed) <= SHORT
    out: list[tuple[int, Lead]] = []
    day: date | None = None
    before: datetime | None = None
    for number, each in enumerate(events):
        if each.at is not None and zone is not None:
            if each.at.astimezone(zone).date() != day:
                day = each.at.astimezone(zone).date()
                out.append((number, day))
            elif gaps and before is not None and each.at - before > GAP:
                out.append((number, each.at - before))
        before = each.until or each.at or before
    return out


_minutes = st.one_of(st.none(), st.integers(0, 240), st.integers(0, 4000))
_events = st.builds(
    event, st.integers(0, 99), _minutes, _minutes, st.sampled_from(["exact", "exact", "exact", "day"])
)
_timed = st.builds(event, st.integers(0, 99), st.integers(0, 600))


@st.composite
def _states(draw: st.DrawFn) -> list[tuple[TimelineEvent, ...]]:
    """Draw a timeline and what became of it."""
    kind = draw(st.sampled_from([_events, _timed]))
    rows = draw(st.lists(kind, max_size=9))
    out = [tuple(rows)]
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(rows)))
        rows = [*rows[:at], *draw(st.lists(kind, max_size=2)), *rows[draw(st.integers(at, len(rows))) :]]
        out.append(tuple(rows))
    return out


@given(_states(), st.sampled_from([ZONE, ZONE, None]))
@example([(event(1, 0), event(2, 5)), (event(1, 0), event(2, 5), event(3, 99))], ZONE)
def test_from_what_changed_comes_what_comes_from_all(
    states: list[tuple[TimelineEvent, ...]], zone: ZoneInfo | None
) -> None:
    known = None
    for events in states:
        known = leads(events, zone, known)
        assert known == leads(events, zone)
        assert list(zip(known.at, known.what, strict=True)) == expected(events, zone)
        shown = [known.on_line(line) for line in range(len(events) + len(known.at))]
        assert [row for row, lead in shown if lead is None] == list(range(len(events)))
        assert [(row, lead) for row, lead in shown if lead is not None] == expected(events, zone)
        assert all(known.on_line(known.line_of(row)) == (row, None) for row in range(len(events)))


def test_another_zone_is_told_anew() -> None:
    events = (event(1, 0), event(2, 130))
    assert [len(leads(events, zone, leads(events, UTC)).at) for zone in (UTC, ZONE)] == [2, 2]
    assert leads(events, ZONE, leads(events, UTC)).what[1] == date(2026, 10, 25)


@pytest.mark.parametrize("rows", [2000])
def test_one_row_of_thousands_costs_what_one_of_ten_does(rows: int) -> None:
    def work(rows: int, at: int) -> int:
        events = tuple(event(number, number // 10) for number in range(rows))
        known = leads(events, ZONE)
        other = (*events[:at], events[at].model_copy(update={"what": "x"}), *events[at + 1 :])
        more = (*events, event(-1, rows // 10))
        return steps(lambda: (leads(other, ZONE, known), leads(more, ZONE, known)))

    for at in (0, 5, -1):
        assert work(rows, at % rows) <= 1.5 * work(10, at % 10)
