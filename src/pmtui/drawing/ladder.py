"""The why-ladder in text: each rung beneath what it explains."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from pmtui.analysis.causes.rungs import Rung, rungs
from pmtui.drawing.canvas import Pen, pen
from pmtui.drawing.cells import one_line
from pmtui.drawing.outline import ROWS, Line, outline
from pmtui.drawing.skeleton import PROBLEM
from pmtui.drawing.spots import Drawing
from pmtui.drawing.words import common, words
from pmtui.model.postmortem import Causes, Why


def ladder(causes: Causes, width: int, plain: bool = False, whole: bool = False) -> Drawing:
    """Return the ladder as an outline: the problem, and under the heading of each leg its rungs.

    After a rung stand how sure it is, how much shows it and, with a filled square, why its branch ends there.
    A rung that explains several others stands once, and again as its number.

    Args:
        causes: The causes.
        width: The cells there are; taken as 40 at least.
        plain: Whether to draw with ASCII alone.
        whole: Whether words are given whole, however many rows they take.

    Returns:
        The drawing; its spots are the problem and each rung's `because`.
    """
    with_pen, said = pen(plain), words("ladder")
    problem = one_line(causes.problem) or said["no_problem"]
    lines = [Line(0, "", problem, PROBLEM, heading=True)]
    leg = None
    for rung in rungs(causes):
        if rung.new_leg and rung.why.leg and not rung.again and (rung.depth or rung.why.leg != leg):
            lines.append(Line(rung.depth + 1, "", f"{common('leg')[rung.why.leg]}:", heading=True))
        leg = rung.why.leg if rung.depth == 0 else leg
        lines += _rung_lines(rung, with_pen)
    if not causes.why:
        lines.append(Line(1, "", said["nothing"]))
    return outline(lines, width, with_pen, said["deeper"], 0 if whole else ROWS)


def stands_on_problem(why: Why, known: Collection[str]) -> bool:
    """Return whether a rung at the top explains the problem, and is not just where a circle was entered.

    Args:
        why: The rung.
        known: The ids of all rungs.
    """
    return "problem" in why.explains or not any(other in known for other in why.explains)


def _rung_lines(rung: Rung, with_pen: Pen) -> Iterator[Line]:
    said, why, depth = words("ladder"), rung.why, rung.depth + 1
    path = f"causes.why.{why.id}.because"
    if rung.again:
        yield Line(depth, f"{rung.number}.", f"({said['again']})", path)
        return
    because = one_line(why.because) or said["no_words"]
    yield Line(depth, f"{rung.number}.", because, path, _known(why, with_pen), hang=4)


def _known(why: Why, with_pen: Pen) -> str:
    """Return how sure a rung is, how much shows it, and why its branch ends there."""
    said = words("ladder")
    count = len([text for text in why.evidence if text.strip()])
    sure = said[why.confidence] if why.confidence else ""
    shown = said["sources"].format(count) if count > 1 else said["source"] if count else ""
    if sure and not count:
        shown = said["no_source"]
    both = ", ".join(filter(None, (sure, shown)))
    ends = f"{with_pen.ends} {common('stop')[why.stop]}" if why.stop else ""
    return "  ".join(filter(None, (f"({both})" if both else "", ends)))
