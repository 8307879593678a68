"""The causes as Mermaid: ladder and tree as flowcharts, the fishbone as Ishikawa diagram or mind map.

`ishikawa-beta` is known to Mermaid from 11.12.3 on; what bundles an older one shows an error for it, and
draws a `mindmap`. What people typed is written so that no reader of Mermaid takes it for syntax, markup or
HTML: with Mermaid's own codes, `#` and a number of Unicode and `;`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from pmtui.analysis.causes.nodes import Node, nodes
from pmtui.analysis.causes.rungs import rungs
from pmtui.drawing.canvas import UNICODE
from pmtui.drawing.cells import one_line, wrapped
from pmtui.drawing.ladder import stands_on_problem
from pmtui.drawing.skeleton import ribs
from pmtui.drawing.tree import leaf_sign, symbol
from pmtui.drawing.words import common, words
from pmtui.model.postmortem import Causes

MOST_CHARACTERS = 50_000
MOST_EDGES = 500
"""Mermaid's own limits (`maxTextSize`, `maxEdges`), beyond which it draws nothing."""

FISH_CELLS = 42
"""Cells of a factor's words in an Ishikawa diagram: at 15 to a line, longer ones overlap."""

_SYNTAX = re.compile(r'["`#&<>%;\\*_~$|^]')
_BEGINS_BLOCK = re.compile(r"(\d{1,9}(?=[.)](?:\s|$))|(?=[-+=:]))(.)")
_GATES = {"and": ("[/", "\\]"), "or": ("([", "])")}
_VOTE = ("{{", "}}")
_KEYWORD = re.compile(r"ishikawa", re.IGNORECASE)


def ladder(causes: Causes) -> str:
    """Return the ladder as a flowchart: the problem at the left, arrows from rungs to what they explain."""
    said, legs = words("ladder"), common("leg")
    problem = one_line(causes.problem) or said["no_problem"]
    out = ["flowchart RL", f'  problem["{label(problem)}"]']
    ids: dict[str, str] = {}
    at: list[str] = []
    known = {why.id for why in causes.why}
    for number, rung in enumerate(rungs(causes)):
        why = rung.why
        del at[rung.depth :]
        node = ids[why.id] if rung.again else f"w{number}"
        if not rung.again:
            ids[why.id] = node
            what = one_line(why.because) or said["no_words"]
            out.append(f'  {node}["{label(f"{rung.number}. {what}")}"]')
        leg = f'|"{label(legs[why.leg])}"|' if rung.new_leg and why.leg else ""
        if rung.depth or stands_on_problem(why, known):
            out.append(f"  {node} -->{leg} {at[-1] if rung.depth else 'problem'}")
        at.append(node)
    return "\n".join(out) + "\n"


def fish(causes: Causes, label_of: Callable[[str], str]) -> str:
    """Return the fishbone as an Ishikawa diagram: the problem, then each bone with its factors.

    A factor's words are cut to what the renderer sets without overlap.
    """
    lines = (f"{'  ' * depth}{label(_short(depth, text))}" for depth, text in _fish(causes, label_of))
    return "\n".join(["ishikawa-beta", *lines]) + "\n"


def mindmap(causes: Causes, label_of: Callable[[str], str]) -> str:
    """Return the fishbone as a mind map: the problem in the middle, the bones around it."""
    out = ["mindmap"]
    for number, (depth, text) in enumerate(_fish(causes, label_of)):
        left, right = ('("', '")') if depth == 1 else ('["', '"]')
        out.append(f"{'  ' * depth}n{number}{left}{label(text)}{right}")
    return "\n".join(out) + "\n"


def tree(causes: Causes, number: Callable[[str], str] | None = None) -> str:
    """Return the fault tree as a flowchart: each gate's words, its symbol beneath, its inputs beneath that.

    Args:
        causes: The causes.
        number: Gives the short name of a basic event, which then stands before its words.
    """
    out = ["flowchart TD", "  classDef out stroke-dasharray:4"]
    ids: dict[int, str] = {}  # by the record itself: two rows of one id are two
    at: list[str] = []
    for place, node in enumerate(nodes(causes)):
        del at[node.depth :]
        record = node.gate or node.event
        name = ids.get(id(record)) if record else None
        if name is None:
            name = f"n{place}"
            out.append(f"  {name}{_node(node, name, number)}")
            if record:
                ids[id(record)] = name
        if node.depth:
            out.append(f"  {at[-1]}g --- {name}")
        at.append(name)
    return "\n".join(out) + "\n"


def _node(node: Node, name: str, number: Callable[[str], str] | None) -> str:
    """Return what stands after the name of a tree's node: words in their shape, a gate with its symbol."""
    said = words("tree")
    if node.gate:
        left, right = _GATES.get(node.gate.gate, _VOTE)
        what = one_line(node.gate.what) or said["no_words"]
        return f'["{label(what)}"] --- {name}g{left}"{label(symbol(node.gate, UNICODE))}"{right}'
    if node.event:
        what = one_line(node.event.what) or said["no_words"]
        out = ":::out" if node.event.state == "ruled-out" else ""
        return f'("{label(f"{leaf_sign(node.event, UNICODE, number)} {what}")}"){out}'
    return f'("{label(said["undefined"].format(one_line(node.id)))}"):::out'


def drawable(source: str) -> bool:
    """Return whether a diagram is within the limits that Mermaid sets itself."""
    return len(source) <= MOST_CHARACTERS and source.count("\n") <= MOST_EDGES


def label(text: str) -> str:
    """Return a text as one line that Mermaid shows as it was typed, within quotes or without."""
    line = one_line(text)
    line = _SYNTAX.sub(_code, line)
    begins = _BEGINS_BLOCK.match(line)
    if begins:
        mark = begins.start(2)
        line = line[:mark] + f"#{ord(line[mark])};" + line[mark + 1 :]
    if _KEYWORD.match(line):
        line = f"#{ord(line[0])};" + line[1:]
    if "style" in line or "classDef" in line:  # with a colon after it, Mermaid cuts the last code on the line
        line = line.replace(":", "#58;")
    return line or "#32;"


def _short(depth: int, text: str) -> str:
    return wrapped(text, FISH_CELLS, 1)[0] if depth == 3 else text


def _code(match: re.Match[str]) -> str:
    return f"#{ord(match[0])};"


def _fish(causes: Causes, label_of: Callable[[str], str]) -> Iterator[tuple[int, str]]:
    said = words("fish")
    yield 1, one_line(causes.problem) or said["no_problem"]
    for rib in ribs(causes, label_of):
        yield 2, rib.label
        if not rib.factors:
            yield 3, rib.empty
        for factor in rib.factors:
            mark = UNICODE.likely if factor.likely else UNICODE.other
            yield 3, f"{mark} {one_line(factor.what) or said['no_words']}"
