"""Answers to pick from, one a row: the cursor, scrolling, and what keys do; the base of three fields."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from pmtui.interview.question import Choice
from pmtui.widgets.fields.base import Field
from pmtui.widgets.fit import cut, padded, plain, shortened

if TYPE_CHECKING:
    from rich.style import Style
    from textual import events

FOOT_ROWS = 2
"""The most lines that the words beneath the rows take."""
SHARE_OF_HEIGHT = 4
"""The rows in sight are at most this part of the terminal's height, so that the list keeps its place."""
FEWEST_ROWS = 4
"""The rows in sight where the terminal is low."""
LABEL_CELLS = 34
"""The most cells that labels take where words follow them."""


class RowsField(Field, Widget, can_focus=True, inherit_bindings=False):
    """Rows to pick from, with a cursor; scrolls beyond `max_rows`, and says so with arrows."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"field--kept", "field--cursor", "field--dim"}
    DEFAULT_CSS = """
    RowsField { height: auto; width: 1fr; }
    """

    def __init__(
        self, *, max_rows: int = 8, empty: str = "There is nothing to pick yet.", **names: Any
    ) -> None:
        super().__init__(**names)
        self.max_rows = max_rows
        self.empty = empty
        self._cursor = 0
        self._top = 0
        self._foot_rows = 0
        self._room = max_rows

    # -- what a field of this kind says of itself -------------------------------------------------------

    @property
    def labels(self) -> Sequence[str]:
        """The first words of each row."""
        raise NotImplementedError

    def pick(self, at: int) -> None:
        """Pick the row `at`, or give it back where several can be picked."""
        raise NotImplementedError

    def row(self, at: int, width: int, style: Style) -> list[Segment]:
        """Draw the row `at` in `width` cells, without the cursor's sign; `style` is that of its words."""
        raise NotImplementedError

    def foot(self, at: int, width: int) -> str:  # noqa: ARG002 - others need the width
        """Return the words beneath the rows while the cursor is on the row `at`."""
        return ""

    # -- the cursor -------------------------------------------------------------------------------------

    def caret(self) -> int:
        """Return the row of the cursor, from 0."""
        return self._cursor

    def set_caret(self, at: int) -> None:
        """Put the cursor on the row `at`, and bring the row into sight."""
        at = max(0, min(at, len(self.labels) - 1))
        if at == self._cursor:
            return
        before, top = self._cursor, self._top
        self._cursor = at
        self._into_sight()
        if top != self._top:
            self.refresh()
        else:
            self._redraw(before, at)
            if self._foot_rows:
                self.refresh(Region(0, self._rows_shown, self.size.width, self._foot_rows))

    def _begin_anew(self) -> None:
        self._cursor = self._top = 0
        self.refresh(layout=True)

    @property
    def _rows_shown(self) -> int:
        return min(len(self.labels), self.max_rows, self._room)

    def _into_sight(self) -> None:
        shown = max(self._rows_shown, 1)
        self._top = max(min(self._top, self._cursor), self._cursor - shown + 1)

    def _redraw(self, *rows: int) -> None:
        regions = [
            Region(0, at - self._top, self.size.width, 1)
            for at in dict.fromkeys(rows)
            if 0 <= at - self._top < self._rows_shown
        ]
        if regions:
            self.refresh(*regions)

    # -- drawing ----------------------------------------------------------------------------------------

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return the rows in sight and the lines beneath them."""
        self._room = max(viewport.height // SHARE_OF_HEIGHT - 1, FEWEST_ROWS)
        self._into_sight()
        feet = {self.foot(at, width) for at in range(len(self.labels))} - {""}
        self._foot_rows = max((len(shortened(plain(foot), width - 4, FOOT_ROWS)) for foot in feet), default=0)
        return max(self._rows_shown, 1) + self._foot_rows

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        width, base, dim = self.size.width, self.rich_style, self.get_component_rich_style("field--dim")
        at = self._top + y
        if not self.labels:
            words = shortened(plain(self.empty), width, 1)[0] if y == 0 else ""
            return Strip([Segment(words, dim)]).adjust_cell_length(width, base)
        if y >= self._rows_shown:
            lines = shortened(plain(self.foot(self._cursor, width)), width - 4, FOOT_ROWS)
            line = y - self._rows_shown
            words = lines[line] if line < len(lines) else ""
            return Strip([Segment("    " + words, dim)]).adjust_cell_length(width, base)
        here = at == self._cursor and self.has_focus
        style = self.get_component_rich_style("field--cursor") if here else base
        segments = [Segment(f"{self._pointer if here else ' '} ", style), *self.row(at, width - 4, style)]
        strip = Strip(segments).adjust_cell_length(width - 2, base)
        return Strip.join([strip, Strip([Segment(f" {self._more(at)}", dim)])])

    def _more(self, at: int) -> str:
        up, down = ("^", "v") if self.ascii_signs else ("↑", "↓")
        if at == self._top and self._top > 0:
            return up
        last = self._top + self._rows_shown - 1
        return down if at == last and last < len(self.labels) - 1 else " "

    @property
    def _pointer(self) -> str:
        return ">" if self.ascii_signs else "▸"

    def _dot(self, kept: bool) -> Segment:
        sign = ("*" if self.ascii_signs else "●") if kept else " "
        return Segment(f"{sign} ", self.get_component_rich_style("field--kept"))

    def _digit(self, at: int) -> Segment:
        words = f"{at + 1} " if at < 9 else "  "
        return Segment(words, self.get_component_rich_style("field--dim"))

    def on_focus(self) -> None:
        """Show the cursor."""
        self._redraw(self._cursor)

    def on_blur(self) -> None:
        """Hide the cursor."""
        self._redraw(self._cursor)

    # -- keys -------------------------------------------------------------------------------------------

    def press(self, key: str, character: str | None) -> bool:
        """Move, pick by Space or a digit, jump to a row by its first letter."""
        if key == "enter":
            self.enter()
        elif not self.labels:
            return self._leave(key)
        elif character == " ":
            self.pick(self._cursor)
        elif character is not None:
            return self._by_character(character)
        elif key in ("up", "down") and self._at_end(key):
            return self._leave(key)
        else:
            return self._go(key)
        return True

    def enter(self) -> None:
        """Pick the row at the cursor, and go on."""
        if self.labels:
            self.pick(self._cursor)
        self.tell(self.Entered(self))

    def _at_end(self, key: str) -> bool:
        return self._cursor == (0 if key == "up" else len(self.labels) - 1)

    def _leave(self, key: str) -> bool:
        if key == "up":
            self.tell(self.Left(self, "up"))
        elif key == "down":
            self.tell(self.Left(self, "down"))
        return key in ("up", "down")

    def _go(self, key: str) -> bool:
        last, page = len(self.labels) - 1, max(self._rows_shown - 1, 1)
        to = {
            "up": self._cursor - 1,
            "down": self._cursor + 1,
            "pageup": self._cursor - page,
            "pagedown": self._cursor + page,
            "home": 0,
            "end": last,
        }.get(key)
        if to is not None:
            self.set_caret(to)
        return to is not None

    def _by_character(self, character: str) -> bool:
        if character in "123456789" and int(character) <= len(self.labels):
            self.set_caret(int(character) - 1)
            self.pick(self._cursor)
            return True
        count, wanted = len(self.labels), character.casefold()
        for at in (*range(self._cursor + 1, count), *range(self._cursor + 1)):
            if self.labels[at].casefold().startswith(wanted):
                self.set_caret(at)
                return True
        if character in "jk":
            self.set_caret(self._cursor + (1 if character == "j" else -1))
            return True
        return False

    def on_click(self, event: events.Click) -> None:
        """Pick the row that was clicked, where the mouse is on."""
        if 0 <= event.y < self._rows_shown:
            self.set_caret(self._top + event.y)
            self.pick(self._cursor)


class ChoicesField(RowsField):
    """Rows that are choices: a label each, and words that help to choose.

    The words of help stand behind the labels where they all have room there, else beneath the rows for the
    row at the cursor.
    """

    def __init__(self, choices: Sequence[Choice] = (), **options: Any) -> None:
        super().__init__(**options)
        self._keep(choices)

    def _keep(self, choices: Sequence[Choice]) -> None:
        self.choices: tuple[Choice, ...] = tuple(choices)
        self._labels = [plain(choice.label) for choice in self.choices]
        self._helps = [plain(choice.help) for choice in self.choices]
        self._label_cells = min(max(map(cell_len, self._labels), default=0), LABEL_CELLS)
        help_cells = max(map(cell_len, self._helps), default=0)
        too_long = any(cell_len(label) > LABEL_CELLS for label in self._labels)
        self._cells_with_help = 10_000 if too_long else self._label_cells + 2 + help_cells

    @property
    def labels(self) -> Sequence[str]:
        """The labels of the choices."""
        return self._labels

    @property
    def here(self) -> Any:
        """The value of the choice at the cursor; None where there are no choices."""
        return self.choices[self._cursor].value if self.choices else None

    def set_choices(self, choices: Sequence[Choice], empty: str = "") -> None:
        """Become the field of another question: with these choices, none of them kept.

        Args:
            choices: What can be chosen.
            empty: What to say where there are none; the words given before when empty.
        """
        self.empty = empty or self.empty
        self.forget()
        self._keep(choices)
        self._begin_anew()

    def forget(self) -> None:
        """Keep no answer."""
        raise NotImplementedError

    def foot(self, at: int, width: int) -> str:
        """Return the help of the choice, where it has no room behind the labels."""
        return "" if self._helps_in_rows(width - 4) else self._helps[at]

    _sign_cells: ClassVar[int] = 4

    def _helps_in_rows(self, width: int) -> bool:
        return self._sign_cells + self._cells_with_help <= width

    def _words(self, at: int, width: int, style: Style) -> list[Segment]:
        if self._helps[at] and self._helps_in_rows(width):
            dim = self.get_component_rich_style("field--dim")
            return [
                Segment(padded(self._labels[at], self._label_cells) + "  ", style),
                Segment(self._helps[at], dim),
            ]
        return [Segment(cut(self._labels[at], width - self._sign_cells), style)]
