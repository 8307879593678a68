"""Opens the real app for a test: a fixed clock, folders of its own, nothing of the person's environment."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from pmtui.app import PmtuiApp
from pmtui.model.postmortem import Postmortem
from pmtui.model.tomlform import dumps
from pmtui.screens.frame import StepScreen

NOW = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)
ROOT = Path(__file__).resolve().parents[2]


def example(part: str) -> Path:
    """Return the shipped example whose name holds `part`."""
    return next((ROOT / "examples").glob(f"*{part}*.toml"))


def weak(part: str) -> Path:
    """Return the weak postmortem whose name holds `part`."""
    return next((ROOT / "tests" / "weak").glob(f"*{part}*.toml"))


@asynccontextmanager
async def open_app(
    folder: Path,
    what: Path | str | Postmortem | None = None,
    at: str = "",
    size: tuple[int, int] = (80, 24),
    *,
    home: bool = False,
    environ: dict[str, str] | None = None,
) -> AsyncIterator[tuple[PmtuiApp, Pilot[Any]]]:
    """Run the app on a copy of a file, on a text, on a postmortem, on a new one (None), or on its library."""
    library = folder / "library"
    library.mkdir(exist_ok=True)
    file = None
    if isinstance(what, Path):
        file = library / what.name
        file.write_bytes(what.read_bytes())
    elif what is not None:
        text = dumps(what) if isinstance(what, Postmortem) else what
        file = library / "2026-11-24-it.toml"
        file.write_text(text, encoding="utf-8")
    known = {
        "TERM": "xterm-256color",
        "HOME": str(folder),
        "PMTUI_STATE_DIR": str(folder / "state"),
        "PMTUI_CONFIG": str(folder / "config.toml"),
        **(environ or {}),
    }
    app = PmtuiApp(
        library=library,
        file=None if home else file,
        at=at,
        new=file is None and not home,
        environ=known,
        clock=lambda: NOW,
    )
    async with app.run_test(size=size) as pilot:
        await settled(app, pilot)
        yield app, pilot
        if app.fault is not None:
            raise app.fault


async def settled(app: PmtuiApp, pilot: Pilot[Any]) -> None:
    """Wait until a screen stands and what was typed has been looked at."""
    await pilot.pause()
    while len(app.screen_stack) < 2:
        await pilot.pause()
    await pilot.pause()
    screen = app.screen
    if isinstance(screen, StepScreen):
        screen.flush()
        screen.settled()
        await pilot.pause()
