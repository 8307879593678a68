"""How well blame is found: precision and recall over labelled sentences, with the misses listed.

Usage: python benchmarks/blame.py SENTENCES.jsonl [--context any] [--misses check|build|all|none]

Each line holds `text`, `label` (blame or ok), `subtype`, `edge` and `group`. The groups are split by their
hash: two thirds on which rules may be built (build), one third on which none is (check). A sentence counts
as found when an error or a warning of blame or tone is given; with a hint it counts as hinted.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pmtui.checks import lint

NOW = datetime(2026, 1, 1, tzinfo=UTC)
GRADES = {"error": 2, "warning": 2, "hint": 1}


@dataclass(frozen=True, slots=True)
class Row:
    """A labelled sentence and what was found in it: 2 for an error or warning, 1 for a hint."""

    text: str
    blame: bool
    subtype: str
    edge: bool
    part: str
    grade: int


def main() -> int:
    """Print the figures; return 0, or 2 where the file can't be read."""
    parser = argparse.ArgumentParser(description="Precision and recall of the blame checks.")
    parser.add_argument("sentences", type=Path, help="labelled sentences, one JSON object a line")
    parser.add_argument("--context", default="any", choices=lint.CONTEXTS, help="what they are read as")
    parser.add_argument("--misses", default="build", choices=["build", "check", "all", "none"])
    options = parser.parse_args()
    try:
        lines = options.sentences.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        print(f"{options.sentences}: can't be read: {error.strerror}", file=sys.stderr)
        return 2
    rows = read(lines, options.context)
    for part in ("build", "check"):
        here = [row for row in rows if row.part == part]
        print(f"\n{part}: {len(here)} sentences")
        print(f"  clear     {figures([row for row in here if not row.edge])}")
        print(f"  with edge {figures(here)}")
    print("\nby subtype (clear): found / hinted / of")
    print_subtypes(row for row in rows if not row.edge)
    print_misses(row for row in rows if not row.edge and options.misses in (row.part, "all"))
    return 0


def read(lines: Iterable[str], context: lint.Context = "any") -> list[Row]:
    """Return the rows of the file, read as `pmtui lint` does; lines that are not JSON are left out."""
    rows: list[Row] = []
    for number, line in enumerate(lines, 1):
        try:
            data = json.loads(line)
        except ValueError as error:
            print(f"line {number} is left out: {error}", file=sys.stderr)
            continue
        rows.append(
            Row(
                text=data["text"],
                blame=data["label"] == "blame",
                subtype=data["subtype"],
                edge=data["edge"],
                part=part_of(data["group"]),
                grade=grade(data["text"], context),
            )
        )
    return rows


def part_of(group: str) -> str:
    """Return `check` for a third of the groups, by their hash, and `build` for the others."""
    return "check" if int(hashlib.sha256(group.encode()).hexdigest(), 16) % 3 == 0 else "build"


def grade(text: str, context: lint.Context = "any") -> int:
    """Return 2 where blame is found in a text, 1 where it is hinted at, 0 else."""
    found = lint.findings(" ".join(text.split()), context, lines=True, now=NOW)
    return max(
        (GRADES[each.severity] for each in found if each.rule.startswith(("blame.", "tone."))), default=0
    )


def figures(rows: list[Row]) -> str:
    """Return precision and recall in words, for what is found and for what is at least hinted at."""
    out = []
    for name, least in (("found", 2), ("or hinted", 1)):
        given = [row for row in rows if row.grade >= least]
        right = sum(row.blame for row in given)
        all_blame = sum(row.blame for row in rows)
        precision = right / len(given) if given else 0.0
        recall = right / all_blame if all_blame else 0.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        counts = f"({right}/{all_blame}, {len(given) - right} false)"
        out.append(f"{name}: precision {precision:.2f} recall {recall:.2f} F1 {f1:.2f} {counts}")
    return "   ".join(out)


def print_subtypes(rows: Iterable[Row]) -> None:
    """Print for each subtype how many of its sentences were found and hinted at."""
    groups: dict[tuple[bool, str], list[Row]] = defaultdict(list)
    for row in rows:
        groups[not row.blame, row.subtype].append(row)
    for (is_ok, subtype), members in sorted(groups.items()):
        found, hinted = (sum(row.grade == grade for row in members) for grade in (2, 1))
        print(f"  {'ok' if is_ok else 'blame':6} {subtype:16} {found:4} {hinted:4} {len(members):4}")


def print_misses(rows: Iterable[Row]) -> None:
    """Print the sentences that were missed, and those that were found without reason."""
    for row in rows:
        if row.blame and row.grade < 2:
            print(f"MISSED {'(hint)' if row.grade else ''} {row.subtype}: {row.text}")
        elif not row.blame and row.grade == 2:
            print(f"FALSE  {row.subtype}: {row.text}")


if __name__ == "__main__":
    raise SystemExit(main())
