"""The picker of impact and effort: the square of four corners, moved through with the arrow keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from pmtui.interview.question import Choice
from pmtui.widgets.fields.base import Field
from pmtui.widgets.fit import cut, padded, plain

if TYPE_CHECKING:
    from rich.style import Style
    from textual import events

Corner = tuple[str, str]
"""Impact and effort, "high" or "low" each."""

CORNERS: tuple[Corner, ...] = (("high", "low"), ("high", "high"), ("low", "low"), ("low", "high"))
"""The corners as drawn: impact from above, effort from the left."""

MARGIN = 14
"""Cells at the left for the words of the rows."""
FOOT = 6
"""The line of the words of help."""


class QuadrantField(Field, Widget, can_focus=True, inherit_bindings=False):
    """Impact and effort at once: ● in the corner that is kept, ▸ in the one at the cursor.

    Digits choose too: 1 and 2 above, 3 and 4 beneath, from the left.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"field--kept", "field--cursor", "field--dim"}
    DEFAULT_CSS = """
    QuadrantField { height: 7; width: 1fr; }
    """

    def __init__(
        self, choices: Sequence[Choice] = (), *, impact: str = "impact", effort: str = "effort", **names: Any
    ) -> None:
        super().__init__(**names)
        self.choices: tuple[Choice, ...] = tuple(choices)
        self.impact, self.effort = impact, effort
        self.value: Corner | None = None
        self._cursor = 0

    @property
    def here(self) -> Corner:
        """The corner at the cursor."""
        return CORNERS[self._cursor]

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Become the field of another question, with nothing kept.

        Args:
            choices: The advice of the corners: the value is (impact, effort), the label the advice, the
                help a sentence more. A corner without one is drawn without advice.
        """
        self.value, self._cursor = None, 0
        self.choices = tuple(choices)
        self.refresh()

    def show(self, value: Sequence[str | None] | None) -> None:
        """Show which corner is kept; None, or a pair with a None in it, for none."""
        corner = None if value is None else (value[0], value[1])
        kept = corner if corner in CORNERS else None
        if kept != self.value:
            before = [] if self.value is None else [CORNERS.index(self.value)]
            self.value = kept
            self._redraw(*before)
            if kept is not None:
                self._redraw(CORNERS.index(kept))
                self.set_caret(CORNERS.index(kept))

    def caret(self) -> int:
        """Return the corner of the cursor: 0 and 1 above, 2 and 3 beneath."""
        return self._cursor

    def set_caret(self, at: int) -> None:
        """Put the cursor into a corner."""
        if at != self._cursor and 0 <= at < len(CORNERS):
            before, self._cursor = self._cursor, at
            self._redraw(before, at)
            self.refresh(Region(0, FOOT, self.size.width, 1))

    def _redraw(self, *corners: int) -> None:
        lines = {2 + corner // 2 * 2 for corner in corners}
        if lines:
            self.refresh(*(Region(0, y, self.size.width, 1) for y in sorted(lines)))

    # -- drawing ----------------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """Draw one of the seven lines."""
        dim = self.get_component_rich_style("field--dim")
        cells = max((self.size.width - MARGIN - 3) // 2, 4)
        if y == 0:
            segments = [Segment(" " * MARGIN + self._columns(cells), dim)]
        elif y in (2, 4):
            segments = self._corners(y - 2, cells, dim)
        elif y < FOOT:
            segments = [self._rule(cells, {1: "┌┬┐", 3: "├┼┤"}.get(y, "└┴┘"), dim)]
        else:
            segments = [Segment(" " * (MARGIN + 2) + self._help(), dim)]
        return Strip(segments).adjust_cell_length(self.size.width, self.rich_style)

    def _columns(self, cells: int) -> str:
        low, high = (padded(f"   {plain(self.effort)} {each}", cells) for each in ("low", "high"))
        return f" {low} {high}"

    def _rule(self, cells: int, ends: str, style: Style) -> Segment:
        left, middle, right = tuple("+++" if self.ascii_signs else ends)
        line = ("-" if self.ascii_signs else "─") * cells
        return Segment(f"{' ' * MARGIN}{left}{line}{middle}{line}{right}", style)

    def _corners(self, first: int, cells: int, dim: Style) -> list[Segment]:
        bar = "|" if self.ascii_signs else "│"
        row = padded(f"{plain(self.impact)} {CORNERS[first][0]}", MARGIN - 1) + " "
        segments = [Segment(row, dim), Segment(bar, dim)]
        for at in (first, first + 1):
            segments += [*self._corner(at, cells), Segment(bar, dim)]
        return segments

    def _corner(self, at: int, cells: int) -> list[Segment]:
        here, kept = at == self._cursor and self.has_focus, CORNERS[at] == self.value
        style = self.get_component_rich_style("field--cursor") if here else self.rich_style
        pointer = (">" if self.ascii_signs else "▸") if here else " "
        dot = ("*" if self.ascii_signs else "●") if kept else " "
        choice = self._choice(at)
        return [
            Segment(f" {pointer} ", style),
            Segment(f"{dot} ", self.get_component_rich_style("field--kept")),
            Segment(f"{at + 1} ", self.get_component_rich_style("field--dim")),
            Segment(padded(plain(choice.label) if choice else "", cells - 7), style),
        ]

    def _choice(self, at: int) -> Choice | None:
        return next((choice for choice in self.choices if tuple(choice.value) == CORNERS[at]), None)

    def _help(self) -> str:
        choice = self._choice(self._cursor)
        return cut(plain(choice.help), self.size.width - MARGIN - 2) if choice else ""

    def on_focus(self) -> None:
        """Show the cursor."""
        self._redraw(self._cursor)

    def on_blur(self) -> None:
        """Hide the cursor."""
        self._redraw(self._cursor)

    # -- keys -------------------------------------------------------------------------------------------

    def press(self, key: str, character: str | None) -> bool:
        """Move with the arrows; choose with Enter, Space or a digit."""
        if character in ("1", "2", "3", "4"):
            self.set_caret(int(character) - 1)
            self.pick()
        elif character == " ":
            self.pick()
        elif key == "enter":
            self.pick()
            self.tell(self.Entered(self))
        elif key in ("up", "down"):
            self._up_or_down(key)
        elif key in ("left", "right"):
            self.set_caret(self._cursor // 2 * 2 + (key == "right"))
        else:
            return False
        return True

    def _up_or_down(self, key: str) -> None:
        if key == "up" and self._cursor < 2:
            self.tell(self.Left(self, "up"))
        elif key == "down" and self._cursor >= 2:
            self.tell(self.Left(self, "down"))
        else:
            self.set_caret(self._cursor + (2 if key == "down" else -2))

    def pick(self) -> None:
        """Keep the corner at the cursor, and tell it."""
        self.show(self.here)
        self.tell(self.Chosen(self, self.here))

    def on_click(self, event: events.Click) -> None:
        """Choose the corner that was clicked, where the mouse is on."""
        cells = max((self.size.width - MARGIN - 3) // 2, 4)
        column, within = divmod(event.x - MARGIN - 1, cells + 1)
        if event.y in (2, 4) and column in (0, 1) and within < cells:
            self.set_caret(event.y - 2 + column)
            self.pick()
