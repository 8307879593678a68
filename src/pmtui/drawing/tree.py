"""The fault tree in text: from the top event down, each gate with its symbol and drawn once.

The symbols are IEC 61025's where text can have them: `&` for AND, `≥1` for OR, `≥k` for k out of n, a circle
for a basic event, a diamond for one that is not taken apart further. The word stands beside each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pmtui.analysis.causes.nodes import Node, nodes
from pmtui.drawing.canvas import Pen, pen
from pmtui.drawing.cells import one_line
from pmtui.drawing.outline import ROWS, Line, outline
from pmtui.drawing.skeleton import Number
from pmtui.drawing.spots import Drawing
from pmtui.drawing.words import words
from pmtui.model.postmortem import BasicEvent, Causes, Gate

_STATES = ("confirmed", "ruled-out", "unknown")


def tree(
    causes: Causes, width: int, plain: bool = False, number: Number | None = None, whole: bool = False
) -> Drawing:
    """Return the fault tree as an outline: gates before their inputs, the state of each leaf as a sign.

    A gate that comes again is named "as above", a basic event in several gates "shared". What hangs in no
    gate stands at the end. A loop ends where it closes.

    Args:
        causes: The causes.
        width: The cells there are; taken as 40 at least.
        plain: Whether to draw with ASCII alone.
        number: Gives the short name of a basic event, which then stands before its words.
        whole: Whether words are given whole, however many rows they take.

    Returns:
        The drawing; its spots are the words of gates and events, in the order of the rows, and the `inputs`
        of a gate where there are none yet or one names nothing.
    """
    with_pen, said = pen(plain), words("tree")
    if not causes.gate and not causes.event:
        return outline([Line(0, "", said["nothing"], "causes.top")], width, with_pen, said["deeper"])
    lines = list(_Lines(causes, with_pen, number))
    return outline(lines, width, with_pen, said["deeper"], 0 if whole else ROWS)


class _Lines:
    """The lines of a tree's outline."""

    def __init__(self, causes: Causes, with_pen: Pen, number: Number | None) -> None:
        self._pen, self._said, self._number = with_pen, words("tree"), number
        self._nodes = nodes(causes)
        inputs = Counter(name for gate in causes.gate for name in dict.fromkeys(gate.inputs))
        self._shared = {name for name, count in inputs.items() if count > 1}
        named = {gate.id for gate in causes.gate} | {event.id for event in causes.event}
        tops = [gate for gate in causes.gate if gate.id not in inputs]
        self._has_top = causes.top in named or len(tops) == 1

    def __iter__(self) -> Iterator[Line]:
        parents: list[str] = []
        if not self._has_top:
            yield Line(0, "", self._said["no_top"], "causes.top", heading=True)
        heads = 0
        for node in self._nodes:
            heads += node.depth == 0
            if self._has_top and heads == 2 and node.depth == 0:
                yield Line(0, "", self._said["loose"], heading=True)
            del parents[node.depth :]
            if node.gate:
                yield self._gate(node, node.gate)
                if not node.gate.inputs and not node.again:
                    yield Line(
                        node.depth + 1, "", self._said["no_inputs"], f"causes.gate.{node.gate.id}.inputs"
                    )
            elif node.event:
                yield self._event(node, node.event)
            else:
                what = self._said["undefined"].format(one_line(node.id))
                yield Line(node.depth, self._pen.states[2], what, f"causes.gate.{parents[-1]}.inputs")
            parents.append(node.id)

    def _gate(self, node: Node, gate: Gate) -> Line:
        what = one_line(gate.what) or self._said["no_words"]
        after = f"({self._said['again']})" if node.again else ""
        return Line(
            node.depth, f"[{symbol(gate, self._pen)}]", what, f"causes.gate.{gate.id}.what", after, hang=4
        )

    def _event(self, node: Node, event: BasicEvent) -> Line:
        what = one_line(event.what) or self._said["no_words"]
        after = self._said["shared"] if event.id in self._shared else ""
        sign = leaf_sign(event, self._pen, self._number)
        return Line(node.depth, sign, what, f"causes.event.{event.id}.what", after, hang=4)


def symbol(gate: Gate, with_pen: Pen) -> str:
    """Return a gate's symbol with its word, such as `& AND` or `≥2 of 3`."""
    k = "?" if gate.k is None else str(gate.k)
    return words("tree")[gate.gate].format(least=with_pen.least, k=k, n=len(gate.inputs))


def leaf_sign(event: BasicEvent, with_pen: Pen, number: Number | None = None) -> str:
    """Return what stands before a basic event's words: its shape, its state, its short name."""
    shape = with_pen.diamond if event.undeveloped else with_pen.circle
    state = with_pen.states[_STATES.index(event.state or "unknown")]
    return " ".join(filter(None, (shape, state, number(event.id) if number else "")))
