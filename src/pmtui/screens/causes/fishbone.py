"""The contributing factors as a view: a fish where there is room, else the same fish stood upright."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pmtui import content
from pmtui.drawing.fish import NARROWEST, fish, indented
from pmtui.drawing.spots import Drawing
from pmtui.interview.choices import choices_for
from pmtui.interview.conditions import bones_open
from pmtui.model.postmortem import Postmortem
from pmtui.screens.causes.details import details
from pmtui.screens.causes.views import Sight
from pmtui.screens.values import SIGN, row_of
from pmtui.widgets.board_line import BoardLine, Place

WIDEST = 160
"""Cells that a fish takes at most: wider, the eye loses the line."""
_NOTHING: Mapping[int, str] = {}


def lines(sight: Sight) -> list[BoardLine]:
    """Return the fish where there is room for it, else the fish stood upright; with the factor in hand."""
    causes, labelled = sight.pm.causes, lambda name: bone_label(sight.pm, name)
    if sight.cells < NARROWEST:
        return [
            *of_drawing(sight, indented(causes, sight.cells, labelled, sight.plain)),
            _own_bones(sight.pm),
        ]
    drawing = fish(causes, min(sight.cells, WIDEST), labelled, sight.plain)
    places = [Place(order, spot.start, spot.end, spot.path) for order, spot in enumerate(drawing.spots)]
    rows = [spot.row for spot in drawing.spots]
    drawn = [
        BoardLine(
            text=text, places=tuple(place for place, row in zip(places, rows, strict=True) if row == number)
        )
        for number, text in enumerate(drawing.rows)
    ]
    return [*(_marked(sight, line) for line in drawn), *details(sight), _own_bones(sight.pm)]


def _own_bones(pm: Postmortem) -> BoardLine:
    """Return the line that leads to bones of a team's own."""
    words: dict[str, str] = content.toml("guide/fishbone.toml")["say"]
    said = words["own"].format(bones=", ".join(pm.causes.bones)) if pm.causes.bones else words["usual"]
    return BoardLine(path="causes.bones", text=f"   {said}", style="dim")


def _marked(sight: Sight, line: BoardLine) -> BoardLine:
    """Return a row of the fish with the sign of the worst finding about what it shows."""
    if not line.places:
        return replace(line, selectable=False)
    found = {sight.worst(row_of(sight.pm, place.path) or place.path) for place in line.places}
    worst = next((each for each in ("error", "warning", "hint") if each in found), "")
    return replace(line, mark=SIGN[worst])


def of_drawing(sight: Sight, drawing: Drawing, under: Mapping[int, str] = _NOTHING) -> list[BoardLine]:
    """Return a drawing with at most one field a row as lines, the row in hand spread out beneath its own.

    Args:
        sight: What the view is drawn from.
        drawing: The drawing.
        under: The id of what each row of the drawing stands under, where it may stand at several places.
    """
    shown = {spot.row: spot.path for spot in reversed(drawing.spots)}
    in_hand, spread, out = row_of(sight.pm, sight.front), False, []
    for number, text in enumerate(drawing.rows):
        path = shown.get(number, "")
        row = row_of(sight.pm, path) if path else ""
        mark = SIGN[sight.worst(row or path)] if path else ""
        line = BoardLine(path=path, text=text, mark=mark, selectable=bool(path), under=under.get(number, ""))
        out.append(line)
        if row and row == in_hand and not spread:
            spread = True
            out += details(sight)
    return out


def bone_label(pm: Postmortem, name: str) -> str:
    """Return how a bone is called."""
    known = choices_for(pm, "causes.factor.*.bone")
    return next((choice.label for choice in known if choice.value == name), name or "No bone")


def info(sight: Sight) -> str:
    """Return how many factors there are, how many are likely, and what was not looked at."""
    words: dict[str, str] = content.toml("guide/fishbone.toml")["say"]
    factors = sight.pm.causes.factor
    if not factors:
        return words["empty"]
    likely, left = sum(bool(factor.likely) for factor in factors), bones_open(sight.pm.causes)
    said = words["one" if len(factors) == 1 else "many"].format(count=len(factors), likely=likely)
    return said + (words["left"].format(bones=", ".join(left)) if left else "")
