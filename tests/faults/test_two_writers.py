"""Several processes write the same postmortem at once: every edit of each is there at the end."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from faults import writer
from faults.kills import BEGUN
from faults.test_kills import SEED
from pmtui.model import paths
from pmtui.model.postmortem import Postmortem
from pmtui.store import files

pytestmark = pytest.mark.pty

HERE = Path(__file__).parent
HANDS = ("vim", "git", "sed")
"""Ways in which other programs put a file in the place of another."""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "library" / "2026-03-02-queue.toml"
    path.parent.mkdir()
    path.write_text(BEGUN)
    return path


def started(script: str, *words: object) -> subprocess.Popen[str]:
    command = [sys.executable, str(HERE / script), *map(str, words)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def together(*processes: subprocess.Popen[str]) -> list[str]:
    """Let them all begin at once; return the last line of each."""
    for each in processes:
        assert each.stdout is not None and each.stdout.readline() == "ready\n"
    for each in processes:
        assert each.stdin is not None
        each.stdin.write("\n")
        each.stdin.flush()
    told = [each.communicate(timeout=300)[0] for each in processes]
    assert [each.returncode for each in processes] == [0] * len(processes), f"seed {SEED}"
    return told


def missing(pm: Postmortem, name: str, count: int) -> list[tuple[str, str]]:
    """Return what one writer wrote and is not there."""
    return [
        (path, value)
        for path, value in writer.expected(name, count)
        if value not in (found if isinstance(found := paths.get(pm, path), tuple) else (found,))
    ]


def all_there(file: Path, count: int, tmp_path: Path, by_hand: int) -> None:
    state = tmp_path / "state"
    writers = [started("writer.py", file, state, name, SEED, count) for name in writer.FIELDS]
    hands = [started("hand.py", file, way, by_hand) for way in HANDS] if by_hand else []
    told = together(*writers, *hands)
    pm = files.read(file).pm
    ended = [json.loads(each) for each in told[: len(writers)]]
    assert [each["state"] for each in ended] == ["saved"] * len(writers), f"seed {SEED}"
    assert 0 not in [each["came"] for each in ended], "one of them wrote alone"
    for name in writer.FIELDS:
        assert missing(pm, name, count) == [], f"seed {SEED}"
    assert Counter(each.id.split("-")[1] for each in pm.timeline) == {
        **dict.fromkeys(writer.FIELDS, count // 5),
        **dict.fromkeys(HANDS if by_hand else (), by_hand),
    }
    assert len(pm.action) == len(pm.lessons.well) == 2 * (count // 5)
    assert pm.conflict == (), f"seed {SEED}"
    assert [path.name for path in file.parent.iterdir()] == [file.name]
    assert list((state / "journal").iterdir()) == []


def test_a_thousand_edits_of_two_processes_are_all_there(file, tmp_path):
    all_there(file, 500, tmp_path, 0)


def test_edits_by_hand_come_in_among_them(file, tmp_path):
    all_there(file, 150, tmp_path, 10)


@pytest.mark.long
@pytest.mark.parametrize("time", range(10))
def test_edits_by_hand_come_in_among_a_thousand(file, tmp_path, time):
    all_there(file, 500, tmp_path, 40)
