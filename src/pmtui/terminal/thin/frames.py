"""Turns each write of Textual into the write that shows the same in fewer bytes."""

from __future__ import annotations

from pmtui.terminal.thin import language
from pmtui.terminal.thin.language import SYNC_END, SYNC_START, Odd, Piece, Run
from pmtui.terminal.thin.moving import Known, move
from pmtui.terminal.thin.screen import Row
from pmtui.terminal.thin.sending import Sending
from pmtui.terminal.thin.style import PLAIN, Style, change

_Written = tuple[Piece, Style, Run | Odd]


class Frames:
    """The terminal as it is after what was written so far.

    Args:
        ambiguous_agreed: Whether boxes, dots and arrows are taken to be one cell wide.
        one_intensity: Whether mixed colours set bold or dim as well, as they do on the Linux console.
    """

    def __init__(self, ambiguous_agreed: bool = True, one_intensity: bool = True) -> None:
        self._ambiguous_agreed = ambiguous_agreed
        self._one_intensity = one_intensity
        self._size = (0, 0)
        self._rows: list[Row] = []
        self._wraps = True
        self._pen: Style | None = PLAIN
        """The style in which Textual takes the terminal to write; it is set before what is passed on."""
        self._cursor: tuple[int, int] | None = None
        """Where Textual takes the cursor to be."""
        self._terminal_pen: Style | None = None
        self._terminal_cursor: Known | None = None
        self._in_step = True
        """Whether the terminal writes in Textual's style and not in that of what was sent last."""
        self._due: tuple[int, int] | None = None
        """Where the cursor is still to be put."""
        self._held: list[str] | None = None
        self._forget = True

    def forget(self) -> None:
        """Know nothing of what the terminal shows; the next frame is sent whole.

        Safe to call from another thread and from a signal's handler, even while `send` is at work.
        """
        self._forget = True

    def send(self, data: str, size: tuple[int, int] | None) -> str:
        """Return what to send for a write of Textual.

        Between the marks of a synchronised update everything is held back and comes with the second mark.

        Args:
            data: What Textual writes.
            size: The terminal's columns and rows; None where they are not known.
        """
        if not data:
            return ""
        if data == SYNC_START:
            return self._open()
        if data == SYNC_END:
            return self._close()
        if language.shows_nothing(data):
            self._note_wrapping(data)
            if self._held is None:
                return data
            self._held.append(data)
            return ""
        thin = self._frame(data, size) if size else None
        if thin is None:
            return self._release() + self._unread(data)
        if self._held is not None:
            self._held.append(thin)
            return ""
        return thin + self._put_cursor()

    # -- synchronised updates -------------------------------------------------------------------------

    def _open(self) -> str:
        before = self._release()
        self._held = []
        return before

    def _close(self) -> str:
        if self._held is None:
            return SYNC_END
        held, self._held = "".join(self._held) + self._put_cursor(), None
        return f"{SYNC_START}{held}{SYNC_END}" if held else ""

    def _release(self) -> str:
        """Send what is held, with the first mark; the second comes as it is written."""
        if self._held is None:
            return ""
        held, self._held = "".join(self._held) + self._put_cursor(), None
        return SYNC_START + held

    def _put_cursor(self) -> str:
        """Move the cursor to where the frames before have left it."""
        due, self._due = self._due, None
        if due is None or due == self._terminal_cursor:
            return ""
        moved = move(self._terminal_cursor, due)
        self._terminal_cursor = due
        return moved

    # -- frames ---------------------------------------------------------------------------------------

    def _unread(self, data: str) -> str:
        """Take note that something was written that is no frame, and pass it on, in Textual's style."""
        self._note_wrapping(data)
        before = "" if self._in_step or self._pen is None else change(None, self._pen)
        self._in_step = True
        self._pen = language.pen_after(data, self._pen)
        self.forget()
        return before + data

    def _note_wrapping(self, data: str) -> None:
        """Take note of whether text that is too long for its row goes on in the next."""
        on, off = data.rfind("\x1b[?7h"), data.rfind("\x1b[?7l")
        if on != off:
            self._wraps = on > off

    def _frame(self, data: str, size: tuple[int, int]) -> str | None:
        """Return what to send for a frame; None where it is not one that is understood."""
        if self._forget or size != self._size:
            self._forget = False
            self._size = size
            self._rows = [Row(size[0]) for _ in range(size[1])]
            self._terminal_pen = self._terminal_cursor = self._cursor = None
        if self._pen is None or (read := self._read(data, self._pen)) is None:
            return None
        rows, pen, cursor = read
        sending = Sending(self._terminal_pen, self._terminal_cursor, size[0], self._one_intensity)
        for number, written in rows.items():
            self._rows[number] = _sent(sending, number, self._rows[number], written)
        text = sending.text()
        if self._forget:
            return None  # the screen was lost meanwhile
        self._pen, self._cursor = pen, cursor
        self._terminal_pen, self._terminal_cursor = sending.pen, sending.cursor
        self._in_step, self._due = False, cursor
        return text

    def _read(self, data: str, pen: Style) -> tuple[dict[int, list[_Written]], Style, tuple[int, int]] | None:
        """Return what a frame writes in each row, and the style and the cursor's place after it."""
        width, height = self._size
        rows: dict[int, list[_Written]] = {}
        cursor = self._cursor
        for piece in language.split(data, self._cursor):
            if piece is None or piece.row >= height or piece.column >= width:
                return None
            if piece.ends_line and piece.row == height - 1:
                return None  # the screen rolls
            cursor = None if piece.ends_line else (piece.row, piece.column)
            if not piece.text:
                continue
            shown = language.read(piece.text, pen, self._ambiguous_agreed)
            if shown is None:
                return None
            if isinstance(shown, Odd):
                if self._wraps:
                    return None
                cursor = None
            else:
                end = piece.column + len(shown.chars)
                if end > width:
                    return None
                if cursor is not None:
                    cursor = (piece.row, end) if end < width else None
            rows.setdefault(piece.row, []).append((piece, pen, shown))
            pen = shown.pen
        if cursor is None:
            return None
        return rows, pen, cursor


def _sent(sending: Sending, number: int, before: Row, written: list[_Written]) -> Row:
    """Send what is written into a row, as far as it changes something; return the row as it is then."""
    if before.odd or any(isinstance(shown, Odd) for _, _, shown in written):
        if not before.odd:
            sending.blanks(number, before)  # what comes may join one
        return _sent_whole(sending, before, written)
    runs = [(piece.column, shown) for piece, _, shown in written if isinstance(shown, Run)]
    if all(before.shows(column, run) for column, run in runs):
        for column, run in runs:
            before.styles[column : column + len(run.styles)] = run.styles
        return before
    after = before.copy()
    cuts = [after.put(column, run) for column, run in runs]
    if any(cuts[1:]):  # it may be one of this very frame: what is left of it shows only if it was written
        return _sent_whole(sending, before, written)
    sending.row(number, before, after)
    return after


def _sent_whole(sending: Sending, before: Row, written: list[_Written]) -> Row:
    """Send all that is written into a row that terminals may show differently, as Textual wrote it."""
    texts = tuple((piece.column, piece.text, pen) for piece, pen, _ in written)
    if before.odd and before.last == texts:
        return before
    after = before.copy()
    again = True
    for piece, pen, shown in written:
        sending.whole(piece, pen, shown.pen)
        if isinstance(shown, Odd):
            after.lose()
            after.odd = True
            again = again and shown.again
        else:
            after.put(piece.column, shown)
    after.odd = after.odd and None in after.chars
    after.last = texts if after.odd and again else ()
    return after
