"""A postmortem that somebody left in the middle, and small steps that tests of screens share."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from interview import open_app
from pmtui.app import PmtuiApp
from pmtui.model.postmortem import Postmortem
from pmtui.screens.frame import StepScreen
from pmtui.widgets.shown import Shown

SIZES = [(80, 24), (120, 40)]
SIZE_IDS = [f"{width}x{height}" for width, height in SIZES]

HALF = """\
format = 1
id = "2026-11-23-label-printers-silent"
title = "Label printers of two warehouses fell silent for three hours"
kind = "production-outage"
severity = "SEV2"
zone = "UTC"
status = "draft"
services = ["print queue"]

[triage]
ongoing = false
purpose = "learning"
learning = "A certificate of an inner service can run out without anything looking at it"
decision = "postmortem"

[clock]
started = 2026-11-23T06:02:00Z
detected = 2026-11-23T06:40:00Z

[[timeline]]
id = "ev-first"
at = 2026-11-23T06:02:00Z
precision = "minute"
phase = "detection"
lane = "print queue"
what = "The certificate of the print queue runs out; jobs are refused from here on"

[[timeline]]
id = "ev-call"
at = 2026-11-23T06:40:00Z
precision = "approximate"
phase = "detection"
lane = "warehouse"
what = "The early shift calls: no labels since it began"

[impact]
could_not = "print labels; parcels waited on the belt"
complaints = 14

[causes]
problem = "No labels could be printed in two warehouses for three hours"
trigger = "The certificate of the print queue ran out at 06:02"

[[causes.why]]
id = "why-cert"
explains = ["problem"]
because = "The certificate of the print queue had run out"
confidence = "fact"
evidence = ["log of the queue, 06:02"]

[[causes.why]]
id = "why-list"
explains = ["why-cert"]
because = "Inner certificates are on no list that anything watches"
confidence = "inference"

[[causes.why]]
id = "why-mail"
explains = ["why-cert"]
because = "The reminder went to a mailbox that was closed in May"

[[causes.factor]]
id = "fac-watch"
bone = "technology"
what = "The check of the printers looks at power and paper, not at jobs"
likely = true
"""


def here(app: PmtuiApp) -> StepScreen:
    """Return the step on the screen."""
    screen = app.screen
    assert isinstance(screen, StepScreen), screen
    return screen


def asked(app: PmtuiApp) -> str:
    """Return the path of the question in front."""
    one = here(app).now_asked
    assert one is not None
    return one.path


def pm(app: PmtuiApp) -> Postmortem:
    """Return the postmortem as it stands."""
    return app.draft.pm


def listed(app: PmtuiApp) -> list[str]:
    """Return the words of the lines of the list, all of them."""
    return [f"{line.mark} {line.text} {line.right}".strip() for line in here(app).board.lines]


def coach(app: PmtuiApp) -> str:
    """Return what the coach says."""
    said = here(app).coach
    return said.words(200, 4).plain


async def press(app: PmtuiApp, pilot: Pilot[Any], *keys: str) -> None:
    """Press keys; what begins with a blank is typed, a key for each character behind the blank."""
    for key in keys:
        await pilot.press(*(key[1:] if key.startswith(" ") else [key]))
    await pilot.pause()
    screen = app.screen
    if isinstance(screen, StepScreen) and screen._settle is not None:
        screen.flush()
        screen.settled()  # what the pause after the last key would do
        await pilot.pause()


Case = tuple[str, Postmortem | str | Path | None, str, tuple[str, ...]]
"""A picture: its name, the postmortem to open (None for a new one), the field to go into, keys to press."""


def pictures(tmp_path: Path, snap: Callable[..., None], size: tuple[int, int], cases: Iterable[Case]) -> None:
    """Compare the screen with its snapshot, once for each case, each with a folder of its own."""

    async def run() -> None:
        for name, what, at, keys in cases:
            folder = tmp_path / name
            folder.mkdir()
            async with open_app(folder, what, at=at, size=size) as (app, pilot):
                await press(app, pilot, *keys)
                await at_rest(app, pilot)
                snap(app, name)

    asyncio.run(run())


async def at_rest(app: PmtuiApp, pilot: Pilot[Any]) -> None:
    """Wait until all is drawn and saved, so that a picture never hangs on how fast the machine is."""
    app.draft.save()
    app.visits.saved()
    for _ in range(4):
        await pilot.pause()


def words(app: PmtuiApp, which: str) -> str:
    """Return what a part of the screen says, such as `#question` or `#parse`."""
    part = here(app).query_one(which, Shown)
    return part.words(part.size.width, part.size.height).plain
