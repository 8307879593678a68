"""The fault tree, from the top event down, with gate symbols and the state of each leaf."""

from __future__ import annotations

from pmtui.analysis.causes.nodes import nodes
from pmtui.drawing.svg import symbols
from pmtui.drawing.svg.canvas import LINE, SMALL, SMALL_LINE, Canvas
from pmtui.drawing.svg.letters import wrapped
from pmtui.drawing.svg.said import said
from pmtui.drawing.svg.sheet import Sheet
from pmtui.drawing.svg.tree_plan import BOX, COLUMN, PAGE, Part, Plan, column_count, plan
from pmtui.model.postmortem import Causes, Gate

_PAD, _STEM, _APART = 7.0, 9.0, 34.0


def tree(causes: Causes) -> str:
    """Return the fault tree as an `<svg>` element; each gate is drawn once."""
    return sheet(causes).element()


def sheet(causes: Causes) -> Sheet:
    """Return the drawn fault tree."""
    return _Drawing(causes).sheet()


class _Drawing:
    """A fault tree on its canvas."""

    def __init__(self, causes: Causes) -> None:
        self.causes, self.words = causes, said("tree")
        self.plan: Plan = plan(nodes(causes))
        self.canvas = Canvas()
        self.names: dict[str, str] = {}
        for place, event in enumerate(causes.event, 1):
            self.names.setdefault(event.id, f"B{place}")
        self.drawn: set[str] = set()
        self.used: set[str] = set()

    def sheet(self) -> Sheet:
        """Draw everything."""
        y = 0.0
        for top in self.plan.trees:
            y = self._tree(top, y) + _APART
        if self.plan.loose:
            columns = column_count(len(self.plan.loose), PAGE)
            y = self._listed(self.plan.loose, columns, 0, y, None) + _APART
        self._legend(y)
        about = self.words["about"].format(gates=len(self.causes.gate), events=len(self.causes.event))
        return Sheet(self.canvas, "tree", self.words["title"], about)

    def _tree(self, top: Part, y: float) -> float:
        """Draw a tree whose top is at `y`; return how far down it goes."""
        parts, tall = _in_order(top), dict[int, float]()
        for part in parts:
            tall[part.level] = max(tall.get(part.level, 0), self._high(part))
        tops, edge = {}, y
        for level in sorted(tall):
            tops[level] = edge
            edge += tall[level] + 26
        end = y
        for part in parts:
            foot = self._part(part, tops[part.level])
            bus = tops[part.level] + tall[part.level] + 12
            end = max(end, foot, self._inputs(part, foot, bus) if not part.leaf else foot)
        return end

    def _inputs(self, part: Part, foot: float, bus: float) -> float:
        """Draw the lines from a gate to its inputs, and those in columns; return how far down that goes."""
        xs = [below.x for below in part.beneath]
        left = part.columns_x - part.columns * COLUMN / 2
        xs += [left + COLUMN * place + 10 for place in range(part.columns)]
        if not xs:
            if part.node.gate and not part.node.gate.inputs:
                return self.canvas.words((part.x, foot + 4), [self.words["no_inputs"]], "", "middle", True)
            return foot
        self.canvas.line([(part.x, foot), (part.x, bus)])
        if min(xs) < max(xs) or xs[0] != part.x:
            self.canvas.line([(min(*xs, part.x), bus), (max(*xs, part.x), bus)])
        for below in part.beneath:
            self.canvas.line([(below.x, bus), (below.x, bus + 14)])
        if not part.listed:
            return bus
        return self._listed(part.listed, part.columns, left, bus + 14, bus)

    def _box_high(self, part: Part) -> float:
        return len(self._label(part, BOX - 2 * _PAD)) * LINE + 2 * _PAD

    def _high(self, part: Part) -> float:
        """Return how high a part is with its symbol and, where it is a leaf, the words beneath."""
        notes = len(self._beneath(part, BOX)) * SMALL_LINE if part.leaf else 0
        return self._box_high(part) + _STEM + symbols.HIGH + notes

    def _part(self, part: Part, y: float) -> float:
        """Draw a box with its symbol beneath; return the symbol's foot, or that of the words beneath it."""
        canvas, node = self.canvas, part.node
        lines, high = self._label(part, BOX - 2 * _PAD), self._box_high(part)
        style = "head" if part.level == 0 and node.id not in self.plan.numbers else "box"
        canvas.box((part.x - BOX / 2, y), BOX, high, style if node.gate or node.event else "box dashed")
        canvas.words((part.x, y + _PAD), lines, "", "middle")
        middle = y + high + _STEM + 20
        canvas.line([(part.x, y + high), (part.x, middle)])
        self._symbol(part, (part.x, middle))
        if node.gate and not part.leaf:
            return middle + 18
        return canvas.words((part.x, middle + 20), self._beneath(part, BOX), "", "middle", small=True)

    def _symbol(self, part: Part, at: tuple[float, float]) -> None:
        node, number = part.node, self.plan.numbers.get(part.node.id)
        if node.gate and part.leaf:
            symbols.transfer(self.canvas, at, number)
            self.used.add("transfer")
        elif node.gate:
            symbols.gate(self.canvas, at, node.gate.gate, _figures(node.gate))
            self.used.add(node.gate.gate)
            if number is not None:
                self.canvas.line([(at[0] + 24, at[1] + 8), (at[0] + 50, at[1] + 8)])
                symbols.transfer(self.canvas, (at[0] + 50, at[1] + 1), number)
        elif node.event:
            symbols.leaf(self.canvas, at, node.event.state, bool(node.event.undeveloped))
            self.used.add("undeveloped" if node.event.undeveloped else "event")
        else:
            symbols.event(self.canvas, at, True, "open dashed")

    def _label(self, part: Part, room: float) -> list[str]:
        node = part.node
        if node.gate:
            return wrapped(node.gate.what or node.id, room)
        if node.event:
            return wrapped(f"{self.names[node.id]} {node.event.what or self.words['no_words']}", room)
        return wrapped(self.words["not_described"].format(name=node.id), room)

    def _beneath(self, part: Part, room: float) -> list[str]:
        """Return the small lines of a leaf: its state, and what else is known of it."""
        node, words = part.node, self.words
        if node.gate:
            return wrapped(words["elsewhere"].format(number=self.plan.numbers.get(node.id, "")), room, SMALL)
        if node.event is None:
            return []
        notes = [words["state"][node.event.state or "unknown"]]
        if node.event.probability is not None:
            notes.append(f"p = {node.event.probability:g}")
        if self.plan.places[node.id] > 1:
            notes.append(words["shared"].format(places=self.plan.places[node.id]))
        return [line for note in notes for line in wrapped(note, room, SMALL)]

    def _listed(self, parts: list[Part], columns: int, left: float, y: float, bus: float | None) -> float:
        """Draw leaves in columns, each a row of symbol and words; return how far down they go."""
        end, each = y, -(-len(parts) // columns)
        for column in range(columns):
            x, edge, trunk = left + column * COLUMN, y, bus
            for part in parts[column * each : (column + 1) * each]:
                lines = self._label(part, COLUMN - 78)
                notes = self._beneath(part, COLUMN - 78)
                middle = edge + 20
                if trunk is not None:
                    self.canvas.line([(x + 10, trunk), (x + 10, middle), (x + 44, middle)])
                    trunk = middle
                self._symbol(part, (x + 44, middle))
                foot = self.canvas.words((x + 72, edge + 4), lines)
                foot = self.canvas.words((x + 72, foot), notes, small=True)
                edge = max(foot, middle + 20) + 8
            end = max(end, edge)
        return end

    def _legend(self, y: float) -> None:
        """Say what the symbols in use mean."""
        x = 24.0
        for name, meaning in self.words["legend"].items():
            if name not in self.used:
                continue
            at = (x, y + 16)
            if name in ("and", "or", "atleast"):
                symbols.gate(self.canvas, at, name, {"and": "AND", "or": "OR"}.get(name, "k/n"))
            elif name == "transfer":
                symbols.transfer(self.canvas, at, None)
            else:
                symbols.event(self.canvas, at, name == "undeveloped", "open")
            self.canvas.words((x + 32, y + 10), [meaning], small=True)
            x += 210
            if x > PAGE - 180:
                x, y = 24.0, y + 46


def _figures(gate: Gate) -> str:
    if gate.gate == "atleast":
        return f"{gate.k or 1}/{len(gate.inputs)}"
    return "AND" if gate.gate == "and" else "OR"


def _in_order(top: Part) -> list[Part]:
    """Return a tree's parts that stand in rows, from the top down."""
    out, waiting = [], [top]
    while waiting:
        part = waiting.pop()
        out.append(part)
        if not part.leaf:
            waiting += part.beneath
    return out
