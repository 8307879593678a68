"""What is loaded after the first screen is loaded by the app's own thread: packages never by another one.

Where one thread loads a package while the app's own loads a part of it, Python goes on with a half-made
package, and a key typed in that moment ends the program.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from interview import ROOT, example, open_app
from pmtui.screens import loading

RUNS = """
import asyncio, sys, threading
from pathlib import Path

elsewhere = set()

class Watching:
    def find_spec(self, name, path=None, target=None):
        if name.startswith("pmtui") and threading.current_thread() is not threading.main_thread():
            elsewhere.add(name)

sys.meta_path.insert(0, Watching())
from interview import open_app

async def main(folder, file):
    async with open_app(Path(folder), Path(file), "timeline.new") as (app, pilot):
        await pilot.press("a", "b")
        await pilot.press("f7")
        app.visits.flush()
        app.draft.save()
        app.keeping.look()

asyncio.run(main(*sys.argv[1:]))
packages = sorted(name for name in elsewhere if hasattr(sys.modules.get(name), "__path__"))
print("PACKAGES", *packages)
"""


@pytest.mark.parametrize("part", ["gitlab", "circleci", "healthcare", "knight"])
def test_no_package_is_loaded_by_another_thread(tmp_path: Path, part: str) -> None:
    paths = os.pathsep.join(str(ROOT / each) for each in ("tests", "tests/ui", "src"))
    done = subprocess.run(
        [sys.executable, "-c", RUNS, str(tmp_path), str(example(part))],
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, "PYTHONPATH": paths, "TERM": "xterm-256color"},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["PACKAGES"], done.stdout


async def test_keys_are_obeyed_between_two_steps_of_loading(tmp_path: Path) -> None:
    async with open_app(tmp_path, example("gitlab"), "summary") as (app, _):
        told: list[str] = []
        loading.load(app, ("json", "pmtui.checks"), lambda: told.append("loaded"))
        app.call_later(told.append, "a key")
        while "loaded" not in told:
            await app.workers.wait_for_complete()
            await _turn(app)
        assert told == ["a key", "loaded"]


async def _turn(app) -> None:
    import asyncio

    done = asyncio.Event()
    app.call_later(done.set)
    await done.wait()
