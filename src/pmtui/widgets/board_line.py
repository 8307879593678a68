"""A line of a list: what it shows, how, and which places in it show fields of their own."""

from __future__ import annotations

from dataclasses import field

from textual.content import Content

from pmtui.values import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Cells of a line's words that show a field.

    Attributes:
        order: Its place in the order in which the cursor goes through the drawing, from 0.
        start: The first cell, from 0.
        end: The cell after the last.
        path: The field.
    """

    order: int
    start: int
    end: int
    path: str


@dataclass(frozen=True, slots=True)
class BoardLine:
    """A line of the list.

    Attributes:
        path: The field that it shows; empty for a heading or a remark.
        text: Its words; typed text is taken as it is, never as markup.
        style: How it looks: "" or "heading", "dim", "open", "problem", "advice".
        mark: The sign of the worst finding about it: ✕, ▲, · or nothing.
        selectable: Whether the cursor stops on it.
        right: Words at the right edge, such as an owner.
        under: The id of what it stands under, where a row stands at several places.
        belongs: Whether it belongs to the line above it, with which it comes into sight.
        places: What parts of it show, where it is a row of a drawing: the cursor stops at those instead.
    """

    path: str = ""
    text: Content | str = ""
    style: str = ""
    mark: str = ""
    selectable: bool = True
    right: str = field(default="", kw_only=True)
    under: str = field(default="", kw_only=True)
    belongs: bool = field(default=False, kw_only=True)
    places: tuple[Place, ...] = field(default=(), kw_only=True)

    @property
    def paths(self) -> tuple[str, ...]:
        """The fields that it shows."""
        return tuple(place.path for place in self.places) or ((self.path,) if self.path else ())
