"""The benchmark of blame: its figures on sentences of our own, and what it does with lines that are off."""

import json
import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).resolve().parents[2] / "benchmarks" / "blame.py"


def run(path: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(SCRIPT), str(path), *options]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60)


def row(text: str, label: str, *, edge: bool = False) -> str:
    return json.dumps({"text": text, "label": label, "subtype": "s", "edge": edge, "group": "a"})


def test_it_prints_precision_recall_and_the_misses(tmp_path: Path) -> None:
    path = tmp_path / "sentences.jsonl"
    lines = [
        row("Priya forgot the flag", "blame"),
        row("The sun went behind a cloud of people", "blame"),
        row("The queue grew", "ok"),
        row("We overlooked it", "blame", edge=True),
        '{"text": "broken',
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    done = run(path, "--misses", "all")
    assert done.returncode == 0
    assert "found: precision 1.00 recall 0.50 F1 0.67 (1/2, 0 false)" in done.stdout
    assert "MISSED  s: The sun went" in done.stdout
    assert "line 5 is left out" in done.stderr


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    done = run(tmp_path / "none.jsonl")
    assert done.returncode == 2
    assert "can't be read" in done.stderr
