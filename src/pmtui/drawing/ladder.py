"""The why-ladder in text: each rung beneath what it explains, and the same read upwards with "therefore"."""

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

Step = tuple[str, str]
"""An id, or "problem", and its words."""


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


def therefore(causes: Causes) -> tuple[tuple[Step, ...], ...]:
    """Return each branch read upwards, from its leaf to the problem: ids with their words.

    A reader says "therefore" between the steps, and hears where one is missing. A rung that explains several
    others begins a branch for each: every link of the ladder is in one of them at least.

    Returns:
        The branches in the order of the ladder. The last step of each is `("problem", ...)`, except where a
        circle hangs on nothing.
    """
    out: list[tuple[Step, ...]] = []
    chain: list[Rung] = []
    found, known = rungs(causes), {why.id for why in causes.why}
    for place, rung in enumerate(found):
        del chain[rung.depth :]
        chain.append(rung)
        deeper = place + 1 < len(found) and found[place + 1].depth > rung.depth
        if not deeper:
            steps = [(each.why.id, one_line(each.why.because)) for each in reversed(chain)]
            if stands_on_problem(chain[0].why, known):
                steps.append(("problem", one_line(causes.problem)))
            out.append(tuple(steps))
    return tuple(out)


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
