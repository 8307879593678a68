"""The fault tree as a view: gates and base events with their states, then what comes of them together."""

from __future__ import annotations

from pmtui import content
from pmtui.analysis.causes.nodes import event_names, nodes
from pmtui.drawing.tree import tree
from pmtui.interview.tree_entry import gate_in_hand
from pmtui.interview.wording import clause
from pmtui.model.postmortem import Causes
from pmtui.screens.causes import conclusions
from pmtui.screens.causes.fishbone import of_drawing
from pmtui.screens.causes.views import ENTRIES, Sight
from pmtui.screens.values import said_of_empty
from pmtui.widgets.board_line import BoardLine

NEW = ENTRIES["tree"]
FROM_LADDER = "tree:from-ladder"
"""The line that draws the tree out of the ladder: no field, but something to do."""


def lines(sight: Sight) -> list[BoardLine]:
    """Return the tree, a line each, the row in hand spread out; and what it tells."""
    causes = sight.pm.causes
    if not causes.gate and not causes.event:
        hint = [
            BoardLine(text=f"   {words}", style="dim", selectable=False) for words in said_of_empty("tree")
        ]
        draws = [BoardLine(path=FROM_LADDER, text="   draw it from the ladder of whys", style="open")]
        return [
            *hint,
            *(draws if causes.why else []),
            BoardLine(path=NEW, text="   + top event", style="dim"),
        ]
    names = event_names(causes)
    drawing = tree(causes, sight.cells, sight.plain, lambda event: names.get(event, event))
    nodes_at = [spot.row for spot in drawing.spots if spot.path.endswith(".what")]
    drawn = of_drawing(sight, drawing, dict(zip(nodes_at, _gates_above(causes), strict=False)))
    return [*drawn, BoardLine(path=NEW, text=f"   + {_next(sight)}", style="dim"), *conclusions.lines(sight)]


def _next(sight: Sight) -> str:
    gate = gate_in_hand(sight.pm.causes, sight.target)
    if gate is None:
        event = next((each for each in sight.pm.causes.event if each.id == sight.target), None)
        return f"take apart: {event.what}" if event is not None else "top event"
    return f"beneath: {gate.what or gate.id}"


def question(causes: Causes, target: str) -> str:
    """Return what the entry line asks, by the gate or base event in hand."""
    asks: dict[str, str] = content.toml("guide/conclusions.toml")["ask"]
    if not causes.gate:
        return asks["top"]
    gate = gate_in_hand(causes, target)
    if gate is None:
        event = next(each for each in causes.event if each.id == target)
        return asks["apart"].format(what=clause(event.what))
    return asks[gate.gate].format(what=clause(gate.what), k=gate.k or 1)


def _gates_above(causes: Causes) -> list[str]:
    """Return, for each gate and base event in the order of the drawing, the id of the gate above it."""
    above: list[str] = []
    out: list[str] = []
    for node in nodes(causes):
        del above[node.depth :]
        if node.gate or node.event:
            out.append(above[-1] if above else "")
        above.append(node.id)
    return out


def info(sight: Sight) -> str:
    """Return how a line of the tree is begun, or what the tree comes to in one line."""
    if not sight.pm.causes.gate:
        return "The top event first, then what leads to it; and: or: 2 of: begin a gate."
    return conclusions.info(sight)
