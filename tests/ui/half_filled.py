"""A postmortem that is half filled, for the tests of screens; and how a person types."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from pmtui.app import PmtuiApp

HALF = """\
format = 1
id = "2026-11-24-checkout"
title = "Checkout refused payments"
kind = "production-outage"
severity = "SEV1"
status = "draft"
zone = "UTC"
created = 2026-11-24 16:02:11+00:00

[triage]
ongoing = false
purpose = "learning"
learning = "Config changes skip every check that code changes pass."
decision = "postmortem"

[clock]
started = 2026-11-24 14:01:00+00:00
detected = 2026-11-24 14:05:00+00:00
resolved = 2026-11-24 15:44:00+00:00

[[causes.root]]
id = "rc-1"
what = "Config reaches production without validation"
category = "process-gap"

[[causes.root]]
id = "rc-2"
what = "Nothing pages when payments fall to zero"

[[action]]
id = "ac-1"
what = "Add schema validation of payment config to the deploy pipeline"
measure = "bad configs reaching production: 3 a month -> 0"
owner = "Alex Moreno"
due = 2027-01-15
level = "engineering"
answers = ["rc-1"]
status = "open"

[[action]]
id = "ac-2"
what = "Page on payments per minute below 10"
owner = "Kim"
due = 2026-11-20
status = "in-progress"

[[not_doing]]
what = "A second payment provider"
why = "it costs more in a year than two such hours"

[lessons]
well = ["The rollback took 4 minutes, since it had been practised in June"]
"""


at_both_sizes = pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
"""Runs a test in a terminal of the least size, and in a wide one."""


async def types(pilot: Pilot[int], text: str, *keys: str) -> None:
    """Type a text, then press keys."""
    await pilot.press(*("space" if letter == " " else letter for letter in text), *keys)


def said(app: PmtuiApp) -> str:
    """Return what is on the screen, its blanks and line ends as single blanks."""
    update = app.screen._compositor.render_update(full=True, screen_stack=app._background_screens)
    return " ".join(" ".join("".join(part.text for part in strip) for strip in update.strips).split())
