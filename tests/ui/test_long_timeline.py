"""A timeline of thousands of rows: what is done with it on the screen costs what it costs in a short one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from effort import steps
from interview import open_app, settled
from pmtui.model.postmortem import Postmortem, TimelineEvent
from pmtui.screens.timeline import TimelineScreen

BEGAN = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
MANY, FEW = 1500, 60  # in both there is more than the window shows


def of(rows: int) -> Postmortem:
    events = (
        TimelineEvent(id=f"t-{number}", at=BEGAN + timedelta(seconds=9 * number), what=f"{number} went on")
        for number in range(rows)
    )
    return Postmortem(id="2026-11-24-a", title="It stood still", timeline=tuple(events))


async def work(folder: Path, rows: int, at: str) -> dict[str, int]:
    """Return the steps of what is done on the screen, each after it was done once to warm up."""
    done: dict[str, int] = {}
    async with open_app(folder, of(rows), at=at.format(rows // 2)) as (app, pilot):
        screen = app.screen
        assert isinstance(screen, TimelineScreen)

        def typed(text: str) -> Callable[[], None]:
            def act() -> None:
                screen.slot.show(text)
                screen.take()

            return act

        typed("10:40 it we")()
        screen.settled()
        done["a key"] = steps(typed("10:40 it wen"))
        done["the look after it"] = steps(screen.settled)
        await settled(app, pilot)
        for name in ("do_next_question", "do_previous_question"):
            getattr(screen, name)()
        done["the next question"] = steps(screen.do_next_question)
        done["the one before"] = steps(screen.do_previous_question)
        screen.to_list()
        await pilot.pause()
        for key in ("up", "down", "pageup", "pagedown", "home", "end"):
            await pilot.press(key)
        for key in ("up", "up", "pageup", "home", "pagedown", "down", "end"):
            done[f"{key} in the list"] = steps(lambda: screen.board.press(key, None))  # noqa: B023
        await settled(app, pilot)
    return done


@pytest.mark.parametrize("at", ["timeline.new", "timeline.t-{}.what"])
async def test_what_is_done_costs_what_it_costs_in_a_short_one(tmp_path: Path, at: str) -> None:
    few, many = [await work(tmp_path / str(rows), rows, at) for rows in (FEW, MANY)]
    assert {name: (few[name], many[name]) for name in few if many[name] > 1.5 * few[name] + 60} == {}
