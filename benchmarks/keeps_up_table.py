"""Ratios, limits and Markdown of what keeps_up.py measured. Pure: nothing is run or read here."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from keeps_up_figures import Figure

Results = Mapping[str, Mapping[str, Mapping[str, Any]]]
"""Group, then peer, then what ptyperf reports of it."""


@dataclass(frozen=True)
class Row:
    """One figure as measured; `ours`, `theirs` and `ratio` are None where there is no such value."""

    figure: Figure
    ours: float | None
    theirs: float | None

    @property
    def ratio(self) -> float | None:
        """Ours as a multiple of theirs."""
        return ratio(self.ours, self.theirs)

    @property
    def met(self) -> bool | None:
        """Whether it is within its limit; None where nothing is promised. What is missing is not met."""
        if self.figure.limit is None:
            return None
        value = self.ratio if self.figure.theirs[1] else self.ours
        return value is not None and value <= self.figure.limit


def ratio(ours: float | None, theirs: float | None) -> float | None:
    """Return ours as a multiple of theirs, None where one is missing or there is nothing to compare with."""
    return None if ours is None or not theirs else ours / theirs


def value(results: Results, group: str, at: tuple[str, str]) -> float | None:
    """Return the median of a figure, or its mean where the path ends in `.mean`; None where it is missing."""
    peer, path = at
    found: Any = results.get(group, {}).get(peer)
    if found is None or not path:
        return None
    if path.endswith(".mean"):
        return _mean(found.get("raw", ()), *path.split(".")[1:3])
    for part in path.split("."):
        found = found.get(part) if isinstance(found, Mapping) else None
    return found["median"] if found else None


def _mean(runs: Sequence[Mapping[str, Any]], label: str, what: str) -> float | None:
    values = [key[what] for run in runs for key in run["keys"].get(label, ())]
    return statistics.fmean(values) if values else None


def rows(figures: Sequence[Figure], results: Results) -> list[Row]:
    """Return a row for each figure whose group was measured."""
    return [
        Row(one, value(results, one.group, one.ours), value(results, one.group, one.theirs))
        for one in figures
        if one.group in results
    ]


def table(measured: Sequence[Row]) -> str:
    """Return the figures as a Markdown table."""
    lines = ["| what | pmtui | beside | ratio | at most | met |", "| --- | --: | --: | --: | --: | --- |"]
    for row in measured:
        figure = row.figure
        limit = "" if figure.limit is None else f"{figure.limit:g}"
        if limit and not figure.theirs[1]:
            limit = f"{limit} {figure.unit}"
        met = {None: "", True: "yes", False: "**no**"}[row.met]
        cells = (figure.what, number(row.ours, figure.unit), number(row.theirs, figure.unit))
        lines.append(f"| {' | '.join(cells)} | {times(row.ratio)} | {limit} | {met} |")
    return "\n".join(lines)


def growth_table(sizes: Sequence[int], measured: Mapping[str, Sequence[float | None]]) -> str:
    """Return a Markdown table of figures by size, each with its ratio to that of the first size.

    Args:
        sizes: Timeline rows.
        measured: For each figure's name its values, one for each size.
    """
    lines = [
        "| what | " + " | ".join(f"{size:,} rows" for size in sizes) + " |",
        "| --- |" + " --: |" * len(sizes),
    ]
    for what, values in measured.items():
        cells = [number(values[0], "")]
        for one in values[1:]:
            cells.append(f"{number(one, '')} ({times(ratio(one, values[0]))})")
        lines.append(f"| {what} | {' | '.join(cells)} |")
    return "\n".join(lines)


def number(amount: float | None, unit: str) -> str:
    """Return a value with three digits that tell something, and its unit."""
    if amount is None:
        return "-"
    digits = 0 if amount >= 100 or unit == "B" else 1 if amount >= 10 else 2
    return f"{amount:,.{digits}f} {unit}".rstrip()


def times(multiple: float | None) -> str:
    """Return a ratio with two digits after the point; three below 0.1."""
    if multiple is None:
        return "-"
    return f"{multiple:.3f}" if multiple < 0.1 else f"{multiple:.2f}"
