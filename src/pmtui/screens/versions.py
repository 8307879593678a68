"""Earlier versions of the postmortem: when each was replaced, what changed since, and one brought back."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from datetime import UTC
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from pmtui.errors import PmtuiError
from pmtui.interview.differences import differences, in_short
from pmtui.model.postmortem import Postmortem
from pmtui.screens.overlay import CLOSE, Overlay
from pmtui.store import versions
from pmtui.store.compared import changes_since
from pmtui.store.versions import Version
from pmtui.text.changed_words import told_lines
from pmtui.text.zones import local, zone_of
from pmtui.widgets.board import Board
from pmtui.widgets.board_line import BoardLine
from pmtui.widgets.reader import BLANK, Reader, heading, paragraph

if TYPE_CHECKING:
    from textual.app import ComposeResult

RESTORE = "r"
NONE = "None is kept yet. A save keeps what it replaces, at most every ten minutes."
NOT_READ = "…"
"""What stands for what changed since a version that is not read yet."""


def when_words(one: Version, pm: Postmortem) -> str:
    """Return when a version was replaced, on the clocks of the postmortem's zone."""
    return f"{local(one.when, zone_of(pm.zone) or UTC):%Y-%m-%d %H:%M}"


class VersionsScreen(Overlay[Version]):
    """The list of versions; the result is the one to bring back.

    Args:
        found: The versions, newest first. They are read behind the screen, one after the other.
        pm: The postmortem as it stands.
    """

    close_keys = (*CLOSE, "shift+f5", "f17", "q")

    def __init__(self, found: Sequence[Version], pm: Postmortem) -> None:
        keys = (
            ("Enter", "what changed"),
            (RESTORE, "bring it back"),
            ("Esc", "back"),
            ("^Q", "quit"),
        )
        super().__init__(f"Earlier versions and what changed next ({_zone(pm)})", keys)
        self._found, self._pm = tuple(found), pm
        self._told: dict[int, tuple[str, bool]] = {}

    def body(self) -> ComposeResult:
        """Return the list."""
        yield Board()

    def on_mount(self) -> None:
        """Show the list, and begin to read."""
        super().on_mount()
        self._show()
        if self._found:
            self.run_worker(self._read, thread=True, group="versions")

    def act(self, key: str) -> bool:
        """Show what changed since the chosen version, or bring it back."""
        board = self.query_one(Board)
        if key not in ("enter", RESTORE):
            return board.press(key, None)
        one = next((one for one in self._found if str(one.number) == board.here), None)
        if one is None:
            return True
        if key == RESTORE:
            self.close(one)
        else:
            self._open(one)
        return True

    def _open(self, one: Version) -> None:
        try:
            old = versions.read(one).pm
        except PmtuiError as error:
            self._told[one.number] = (f"can't be read: {error.what}", False)
            self._show()
            return

        def done(bring_back: bool | None) -> None:
            if bring_back:
                self.close(one)

        self.app.push_screen(VersionScreen(one, old, self._pm), done)

    def _read(self) -> None:
        """Read the versions, in a thread of its own; leave off when the screen is closed."""
        worker = get_current_worker()
        for one, told, readable in changes_since(self._found, self._pm, "what is here"):
            if worker.is_cancelled:
                return
            with contextlib.suppress(RuntimeError):  # the app has ended meanwhile
                self.call_later(self._tell, one, told, readable)

    def _tell(self, one: Version, told: str, readable: bool) -> None:
        self._told[one.number] = (told, readable)
        if self.is_mounted:
            self._show()

    def _show(self) -> None:
        lines = [self._line(one) for one in self._found]
        self.query_one(Board).show(lines or [BoardLine(text=NONE, style="dim", selectable=False)])

    def _line(self, one: Version) -> BoardLine:
        told, readable = self._told.get(one.number, (NOT_READ, True))
        text = f"{one.number:>2}  {when_words(one, self._pm)}  {told}"
        return BoardLine(
            path=str(one.number) if readable else "",
            text=text,
            style="" if readable else "problem",
            selectable=readable,
        )


class VersionScreen(Overlay[bool]):
    """What changed since one version; the result is whether it is brought back.

    Args:
        one: The version.
        old: What it holds.
        pm: The postmortem as it stands.
    """

    close_keys = (*CLOSE, "q")

    def __init__(self, one: Version, old: Postmortem, pm: Postmortem) -> None:
        keys = (("↓", "on"), ("Space", "page"), (RESTORE, "bring it back"), ("Esc", "back"), ("^Q", "quit"))
        super().__init__(f"Since the version of {when_words(one, pm)}", keys)
        same_id = old.model_copy(update={"id": pm.id})  # it stays when the version is brought back
        self._found = differences(same_id, pm)

    def body(self) -> ComposeResult:
        """Return the text."""
        yield Reader(self.pages)

    def pages(self, width: int) -> list[BoardLine]:
        """Return each field that differs, with the words that were taken out and put in since."""
        if not self._found:
            return paragraph("Nothing changed since that shows.", width)
        lines = paragraph(f"Changed: {in_short(self._found)}.", width)
        lines += paragraph("[-like this-] it was in that version, {+like this+} it is now.", width)
        for one in self._found:
            lines += [BLANK, heading(one.label)]
            for told in told_lines(one.before, one.after):
                lines += paragraph(told, width, indent="  ")
        return lines

    def act(self, key: str) -> bool:
        """Bring it back."""
        if key == RESTORE:
            self.close(True)
            return True
        return False


def _zone(pm: Postmortem) -> str:
    return pm.zone if pm.zone and zone_of(pm.zone) is not None else "UTC"
