"""The key moments of an incident to scale, on one horizontal line: how its time was spent."""

from __future__ import annotations

from datetime import datetime, timedelta

from pmtui.analysis.durations import format_duration
from pmtui.drawing.svg.canvas import SMALL, SMALL_LINE, Canvas
from pmtui.drawing.svg.letters import width
from pmtui.drawing.svg.said import said
from pmtui.drawing.svg.timeline_rows import moment_time, moment_word
from pmtui.model.postmortem import Postmortem

HIGH = 14.0
_ROW = 18.0


def strip(canvas: Canvas, pm: Postmortem, wide: float, y: float) -> float:
    """Draw the moments from the start of the impact on, from `y` down, and return where that ends.

    Nothing is drawn, and `y` returned, where fewer than two of them lie apart. The change that lay latent
    before is left out: it may be years old.
    """
    names = [
        name
        for name in ("started", "detected", "declared", "acknowledged", "mitigated", "resolved")
        if getattr(pm.clock, name) is not None
    ]
    moments = {name: getattr(pm.clock, name) for name in names}
    if len(set(moments.values())) < 2:
        return y
    first, last = min(moments.values()), max(moments.values())

    def x(at: datetime) -> float:
        return float(wide * ((at - first) / (last - first)))

    labels = {name: _label(pm, name, at, first, last) for name, at in moments.items()}
    left = {name for name, at in moments.items() if x(at) + width(labels[name], SMALL) + 12 > wide}
    canvas.words((0, y), [said("timeline")["strip"]], "strong", small=True)
    y += SMALL_LINE + 8
    y = _labels_above(
        canvas, sorted(left, key=lambda name: moments[name]), labels, {n: x(moments[n]) for n in left}, y
    )
    canvas.box((0, y), wide, HIGH, "box", 0)
    if "started" in moments and moments["started"] <= moments.get("mitigated", last):
        begin, end = x(moments["started"]), x(moments.get("mitigated", last))
        canvas.box((begin, y), end - begin, HIGH, "time", 0)
    for event in pm.timeline:
        if event.at is not None and first <= event.at <= last:
            canvas.line([(x(event.at), y + 3), (x(event.at), y + HIGH - 3)], "line")
    right = sorted((name for name in names if name not in left), key=lambda name: moments[name], reverse=True)
    foot = y + HIGH
    for place, name in enumerate(right):
        at, row = x(moments[name]), foot + 8 + place * _ROW
        canvas.line([(at, y), (at, row + SMALL_LINE)], "thick")
        canvas.words((at + 6, row), [labels[name]], small=True)
    return foot + 8 + len(right) * _ROW


def _labels_above(
    canvas: Canvas, names: list[str], labels: dict[str, str], xs: dict[str, float], y: float
) -> float:
    """Draw the moments whose labels have no room to their right above the strip; return where it begins."""
    foot = y + len(names) * _ROW
    for place, name in enumerate(names):
        row = y + (len(names) - 1 - place) * _ROW
        canvas.line([(xs[name], row), (xs[name], foot + HIGH)], "thick")
        canvas.words((xs[name] - 6, row), [labels[name]], anchor="end", small=True)
    return foot


def _label(pm: Postmortem, name: str, at: datetime, first: datetime, last: datetime) -> str:
    time = moment_time(pm, name, with_day=last - first >= timedelta(hours=20))
    words = f"{moment_word(name)} {time}"
    if at == first:
        return words
    return f"{words}, {said('timeline')['later'].format(duration=format_duration(at - first))}"
