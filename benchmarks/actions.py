"""How well the letters of SMART are judged: precision and recall over labelled actions, with the misses.

Usage: python benchmarks/actions.py ACTIONS.jsonl [--misses check|build|all|none]

Each line holds `text`, `specific`, `measurable`, `owner`, `deadline` (yes or no), `owner_span` and
`deadline_span` (the words, or null) and `group`. A criterion counts as found when the rule that names its
lack is not given. The groups are split as in blame.py: no rule was built on the part `check`.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from labelled import Score, part_of, read_rows

from pmtui.checks.smart import item_findings
from pmtui.text.deadlines import find_deadline
from pmtui.text.owners import find_owner

TODAY = date(2026, 1, 1)
RULES = {
    "specific": "smart.specific",
    "measurable": "smart.measurable",
    "owner": "smart.assignable",
    "deadline": "smart.time-bound",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A labelled action, what was found of it, and whether the words found are those of the label."""

    text: str
    part: str
    wanted: dict[str, bool]
    found: dict[str, bool]
    spans: dict[str, bool | None]


def main() -> int:
    """Print the figures; return 0, or 2 where the file can't be read."""
    parser = argparse.ArgumentParser(description="Precision and recall of the checks of actions.")
    parser.add_argument("actions", type=Path, help="labelled actions, one JSON object a line")
    parser.add_argument("--misses", default="build", choices=["build", "check", "all", "none"])
    options = parser.parse_args()
    rows = [read(data) for data in read_rows(options.actions)]
    for part in ("build", "check"):
        print_figures(part, [row for row in rows if row.part == part])
    for key in RULES:
        print_misses(key, [row for row in rows if options.misses in (row.part, "all")])
    return 0


def read(data: dict[str, Any]) -> Row:
    """Return a line of the file with what is found in its text."""
    text = data["text"]
    lacking = {each.rule for each in item_findings("", text, TODAY)}
    owner, deadline = find_owner(text), find_deadline(text, TODAY)
    return Row(
        text=text,
        part=part_of(data["group"]),
        wanted={key: data[key] == "yes" for key in RULES},
        found={key: rule not in lacking for key, rule in RULES.items()},
        spans={
            "owner": meets(text, owner.span if owner else None, data.get("owner_span")),
            "deadline": meets(text, deadline.span if deadline else None, data.get("deadline_span")),
        },
    )


def meets(text: str, span: tuple[int, int] | None, words: str | None) -> bool | None:
    """Return whether the words found hold those of the label, or lie in them; None for no label."""
    if not words:
        return None
    found = text[slice(*span)].lower() if span else ""
    return bool(found) and (found in words.lower() or words.lower() in found)


def print_figures(part: str, rows: list[Row]) -> None:
    """Print a line for each criterion, and how many of the labelled words were found."""
    print(f"\n{part}: {len(rows)} actions")
    for key in RULES:
        score = Score()
        for row in rows:
            score.add(row.found[key], row.wanted[key])
        print(f"  {key:11} {score}")
    for key in ("owner", "deadline"):
        said = [row.spans[key] for row in rows if row.spans[key] is not None]
        print(f"  {key} words  {sum(map(bool, said))} of {len(said)}")


def print_misses(key: str, rows: list[Row]) -> None:
    """Print the actions on which the check and the label differ."""
    print(f"\n{key}")
    for row in rows:
        if row.found[key] != row.wanted[key]:
            print(f"  {'IN VAIN' if row.found[key] else 'MISSED '} {row.text}")


if __name__ == "__main__":
    raise SystemExit(main())
