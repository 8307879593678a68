"""The list of a step: the answers so far, one line each, with the line of the question in front marked.

It draws its lines itself, so that of thousands only those in sight cost anything, and a change of one line
sends one line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.content import Content
from textual.geometry import Region, Size
from textual.strip import Strip

from pmtui import keys
from pmtui.widgets.board_line import BoardLine
from pmtui.widgets.fields.base import Field, FieldMessage
from pmtui.widgets.fit import cut, plain
from pmtui.widgets.long_lines import LongLines, stops_of
from pmtui.widgets.still import Still
from pmtui.widgets.stops import Stop, Stops

if TYPE_CHECKING:
    from textual import events
    from textual.style import Style

HERE, CURSOR = "▸", ">"
REVERSED = RichStyle(reverse=True, bold=True)
GUTTER = 3
"""Cells before the text: the pointer, the sign of the worst finding, a blank."""


class Board(Field, Still, can_focus=True, inherit_bindings=False):
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

    class Chosen(FieldMessage):
        """Enter was pressed on a line, and the screen did nothing about it itself."""

        def __init__(self, board: Board, path: str) -> None:
            super().__init__(board)
            self.path = path

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.lines: Sequence[BoardLine] = ()
        self.remap: Mapping[str, str] = {}
        self._stops = Stops()
        self._here = ""
        self._front_line = -1
        self._cursor = -1
        self._top = 0
        self._sized = Size(0, 0)
        """The size in which it was drawn last."""

    @property
    def here(self) -> str:
        """The path of the line at the cursor; empty where there is none."""
        return stop.path if (stop := self._stops.get(self._cursor)) is not None else ""

    # -- what is shown ----------------------------------------------------------------------------------

    def show(self, lines: Sequence[BoardLine], here: str = "", *, follow: bool | None = None) -> None:
        """Show these lines, with `here` the path of the question in front.

        The cursor follows the question in front while the keyboard is elsewhere, and stays with its own
        line while the list has it. It begins at the end where the question in front adds a row and so has
        no line yet. Only lines that changed are drawn. `follow` says whether the keyboard is elsewhere, or is
        about to go there; by default it is where the focus is.
        """
        before, top_before = self._drawn(), self._top
        cursor_path, cursor_at, first = self.here, self.caret(), not self.lines
        under = stop.under if (stop := self._stops.get(self._cursor)) is not None else ""
        self.lines, self._here = lines if isinstance(lines, LongLines) else tuple(lines), here
        self._stops = stops_of(self.lines)
        kept = self._stops.find(cursor_path, cursor_at, under) if cursor_path else -1
        front = self._stops.find(here, self._line(kept)) if here else -1
        self._front_line = self._line(self._stops.find(here, -1)) if here else -1
        if front >= 0 and (first or (not self.has_focus if follow is None else follow)):
            self._cursor = front
        elif kept >= 0:
            self._cursor = kept
        else:
            self._cursor = self._stops.nearest((len(self.lines) if here else 0) if first else cursor_at)
        self._into_sight()
        self._redraw(before, top_before)

    def reveal(self, path: str) -> None:
        """Bring the line of `path` into sight and put the cursor on it."""
        at = self._stops.find(path, -1)
        if at >= 0:
            self._move_to(at)

    def stay_near(self, line: int) -> None:
        """Put the cursor on the line `line`, or on the nearest one where it can stop."""
        at = self._stops.nearest(line)
        if at >= 0:
            self._move_to(at)

    def _line(self, stop: int) -> int:
        return found.line if (found := self._stops.get(stop)) is not None else -1

    def _into_sight(self) -> None:
        height, at = self.size.height, self.caret()
        if height < 1:
            return  # not laid out yet; `on_resize` comes when it is
        if at >= 0:
            if at < self._top:
                # the remarks above the first stop come into sight with it
                self._top = 0 if self._cursor == 0 and at < height else self._with_heading(at, height)
            last = self._last_of(at, height)
            if last >= self._top + height:
                self._top = last - height + 1
        self._top = max(0, min(self._top, len(self.lines) - height))

    def _last_of(self, at: int, height: int) -> int:
        """Return the last of the lines that belong to the line `at`, as far as they fit beneath it."""
        last = at
        while last + 1 < len(self.lines) and self.lines[last + 1].belongs and last + 1 - at < height - 1:
            last += 1
        return last

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
        return (line, self._cursor_on(at), self._is_front(at), self._more(at))

    def _is_front(self, at: int) -> bool:
        """Return whether the line `at` is the first that shows the question in front."""
        return at == self._front_line

    def _cursor_on(self, at: int) -> Stop | None:
        """Return the stop of the cursor where it shows on the line `at`; None elsewhere."""
        stop = self._stops.get(self._cursor)
        return stop if stop is not None and stop.line == at and self.has_focus else None

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

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw rows, the cursor in sight: in the first frame, too, whose size nobody is told before."""
        if self._sized != self.size:
            self._sized = self.size
            self._into_sight()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Draw one row."""
        width, base = self.size.width, self.rich_style
        at = self._top + y
        if not 0 <= at < len(self.lines):
            return Strip.blank(width, base)
        line = self.lines[at]
        stop = self._cursor_on(at)
        cursor = stop is not None
        in_front = self._is_front(at)
        style = self.visual_style
        if line.style and not cursor:
            style += self._style(f"board--{line.style}")
        if in_front and not line.places:
            style += self._style("board--here")
        segments = self._gutter(line, cursor, in_front)
        more = self._more(at)
        right = cut(plain(line.right), max(width // 2, 0))
        tail = f"{right} {more or ' '}"
        room = width - GUTTER - cell_len(tail) - (1 if right else 0)
        text = line.text if isinstance(line.text, Content) else Content(plain(line.text))
        for place in line.places:
            if place.path == self._here:
                text = _shown_at(text, place.start, place.end, "bold")
        if text.cell_length > room:
            text = _cut_content(text, room)
        segments += text.rstrip().render_segments(style)
        used = sum(cell_len(segment.text) for segment in segments)
        tail_style = self._style("board--right").rich_style if right and not cursor else base
        segments += [Segment(" " * max(width - used - cell_len(tail), 0), base), Segment(tail, tail_style)]
        strip = Strip(segments).adjust_cell_length(width, base)
        if stop is None:
            return strip
        if stop.cells is None:
            return strip.apply_style(REVERSED)
        start, end = (min(GUTTER + cell, width) for cell in stop.cells)
        if start == end:
            return strip  # out of sight to the right
        lit = strip.crop(start, end).apply_style(REVERSED)
        return Strip.join([strip.crop(0, start), lit, strip.crop(end, width)])

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
        return self._line(self._cursor)

    def _go(self, name: str) -> bool:
        """Move the cursor; return whether `name` is one of the moves."""
        if name not in ("down", "up", "page-down", "page-up", "first", "last"):
            return False
        if not len(self._stops):
            page, whole = max(self.size.height - 1, 1), len(self.lines)
            rows = {"down": 1, "page-down": page, "last": whole, "up": -1, "page-up": -page, "first": -whole}
            self._scroll_by(rows[name])
            return True
        stop = max(self._cursor, 0)
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
        if name in ("page-down", "page-up"):
            target = self._stops.by_rows(stop, page if name == "page-down" else -page)
        else:
            target = {"down": stop + 1, "up": stop - 1, "first": 0, "last": last}[name]
        self._move_to(max(0, min(target, last)))
        return True

    def _move_to(self, at: int) -> None:
        before, top_before = self._drawn(), self._top
        self._cursor = at
        self._into_sight()
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
        at = self._stops.on(self._top + event.y, event.x - GUTTER)
        if at >= 0:
            self._move_to(at)

    def on_focus(self) -> None:
        """Show the cursor."""
        self._into_sight()
        self.refresh()

    def on_blur(self) -> None:
        """Hide the cursor."""
        self.refresh()

    def on_resize(self) -> None:
        """Keep the cursor in sight; what was drawn in this size already is not drawn once more."""
        if self._sized != self.size:
            self.refresh()


def _cut_content(text: Content, width: int) -> Content:
    """Return styled text in at most `width` cells, with `…` where something was cut."""
    kept = len(cut(text.plain, width)) - 1
    return Content.assemble(text[: max(kept, 0)], "…") if width > 0 else Content("")


def _shown_at(text: Content, start: int, end: int, style: str) -> Content:
    """Return a text with the cells from `start` to `end` in a style."""
    before = len(set_cell_size(text.plain, start))
    return text.stylize(style, before, len(set_cell_size(text.plain, end)))
