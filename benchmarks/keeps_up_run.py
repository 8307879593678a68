"""Runs what keeps_up_plan.py lists: on pseudo-terminals by ptyperf, and commands without a terminal."""

from __future__ import annotations

import argparse
import importlib.util
import os
import shlex
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import made_up
from keeps_up_plan import COMMAND_RUNS, COMMANDS, FLOOR, SMALL, STILL, Group, Peer

WITHOUT_BLINK = """\
import sys
sys.path.insert(0, {tools!r})
from floor import Floor

class Still(Floor):
    def on_mount(self):
        for field in self.query("Input, TextArea"):
            field.cursor_blink = False

Still().run()
"""
"""floor.py has no switch for its blinking cursor: this one imports it and stops the blinking."""

PMTUI = Path(sys.executable).with_name("pmtui")


class Bench:
    """A folder for the runs, and the tools that measure.

    Args:
        tools: The folder with ptyperf.py and floor.py.
        folder: An empty folder: postmortems, home, library and state lie in it.
        environ: Variables to set for every program.
    """

    def __init__(self, tools: Path, folder: Path, environ: Mapping[str, str]) -> None:
        self.tools, self.folder = tools, folder
        self.perf = load(tools / "ptyperf.py")
        self.home = folder / "home"
        self.home.mkdir()
        self.still = folder / "still.py"
        self.still.write_text(WITHOUT_BLINK.format(tools=str(tools)))
        self.environ = {
            **{name: "" for name in os.environ if name.startswith(("PMTUI_", "TEXTUAL", "XDG_"))},
            "HOME": str(self.home),
            "PMTUI_LIBRARY": str(self.home / "library"),
            "PMTUI_STATE_DIR": str(self.home / "state"),
            "PMTUI_CONFIG": str(self.home / "pmtui.toml"),
            **environ,
        }
        self.made = cache(self._made)

    def measure(self, group: Group, runs: int, max_foreign: float) -> dict[str, Any]:
        """Return what ptyperf reports of each program of a group, by its name.

        Args:
            group: The programs; one run of each after the other, and again, after a run that is thrown away.
            runs: How often.
            max_foreign: Cores that other programs may use, or the run is repeated; 0: anything.
        """
        parser = argparse.ArgumentParser()
        self.perf.common(parser)
        options = parser.parse_args([])
        options.runs = options.idle_runs = runs
        options.quiet, options.idle, options.max_foreign, options.raw = (
            group.quiet,
            group.idle,
            max_foreign,
            True,
        )
        done = self.perf.round_robin([self._peer(one) for one in group.peers], options)
        return {one["name"]: one for one in done["peers"]}

    def commands(self) -> dict[str, Any]:
        """Return time and processor time of each command, in ms, run in turns."""
        taken: dict[str, list[tuple[float, float]]] = {name: [] for name in COMMANDS}
        for turn in range(COMMAND_RUNS + 1):
            for name, words in COMMANDS.items():
                cost = self._command([self._word(word) for word in words])
                if turn:  # the first fills the caches
                    taken[name].append(cost)
        return {
            name: {
                "wall_ms": {"median": statistics.median(wall for wall, _ in costs), "n": len(costs)},
                "cpu_ms": {"median": statistics.median(cpu for _, cpu in costs), "n": len(costs)},
            }
            for name, costs in taken.items()
        }

    # -- inside -----------------------------------------------------------------------------------

    def _made(self, rows: int) -> Path:
        """Return a postmortem with that many timeline rows, made once; programs are given copies."""
        path = self.folder / f"{rows}.toml"
        made_up.write(rows, path)
        return path

    def _peer(self, peer: Peer) -> dict[str, Any]:
        """Return a program as ptyperf takes it; pmtui begins each run with a fresh file in an empty home."""
        common = {
            "name": peer.name,
            "ready": peer.ready,
            "keys": peer.keys,
            "quit": "<C-q>",
            "env": self.environ,
        }
        if peer.name in (FLOOR, STILL):
            script = self.still if peer.name == STILL else self.tools / "floor.py"
            return {**common, "cmd": [sys.executable, str(script)], "cwd": str(self.folder)}
        file = self.home / "library" / f"{made_up.FILE_ID}.toml"
        home, made = shlex.quote(str(self.home)), shlex.quote(str(self.made(peer.rows)))
        fresh = f"rm -rf {home} && mkdir -p {home}/library && cp {made} {shlex.quote(str(file))}"
        at = ["--at", peer.at] if peer.at else []
        return {
            **common,
            "cmd": [str(PMTUI), "open", str(file), *at],
            "cwd": str(self.folder),
            "before": fresh,
        }

    def _word(self, word: str) -> str:
        if word == "FILE":
            return str(self.made(SMALL))
        return {"pmtui": str(PMTUI), "python": sys.executable}.get(word, word)

    def _command(self, words: list[str]) -> tuple[float, float]:
        """Run a command; return its time and its processor time in ms."""
        environ = {name: value for name, value in {**os.environ, **self.environ}.items() if value}
        began = time.perf_counter()
        child = subprocess.Popen(
            words, env=environ, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - began
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode not in (0, 1):  # 1: there are findings
            raise SystemExit(f"{' '.join(words)} ended with {child.returncode}")
        return wall * 1000, (usage.ru_utime + usage.ru_stime) * 1000


def load(path: Path) -> Any:
    """Return a script as a module."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module
