"""The whys as a tree that grows to the right and down: beneath each line stands what explains it."""

from __future__ import annotations

from dataclasses import dataclass

from pmtui import content
from pmtui.analysis.causes.rungs import Rung, rungs
from pmtui.drawing.svg.canvas import LINE, SMALL_LINE, Canvas
from pmtui.drawing.svg.letters import BOLD, width, wrapped
from pmtui.drawing.svg.said import said
from pmtui.drawing.svg.sheet import Sheet
from pmtui.model.postmortem import Causes, Why

WIDE = 780.0
STEP = 34.0
DEEPEST = 9
"""Lines are indented up to this depth; what stands deeper is drawn at it, with its full number."""
_PAD, _GAP, _TRUNK = 9.0, 12.0, 16.0


@dataclass(slots=True)
class _Place:
    """Where a rung's box begins and ends, and down to where the line from its causes is drawn already."""

    left: float
    foot: float
    row: int
    drawn: float


def ladder(causes: Causes) -> str:
    """Return the ladder of whys as an `<svg>` element."""
    return sheet(causes).element()


def sheet(causes: Causes) -> Sheet:
    """Return the drawn ladder of whys."""
    words = said("ladder")
    found = rungs(causes)
    canvas = Canvas()
    top = wrapped(causes.problem or words["no_problem"], (WIDE - 2 * _PAD) / BOLD)
    foot = len(top) * LINE + 2 * _PAD
    canvas.box((0, 0), WIDE, foot, "head", 8)
    canvas.words((_PAD, _PAD), top, "strong")
    y, leg = foot, ""
    problem = _Place(0, foot, 0, foot)
    places: dict[str, _Place] = {}
    for row, rung in enumerate(found, 1):
        if rung.depth == 0:
            y += _GAP / 2
            if rung.why.leg and rung.why.leg != leg:
                leg = rung.why.leg
                y = canvas.words((STEP, y + _GAP), [_word("leg", leg)], "strong", small=True) - 9
        y = _rung(canvas, rung, row, y + _GAP, places.get(rung.above, problem), places)
    if found:
        canvas.words((0, y + _GAP), [words["legend"]], small=True)
    return Sheet(canvas, "ladder", words["title"], words["about"].format(whys=len(causes.why)))


def _rung(canvas: Canvas, rung: Rung, row: int, y: float, above: _Place, places: dict[str, _Place]) -> float:
    """Draw a rung from `y` down, with the arrow to what it explains; return where it ends."""
    words = said("ladder")
    left = STEP * (min(rung.depth, DEEPEST) + 1)
    text = words["again"] if rung.again else rung.why.because or words["no_words"]
    number = wrapped(rung.number, WIDE / 3)
    hang = max(width(line) for line in number) * BOLD + _PAD
    lines = wrapped(text, WIDE - left - 2 * _PAD - hang)
    lines += [""] * (len(number) - len(lines))
    notes = [] if rung.again else _notes(rung)
    foot = y + len(lines) * LINE + len(notes) * (SMALL_LINE + 2) + 2 * _PAD - 4
    canvas.box((left, y), WIDE - left, foot - y, "box dashed" if rung.again else "box")
    canvas.words((left + _PAD, y + _PAD - 2), number, "strong")
    left += hang
    beneath = canvas.words((left + _PAD, y + _PAD - 2), lines)
    for mark, note in notes:
        _mark(canvas, (left + _PAD + 5, beneath + 8), mark)
        canvas.words((left + _PAD + (15 if mark else 0), beneath + 2), [note], small=True)
        beneath += SMALL_LINE + 2
    left -= hang
    _arrow(canvas, rung, row, (left, y), above)
    if not rung.again:
        places[rung.why.id] = _Place(left, foot, row, foot)
    return foot


def _arrow(canvas: Canvas, rung: Rung, row: int, to: tuple[float, float], above: _Place) -> None:
    """Draw the arrow from a rung to what it explains; dashed from one that names nothing it explains."""
    named = rung.depth > 0 or "problem" in rung.why.explains
    trunk, elbow = above.left + _TRUNK, to[1] + 15
    if above.left < to[0]:
        points = [(to[0], elbow), (trunk, elbow), (trunk, above.drawn)]
    elif above.row == row - 1:  # as deep as is drawn: straight down where nothing lies between
        points = [(to[0] + _TRUNK, to[1]), (to[0] + _TRUNK, above.foot)]
    else:
        return
    canvas.line(points, "line" if named else "line dashed")
    if above.drawn == above.foot:
        canvas.path("M-4.5 4.5L0 -4.5L4.5 4.5Z", (points[-1][0], above.foot + 5), 4.5, "ink", solid=False)
    above.drawn = elbow


def _notes(rung: Rung) -> list[tuple[str, str]]:
    """Return what stands beneath a rung: a mark and its words."""
    words, why = said("ladder"), rung.why
    notes = []
    if rung.new_leg and rung.depth:
        notes.append(("leg", _word("leg", why.leg or "")))
    if why.confidence or why.evidence:
        notes.append((why.confidence or "", ", ".join(filter(None, (_confidence(why), _evidence(why))))))
    if why.stop:
        notes.append(("stop", words["ends"].format(stop=_word("stop", why.stop))))
    return notes


def _confidence(why: Why) -> str:
    return str(said("ladder")["confidence"][why.confidence]) if why.confidence else ""


def _evidence(why: Why) -> str:
    words, count = said("ladder"), len(why.evidence)
    if not count:
        return str(words["no_evidence"])
    return str(words["evidence_one"] if count == 1 else words["evidence_many"].format(count=count))


def _mark(canvas: Canvas, at: tuple[float, float], mark: str) -> None:
    """Draw the sign of a note: full for a fact, half for an inference, open for a guess, square: an end."""
    if mark in ("fact", "inference", "guess"):
        canvas.circle(at, 4, "ink" if mark == "fact" else "open")
    if mark == "inference":
        canvas.path("M0 -4A4 4 0 0 0 0 4Z", at, 4, "ink")
    if mark == "stop":
        canvas.path("M-4 -4H4V4H-4Z", at, 4, "ink")
    if mark == "leg":
        canvas.path("M-4 -4L4 0L-4 4Z", at, 4, "open")


def _word(table: str, value: str) -> str:
    return str(content.toml("templates/words.toml")[table].get(value, value))
