"""The importance of base events as a table, with the formulas it goes by."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from pmtui.analysis.faulttree.analysis import Analysis
from pmtui.analysis.faulttree.importance import Importance
from pmtui.commands.faulttree.words import Events, listed, orders, word

MOST = 8
"""Events in the table."""


def lines(analysis: Analysis, events: Events) -> Iterator[str]:
    """Yield the probability of the top event, where it is known, and the most important events."""
    rows = analysis.importance()
    measured = analysis.probability is not None
    known = bool(rows) and rows[0].birnbaum is not None
    if known or analysis.probability is not None:
        yield ""
    if analysis.probability is not None:
        yield word("chance").format(f"{analysis.probability:.6g}")
    if not known:
        return
    yield word("importance")
    for key in ("importance_measured" if measured else "importance_structural", "importance_legend"):
        yield from (f"    {words}" for words in listed(key))
    names = listed("columns_measured" if measured else "columns_structural")
    table = [
        _measured(row) if measured else (_figure(row.birnbaum), orders(row.sets_by_order))
        for row in rows[:MOST]
    ]
    widths = [max(map(len, column)) for column in zip(names, *table, strict=True)]
    yield f"    {_line(names, widths)}".rstrip()
    for row, figures in zip(rows, table, strict=False):
        yield f"    {_line(figures, widths)}  {events.said(row.event)}"
    if len(rows) > MOST:
        yield f"    {word('importance_more').format(f'{len(rows) - MOST:,}')}"


def _line(cells: Iterable[str], widths: Iterable[int]) -> str:
    return "  ".join(f"{cell:<{width}}" for cell, width in zip(cells, widths, strict=True))


def _measured(row: Importance) -> tuple[str, ...]:
    return tuple(
        _figure(figure)
        for figure in (row.birnbaum, row.criticality, row.fussell_vesely, row.diagnostic, row.raw, row.rrw)
    )


def _figure(figure: float | None) -> str:
    if figure is None:
        return "-"
    return "inf" if math.isinf(figure) else f"{figure:.4g}"
