"""The ladder of whys as lines of a list: a tree with its branches drawn, and the place of the next why."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pmtui.analysis.causes.rungs import rungs
from pmtui.interview.ladder import PROBLEM
from pmtui.model.postmortem import Causes, Why
from pmtui.screens.values import SIGN
from pmtui.values import dataclass
from pmtui.widgets.board_line import BoardLine

DEEPEST_DRAWN = 8
"""Rungs further down keep this indent: their words need the room."""
LEG_WORDS = {"not-caught": "how it passed: ", "slow": "why it took long: "}
STOP_WORDS = {
    "changeable": "can change",
    "outside-control": "outside",
    "no-evidence": "no evidence",
    "same-as": "see above",
    "out-of-scope": "out of scope",
}
"""Where a branch ends, in the few cells there are at the right of a list."""
NEXT_WHY = "+ next why"


@dataclass(frozen=True, slots=True)
class _Place:
    """A line of the ladder: a why, or None for the place of the next one; its depth from 0."""

    why: Why | None
    depth: int
    again: bool = False
    new_leg: bool = False


def lines_of(
    causes: Causes, worst: Callable[[str], str], next_path: str = "", target: str = PROBLEM
) -> list[BoardLine]:
    """Return the ladder as lines.

    Args:
        causes: The causes.
        worst: Tells the severity of the worst finding about a row.
        next_path: The entry line in front, which gets a line at its place; empty for none.
        target: The id of the why beneath which that place is, or "problem".
    """
    places = [_Place(rung.why, rung.depth, rung.again, rung.new_leg) for rung in rungs(causes)]
    if next_path:
        _put_next(places, target)
    drawn = zip(places, reversed(list(_leads(reversed(places)))), strict=True)
    return [_line(place, lead, worst, next_path) for place, lead in drawn]


def _put_next(places: list[_Place], target: str) -> None:
    """Put the place of the next why behind all that stands beneath its target."""
    above = next((n for n, p in enumerate(places) if p.why is not None and p.why.id == target), None)
    if above is None:
        places.append(_Place(None, 0))
        return
    depth = places[above].depth
    end = above + 1
    while end < len(places) and places[end].depth > depth:
        end += 1
    places.insert(end, _Place(None, depth + 1))


def _leads(upwards: Iterator[_Place]) -> Iterator[str]:
    """Yield what is drawn before each line, from the last line up."""
    more: set[int] = set()  # the depths at which another line follows on the same branch
    for place in upwards:
        depth = place.depth
        lead = "".join("│ " if level in more else "  " for level in range(1, depth))
        lead += ("├ " if depth in more else "└ ") if depth else ""
        yield lead if depth <= DEEPEST_DRAWN else "…" + lead[-2 * DEEPEST_DRAWN + 1 :]
        more = {level for level in more if level < depth} | {depth}


def _line(place: _Place, lead: str, worst: Callable[[str], str], next_path: str) -> BoardLine:
    before = f"{place.depth + 1:>2} {lead}"
    if place.why is None:
        return BoardLine(path=next_path, text=f"{before}{NEXT_WHY}", style="open")
    why = place.why
    path = f"causes.why.{why.id}"
    leg = LEG_WORDS.get(why.leg or "", "") if place.new_leg else ""
    text = f"{before}{leg}{' '.join(why.because.split())}"
    if place.again:
        return BoardLine(path=f"{path}.because", text=text, style="dim", right="as above")
    return BoardLine(path=f"{path}.because", text=text, mark=SIGN[worst(path)], right=_said(why))


def _said(why: Why) -> str:
    """Return how sure a why is, and where its branch ends, in a word or two."""
    stop, sure = STOP_WORDS.get(why.stop or "", ""), why.confidence or ""
    return ", ".join(filter(None, (sure if sure == "guess" else "", stop))) if stop else sure
