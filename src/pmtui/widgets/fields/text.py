"""The field in which text is typed: one line that wraps, or prose of several lines.

The history of changes is the Draft's; this field keeps none of its own. Spans that findings are about are
underlined, and move along with the text while it is typed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from rich.text import Text
from textual.content import Content
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult, Location, Selection, WrappedDocument

from pmtui.widgets.fields import spans
from pmtui.widgets.fields.base import Field
from pmtui.widgets.fields.spans import Mark

if TYPE_CHECKING:
    from textual.geometry import Region, Size
    from textual.strip import Strip


class TextField(Field, TextArea, inherit_bindings=False):
    """A text to type: one line, or prose.

    In one line, Enter means to go on and a pasted block is handed to the screen whole. In prose, Enter
    begins a new line and a pasted block is taken as it is.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"text-field--error", "text-field--warning", "text-field--hint"}
    _has_styles = False
    DEFAULT_CSS = """
    TextField { height: auto; min-height: 1; max-height: 3; padding: 0; }
    """

    def __init__(
        self, text: str = "", *, one_line: bool = True, rows: int = 3, placeholder: str = "", **names: Any
    ) -> None:
        super().__init__(
            spans.one_kind_of_line_end(text),
            compact=True,
            highlight_cursor_line=False,
            show_line_numbers=False,
            placeholder=Content(spans.drawable(placeholder)),
            **names,
        )
        self.cursor_blink = False
        self.match_cursor_bracket = False
        self._shown_by_program = False
        self._another_question = False
        self._marks: tuple[Mark, ...] = ()
        self._marks_of_line: dict[int, list[Mark]] = {}
        self.one_line = one_line
        self._rows = 0
        self.set_shape(one_line=one_line, rows=rows)
        self._another_question = False
        self.move_cursor(self.document.end)

    # -- what is shown ----------------------------------------------------------------------------------

    def set_shape(self, *, one_line: bool, rows: int = 3) -> None:
        """Become the field of another question; the text shown next has the cursor at its end.

        Args:
            one_line: Whether Enter means to go on; the field is then one to `rows` lines high, as needed.
            rows: The height in lines; the greatest height where it is one line that wraps.
        """
        self._another_question = True
        self.mark(())
        if (one_line, rows) == (self.one_line, self._rows):
            return
        self.one_line, self._rows = one_line, rows
        self.styles.height = "auto" if one_line else rows
        self.styles.max_height = rows

    def show(self, value: object) -> None:
        """Show a text from outside, where it differs; the cursor stays as near as it can."""
        text = spans.one_kind_of_line_end("" if value is None else str(value))
        at_end, self._another_question = self._another_question, False
        if text != self.text:
            caret = len(text) if at_end else spans.moved_caret(self.text, text, self.caret())
            self._put(text)
            self.set_caret(caret)
        elif at_end:
            self.set_caret(len(text))

    def put_text(self, text: str, select: bool = True) -> None:
        """Put an offered text in place of the whole, as if the person had typed it.

        Args:
            text: The new text.
            select: Whether to select the first gap of what is new, if it has one, so that typing replaces it.
        """
        text = spans.one_kind_of_line_end(text)
        head, tail = spans.alike(self.text, text)
        if text != self.text:
            self._put(text)
            self.tell(self.Typed(self, self.text))
        self.set_caret(max(head - 1, 0) if select else len(text))
        if not (select and self.select_gap()):
            self.set_caret(len(text) - tail if select else len(text))

    def select_gap(self) -> bool:
        """Select the next gap, such as ⟨how many⟩, round the end; return whether there is one."""
        text = self.text
        here = max(self._offset(self.selection.start), self._offset(self.selection.end))
        gap = spans.gap(text, here) or spans.gap(text)
        if gap is None:
            return False
        self.selection = Selection(self._location(gap[0]), self._location(gap[1]))
        return True

    def mark(self, marks: tuple[Mark, ...]) -> None:
        """Underline the spans of findings; spans beyond the text are left out."""
        if marks != self._marks:
            self._set_marks(marks)
            self.notify_style_update()
            self.refresh()

    def caret(self) -> int:
        """Return where the cursor stands, in characters from the start of the text."""
        return self._offset(self.cursor_location)

    def set_caret(self, offset: int) -> None:
        """Put the cursor before the character at `offset`; nothing is selected."""
        where = Selection.cursor(self._location(offset))
        if self.selection != where:
            self.selection = where
            self.record_cursor_width()

    def _put(self, text: str) -> None:
        """Replace what differs, in one edit that nobody is told of."""
        old = self.text
        head, tail = spans.alike(old, text)
        self._shown_by_program = True
        try:
            self.replace(
                text[head : len(text) - tail],
                self._location(head),
                self._location(len(old) - tail),
                maintain_selection_offset=False,
            )
        finally:
            self._shown_by_program = False

    def _offset(self, location: Location) -> int:
        row, column = location
        lines = self.document.lines
        return sum(len(line) + 1 for line in lines[:row]) + column

    def _location(self, offset: int) -> Location:
        lines = self.document.lines
        for row, line in enumerate(lines):
            if offset <= len(line):
                return row, max(offset, 0)
            offset -= len(line) + 1
        return self.document.end

    # -- drawing ----------------------------------------------------------------------------------------

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw rows; the cursor and the selection get their styles when styles change, not at each key."""
        if self._has_styles:
            return super(TextArea, self).render_lines(crop)
        self._has_styles = True
        return super().render_lines(crop)

    def notify_style_update(self) -> None:
        """Note that styles have changed."""
        self._has_styles = False
        super().notify_style_update()

    def get_line(self, line_index: int) -> Text:
        """Return a line as it is drawn: no control character acts, and findings are underlined."""
        text = Text(spans.drawable(self.document.get_line(line_index)), end="", no_wrap=True)
        for start, end, severity in self._marks_of_line.get(line_index, ()):
            text.stylize(self.get_component_rich_style(f"text-field--{severity}", partial=True), start, end)
        return text

    def _set_marks(self, marks: tuple[Mark, ...]) -> None:
        self._marks = marks
        self._marks_of_line = spans.marks_by_line(marks, self.document.lines)

    def validate_placeholder(self, placeholder: str | Content) -> Content:
        """Take the words of a placeholder as they are, never as markup."""
        if isinstance(placeholder, Content):
            return placeholder
        return Content(spans.drawable(placeholder))

    def watch_placeholder(self) -> None:
        """Make room for other words."""
        if self.is_mounted and not self.text:
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines that the text, or what stands in for it, needs."""
        if not self.text and self.placeholder and width > 0:
            return len(Content.from_text(self.placeholder, markup=False).wrap(width))
        if self.wrap_width != width - 1:  # not laid out in this width yet, such as when shown again
            return WrappedDocument(self.document, max(width - 1, 1), self.indent_width).height
        return super().get_content_height(container, viewport, width)

    def on_resize(self) -> None:
        """Draw anew, the cursor in sight: what was drawn before it was wrapped to the new width is cut."""
        self.refresh()
        self.call_after_refresh(self.scroll_cursor_visible)

    def find_matching_bracket(self, bracket: str, search_from: Location) -> Location | None:  # noqa: ARG002
        """Return None: brackets in prose are not code."""
        return None

    # -- changes ----------------------------------------------------------------------------------------

    def edit(self, edit: Edit) -> EditResult:
        """Change the text, and tell it where a person changed it."""
        old_lines, was_empty = self.document.line_count, not self.text
        if self._marks:
            at, removed = self._offset(edit.top), self._offset(edit.bottom) - self._offset(edit.top)
            marks = spans.moved_marks(self._marks, at, removed, len(edit.text))
        with self.prevent(TextArea.Changed):
            result = super().edit(edit)
        self.history.clear()
        if self._marks:
            self._set_marks(marks)
        if self.placeholder and was_empty != (not self.text):
            self.refresh(layout=True)
        elif self.document.line_count != old_lines:
            self.refresh()
        if not self._shown_by_program:
            self.tell(self.Typed(self, self.text))
        return result

    def take_paste(self, text: str) -> None:
        """Take a pasted text; in a field of one line, hand one of several lines to the screen instead."""
        if self.read_only:
            return
        text = spans.one_kind_of_line_end(text)
        if self.one_line and "\n" in text.strip("\n"):
            self.tell(self.Pasted(self, text))
            return
        text = spans.without_controls(text.strip("\n") if self.one_line else text)
        if text:
            self._type(text)

    # -- keys -------------------------------------------------------------------------------------------

    def press(self, key: str, character: str | None) -> bool:
        """Type a character, or do what an editing key does."""
        if character is not None:
            self._type(character)
        elif key in ("enter", "shift+enter"):
            if self.one_line:
                self.tell(self.Entered(self))
            else:
                self._type("\n")
        elif key == "up" and self.navigator.is_first_wrapped_line(self.cursor_location):
            self.tell(self.Left(self, "up"))
        elif key == "down" and self.navigator.is_last_wrapped_line(self.cursor_location):
            self.tell(self.Left(self, "down"))
        elif key in ("ctrl+c", "ctrl+x") and not self.selected_text:
            return False
        elif key in _EDITING:
            _EDITING[key](self)
        else:
            return False
        return True

    def _type(self, text: str) -> None:
        if not self.read_only:
            self.replace(text, *self.selection, maintain_selection_offset=False)

    def delete_to_end_of_line(self) -> None:
        """Delete what is behind the cursor in its line; at its end, join the next line to it."""
        if self.get_cursor_line_end_location() == self.cursor_location:
            self.action_delete_right()
        else:
            self.action_delete_to_end_of_line()


_EDITING: dict[str, Callable[[TextField], object]] = {
    "up": TextField.action_cursor_up,
    "down": TextField.action_cursor_down,
    "left": TextField.action_cursor_left,
    "right": TextField.action_cursor_right,
    "ctrl+left": TextField.action_cursor_word_left,
    "ctrl+right": TextField.action_cursor_word_right,
    "home": TextField.action_cursor_line_start,
    "ctrl+a": TextField.action_cursor_line_start,
    "end": TextField.action_cursor_line_end,
    "ctrl+e": TextField.action_cursor_line_end,
    "ctrl+home": lambda field: field.set_caret(0),
    "ctrl+end": lambda field: field.set_caret(len(field.text)),
    "pageup": TextField.action_cursor_page_up,
    "pagedown": TextField.action_cursor_page_down,
    "shift+up": lambda field: field.action_cursor_up(True),
    "shift+down": lambda field: field.action_cursor_down(True),
    "shift+left": lambda field: field.action_cursor_left(True),
    "shift+right": lambda field: field.action_cursor_right(True),
    "ctrl+shift+left": lambda field: field.action_cursor_word_left(True),
    "ctrl+shift+right": lambda field: field.action_cursor_word_right(True),
    "shift+home": lambda field: field.action_cursor_line_start(True),
    "shift+end": lambda field: field.action_cursor_line_end(True),
    "backspace": TextField.action_delete_left,
    "delete": TextField.action_delete_right,
    "ctrl+d": TextField.action_delete_right,
    "ctrl+w": TextField.action_delete_word_left,
    "ctrl+backspace": TextField.action_delete_word_left,
    "alt+backspace": TextField.action_delete_word_left,
    "alt+delete": TextField.action_delete_word_right,
    "ctrl+u": TextField.action_delete_to_start_of_line,
    "ctrl+k": TextField.delete_to_end_of_line,
    "ctrl+x": TextField.action_cut,
    "ctrl+c": TextField.action_copy,
    "ctrl+v": lambda field: field.take_paste(field.app.clipboard),
}
"""What editing keys do: at once, not by way of bindings, which come after characters typed later."""
