"""The whole interview for tests: on a file of the test's own, at a fixed time, with no real home near it."""

from __future__ import annotations

import signal
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from textual.pilot import Pilot
from textual.screen import Screen

from pmtui.app import PmtuiApp
from pmtui.model import tomlform
from pmtui.model.postmortem import Postmortem
from pmtui.screens.frame import StepScreen
from pmtui.terminal.signals import ENDINGS
from quick import quicken

NOW = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)
"""The time in the interview, unless a test says another."""

ROOT = Path(__file__).resolve().parents[2]

ROUNDS = 200  # of waiting; each is a few milliseconds at least


def example(part: str) -> Path:
    """Return the shipped example whose name holds `part`."""
    return next((ROOT / "examples").glob(f"*{part}*.toml"))


def weak(part: str) -> Path:
    """Return the weak postmortem whose name holds `part`."""
    return next((ROOT / "tests" / "weak").glob(f"*{part}*.toml"))


@asynccontextmanager
async def open_app(
    folder: Path,
    what: Postmortem | str | Path | None = None,
    at: str = "",
    size: tuple[int, int] = (80, 24),
    *,
    home: bool = False,
    clock: Callable[[], datetime] = lambda: NOW,
    environ: Mapping[str, str] | None = None,
) -> AsyncIterator[tuple[PmtuiApp, Pilot[int]]]:
    """Open the interview; when the block ends, it is left in order, which saves.

    Args:
        folder: The test's own folder. `library/`, `state/` and `config.toml` lie in it.
        what: The postmortem to open: a record, TOML text, or a file, of which a copy is opened. None begins
            a new one.
        at: The field to go straight into.
        size: Columns and rows.
        home: Open the library instead; `what`, where given, is put in it.
        clock: Tells the time.
        environ: Variables besides TERM (xterm-256color: the dark theme in 256 colours).

    Raises:
        Exception: What the app crashed on, if it did.
    """
    file = put(folder / "library", what)
    app = PmtuiApp(
        library=folder / "library",
        file=None if home else file,
        at=at,
        new=file is None and not home,
        environ=environment(folder) | dict(environ or {}),
        clock=clock,
    )
    handlers = {number: signal.getsignal(number) for number in ENDINGS}
    try:
        async with app.run_test(size=size) as pilot:
            quicken(pilot)
            await _until(pilot, lambda: type(app.screen) is not Screen and app.screen.is_mounted)
            await settled(app, pilot)
            yield app, pilot
            if app.fault is not None:
                raise app.fault
            if app.draft is not None and app.is_running:
                app.visits.flush()
                await app.workers.wait_for_complete()
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
        if app.draft is not None:
            app.draft.close()


def put(library: Path, what: Postmortem | str | Path | None) -> Path | None:
    """Put a postmortem into the library; return its file, or None where there is none."""
    if what is None:
        return None
    library.mkdir(parents=True, exist_ok=True)
    if isinstance(what, Path):
        file, data = library / what.name, what.read_bytes()
    elif isinstance(what, Postmortem):
        file, data = library / f"{what.id}.toml", tomlform.dumps(what).encode()
    else:
        file, data = library / "2026-11-24-test.toml", what.encode()
    file.write_bytes(data)
    return file


def environment(folder: Path) -> dict[str, str]:
    """Return an environment in which everything that pmtui keeps lies in `folder`."""
    return {
        "TERM": "xterm-256color",
        "HOME": str(folder),
        "PMTUI_LIBRARY": str(folder / "library"),
        "PMTUI_STATE_DIR": str(folder / "state"),
        "PMTUI_CACHE_DIR": str(folder / "cache"),
        "PMTUI_CONFIG": str(folder / "config.toml"),
    }


async def settled(app: PmtuiApp, pilot: Pilot[int]) -> None:
    """Bring the interview to rest: what was typed is taken, looked at, in the journal and in the file.

    What timers do after a pause is done at once, so that a test neither waits for them nor races with them.
    """
    await pilot.pause()
    screen = app.screen
    if isinstance(screen, StepScreen):
        await _until(pilot, lambda: screen.now_asked is not None)
        app.known.begin()
        await _until(pilot, lambda: not app.known.waits)
        screen.flush()
        screen.settled()
    if app.draft is not None:
        await app.workers.wait_for_complete()
        if app.draft.state.kind == "unsaved":
            app.draft.save()
            app.visits.saved()
    await pilot.pause()


async def _until(pilot: Pilot[int], true: Callable[[], bool]) -> None:
    for _ in range(ROUNDS):
        if true():
            return
        await pilot.pause()
    raise AssertionError(f"the interview does not come to rest: {pilot.app.screen!r}")
