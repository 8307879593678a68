"""Two versions of a field, one beneath the other: keep this one, take the other, or keep both.

A key chooses only what was read when it was pressed: one that was typed ahead, before the two versions were
drawn or right behind such a key, chooses nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from textual.message import Message
from textual.widgets import Static

from pmtui.checks.two_versions import place
from pmtui.errors import PmtuiError
from pmtui.interview.conflicts import Pick, TwoVersions, two_versions
from pmtui.screens.overlay import Overlay
from pmtui.widgets.board_line import BoardLine
from pmtui.widgets.fit import cut, plain
from pmtui.widgets.keybar import KeyBar
from pmtui.widgets.marked import beside
from pmtui.widgets.reader import BLANK, Reader, heading, paragraph

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from pmtui.draft.draft import Draft

PICKS: dict[str, Pick] = {"enter": "keep", "t": "take", "b": "both"}
QUIET = 0.3
"""Seconds after the drawing, or after a key that came too early, in which nobody has read it yet."""
_WIDE = 72  # columns from which there is room for the keys in full
_SHORT = {
    **dict.fromkeys(("keep this", "keep the row", "keep order"), "keep"),
    "take other": "take",
    "remove row": "remove",
    "keep both": "both",
}
_NOT_OFFERED = {"take": "The other can't be taken here.", "both": "Both can't be kept here."}


class ConflictsScreen(Overlay[str]):
    """Shows the fields that have two versions, one by one; the result is what was done last, in a sentence.

    Args:
        draft: The open postmortem; each choice is a step of its history.
        changed: Called after each choice: the field beneath must not hold on to what was there before.
    """

    def __init__(self, draft: Draft, changed: Callable[[], None]) -> None:
        super().__init__("Two versions", ())
        self._draft, self._changed = draft, changed
        self._id = ""
        self._shown: TwoVersions | None = None
        self._remark = ""
        self._steps = 0
        self._pressed = self._quiet_from = 0.0
        self._is_drawn = False

    def body(self) -> ComposeResult:
        """Return the field's label, both versions, and a line for what is to be said."""
        yield Static("", markup=False, classes="overlay--words conflict--about")
        yield _Versions(self._pages)
        yield Static("", markup=False, classes="overlay--note")

    def on_mount(self) -> None:
        """Show the first one."""
        super().on_mount()
        self._show(0)

    def on_resize(self) -> None:
        """Cut what is said in one line anew."""
        self._put_head()

    # -- what is shown ----------------------------------------------------------------------------------

    def _show(self, at: int, remark: str = "") -> None:
        """Show the conflict at a place in the file, round the end; close where there is none left."""
        pm = self._draft.pm
        if not pm.conflict:
            self.close(f"No field has two versions any more. {remark} ^Z takes that back.")
            return
        conflict = pm.conflict[at % len(pm.conflict)]
        self._id, self._shown = conflict.id, two_versions(pm, conflict)
        self._remark = remark
        self._put_head()
        reader = self.query_one(_Versions)
        reader.rewrap()
        reader.scroll_to_line(0)
        self._is_drawn = False
        self.call_after_refresh(self._now_drawn)

    def _now_drawn(self) -> None:
        self._is_drawn, self._quiet_from = True, Message().time

    def _put_head(self) -> None:
        two = self._shown
        if two is None:
            return
        width = self.app.size.width - 2
        count = len(self._draft.pm.conflict)
        which = f"{self._steps + self._place() + 1} of {self._steps + count}"
        self.query_one(".overlay--title", Static).update(f"Two versions: {which}")
        self.query_one(".conflict--about", Static).update(cut(plain(two.about), width))
        self.query_one(".overlay--note", Static).update(cut(plain(self._remark), width))
        short = self.app.size.width < _WIDE
        entries = [
            (_shown_key(key), _SHORT.get(choice.label, choice.label) if short else choice.label)
            for key, pick in PICKS.items()
            if (choice := two.choice(pick))
        ]
        more = [("Tab", "next")] * (count > 1) + [("^Z", "undo")] * (self._steps > 0)
        self.query_one(KeyBar).show([*entries, *more, ("Esc", "later"), ("^Q", "quit")])

    def _place(self) -> int:
        ids = [conflict.id for conflict in self._draft.pm.conflict]
        return ids.index(self._id) if self._id in ids else 0

    def _pages(self, width: int) -> list[BoardLine]:
        two = self._shown
        if two is None:
            return []
        here, other = beside(two.here, two.other, width)
        whence = f"The other, from {two.whence}" if two.whence else "The other"
        lines = [
            heading("This one, which stands here now"),
            *_said(here, two.here, two.here_note, width),
            BLANK,
        ]
        lines += [heading(whence), *_said(other, two.other, two.other_note, width)]
        if two.note:
            lines += [BLANK, *paragraph(two.note, width, style="problem")]
        return lines

    # -- keys -------------------------------------------------------------------------------------------

    def press_came(self, event: events.Key) -> None:
        """Note when a key was pressed that is about to be obeyed."""
        self._pressed = event.time

    def on_key(self, event: events.Key) -> None:
        """Take keys that were typed before the text had the keyboard."""
        self.press_came(event)
        super().on_key(event)

    def act(self, key: str) -> bool:
        """Choose, undo a choice, or go to the next field."""
        if key in PICKS:
            if self._is_drawn and self._pressed >= self._quiet_from + QUIET:
                self._choose(PICKS[key])
            else:
                self._too_early()
        elif key == "ctrl+z":
            self._undo()
        elif key == "tab" or (key == "down" and self.query_one(_Versions).is_all_in_sight):
            self._show(self._place() + 1)
        elif key == "shift+tab":
            self._show(self._place() - 1)
        else:
            return False
        return True

    def _too_early(self) -> None:
        """Say that a key chose nothing, and wait until no more come that were typed ahead."""
        self._quiet_from = Message().time
        self._remark = "A key that came before this was shown chose nothing."
        self._put_head()

    def _choose(self, pick: Pick) -> None:
        at = self._place()
        conflict = next((one for one in self._draft.pm.conflict if one.id == self._id), None)
        now = two_versions(self._draft.pm, conflict) if conflict is not None else None
        if now is None or now != self._shown:
            self._show(at, "It was changed just now. Look once more.")
            return
        choice = now.choice(pick)
        if choice is None:
            self._remark = now.note or _NOT_OFFERED[pick]
            self._put_head()
            return
        try:
            self._draft.do(*choice.edits, place=place(self._draft.pm, now.conflict.field))
        except PmtuiError as error:  # nothing may be written
            self._remark = str(error)
            self._put_head()
            return
        self._steps += 1
        self._changed()
        self._show(at, choice.said)

    def _undo(self) -> None:
        """Take the last choice back; what was done before this screen came is not touched."""
        if not self._steps:
            self._remark = "Nothing was chosen here yet."
            self._put_head()
            return
        self._steps -= 1
        before = {conflict.id for conflict in self._draft.pm.conflict}
        self._draft.undo()
        self._changed()
        ids = [conflict.id for conflict in self._draft.pm.conflict]
        back = next((at for at, one in enumerate(ids) if one not in before), 0)
        self._show(back, "Taken back.")


class _Versions(Reader):
    """The two versions, to read; it tells the screen when each key was pressed."""

    @property
    def is_all_in_sight(self) -> bool:
        """Whether nothing is left to scroll to."""
        return len(self.lines) <= self.size.height

    def _act(self, event: events.Key) -> bool:
        cast("ConflictsScreen", self.screen).press_came(event)
        return super()._act(event)


def _said(lines: list[BoardLine], text: str, note: str, width: int) -> list[BoardLine]:
    """Return the lines of a version, with what there is to say about it."""
    notes = paragraph(note, width, indent="  ", style="dim") if note else []
    return [*notes, *(lines if text else [])] or [BoardLine(text="  -", style="dim", selectable=False)]


def _shown_key(key: str) -> str:
    return "Enter" if key == "enter" else key
