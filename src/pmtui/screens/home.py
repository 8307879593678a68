"""The library: what postmortems there are, and a new one."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Literal

from textual.screen import Screen

from pmtui.widgets.board import Board
from pmtui.widgets.board_line import BoardLine
from pmtui.widgets.fit import padded, plain
from pmtui.widgets.keybar import KeyBar
from pmtui.widgets.lines import InfoLine, TitleLine, clock_words

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from pmtui.store.library import Entry

NONE = "No postmortems here yet. Press n to begin one."
UNSAVED = "typed, not saved"
BEGUN = "One was begun and never saved: n goes on with it."
HOURS_TO_SHARE = 48
"""A postmortem is due this many hours after the incident was over."""


class HomeScreen(Screen[Path | Literal["new"]], inherit_bindings=False):
    """The list of postmortems; the result is the chosen file, "new", or None to leave.

    Args:
        entries: The postmortems of the library.
        library: The folder that they are in.
        now: The time, for the 48-hour clocks.
        waiting: The files, links followed, of which something that was typed is not saved.
    """

    AUTO_FOCUS: ClassVar[str | None] = "Board"

    def __init__(
        self,
        entries: Sequence[Entry],
        library: Path,
        now: datetime,
        waiting: frozenset[Path] = frozenset(),
    ) -> None:
        super().__init__()
        self._waiting = waiting
        self._entries = tuple(entries)
        self._library, self._now = library, now
        self._answered = False

    def compose(self) -> ComposeResult:
        """Lay out the title, the list, a line for what is wrong with a file, and the keys."""
        yield TitleLine()
        yield Board()
        yield InfoLine()
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the library."""
        self.query_one(TitleLine).show("Postmortems", "", None, str(self._library))
        self.query_one(KeyBar).show(
            (("Enter", "open"), ("n", "new"), ("F1", "help"), ("q", "quit"))
            if self._entries
            else (("n", "new"), ("F1", "help"), ("q", "quit"))
        )
        self.query_one(Board).show(self.lines())
        if self._entries and self._is_one_begun():
            self.query_one(InfoLine).show(BEGUN)

    def _is_one_begun(self) -> bool:
        """Say whether a postmortem was begun in this library and never saved."""
        library = Path(os.path.realpath(self._library))
        return any(path.parent == library and not path.exists() for path in self._waiting)

    def lines(self) -> list[BoardLine]:
        """Return a line for each postmortem, with headings; one that says what to do where there is none."""
        if not self._entries:
            return [
                BoardLine(text=BEGUN if self._is_one_begun() else NONE, selectable=False),
                BoardLine(text="A complete one to look at: pmtui demo", style="dim", selectable=False),
            ]
        rows = [BoardLine(text=_columns("severity", "status", "title"), style="dim", selectable=False)]
        return rows + [self._row(at, entry) for at, entry in enumerate(self._entries)]

    def _row(self, at: int, entry: Entry) -> BoardLine:
        if not entry.readable:
            text = _columns("", "unreadable", entry.path.name)
            return BoardLine(path=str(at), text=text, style="problem", mark="✕")
        late = entry.overdue(self._now.date())
        actions = f"{entry.open_actions} open" if entry.open_actions else ""
        overdue = f"{late} overdue" if late else ""
        if Path(os.path.realpath(entry.path)) in self._waiting:
            right = UNSAVED  # before all else, and with room for the title
        else:
            right = "  ".join(part for part in (actions, overdue, self._clock(entry)) if part)
        text = _columns(entry.severity, entry.status, entry.title or entry.path.stem)
        return BoardLine(path=str(at), text=text, mark="▲" if entry.problem else "", right=right)

    def _clock(self, entry: Entry) -> str:
        if entry.resolved is None or entry.shared is not None or entry.status in ("shared", "closed"):
            return ""
        left = entry.resolved + timedelta(hours=HOURS_TO_SHARE) - self._now
        return clock_words(left.total_seconds() / 3600)

    def obey(self, key: str) -> bool:
        """Do what a key means here; return whether it means something."""
        if self._answered:
            return True
        board = self.query_one(Board)
        if key == "n":
            self._answer("new")
        elif key in ("q", "ctrl+q"):
            self._answer(None)
        elif key in ("f1", "question_mark"):
            from pmtui.screens.help_screen import HelpScreen

            self.app.push_screen(HelpScreen())
        elif key == "enter" and board.here:
            self._choose(self._entries[int(board.here)])
        else:
            return False
        return True

    def _choose(self, entry: Entry) -> None:
        if not entry.readable:
            self.query_one(InfoLine).show(f"{entry.path.name}: {entry.problem}")
        else:
            self._answer(entry.path)

    def _answer(self, result: Path | Literal["new"] | None) -> None:
        self._answered = True
        self.dismiss(result)

    def on_key(self, event: events.Key) -> None:
        """Take keys that were typed before the list had the keyboard."""
        if self.obey(event.key) or self.query_one(Board).press(event.key, event.character):
            event.stop()
            event.prevent_default()


def _columns(severity: str, status: str, title: str) -> str:
    return f"{padded(plain(severity), 8)}  {padded(plain(status), 10)}  {plain(title)}"
