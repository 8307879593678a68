"""The Draft: the one open postmortem. Every change goes through it, as edits, in one direction.

    key -> widget -> Edit -> Draft -> journal, then whoever shows or checks it

It knows no screen. `do`, `undo` and `redo` belong to the thread that shows the postmortem; `save` may run
in another one, since a postmortem never changes in place.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from pmtui.draft.history import Done, History
from pmtui.draft.journal import Journal
from pmtui.draft.outside import Outside, merge_outside
from pmtui.errors import FileError, PathError, PmtuiError
from pmtui.model.edit import Edit, apply, inverse
from pmtui.model.ids import postmortem_id, slug
from pmtui.model.postmortem import Postmortem
from pmtui.model.tomlform import dumps
from pmtui.store import files, library

SaveKind = Literal["saved", "unsaved", "problem", "read-only"]


@dataclass(frozen=True, slots=True)
class SaveState:
    """Whether the file holds what is on the screen.

    Attributes:
        kind: `saved`, `unsaved` (the journal has it), `problem` or `read-only`.
        words: What is wrong and what to do, where there is a problem.
    """

    kind: SaveKind
    words: str = ""


class Draft:
    """The open postmortem: applies edits, keeps the history, journals and saves.

    Args:
        path: The file it is, or will be, kept in.
        pm: What stands in it.
        raw: The file's bytes as read; None for one that is not on disk yet.
        now: Tells the time, to the fraction of a second: pauses in typing part the steps of undo.
        state_dir: Where the journal is kept; None keeps none.
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
        self.path = path
        self.pm = pm
        self.read_only = read_only
        self.on_change: Callable[[str], None] = lambda _place: None
        """Called with the place of a change, in the thread that made it."""
        self.with_it: Callable[[Postmortem, tuple[Edit, ...]], tuple[Edit, ...]] = lambda _pm, _edits: ()
        """Says what else a change changes, such as the record of a correction; done and undone with it."""
        self.outside: list[Outside] = []
        """What came in from outside and could not simply be joined, oldest first."""
        self._base = raw
        self._base_pm = pm
        self._now = now
        self._history = History()
        self._unsaved: list[tuple[Edit, ...]] = []
        self._problem = ""
        self._lock = threading.RLock()
        self._saving = threading.Lock()
        self._state_dir = state_dir
        self._journal: Journal | None = None
        if state_dir is not None and not read_only:
            # A new postmortem is in no file yet: what it began with is kept with the edits.
            self._journal = Journal(state_dir, path, raw if raw is not None else dumps(pm).encode())

    @property
    def state(self) -> SaveState:
        """Whether the file holds what is on the screen."""
        if self.read_only:
            return SaveState("read-only", self.read_only)
        if self._problem:
            return SaveState("problem", self._problem)
        if self._journal is not None and self._journal.problem:
            return SaveState("problem", self._journal.problem)
        return SaveState("unsaved" if self._unsaved else "saved")

    def do(self, *edits: Edit, place: str = "", typing: bool = False) -> None:
        """Do the edits as one step of the history.

        Args:
            edits: What stands where from now on.
            place: The path to show when the step is undone; that of the first edit by default.
            typing: Whether this is a keystroke, to be undone together with those around it.

        Raises:
            PathError: A path names nothing, or a row that is gone.
            ValueRefusedError: A value does not fit its field, or the postmortem is read-only.
        """
        self.may_change()
        place = place or edits[0].path
        with self._lock:
            edits = (*edits, *self.with_it(self.pm, edits)) if apply(self.pm, edits) != self.pm else edits
            after = apply(self.pm, edits)
            if after == self.pm:
                return
            self._history.add(Done(edits, inverse(self.pm, edits), place, self._now(), typing))
            self._take(edits, after)
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
        with self._lock:
            try:
                edits = step.back if undo else step.edits
                self._take(edits, apply(self.pm, edits))
            except PathError:  # the row went away from outside: there is nothing left to change back
                return self._again(self._history.undo() if undo else self._history.redo(), undo=undo)
        self.on_change(step.place)
        return step.place

    def _take(self, edits: tuple[Edit, ...], after: Postmortem) -> None:
        self.pm = after
        self._unsaved.append(edits)
        if self._journal is not None:
            self._journal.append(edits, self._now())

    def settle_id(self) -> None:
        """Name a postmortem that was begun without a title after it, once; its file follows when saved."""
        if not self._may_follow() or slug(self.pm.title) == "untitled" or "-untitled" not in self.pm.id:
            return
        day = self.pm.id[:10]
        wanted = f"{day}-{slug(self.pm.title)}"
        free = library.new_path(self.path.parent, wanted)
        self.do(Edit("id", free.stem), place="title")

    def _may_follow(self) -> bool:
        return self.path.stem == self.pm.id and not self.read_only

    def save(self) -> SaveState:
        """Write the file where it does not hold what is on the screen; return the state after it.

        Never raises for what is wrong with the file: the state says it, and the journal has the text.
        """
        with self._saving:
            with self._lock:
                count, pm, base, path = len(self._unsaved), self.pm, self._base, self.path
                followed = self._base_pm.id == path.stem and pm.id != path.stem
            if self.read_only or (not count and base is not None):
                return self.state
            try:
                target = path.with_name(f"{pm.id}.toml") if followed else path
                stored = files.write(target, pm, base=None if followed else base, like=base)
                if followed and base is not None and files.raw_bytes(path) == base:
                    path.unlink(missing_ok=True)
            except files.ChangedOnDiskError:
                if followed or base is None:
                    return self._step_aside()
                return self._join_outside()
            except FileError as error:
                with self._lock:
                    self._problem = f"{error.what}. {error.remedy}".strip()
                return self.state
            with self._lock:
                self._saved(stored.path, stored.raw, pm, count)
            return self.state

    def _step_aside(self) -> SaveState:
        """Take another name: a stranger's postmortem came to lie where this one was to be kept."""
        with self._lock:
            free = library.new_path(self.path.parent, self.pm.id)
            self.pm = apply(self.pm, [Edit("id", free.stem)])
            if self._base is None:
                self.path = free
            self._unsaved.append((Edit("id", free.stem),))
        return self.state

    def _saved(self, path: Path, raw: bytes, pm: Postmortem, count: int) -> None:
        self._unsaved = self._unsaved[count:]
        self._base, self._base_pm, self._problem = raw, pm, ""
        if path != self.path and self._journal is not None and self._state_dir is not None:
            old, self._journal = self._journal, Journal(self._state_dir, path, raw)
            for edits in self._unsaved:
                self._journal.append(edits, self._now())
            old.close()
        elif self._journal is not None:
            self._journal.mark_saved(raw, self._unsaved, self._now())
        self.path = path

    def look_outside(self) -> bool:
        """Join what somebody else wrote into the file since it was read; return whether there was any."""
        try:
            raw = self.path.read_bytes()
        except OSError:
            return False
        if raw == self._base or self._base is None:
            return False
        with self._saving:
            self._join_outside()
        return True

    def _join_outside(self) -> SaveState:
        try:
            theirs = files.read(self.path)
        except FileError as error:
            with self._lock:
                self._problem = f"The file was changed from outside: {error.what}"
            return self.state
        with self._lock:
            moment = self._now().replace(microsecond=0)  # it is kept in the file
            merged, conflicts = merge_outside(self._base_pm, theirs.pm, self._unsaved, moment)
            self.outside.extend(conflicts)
            self.pm, self._base, self._base_pm, self._problem = merged, theirs.raw, theirs.pm, ""
            if self._journal is not None:
                self._journal.mark_saved(theirs.raw, self._unsaved, self._now())
        self.on_change("")
        return self.state

    def take_over(self, edits: list[tuple[Edit, ...]]) -> list[Edit]:
        """Do the edits of a recovered journal; return those that no longer fit anywhere."""
        lost: list[Edit] = []
        for step in edits:
            try:
                self.do(*step)
            except PmtuiError:
                lost.extend(step)
        return lost

    def journaled(self) -> bool:
        """Wait until all edits are in the journal on disk; return whether they are."""
        return self._journal is not None and self._journal.flush()

    def keep(self) -> Path:
        """Keep what was typed when the program fails; return the file it will be found in."""
        state = self.save()
        if state.kind != "saved" and self._journal is not None:
            self._journal.abandon()
        return self.path

    def close(self) -> SaveState:
        """Save and end; the journal goes when everything is in the file, else it stays."""
        state = self.save()
        for _ in range(3):  # something came in from outside while saving: once more
            if state.kind != "unsaved":
                break
            state = self.save()
        if self._journal is not None:
            if self._unsaved:
                self._journal.abandon()
            else:
                self._journal.close()
            self._journal = None
        return state


def begin(folder: Path, today: datetime, **fields: object) -> tuple[Path, Postmortem]:
    """Return where a new postmortem will be kept in `folder`, and the postmortem; nothing is written."""
    title = str(fields.get("title", ""))
    wanted = postmortem_id(today.date(), title)
    path = library.new_path(folder, wanted)
    return path, Postmortem.model_validate({"id": path.stem, "created": today, **fields})
