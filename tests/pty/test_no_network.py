"""Nothing goes to the network: with every socket but local ones forbidden, all is as it was."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from road import Road

pytestmark = pytest.mark.pty

ROOT = Path(__file__).resolve().parents[2]
_WATCH = """\
import os, sys

def _watch(event, args):
    if not event.startswith("socket."):
        return
    local = event in ("socket.__new__", "socket.socketpair") and "AF_UNIX" in repr(args[1:2])
    local = local or (event == "socket.__new__" and args[1] in (1, -1))
    with open(os.environ["PMTUI_TEST_SOCKETS"], "a") as file:
        file.write(f"{'local' if local else 'NETWORK'} {event}\\n")
    if not local:
        raise PermissionError("no network here")

sys.addaudithook(_watch)
with open(os.environ["PMTUI_TEST_SOCKETS"], "a") as file:
    file.write("watched\\n")
"""


@pytest.fixture
def watched(tmp_path: Path) -> dict[str, str]:
    """The environment in which Python watches over the sockets of a process, and the log of them."""
    (tmp_path / "watch").mkdir()
    (tmp_path / "watch" / "sitecustomize.py").write_text(_WATCH)
    return {"PYTHONPATH": str(tmp_path / "watch"), "PMTUI_TEST_SOCKETS": str(tmp_path / "sockets.log")}


def used(watched: dict[str, str]) -> list[str]:
    return Path(watched["PMTUI_TEST_SOCKETS"]).read_text().splitlines()


def test_a_watched_process_can_not_reach_the_network(watched: dict[str, str]) -> None:
    code = "import socket; socket.create_connection(('127.0.0.1', 9))"
    done = subprocess.run([sys.executable, "-c", code], env=watched, capture_output=True, check=False)
    assert b"no network here" in done.stderr
    assert "NETWORK" in "".join(used(watched))


def test_the_commands_without_a_screen(tmp_path: Path, watched: dict[str, str]) -> None:
    example = next((ROOT / "examples").glob("*gitlab*.toml"))
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / example.name).write_bytes(example.read_bytes())
    environ = watched | {
        "HOME": str(tmp_path),
        "PATH": os.environ.get("PATH", os.defpath),
        "PMTUI_LIBRARY": str(tmp_path / "library"),
    }
    commands = (
        ["list"],
        ["check", "library"],
        ["check", "--format", "sarif", "library"],
        ["lint", str(example)],
        ["export", example.stem],
        ["export", example.stem, "--to", "html"],
        ["tree", example.stem],
        ["demo"],
        ["recover"],
    )
    for words in commands:
        done = subprocess.run(
            [sys.executable, "-m", "pmtui", *words],
            env=environ,
            cwd=tmp_path,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            check=False,
            timeout=60,
        )
        assert done.returncode in (0, 1, 2), done.stderr
        assert b"Traceback" not in done.stderr
    assert used(watched).count("watched") == len(commands)
    assert not [line for line in used(watched) if line.startswith("NETWORK")]


def test_a_short_interview(terminal, tmp_path: Path, watched: dict[str, str]) -> None:
    example = next((ROOT / "examples").glob("*gitlab*.toml"))
    file = tmp_path / example.name
    file.write_bytes(example.read_bytes())
    term = terminal("open", str(file), "--at", "impact.note", environ=watched)
    road = Road(term)
    term.wait_for("Impact")
    term.type("https://example.org/ words")
    term.send("<F5>", "<Esc>", "<F8>")
    road.quit()
    assert "watched" in used(watched)
    assert not [line for line in used(watched) if line.startswith("NETWORK")]
