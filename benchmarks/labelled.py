"""Labelled sentences for the benchmarks: reading, splitting by group, counting what is right."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from blame import part_of

__all__ = ["Score", "part_of", "read_rows"]


@dataclass(slots=True)
class Score:
    """How often a check agreed with the labels: `found` and `wanted` both, one of them, or neither."""

    both: int = 0
    only_found: int = 0
    only_wanted: int = 0
    neither: int = 0

    def add(self, found: bool, wanted: bool) -> None:
        """Count one row."""
        if found:
            self.both, self.only_found = self.both + wanted, self.only_found + (not wanted)
        else:
            self.only_wanted, self.neither = self.only_wanted + wanted, self.neither + (not wanted)

    def __str__(self) -> str:
        """Return the figures in one line."""
        right, rows = self.both + self.neither, self.both + self.neither + self.only_found + self.only_wanted
        precision = _share(self.both, self.both + self.only_found)
        recall = _share(self.both, self.both + self.only_wanted)
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return (
            f"precision {precision:.2f} recall {recall:.2f} F1 {f1:.2f} accuracy {_share(right, rows):.2f} "
            f"({right}/{rows}; {self.only_found} found in vain, {self.only_wanted} missed)"
        )


def _share(part: int, of: int) -> float:
    return part / of if of else 1.0


def read_rows(file: Path) -> list[dict[str, Any]]:
    """Return the rows of a file of JSON lines; lines that are not JSON are named and left out.

    Raises:
        SystemExit: Where the file can't be read.
    """
    try:
        lines: Iterable[str] = file.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        print(f"{file}: can't be read: {error.strerror}", file=sys.stderr)
        raise SystemExit(2) from None
    rows = []
    for number, line in enumerate(lines, 1):
        try:
            rows.append(json.loads(line))
        except ValueError as error:
            print(f"line {number} is left out: {error}", file=sys.stderr)
    return rows
