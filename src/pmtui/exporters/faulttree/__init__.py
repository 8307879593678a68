"""A fault tree in the formats of other tools: one format, one file, registered here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from pmtui.analysis.faulttree.labelled import Labelled
from pmtui.analysis.faulttree.tree import TreeError

if TYPE_CHECKING:
    from pmtui.model.postmortem import Causes

LARGEST_DRAWING = 3_000
"""How many gates, events and inputs of gates a drawing may have together; more can't be looked at."""


def render(tree: Labelled, to: str, causes: Causes | None = None) -> str:
    """Return the tree as a document that ends in a newline.

    Args:
        tree: The tree.
        to: A key of `FORMATS`.
        causes: Where it comes from, if that is a postmortem: drawings show what its leaves are known to be.

    Raises:
        TreeError: There is too much in it to be drawn.
    """
    return FORMATS[to](tree, causes)


def _mef(tree: Labelled, _causes: Causes | None) -> str:
    from pmtui.exporters.faulttree.mef import mef

    return mef(tree)


def _dot(tree: Labelled, _causes: Causes | None) -> str:
    from pmtui.exporters.faulttree.dot import dot

    return dot(tree)


def _mermaid(tree: Labelled, causes: Causes | None) -> str:
    from pmtui.drawing import mermaid

    return _ended(mermaid.tree(_drawn(tree, causes)))


def _svg(tree: Labelled, causes: Causes | None) -> str:
    from pmtui.drawing.svg.tree import tree as draw

    return _ended(draw(_drawn(tree, causes)))


def _drawn(labelled: Labelled, causes: Causes | None) -> Causes:
    from pmtui.analysis.causes.fault_tree import causes_of

    tree = labelled.tree
    size = len(tree.gates) + len(tree.events) + sum(len(gate.inputs) for gate in tree.gates.values())
    if size > LARGEST_DRAWING:
        what = (
            f"too large for a drawing: {size:,} gates, events and inputs; up to {LARGEST_DRAWING:,} are drawn"
        )
        raise TreeError(what)
    return causes or causes_of(labelled)


def _ended(text: str) -> str:
    return text.rstrip("\n") + "\n"


FORMATS: Mapping[str, Callable[[Labelled, Causes | None], str]] = {
    "mef": _mef,
    "mermaid": _mermaid,
    "dot": _dot,
    "svg": _svg,
}
"""The formats by their names on the command line."""
