"""The fishbone as a fish: spine, ribs at about 60 degrees, factors at their ribs, the problem as the head."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pmtui.drawing.skeleton import Rib, ribs
from pmtui.drawing.svg.canvas import LINE, SMALL_LINE, Canvas
from pmtui.drawing.svg.letters import BOLD, width, wrapped
from pmtui.drawing.svg.said import said
from pmtui.drawing.svg.sheet import Sheet
from pmtui.model.postmortem import Causes

TEXT = 180.0
"""How wide a factor's words may be: about 22 characters."""
HEAD = 170.0
IN_A_ROW = 6
"""So many bones hang on one spine; more get a further spine, all of them leading to the one head."""
_FARTHEST = 320.0
"""How far a rib leans at most: one with very many factors stands steeper than 60 degrees."""
_PAD, _GAP, _LEAST = 9.0, 12.0, 96.0


@dataclass(frozen=True, slots=True)
class _Item:
    """A factor's lines, and whether it is held to be likely."""

    lines: list[str]
    tag: str
    likely: bool | None

    @property
    def high(self) -> float:
        return len(self.lines) * LINE + (SMALL_LINE if self.tag else 0) + 4


@dataclass(frozen=True, slots=True)
class _Bone:
    label: list[str]
    items: list[_Item]
    looked: bool

    @property
    def high(self) -> float:
        return sum(item.high + _GAP for item in self.items) + 2 * _GAP


def fish(causes: Causes, label: Callable[[str], str]) -> str:
    """Return the fishbone as an `<svg>` element; `label` says a bone."""
    return sheet(causes, label).element()


def sheet(causes: Causes, label: Callable[[str], str]) -> Sheet:
    """Return the drawn fishbone; `label` says a bone."""
    words = said("fish")
    numbers = {id(factor): f"F{place}" for place, factor in enumerate(causes.factor, 1)}
    found = ribs(causes, label)
    bones = [_bone(rib, causes, numbers) for rib in found]
    canvas = Canvas()
    right = _spines(canvas, [bones[at : at + IN_A_ROW] for at in range(0, len(bones), IN_A_ROW)])
    _head(canvas, right, causes.problem or words["no_problem"])
    likely = sum(factor.likely is True for factor in causes.factor)
    about = words["about"].format(bones=len(found), factors=len(causes.factor), likely=likely)
    return Sheet(canvas, "fish", words["title"], about)


def _bone(rib: Rib, causes: Causes, numbers: dict[int, str]) -> _Bone:
    words = said("fish")
    tags = {True: words["likely"], False: words["not_likely"], None: ""}
    items = [
        _Item(
            wrapped(f"{numbers[id(factor)]} {factor.what}", TEXT / BOLD if factor.likely else TEXT),
            tags[factor.likely],
            factor.likely,
        )
        for factor in rib.factors
    ]
    looked = bool(items) or rib.bone in causes.none_found
    if not items:
        items = [_Item(wrapped(words["none_found" if looked else "not_looked"], TEXT), "", None)]
    return _Bone(wrapped(rib.label.strip() or words["elsewhere"], TEXT / BOLD), items, looked)


def _spines(canvas: Canvas, rows: Sequence[Sequence[_Bone]]) -> Sequence[tuple[float, float]]:
    """Draw each row of bones on a spine of its own, and return where the spines end."""
    ends: list[tuple[float, float]] = []
    y = 0.0
    for bones in rows:
        above, below = bones[0::2], bones[1::2]
        y += _reach(above)
        length = _row(canvas, y, above, below)
        ends.append((length, y))
        y += _reach(below) + 40
    right = max((x for x, _ in ends), default=0.0)
    return [(right, y) for _, y in ends]


def _reach(bones: Sequence[_Bone]) -> float:
    """Return how far the bones of one side stand off their spine, with their labels."""
    return _high(bones) + max((len(bone.label) * LINE + 16 for bone in bones), default=0)


def _high(bones: Sequence[_Bone]) -> float:
    return max((bone.high for bone in bones), default=0) and max(_LEAST, *(bone.high for bone in bones))


def _row(canvas: Canvas, y: float, above: Sequence[_Bone], below: Sequence[_Bone]) -> float:
    """Draw bones above and below the spine at `y`; return how far to the right the spine goes."""
    sides = [(side, _high(side)) for side in (above, below)]
    leans = [min(high / math.tan(math.radians(60)), _FARTHEST) for _, high in sides]
    tallest = max(item.high for side, _ in sides for bone in side for item in bone.items)
    steepest = max(lean / high for lean, (_, high) in zip(leans, sides, strict=True) if high)
    pitch = TEXT + tallest * steepest + 3 * _PAD
    length = pitch * len(above)
    for lean, (side, high), way in zip(leans, sides, (-1, 1), strict=True):
        for place, bone in enumerate(side, 1):
            _rib(canvas, (place * pitch, y), bone, high, lean, way)
    canvas.line([(-max(leans) / 2, y), (length + 46, y)], "thick")
    return length + 46


def _rib(canvas: Canvas, joint: tuple[float, float], bone: _Bone, high: float, lean: float, way: int) -> None:
    """Draw a bone from its joint on the spine, upwards (`way` -1) or downwards (1)."""
    x, y = joint
    end = (x - lean, y + way * high)
    canvas.line([end, joint], "line" if bone.looked else "line dashed")
    wide = max(width(line) for line in bone.label) * BOLD + 2 * _PAD
    tall = len(bone.label) * LINE + 10
    top = end[1] - tall if way < 0 else end[1]
    canvas.box((end[0] - wide / 2, top), wide, tall, "box" if bone.looked else "box dashed")
    canvas.words((end[0], top + 4), bone.label, "strong", "middle")

    def at(height: float) -> float:
        """Return the x of the rib at a height."""
        return x - lean * abs(height - y) / high

    spare = max(high - bone.high, 0) / len(bone.items)
    edge = (
        end[1] + _GAP / 2
        if way < 0
        else y + high - bone.high - min(spare, _GAP) * len(bone.items) + 1.5 * _GAP
    )
    for item in bone.items:
        edge += min(spare, _GAP) / 2
        foot = edge + item.high
        left = min(at(edge), at(foot)) - _PAD - TEXT
        beneath = canvas.words((left, edge), item.lines, "strong" if item.likely else "")
        if item.tag:
            canvas.words((left, beneath), [item.tag], "", small=True)
        canvas.line([(left, foot), (at(foot), foot)], "faint")
        if item.likely is not None:
            canvas.circle((at(foot), foot), 4.5, "ink" if item.likely else "open")
        edge = foot + _GAP + min(spare, _GAP) / 2


def _head(canvas: Canvas, ends: Sequence[tuple[float, float]], problem: str) -> None:
    """Draw the problem where the spines end."""
    lines = wrapped(problem, HEAD / BOLD)
    x = max((x for x, _ in ends), default=0.0)
    top, bottom = min((y for _, y in ends), default=0.0), max((y for _, y in ends), default=0.0)
    middle = (top + bottom) / 2
    if bottom > top:
        canvas.line([(x, top), (x, bottom)], "thick")
    canvas.line([(x, middle), (x + 22, middle)], "thick")
    canvas.path("M0 -8L14 0L0 8Z", (x + 20, middle), 14, "ink")
    canvas.words((x + 36, middle - len(lines) * LINE / 2 - 34), [said("fish")["head"]], small=True)
    high = max(len(lines) * LINE + 26, 60.0)
    canvas.box((x + 34, middle - high / 2), HEAD + 20, high, "head", 14)
    canvas.words((x + 34 + 10 + HEAD / 2, middle - len(lines) * LINE / 2), lines, "strong", "middle")
