"""Where the parts of a fault tree stand: top-down, nothing over another, no wider than a page.

Parts beneath a gate stand as near to each other as their outlines allow. Where that would be wider than the
page, a gate's leaves stand in columns beneath it, and what is still too wide is drawn as a tree of its own
further down, with a transfer sign in its place. No recursion: a tree may be of any depth.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from pmtui.analysis.causes.nodes import Node
from pmtui.drawing.svg.outline import Outline, side_by_side

PAGE = 1120.0
BOX, BETWEEN = 128.0, 12.0
COLUMN = 262.0
_IN_A_COLUMN = 8
"""From so many leaves on, a gate's columns become more."""
_FEW = 3
"""So many leaves stay in a row, however wide the rest is."""
_TRIED = 6
"""Of so many gates each is tried, which of them to move."""


@dataclass(slots=True, eq=False)
class Part:
    """A gate or a leaf at a place in the drawing.

    Attributes:
        node: What it shows.
        beneath: Its inputs that stand in a row beneath it.
        listed: Its inputs that stand in columns beneath it, to the right of the others.
        columns: Into how many columns those go.
        moved: Whether it is a sign for what is drawn further down.
        x: Its middle; at first from the middle of what it is an input of.
        columns_x: The middle of its columns, likewise.
        level: How far down it stands in its tree, from 0.
    """

    node: Node
    beneath: list[Part] = field(default_factory=list)
    listed: list[Part] = field(default_factory=list)
    columns: int = 0
    moved: bool = False
    x: float = 0.0
    columns_x: float = 0.0
    level: int = 0

    @property
    def leaf(self) -> bool:
        """Whether nothing hangs on it here."""
        return self.node.gate is None or self.node.again or self.moved


@dataclass(frozen=True, slots=True)
class Plan:
    """The trees to draw, one beneath the other, and what has a number.

    Attributes:
        trees: The top part of each; the first is that of the top event.
        loose: Leaves that hang on no gate.
        numbers: The numbers of gates that are drawn elsewhere than where they are used, by their ids.
        places: In how many places each event stands, by its id.
    """

    trees: list[Part]
    loose: list[Part]
    numbers: dict[str, int]
    places: Counter[str]


def plan(nodes: list[Node]) -> Plan:
    """Return where everything stands; `nodes` is the tree in reading order."""
    parts = [Part(node) for node in nodes]
    heads: list[Part] = []
    path: list[Part] = []
    for part in parts:
        del path[part.node.depth :]
        (path[-1].beneath if path else heads).append(part)
        path.append(part)
    outlines: dict[int, Outline] = {}
    moved: list[tuple[Part, Outline]] = []
    for part in reversed(parts):  # what is beneath a gate comes before the gate itself
        outlines[id(part)] = _arrange(part, outlines, moved)
    trees = [(head, outlines[id(head)]) for head in heads if head.node.gate]
    order = {id(part): place for place, part in enumerate(parts)}
    for part, outline in sorted(moved, key=lambda pair: order[id(pair[0])]):
        trees.append(
            (Part(part.node, part.beneath, part.listed, part.columns, columns_x=part.columns_x), outline)
        )
    for top, outline in trees:
        _place(top, -outline.low)
    elsewhere = [part.node.id for part in parts if part.moved or part.node.again]
    numbers = {name: place for place, name in enumerate(dict.fromkeys(elsewhere), 1)}
    places = Counter(part.node.id for part in parts if part.node.event)
    loose = [head for head in heads if head.node.gate is None]
    return Plan([top for top, _ in trees], loose, numbers, places)


def column_count(leaves: int, room: float) -> int:
    """Return into how many columns leaves go, given the width there is for them."""
    return max(min(int(room // COLUMN), -(-leaves // _IN_A_COLUMN)), 1)


def _arrange(part: Part, outlines: dict[int, Outline], moved: list[tuple[Part, Outline]]) -> Outline:
    """Fit what is beneath a gate into the page, and return the outline of both.

    What is to be drawn further down is added to `moved`.
    """
    below = [outlines.pop(id(one)) for one in part.beneath]
    if not below:
        return Outline(BOX)
    if sum(outline.wide + BETWEEN for outline in below) <= PAGE:
        return _crowned(part, below)
    whole = _crowned(part, [outline.copy() for outline in below])
    if whole.wide <= PAGE:
        return whole
    kept = dict(zip(map(id, part.beneath), below, strict=True))
    leaves = [one for one in part.beneath if one.leaf]
    if len(leaves) > _FEW:
        _list(part, leaves, kept)
    gates = sorted((one for one in part.beneath if not one.leaf), key=lambda one: kept[id(one)].wide)
    while (whole := _fitted(part, kept)).wide > PAGE and gates:
        gate = gates.pop(_chosen(part, gates, kept))
        gate.moved = True
        moved.append((gate, kept[id(gate)]))
        kept[id(gate)] = Outline(BOX)
    if whole.wide > PAGE:
        _list(part, [*part.listed, *part.beneath], kept)
        whole = _crowned(part, [])
    return whole


def _fitted(part: Part, kept: dict[int, Outline], without: Part | None = None) -> Outline:
    """Place a gate's inputs, `without` as a sign alone, and return the outline of all."""
    alone = {id(without): Outline(BOX)}
    return _crowned(part, [(alone.get(id(one)) or kept[id(one)]).copy() for one in part.beneath])


def _chosen(part: Part, gates: list[Part], kept: dict[int, Outline]) -> int:
    """Return which gate to move, of those beneath `part` from narrow to wide.

    It is the narrowest that makes room enough, so that much stays together; else the widest.
    """
    if len(gates) <= _TRIED:
        for place, gate in enumerate(gates):
            if _fitted(part, kept, gate).wide <= PAGE:
                return place
    return -1


def _list(part: Part, leaves: list[Part], kept: dict[int, Outline]) -> None:
    listed = {id(leaf) for leaf in leaves}
    part.listed = leaves
    part.beneath = [one for one in part.beneath if id(one) not in listed]
    room = PAGE - sum(kept[id(one)].wide + BETWEEN for one in part.beneath)
    part.columns = column_count(len(leaves), room)


def _crowned(part: Part, below: list[Outline]) -> Outline:
    """Place the inputs of a gate, whose outlines are used up, beneath it; return the outline of all."""
    blocks = below
    if part.listed:  # a row of a list is less high than two levels of a tree
        blocks = [*below, Outline(part.columns * COLUMN, 2 * -(-len(part.listed) // part.columns))]
    whole, moves = side_by_side(blocks, BETWEEN)
    for one, move in zip(part.beneath, moves, strict=False):
        one.x = move
    part.columns_x = moves[-1]
    whole.crown(BOX)
    return whole


def _place(top: Part, x: float) -> None:
    """Turn the middles of a tree's parts, each from its gate's, into those from the page's edge."""
    top.x = x
    waiting = [top]
    while waiting:
        part = waiting.pop()
        if part.leaf:
            continue
        part.columns_x += part.x
        for below in part.beneath:
            below.x += part.x
            below.level = part.level + 1
        waiting += part.beneath
