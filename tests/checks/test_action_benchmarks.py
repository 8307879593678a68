"""The benchmarks of actions and impact: their figures on sentences of our own."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

SCRIPTS = Path(__file__).resolve().parents[2] / "benchmarks"


def run(script: str, path: Path, rows: list[dict[str, Any]], *options: str) -> str:
    path.write_text("\n".join(json.dumps(row) for row in rows) + "\n{broken", encoding="utf-8")
    command = [sys.executable, str(SCRIPTS / script), str(path), *options]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60)
    assert done.returncode == 0, done.stderr
    assert f"line {len(rows) + 1} is left out" in done.stderr
    return done.stdout


def action(text: str, letters: str, owner: str | None = None, deadline: str | None = None) -> dict[str, Any]:
    """Return a row; `letters` names the criteria that are met: s, m, o, d."""
    keys = ("specific", "measurable", "owner", "deadline")
    met = {key: "yes" if key[0] in letters else "no" for key in keys}
    return {"text": text, "group": "a", "owner_span": owner, "deadline_span": deadline, **met}


def test_actions_are_counted_by_criterion_and_the_misses_listed(tmp_path: Path) -> None:
    rows = [
        action("Cap the retry queue at 500 by Apr 1 (Owner: Noor)", "smod", "Noor", "Apr 1"),
        action("Improve the queue", ""),
        action("Improve the retry queue", "s"),
        action("Cap the retry queue", ""),
    ]
    said = run("actions.py", tmp_path / "a.jsonl", rows, "--misses", "all")
    assert (
        "specific    precision 0.50 recall 0.50 F1 0.50 accuracy 0.50 (2/4; 1 found in vain, 1 missed)"
        in said
    )
    assert "owner       precision 1.00 recall 1.00 F1 1.00 accuracy 1.00 (4/4" in said
    assert "deadline words  1 of 1" in said
    assert "MISSED  Improve the retry queue" in said
    assert "IN VAIN Cap the retry queue" in said


def test_impact_is_counted_with_and_without_edge_rows(tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [
        {"text": "40 shops were down", "quantified": "yes", "edge": False, "vague_words": [], "group": "a"},
        {
            "text": "Many shops were down",
            "quantified": "yes",
            "edge": True,
            "vague_words": ["Many"],
            "group": "a",
        },
        {"text": "The shop was down", "quantified": "no", "edge": False, "vague_words": [], "group": "a"},
    ]
    said = run("impact.py", tmp_path / "i.jsonl", rows, "--misses", "all")
    assert "clear      precision 1.00 recall 1.00 F1 1.00 accuracy 1.00 (2/2" in said
    assert "with edge  precision 1.00 recall 0.50" in said
    assert "MISSED  (edge) Many shops were down" in said


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    command = [sys.executable, str(SCRIPTS / "actions.py"), str(tmp_path / "none.jsonl")]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60)
    assert (done.returncode, "can't be read" in done.stderr) == (2, True)
