"""What grows with a postmortem: reading, the first screen, a key, a pause, a move in the list, a save.

Usage: python benchmarks/growth.py [ROWS ...]

Prints the processor time of each, in milliseconds, for postmortems of 10, 100, 1,000 and 5,000 timeline rows
(`made_up.py`), each with its ratio to the smallest. What is done often is a median of several; the screens
are real ones, on no terminal. Of the first screen it is the time of the thread that shows it: findings are
looked for beside it, in another one, and all that is known then counts both.
"""

from __future__ import annotations

import asyncio
import os
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import made_up

from pmtui.store import files

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from pmtui.app import PmtuiApp

SIZES = (10, 100, 1000, 5000)
TIMES = 15  # of what is done often
READS = 3
NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
WAIT = 60.0  # seconds for the first screen, and for a save


@dataclass(frozen=True, slots=True)
class Figure:
    """What one thing costs with so many rows.

    Attributes:
        what: What was done.
        rows: How many rows of the timeline there were.
        milliseconds: Of processor time, the median where it was done several times.
        ratio: To the same with the fewest rows.
    """

    what: str
    rows: int
    milliseconds: float
    ratio: float


def figures(sizes: tuple[int, ...] = SIZES) -> list[Figure]:
    """Return what each thing costs at each size; the first size is what the others are compared with."""
    found = {rows: asyncio.run(_measured(rows)) for rows in (sizes[0], *sizes)}  # the first to warm up
    least = found[sizes[0]]
    return [
        Figure(what, rows, cost, cost / least[what])
        for what in least
        for rows in sizes
        for cost in (found[rows][what],)
    ]


async def _measured(rows: int) -> dict[str, float]:
    """Return what was done with so many rows, and what it cost."""
    out: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "library" / f"{made_up.FILE_ID}.toml"
        file.parent.mkdir()
        made_up.write(rows, file)
        out["reading the file"] = statistics.median(_cost(lambda: files.read(file)) for _ in range(READS))
        row = f"timeline.t-{rows // 2}.what"
        for at, name in (("timeline.new", "the entry line"), (row, "a row"), ("summary", "the summary")):
            out |= await _at(Path(folder), file, at, name)
    return out


async def _at(folder: Path, file: Path, at: str, name: str) -> dict[str, float]:
    """Return what opening, typing, pausing, moving and saving cost in one field."""
    app = _app(folder, file, at)
    handlers = {number: signal.getsignal(number) for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM)}
    out: dict[str, float] = {}
    began, shown = time.process_time(), time.thread_time()
    try:
        async with app.run_test(size=(80, 24)) as pilot:
            await _until(pilot, lambda: getattr(app.screen, "now_asked", None) is not None)
            await pilot.pause()
            out[f"first screen, at {name}"] = (time.thread_time() - shown) * 1000
            await _until(pilot, lambda: not app.known.waits)
            await pilot.pause()
            out[f"all that is known, at {name}"] = (time.process_time() - began) * 1000
            out[f"a character in {name}"] = await _each(pilot, [["x"]] * TIMES)
            screen: Any = app.screen
            out[f"a pause after typing in {name}"] = await _pause(pilot, screen)
            app.draft.save()  # the first save writes what the file's text looks like in full
            out[f"a save after a key in {name}"] = await _save(app, pilot)
            if name == "the entry line":
                screen.to_list()
                await pilot.pause()
                for key in ("up", "down", "pageup", "pagedown"):
                    out[f"{key} in the list"] = await _each(pilot, [[key]] * TIMES)
                out["home and end in the list"] = await _each(pilot, [["home", "end"]] * TIMES)
                screen.to_field()
            out[f"tab and shift+tab from {name}"] = await _each(pilot, [["tab", "shift+tab"]] * 5)
            if name == "the entry line":
                out["a new row"] = await _each(pilot, [[*"09:40 seen", "enter"]] * 5)
                out["a step on and back"] = await _each(pilot, [["f7", "f19"]] * 3)
            app.visits.flush()
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
        app.draft.close()
    return out


def _app(folder: Path, file: Path, at: str) -> PmtuiApp:
    from pmtui.app import PmtuiApp

    environ = {
        "TERM": "xterm-256color",
        "HOME": str(folder),
        "PMTUI_STATE_DIR": str(folder / "state"),
        "PMTUI_CACHE_DIR": str(folder / "cache"),
        "PMTUI_CONFIG": str(folder / "config.toml"),
    }
    moment = NOW

    def clock() -> datetime:
        nonlocal moment
        moment += timedelta(milliseconds=10)
        return moment

    return PmtuiApp(library=file.parent, file=file, at=at, environ=environ, clock=clock)


async def _each(pilot: Pilot[int], runs: list[list[str]]) -> float:
    """Return what one run of keys costs, with all that is drawn after it: the median."""
    taken = []
    for keys in runs:
        began = time.process_time()
        for key in keys:
            await _press(pilot, key)
        taken.append((time.process_time() - began) * 1000)
    return statistics.median(taken)


async def _press(pilot: Pilot[int], key: str) -> None:
    await pilot.press({" ": "space", ":": "colon"}.get(key, key))


async def _pause(pilot: Pilot[int], screen: Any) -> float:
    """Return what looking costs that follows each key after a pause."""
    taken = []
    for _ in range(5):
        await _press(pilot, "y")
        began = time.process_time()
        screen.flush()
        screen.settled()
        await pilot.pause()
        taken.append((time.process_time() - began) * 1000)
    return statistics.median(taken)


async def _save(app: PmtuiApp, pilot: Pilot[int]) -> float:
    """Return what a save costs after one key."""
    taken = []
    for _ in range(5):
        await _press(pilot, "z")
        taken.append(_cost(app.draft.save))
    return statistics.median(taken)


def _cost(act: Callable[[], object]) -> float:
    began = time.process_time()
    act()
    return (time.process_time() - began) * 1000


async def _until(pilot: Pilot[int], true: Callable[[], bool]) -> None:
    ends = time.monotonic() + WAIT
    while not true():
        if time.monotonic() > ends:
            raise TimeoutError("the first screen does not come")
        await pilot.pause()


def main() -> int:
    """Print the figures."""
    sizes = tuple(int(each) for each in sys.argv[1:]) or SIZES
    found = figures(sizes)
    print(f"{'processor time, in ms':<38}" + "".join(f"{size:>18,}" for size in sizes))
    for what in dict.fromkeys(each.what for each in found):
        cells = [f"{each.milliseconds:>10.2f} {each.ratio:>6.1f}x" for each in found if each.what == what]
        print(f"{what:<38}" + "".join(cells))
    with suppress(OSError):
        print(f"load {os.getloadavg()[0]:.1f}, {os.cpu_count()} processors")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
