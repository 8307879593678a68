"""A small postmortem for the budgets: always the same, so that what is counted is the same, too."""

from __future__ import annotations

from pathlib import Path

import pytest

HEAD = """\
format = 1
id = "2026-03-02-orders-locked"
title = "Orders could not be placed for two hours"
kind = "production-outage"
severity = "SEV2"
status = "draft"
zone = "UTC"
created = 2026-03-02 09:00:00+00:00
summary = "Orders could not be placed for two hours because a migration held a lock on the orders table."

[triage]
ongoing = false
purpose = "learning"
decision = "postmortem"

[clock]
started = 2026-03-02 09:00:00+00:00
detected = 2026-03-02 09:08:00+00:00
resolved = 2026-03-02 11:05:00+00:00

[causes]
problem = "Orders could not be placed for two hours"

[[causes.why]]
id = "w-1"
explains = ["problem"]
because = "A migration held a lock on the orders table"

[[action]]
id = "ac-1"
what = "Set a lock timeout of 5 s for every migration"
owner = "Data team"
"""
ROW = """
[[timeline]]
id = "t-{number}"
at = 2026-03-02 09:{number:02}:00+00:00
what = "The checkout queue grows to {number} hundred orders"
"""


@pytest.fixture
def postmortem(tmp_path: Path) -> Path:
    """Write a postmortem with ten rows in its timeline into the library of the test's own home."""
    path = tmp_path / "library" / "2026-03-02-orders-locked.toml"
    path.parent.mkdir()
    path.write_text(HEAD + "".join(ROW.format(number=number) for number in range(10)), encoding="utf-8")
    return path
