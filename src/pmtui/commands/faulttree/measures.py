"""The importance of base events as a table, with the formulas it goes by."""

from __future__ import annotations

import math
from collections.abc import Iterator

from pmtui.analysis.faulttree.analysis import Analysis
from pmtui.analysis.faulttree.importance import Importance
from pmtui.commands.faulttree.words import Events, listed, orders, word

MOST = 8
"""Events in the table."""
_WIDTH = 11


def lines(analysis: Analysis, events: Events) -> Iterator[str]:
    """Yield the probability of the top event, where it is known, and the most important events."""
    rows = analysis.importance()
    measured = any(row.raw is not None for row in rows)
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
    yield ("    " + "".join(f"{name:<{_WIDTH + 1}}" for name in names)).rstrip()
    for row in rows[:MOST]:
        figures = _measured(row) if measured else (_figure(row.birnbaum), orders(row.sets_by_order))
        cells = [f"{figure:<{_WIDTH}} " for figure in figures]
        yield f"    {''.join(cells)} {events.said(row.event)}"
    if len(rows) > MOST:
        yield f"    {word('importance_more').format(f'{len(rows) - MOST:,}')}"


def _measured(row: Importance) -> tuple[str, ...]:
    return tuple(
        _figure(figure)
        for figure in (row.birnbaum, row.criticality, row.fussell_vesely, row.diagnostic, row.raw, row.rrw)
    )


def _figure(figure: float | None) -> str:
    if figure is None:
        return "-"
    return "inf" if math.isinf(figure) else f"{figure:.4g}"
