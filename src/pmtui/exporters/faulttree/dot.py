"""A fault tree as a graph for Graphviz: gates as boxes, events by the shapes of NUREG-0492."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from pmtui.analysis.faulttree.labelled import Labelled
from pmtui.analysis.faulttree.tree import Gate

WIDTH = 28
"""The characters of a line in a node."""
_ACTING = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def dot(labelled: Labelled) -> str:
    """Return the tree from its top event down; what stands beneath several gates is drawn once."""
    return "\n".join(_lines(labelled)) + "\n"


def _lines(labelled: Labelled) -> Iterator[str]:
    tree = labelled.tree
    gates = labelled.downward()
    named = dict.fromkeys(name for gate in gates for name in tree.gates[gate].inputs)
    leaves = [name for name in named if name not in tree.gates] if gates else [tree.top]
    ids = {name: f"g{number}" for number, name in enumerate(gates, 1)}
    ids |= {name: f"e{number}" for number, name in enumerate(leaves, 1)}
    yield "digraph fault_tree {"
    yield '  graph [rankdir="TB"];'
    yield '  node [fontname="Helvetica", fontsize="11"];'
    yield '  edge [arrowhead="none"];'
    for name in gates:
        yield f"  {ids[name]} [shape=box, label={_label(labelled.said(name), _kind(tree.gates[name]))}];"
    for name in leaves:
        yield f"  {ids[name]} [shape={_shape(labelled, name)}, label={_label(labelled.said(name), '')}];"
    for name in gates:
        for below in tree.gates[name].inputs:
            yield f"  {ids[name]} -> {ids[below]};"
    yield "}"


def _kind(gate: Gate) -> str:
    return f"{gate.k} of {len(gate.inputs)}" if gate.kind == "atleast" else gate.kind.upper()


def _shape(labelled: Labelled, name: str) -> str:
    if name in labelled.tree.house:
        return "house"
    return "diamond" if name in labelled.undeveloped else "ellipse"


def _label(words: str, kind: str) -> str:
    """Return a quoted string: Graphviz reads backslashes and entities within it."""
    plain = _ACTING.sub(" ", words)
    lines = [*(textwrap.wrap(plain, WIDTH) or [""]), *([kind] if kind else [])]
    escaped = (line.replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"') for line in lines)
    return '"' + "\\n".join(escaped) + '"'
