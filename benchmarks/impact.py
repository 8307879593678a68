"""How well quantified impact is told: precision and recall over labelled sentences, with the misses listed.

Usage: python benchmarks/impact.py SENTENCES.jsonl [--misses check|build|all|none]

Each line holds `text`, `quantified` (yes or no), `edge`, `vague_words` and `group`. A sentence counts as
quantified when `numbers.unquantified` is not given. The groups are split as in blame.py.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from labelled import Score, part_of, read_rows

from pmtui.checks.numbers import item_findings


def main() -> int:
    """Print the figures; return 0, or 2 where the file can't be read."""
    parser = argparse.ArgumentParser(description="Precision and recall of the check of numbers.")
    parser.add_argument("sentences", type=Path, help="labelled sentences, one JSON object a line")
    parser.add_argument("--misses", default="build", choices=["build", "check", "all", "none"])
    options = parser.parse_args()
    rows = read_rows(options.sentences)
    for part in ("build", "check"):
        here = [row for row in rows if part_of(row["group"]) == part]
        print(f"\n{part}: {len(here)} sentences")
        print(f"  clear      {score(row for row in here if not row['edge'])}")
        print(f"  with edge  {score(here)}")
        print(f"  vague rows {hinted(here)}")
    print()
    for row in rows:
        if options.misses in (part_of(row["group"]), "all") and is_quantified(row) != wanted(row):
            print(f"{'IN VAIN' if is_quantified(row) else 'MISSED '} {'(edge) ' * row['edge']}{row['text']}")
    return 0


def wanted(row: dict[str, Any]) -> bool:
    """Return whether the label says that a number measures the extent."""
    return bool(row["quantified"] == "yes")


def is_quantified(row: dict[str, Any]) -> bool:
    """Return whether the check finds a number that measures the extent."""
    return all(each.rule != "numbers.unquantified" for each in item_findings("", row["text"]))


def score(rows: Any) -> Score:
    """Return how often check and label agree."""
    out = Score()
    for row in rows:
        out.add(is_quantified(row), wanted(row))
    return out


def hinted(rows: list[dict[str, Any]]) -> Score:
    """Return how often a vague amount is named where the label lists one."""
    out = Score()
    for row in rows:
        rules = {each.rule for each in item_findings("", row["text"]) if each.span}
        out.add("vague.amount" in rules, bool(row["vague_words"]) and wanted(row))
    return out


if __name__ == "__main__":
    raise SystemExit(main())
