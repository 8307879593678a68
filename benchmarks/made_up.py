"""A postmortem of any size, made up from nothing but a number: for measuring how cost grows.

Usage: python benchmarks/made_up.py ROWS FILE
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pmtui.model import tomlform
from pmtui.model.postmortem import Action, Causes, Clock, Impact, Postmortem, TimelineEvent, Triage, Why

BEGAN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PARTS = ("the checkout queue", "replica three", "the payment gateway", "the cache", "the primary database")
DOES = (
    "answers late again",
    "stops taking writes",
    "is back after a restart",
    "reports 5xx for a tenth of it",
)
SUMMARY = "Orders could not be placed for two hours because a migration held a lock on the orders table. "
FILE_ID = "2026-03-02-orders-locked"


def postmortem(rows: int) -> Postmortem:
    """Return a postmortem with `rows` timeline rows of 40 characters each, and little else."""
    return Postmortem(
        id=FILE_ID,
        title="Orders could not be placed for two hours",
        kind="production-outage",
        severity="SEV2",
        status="draft",
        created=BEGAN,
        summary=SUMMARY * 3,
        triage=Triage(ongoing=False, purpose="learning", decision="postmortem", why="Customers noticed it."),
        clock=Clock(
            started=BEGAN,
            detected=BEGAN + timedelta(minutes=8),
            acknowledged=BEGAN + timedelta(minutes=12),
            mitigated=BEGAN + timedelta(minutes=110),
            resolved=BEGAN + timedelta(minutes=125),
        ),
        impact=Impact(users=5_000, could_not="place an order"),
        timeline=tuple(_row(number) for number in range(rows)),
        causes=Causes(
            trigger="A migration was started at nine.",
            problem="Orders could not be placed for two hours",
            why=(
                Why(id="w-1", explains=("problem",), because="A migration held a lock on the orders table"),
                Why(id="w-2", explains=("w-1",), because="Migrations run without a limit on lock time"),
            ),
        ),
        action=(Action(id="ac-1", what="Set a lock timeout of 5 s for every migration", owner="Data team"),),
    )


def _row(number: int) -> TimelineEvent:
    what = f"{number} {PARTS[number % len(PARTS)]} {DOES[number % len(DOES)]}"
    return TimelineEvent(id=f"t-{number}", at=BEGAN + timedelta(seconds=30 * number), what=f"{what:.<40}")


def write(rows: int, path: Path) -> None:
    """Write such a postmortem into a file."""
    path.write_text(tomlform.dumps(postmortem(rows)), encoding="utf-8")


if __name__ == "__main__":
    write(int(sys.argv[1]), Path(sys.argv[2]))
