"""The bytes of a file, put together from those of before: to the last one what they would be anew."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from effort import steps
from pmtui.model import tomlform, tomlwriter
from pmtui.model.postmortem import Postmortem, TimelineEvent
from pmtui.store.layout import laid_out
from strategies import postmortems

BEGAN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def event(number: int, what: str = "it went on") -> TimelineEvent:
    return TimelineEvent(id=f"t-{number}", at=BEGAN + timedelta(minutes=number), what=f"{number} {what}")


def of(rows: int) -> Postmortem:
    return Postmortem(id="2026-03-02-a", summary="It stood still.", timeline=tuple(map(event, range(rows))))


def changed(pm: Postmortem, at: int, what: str = "it stood") -> Postmortem:
    rows = pm.timeline
    row = rows[at].model_copy(update={"what": what})
    return pm.model_copy(update={"timeline": (*rows[:at], row, *rows[at + 1 :])})


_rows = st.lists(st.integers(0, 9), unique=True, max_size=8)
_texts = st.sampled_from(["a", "käse", "two\nlines", "# none", "", "\u2028"])


@st.composite
def _states(draw: st.DrawFn) -> list[Postmortem]:
    """Draw a postmortem and what became of it: rows that stay are the same objects."""
    pm = draw(postmortems())
    known: dict[int, TimelineEvent] = {}
    out = [pm]
    for numbers in draw(st.lists(_rows, min_size=1, max_size=5)):
        for number in draw(st.lists(st.sampled_from(numbers), max_size=3)) if numbers else ():
            known[number] = event(number, draw(_texts))
        rows = tuple(known.setdefault(number, event(number)) for number in numbers)
        update: dict[str, Any] = {"timeline": rows, "summary": draw(_texts)}
        if draw(st.booleans()):
            update["people"] = draw(postmortems()).people
        out.append(out[-1].model_copy(update=update))
    return out


@given(_states())
def test_the_bytes_are_those_that_would_be_worked_out_anew(states: list[Postmortem]) -> None:
    layout = None
    for pm in states:
        layout = laid_out(pm, layout)
        assert layout.raw.decode() == tomlform.dumps(pm)
        for name, table in layout.tables.items():
            for number, row in enumerate(table.rows):
                start, end = (table.at + table.starts[number + more] for more in (0, 1))
                assert layout.raw[start:end].decode() == tomlwriter.block(
                    tomlform.to_data(row), (name,), row=True
                ) + ("\n" if end <= len(layout.raw) else "")


def test_a_row_of_thousands_costs_what_one_of_ten_does() -> None:
    def work(rows: int) -> int:
        pm = of(rows)
        layout = laid_out(pm)
        after = changed(pm, rows // 2)
        return steps(lambda: laid_out(after, layout))

    assert work(5000) <= 1.1 * work(10)


def test_two_rows_far_apart_are_written_and_no_others() -> None:
    pm = of(2000)
    layout = laid_out(pm)
    after = changed(changed(pm, 1), 1998)
    count = steps(lambda: laid_out(after, layout))
    assert laid_out(after, layout).raw.decode() == tomlform.dumps(after)
    assert count < steps(lambda: laid_out(after)) / 3
