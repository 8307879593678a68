"""One of several processes that write the same postmortem. Usage: writer.py FILE STATE NAME SEED EDITS

A Draft with its journal and no screen: EDITS edits, while another thread saves and looks outside at random
moments, as the app's threads do. It says `ready`, begins when a line comes in, and at last prints, as JSON,
how often something came from outside.
"""

from __future__ import annotations

import json
import random
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from pmtui.draft.draft import Draft
from pmtui.model.edit import Edit
from pmtui.store import files

FIELDS = {"ann": "impact.could_not", "bob": "causes.problem"}
"""A field that only this writer changes."""


def main() -> None:
    """Open, wait for the others, write, and leave in order."""
    file, state, name = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    seed, count = int(sys.argv[4]), int(sys.argv[5])
    rng = random.Random(f"{seed} {name}")
    stored = files.read(file)
    draft = Draft(file, stored.pm, stored.raw, now=lambda: datetime.now(UTC), state_dir=state)
    ended, pause = threading.Event(), threading.Event()

    def keep() -> None:
        others = random.Random(f"{name} {seed}")
        while not ended.wait(others.uniform(0, 0.01)):
            if others.random() < 0.5:
                draft.save()
            else:
                draft.look()

    keeper = threading.Thread(target=keep)
    print("ready", flush=True)  # noqa: T201
    sys.stdin.readline()
    keeper.start()
    for number in range(count):
        edits, typing = edit(draft, name, number)
        draft.do(*edits, typing=typing)
        if rng.random() < 0.3:
            draft.take_in()
        if rng.random() < 0.1:
            draft.let_go()
        pause.wait(rng.uniform(0, 0.01))
    ended.set()
    keeper.join()
    draft.let_go()
    print(json.dumps({"state": draft.close().kind, "came": len(draft.came)}), flush=True)  # noqa: T201


def edit(draft: Draft, name: str, number: int) -> tuple[tuple[Edit, ...], bool]:
    """Return the edit of that number, and whether it is a keystroke."""
    pm, words = draft.pm, f"{name} {number}"
    match number % 5:
        case 0:
            row = {"id": f"ev-{name}-{number}", "what": words, "at": datetime(2026, 3, 2, 14, 5, tzinfo=UTC)}
            return (Edit(f"timeline.ev-{name}-{number}", row),), False
        case 1:
            row = {"id": f"ac-{name}-{number}", "what": words, "status": "open"}
            return (Edit(f"action.ac-{name}-{number}", row),), False
        case 2:
            return (Edit("lessons.well", (*pm.lessons.well, words)),), False
        case 3:
            return (Edit(FIELDS[name], f"the field of {words}"),), True
        case _:
            return (Edit(f"timeline.ev-{name}-{number - 4}.lane", words),), False


def expected(name: str, count: int) -> Iterator[tuple[str, str]]:
    """Yield what must stand in the file when the writer has made its edits: a path and a value."""
    for number in range(count):
        words = f"{name} {number}"
        match number % 5:
            case 0:
                yield f"timeline.ev-{name}-{number}.what", words
            case 1:
                yield f"action.ac-{name}-{number}.what", words
            case 2:
                yield "lessons.well", words
            case 4:
                yield f"timeline.ev-{name}-{number - 4}.lane", words
    last = max(number for number in range(count) if number % 5 == 3)
    yield FIELDS[name], f"the field of {name} {last}"


if __name__ == "__main__":
    main()
