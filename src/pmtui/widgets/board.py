"""The list of a step: the answers so far, one line each, with the line of the question in front marked.

It draws its lines itself, so that of thousands only those in sight cost anything, and a change of one line
sends one line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from pmtui import keys
from pmtui.widgets.fields.base import Field, FieldMessage
from pmtui.widgets.fit import cut, plain

if TYPE_CHECKING:
    from textual import events
    from textual.style import Style

HERE, CURSOR = "▸", ">"
REVERSED = RichStyle(reverse=True, bold=True)
GUTTER = 3
"""Cells before the text: the pointer, the sign of the worst finding, a blank."""


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
    """

    path: str = ""
    text: Content | str = ""
    style: str = ""
    mark: str = ""
    selectable: bool = True
    right: str = field(default="", kw_only=True)


class Board(Field, Widget, can_focus=True, inherit_bindings=False):
    """A list of lines with a cursor; the cursor shows only while the list has the keyboard."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "board--heading",
        "board--dim",
        "board--open",
        "board--problem",
        "board--advice",
        "board--right",
        "board--here",
        "board--error",
        "board--warning",
        "board--hint",
    }
    DEFAULT_CSS = """
    Board { height: 1fr; width: 1fr; }
    """

    @dataclass
    class Chosen(FieldMessage):
        """Enter was pressed on a line, and the screen did nothing about it itself."""

        path: str

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.lines: tuple[BoardLine, ...] = ()
        self.remap: Mapping[str, str] = {}
        self._stops: list[int] = []
        self._here = ""
        self._cursor = -1
        self._top = 0

    @property
    def here(self) -> str:
        """The path of the line at the cursor; empty where there is none."""
        return self.lines[self._cursor].path if 0 <= self._cursor < len(self.lines) else ""

    # -- what is shown ----------------------------------------------------------------------------------

    def show(self, lines: Sequence[BoardLine], here: str = "", *, follow: bool | None = None) -> None:
        """Show these lines, with `here` the path of the question in front.

        The cursor follows the question in front while the keyboard is elsewhere, and stays with its own
        line while the list has it. It begins at the end where the question in front adds a row and so has
        no line yet. Only lines that changed are drawn. `follow` says whether the keyboard is elsewhere, or is
        about to go there; by default it is where the focus is.
        """
        before, top_before = self._drawn(), self._top
        cursor_path, cursor_at, first = self.here, self._cursor, not self.lines
        self.lines, self._here = tuple(lines), here
        self._stops = [at for at, line in enumerate(self.lines) if line.selectable]
        kept = self._find(cursor_path, cursor_at) if cursor_path else -1
        front = self._find(here, kept) if here else -1
        if front >= 0 and (first or (not self.has_focus if follow is None else follow)):
            self._cursor = front
        elif kept >= 0:
            self._cursor = kept
        else:
            self._cursor = self._nearest((len(self.lines) if here else 0) if first else cursor_at)
        self._into_sight(self._cursor)
        self._redraw(before, top_before)

    def reveal(self, path: str) -> None:
        """Bring the line of `path` into sight and put the cursor on it."""
        at = self._find(path, -1)
        if at >= 0:
            self._move_to(at)

    def _find(self, path: str, near: int) -> int:
        if 0 <= near < len(self.lines) and self.lines[near].path == path and self.lines[near].selectable:
            return near
        return next((at for at in self._stops if self.lines[at].path == path), -1)

    def _nearest(self, at: int) -> int:
        return min(self._stops, key=lambda stop: (abs(stop - at), stop), default=-1)

    def _into_sight(self, at: int) -> None:
        height = self.size.height
        if height < 1:
            return  # not laid out yet; `on_resize` comes when it is
        if at >= 0:
            if at < self._top:
                stop = self._stops.index(at) if at in self._stops else 0
                # the remarks above the first stop come into sight with it
                self._top = 0 if stop == 0 and at < height else self._with_heading(at, height)
            elif at >= self._top + height:
                self._top = at - height + 1
        self._top = max(0, min(self._top, len(self.lines) - height))

    def _with_heading(self, at: int, height: int) -> int:
        above = at
        while above > 0 and not self.lines[above - 1].selectable and at - above < height // 2:
            above -= 1
        return above

    def _drawn(self) -> tuple[tuple[object, ...], ...]:
        """Return, for each row in sight, all that its look hangs on."""
        return tuple(self._look(self._top + row) for row in range(self.size.height))

    def _look(self, at: int) -> tuple[object, ...]:
        if not 0 <= at < len(self.lines):
            return ()
        line = self.lines[at]
        cursor = at == self._cursor and self.has_focus
        return (line, cursor, bool(line.path) and line.path == self._here, self._more(at))

    def _more(self, at: int) -> str:
        """Return the sign at the right edge that there is more out of sight, above or below."""
        if at == self._top and self._top > 0:
            return "↑"
        last = self._top + self.size.height - 1
        return "↓" if at == last and len(self.lines) - 1 > last else ""

    def _redraw(self, before: tuple[tuple[object, ...], ...], top_before: int) -> None:
        after = self._drawn()
        changed = [row for row, (was, now) in enumerate(zip(before, after, strict=False)) if was != now]
        if len(before) != len(after) or (top_before != self._top and changed):
            self.refresh()
        elif changed:
            self.refresh(*(Region(0, row, self.size.width, 1) for row in changed))

    # -- drawing ----------------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """Draw one row."""
        width, base = self.size.width, self.rich_style
        at = self._top + y
        if not 0 <= at < len(self.lines):
            return Strip.blank(width, base)
        line = self.lines[at]
        cursor = at == self._cursor and self.has_focus
        in_front = bool(line.path) and line.path == self._here
        style = self.visual_style
        if line.style and not cursor:
            style += self._style(f"board--{line.style}")
        if in_front:
            style += self._style("board--here")
        segments = self._gutter(line, cursor, in_front)
        more = self._more(at)
        right = cut(plain(line.right), max(width // 2, 0))
        tail = f"{right} {more or ' '}"
        room = width - GUTTER - cell_len(tail) - (1 if right else 0)
        text = line.text if isinstance(line.text, Content) else Content(plain(line.text))
        if text.cell_length > room:
            text = _cut_content(text, room)
        segments += text.rstrip().render_segments(style)
        used = sum(cell_len(segment.text) for segment in segments)
        tail_style = self._style("board--right").rich_style if right and not cursor else base
        segments += [Segment(" " * max(width - used - cell_len(tail), 0), base), Segment(tail, tail_style)]
        strip = Strip(segments).adjust_cell_length(width, base)
        return strip.apply_style(REVERSED) if cursor else strip

    def _gutter(self, line: BoardLine, cursor: bool, in_front: bool) -> list[Segment]:
        pointer = CURSOR if cursor else HERE if in_front else " "
        sign = {"✕": "error", "▲": "warning", "·": "hint"}.get(line.mark, "hint")
        front = self._style("board--here").rich_style
        mark = front if cursor else self._style(f"board--{sign}").rich_style
        return [
            Segment(pointer, front),
            Segment(cut(line.mark, 1) or " ", mark if line.mark else front),
            Segment(" ", self.rich_style),
        ]

    def _style(self, name: str) -> Style:
        if name not in self.COMPONENT_CLASSES:
            return self.visual_style
        return self.get_visual_style(name)

    # -- keys -------------------------------------------------------------------------------------------

    def _act(self, event: events.Key) -> bool:
        # Letters are commands here, so the screen is asked about every key first.
        return self.obeyed(event.key) or self.press(event.key, event.character)

    def press(self, key: str, character: str | None) -> bool:  # noqa: ARG002 - what fields are asked
        """Do what the key means in the list; return False where it means nothing."""
        name = keys.action_for(key, keys.LIST, "", self.remap)
        if name == "edit" and self.here:
            self.tell(self.Chosen(self, self.here))
            return True
        return self._go(name or "")

    def caret(self) -> int:
        """Return the line that the cursor is on, from 0; -1 where there is none."""
        return self._cursor

    def _go(self, name: str) -> bool:
        """Move the cursor; return whether `name` is one of the moves."""
        if name not in ("down", "up", "page-down", "page-up", "first", "last"):
            return False
        if not self._stops:
            page, whole = max(self.size.height - 1, 1), len(self.lines)
            rows = {"down": 1, "page-down": page, "last": whole, "up": -1, "page-up": -page, "first": -whole}
            self._scroll_by(rows[name])
            return True
        stop = self._stops.index(self._cursor) if self._cursor in self._stops else 0
        page = max(self.size.height - 1, 1)
        last = len(self._stops) - 1
        if name == "down" and stop == last:
            if self._top + self.size.height < len(self.lines):
                self._scroll_by(1)
            else:
                self.tell(self.Left(self, "down"))
            return True
        if name == "up" and stop == 0 and self._top > 0:
            self._scroll_by(-1)
            return True
        target = {
            "down": stop + 1,
            "up": stop - 1,
            "first": 0,
            "last": last,
            "page-down": self._stop_by_rows(stop, page),
            "page-up": self._stop_by_rows(stop, -page),
        }[name]
        self._move_to(self._stops[max(0, min(target, last))])
        return True

    def _stop_by_rows(self, stop: int, rows: int) -> int:
        """Return the stop about `rows` rows away, at least one stop on."""
        wanted = self._stops[stop] + rows
        step = 1 if rows > 0 else -1
        at = stop + step
        while 0 <= at + step < len(self._stops) and (wanted - self._stops[at + step]) * step >= 0:
            at += step
        return at

    def _move_to(self, at: int) -> None:
        before, top_before = self._drawn(), self._top
        self._cursor = at
        self._into_sight(at)
        self._redraw(before, top_before)

    def scroll_to_line(self, at: int) -> None:
        """Bring the line `at` to the top, as far as the text reaches."""
        self._scroll_by(at - self._top)

    def _scroll_by(self, rows: int) -> None:
        before, top_before = self._drawn(), self._top
        self._top = max(0, min(self._top + rows, len(self.lines) - max(self.size.height, 1)))
        self._redraw(before, top_before)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll, where the mouse is on."""
        event.stop()
        self._scroll_by(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll, where the mouse is on."""
        event.stop()
        self._scroll_by(-3)

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the line that was clicked, where the mouse is on."""
        at = self._top + event.y
        if 0 <= at < len(self.lines) and self.lines[at].selectable:
            self._move_to(at)

    def on_focus(self) -> None:
        """Show the cursor."""
        self._into_sight(self._cursor)
        self.refresh()

    def on_blur(self) -> None:
        """Hide the cursor."""
        self.refresh()

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self._into_sight(self._cursor)
        self.refresh()


def _cut_content(text: Content, width: int) -> Content:
    """Return styled text in at most `width` cells, with `…` where something was cut."""
    kept = len(cut(text.plain, width)) - 1
    return Content.assemble(text[: max(kept, 0)], "…") if width > 0 else Content("")
