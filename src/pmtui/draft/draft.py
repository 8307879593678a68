"""The Draft: the one open postmortem. Every change goes through it, as edits, in one direction.

    key -> widget -> Edit -> Draft -> journal, then whoever shows or checks it

It knows no screen. `do`, `undo`, `redo` and `let_go` belong to the thread that shows the postmortem.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pmtui.draft.journal import Where
from pmtui.draft.kept import Kept, SaveKind, SaveState
from pmtui.errors import PathError, PmtuiError
from pmtui.model import paths
from pmtui.model.edit import Edit, apply, inverse
from pmtui.model.ids import postmortem_id, slug
from pmtui.model.postmortem import Postmortem

if TYPE_CHECKING:
    from pmtui.draft.history import Done, History

__all__ = ["Draft", "SaveKind", "SaveState", "begin"]


class Draft(Kept):
    """The open postmortem: applies edits, keeps the history; files and journal are `Kept`'s.

    Args:
        path: The file it is, or will be, kept in.
        pm: What stands in it.
        raw: The file's bytes as read; None for one that is not on disk yet.
        now: Tells the time, to the fraction of a second: pauses in typing part the steps of undo.
        state_dir: Where the journal and earlier versions are kept; None keeps none.
        read_only: Why nothing may be written; empty where it may.
    """

    def __init__(
        self,
        path: Path,
        pm: Postmortem,
        raw: bytes | None,
        *,
        now: Callable[[], datetime],
        state_dir: Path | None = None,
        read_only: str = "",
    ) -> None:
        super().__init__(path, pm, raw, now=now, state_dir=state_dir, read_only=read_only)
        self.with_it: Callable[[Postmortem, tuple[Edit, ...]], tuple[Edit, ...]] = lambda _pm, _edits: ()
        """Says what else a change changes, such as the record of a correction; done and undone with it."""
        self.shared = False
        """Whether somebody else has it open: its file then keeps its name."""

    @cached_property
    def _history(self) -> History:
        from pmtui.draft.history import History  # a change needs it, not opening a postmortem

        return History()

    def do(self, *edits: Edit, place: str = "", typing: bool = False, caret: int = 0) -> None:
        """Do the edits as one step of the history.

        Args:
            edits: What stands where from now on.
            place: The path to show when the step is undone; that of the first edit by default.
            typing: Whether this is a keystroke, to be undone together with those around it. What comes from
                outside then waits at these fields until `let_go`.
            caret: Where the cursor stands in the text, in characters; it comes back there after a crash.

        Raises:
            PathError: A path names nothing, or a row that is gone.
            ValueRefusedError: A value does not fit its field, or the postmortem is read-only.
        """
        self.may_change()
        if not edits:
            return
        from pmtui.draft.history import Done
        from pmtui.draft.undoing import given_whole

        place = place or edits[0].path
        with self._lock:
            edits = (*edits, *self.with_it(self.pm, edits)) if apply(self.pm, edits) != self.pm else edits
            after = apply(self.pm, edits)
            if after == self.pm:
                return
            if typing:
                # A value that comes in behind a text that is none yet waits with it.
                self._held = self._held.union(
                    *((edit.path, edit.path.removeprefix(f"{paths.UNFINISHED}.")) for edit in edits)
                )
            back = inverse(self.pm, edits)
            self._history.add(Done(given_whole(edits, back, after), back, place, self._now(), typing))
            self._take(edits, after, Where(place, caret))
        self.on_change(place)

    def may_change(self) -> None:
        """Raise PmtuiError, with the reason, where nothing may be changed."""
        if self.read_only:
            raise PmtuiError(self.read_only)

    def undo(self) -> str | None:
        """Take the last step back; return its place, or None where there is nothing to undo."""
        return self._again(self._history.undo(), undo=True)

    def redo(self) -> str | None:
        """Do the last undone step again; return its place, or None where there is none."""
        return self._again(self._history.redo(), undo=False)

    def _again(self, step: Done | None, *, undo: bool) -> str | None:
        if step is None or self.read_only:
            return None
        from pmtui.draft.undoing import beside

        with self._lock:
            try:
                edits = beside(self.pm, step, undo=undo)
                self._take(edits, apply(self.pm, edits), Where(step.place))
            except PathError:  # the row went away from outside: there is nothing left to change back
                return self._again(self._history.undo() if undo else self._history.redo(), undo=undo)
        self.on_change(step.place)
        return step.place

    def settle_id(self) -> None:
        """Name a postmortem that was begun without a title after it, once; its file follows when saved."""
        if self.path.stem != self.pm.id or self.read_only or self.shared:
            return
        if slug(self.pm.title) == "untitled" or "-untitled" not in self.pm.id:
            return
        from pmtui.store import library

        day = self.pm.id[:10]
        wanted = f"{day}-{slug(self.pm.title)}"
        free = library.new_path(self.path.parent, wanted)
        self.do(Edit("id", free.stem), place="title")


def begin(folder: Path, today: datetime, **fields: object) -> tuple[Path, Postmortem]:
    """Return where a new postmortem will be kept in `folder`, and the postmortem; nothing is written."""
    from pmtui.store import library

    title = str(fields.get("title", ""))
    wanted = postmortem_id(today.date(), title)
    path = library.new_path(folder, wanted)
    return path, Postmortem.model_validate({"id": path.stem, "created": today, **fields})
