"""A postmortem kept in its file and in its journal, and joined with what others write into the file.

`save` and `look` may run in another thread than the one that shows the postmortem, since a postmortem never
changes in place. They write and read; what is on the screen changes in its own thread alone (`take_in`).
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pmtui.draft.beside import Beside
from pmtui.draft.filed import Filed
from pmtui.draft.journal import Journal, Where
from pmtui.errors import FileError
from pmtui.model import tomlform
from pmtui.model.edit import Edit, apply
from pmtui.model.postmortem import Postmortem
from pmtui.store import files
from pmtui.values import dataclass

if TYPE_CHECKING:
    from pmtui.store.layout import Layout

__all__ = ["Kept", "SaveKind", "SaveState"]

SaveKind = Literal["saved", "unsaved", "problem", "read-only"]

_TRIES, _LAST_TRIES = 5, 200
"""How often a save begins again because somebody else wrote the file meanwhile; the last one, at the end."""
_MOMENT = 1.0  # seconds that a save waits for the journal to get over a problem
PATIENCE = 5.0
"""Seconds that the end waits for a save that hangs."""
_HANGS = "The disk of the file does not answer. What was typed is kept in the journal: open it again later."
_GONE = "The file is gone: moved or deleted. Go on typing, or save (^S), and it is written again."


@dataclass(frozen=True, slots=True)
class SaveState:
    """Whether the file holds what is on the screen.

    Attributes:
        kind: `saved`, `unsaved` (the journal has it), `problem` or `read-only`.
        words: What is wrong and what to do, where there is a problem.
    """

    kind: SaveKind
    words: str = ""


class Kept(Beside):
    """A postmortem with its file and its journal.

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
        stored = None if raw is None else files.Stored(path, pm, raw)
        super().__init__(Filed(path, stored, state_dir, now), pm, now)
        self.read_only = read_only
        self._unsaved: list[tuple[Edit, ...]] = []
        self._problem = ""
        self._where: Where | None = None
        self._laid: Layout | None = None
        self._saving = threading.RLock()
        self._journal: Journal | None = None
        if state_dir is not None and not read_only:
            # A new postmortem is in no file yet: what it began with is kept with the edits.
            begun = raw if raw is not None else tomlform.dumps(pm).encode()
            self._journal = Journal(state_dir, path, begun, new=raw is None)

    @property
    def state(self) -> SaveState:
        """Whether the file holds what is on the screen."""
        if self.read_only:
            return SaveState("read-only", self.read_only)
        if self._problem:
            return SaveState("problem", self._problem)
        if self._filed.gone and not self._unsaved:
            return SaveState("problem", _GONE)
        if self._journal is not None and self._journal.problem:
            return SaveState("problem", self._journal.problem)
        return SaveState("unsaved" if self._unsaved else "saved")

    # -- what is typed -----------------------------------------------------------------------------------

    def _take(self, edits: tuple[Edit, ...], after: Postmortem, where: Where) -> None:
        self.pm = after
        self._unsaved.append(edits)
        self._where = where
        if self._journal is not None:
            self._journal.append(edits, self._now(), where)

    def stands_at(self, place: str, caret: int) -> None:
        """Note which question is in front, and where in its text the cursor is: it comes back there."""
        where = Where(place, caret)
        if self._journal is not None and where != self._where:
            self._where = where
            self._journal.moved(where, self._now())

    # -- what comes from outside -------------------------------------------------------------------------

    def look(self) -> bool:
        """Read the file where somebody else wrote it; return whether there is something to take in.

        Tries again, too, what could not be written.
        """
        if self.read_only:
            return False
        with self._saving:
            try:
                theirs = self._filed.look()
            except FileError as error:
                self._problem = f"Somebody changed the file: {error.what}. {error.remedy}"
                return False
            if theirs is not None:
                self._learn(theirs)
            if self._problem:
                self.save()
            if self._journal is not None and self._journal.problem:
                self._journal.flush()
        self._prepare()
        return self.behind

    def take_in(self) -> bool:
        """Join what came from outside with what is on the screen; what only the screen has is saved soon."""
        joined = super().take_in()
        if joined and self._unsaved:
            self.on_change("")
        return joined

    def look_outside(self) -> bool:
        """Look, and take in what there is; return whether there was any. For where one thread does it all."""
        came = self.look()
        self.take_in()
        return came

    def _was_joined(self, stored: files.Stored) -> None:
        """Note what of a join is not in the file, and let the journal go on from there."""
        from pmtui.draft.joining import entered, whole
        from pmtui.merging.difference import difference

        full = whole(self._common, self.pm, stored.pm)
        is_saved = entered(full, stored.pm.unfinished) == stored.pm
        self._unsaved = [] if is_saved else [difference(stored.pm, full)]
        self._tell_journal()

    # -- the file ---------------------------------------------------------------------------------------

    def save(self, *, leaving: bool = False, again: bool = False) -> SaveState:
        """Write the file where it does not hold what is on the screen; return the state after it.

        Never raises for what is wrong with the file: the state says it, and the journal has the text.

        Args:
            leaving: Whether what was typed and not entered goes into the file as well.
            again: Whether a file that is gone is written again though nothing is unsaved.
        """
        if self.read_only:
            return self.state
        with self._saving:
            for _ in range(_LAST_TRIES if leaving else _TRIES):
                try:
                    self._write(leaving=leaving, again=again)
                    break
                except files.ChangedOnDiskError:
                    if not self._make_way():
                        break
                except FileError as error:
                    self._fail(error)
                    break
            if self._journal is not None and self._journal.problem:
                self._journal.flush(_MOMENT)  # it begins anew, and may have no problem any more
            return self.state

    def _write(self, *, leaving: bool, again: bool) -> None:
        from pmtui.draft.joining import entered, join

        filed = self._filed
        with self._lock:
            count, pm, stored, common = len(self._unsaved), self.pm, filed.stored, self._common
            behind = self._is_behind()
        full = pm if stored is None or not behind else join(common, pm, stored.pm, (), self._now()).pm
        text = full if leaving else entered(full, stored.pm.unfinished if stored else {})
        filed.gone = filed.gone or (stored is not None and filed.is_missing())
        if stored is None or text != stored.pm or (filed.gone and (again or count)):
            written = filed.write(self._target(text), text)
        elif not filed.holds():  # what is said of it must be true of the file, not of what it was
            raise files.ChangedOnDiskError("the file was changed by something else")
        elif not count:
            self._problem = ""
            return
        else:
            written = stored
        from pmtui.merging import difference  # noqa: F401 - beforehand: with the lock, it would keep keys waiting

        if behind:  # likewise
            self._plain(entered(pm, text.unfinished))
        with self._lock:
            before = filed.took(written)
            self._problem = ""
            if self._common is not common:  # `take_in` came between: the screen has what was written
                self._common = join(self._common, self.pm, written.pm, self._held, self._now()).common
            else:
                self._unsaved = self._unsaved[count:]
                self._common = entered(pm, text.unfinished) if behind else written.pm
            self._tell_journal()
        if before is not None and before.raw != written.raw:
            filed.keep(before)

    def _target(self, text: Postmortem) -> Path:
        """Return the file's name: it follows the id where it was named after it."""
        stored, path = self._filed.stored, self.path
        before = stored.pm.id if stored is not None else self._common.id
        return path.with_name(f"{text.id}.toml") if before == path.stem != text.id else path

    def _tell_journal(self) -> None:
        """Let the journal start anew on what file and screen have in common, with what only the screen has.

        Not on what the file holds where something in it waits: it would look as if it was taken out.
        """
        stored = self._filed.stored
        if self._journal is not None and stored is not None:
            base = self._plain(self._common) if self._is_behind() else stored.raw
            edits = self._left_of(self._common)
            self._journal.mark_saved(stored.path, base, (edits,) if edits else (), self._now())

    def _left_of(self, saved: Postmortem) -> tuple[Edit, ...]:
        if saved is self.pm:
            return ()
        from pmtui.merging.difference import difference

        return difference(saved, self.pm)

    def _plain(self, pm: Postmortem) -> bytes:
        """Return what a file without comments holds of it; what did not change is not worked out anew."""
        from pmtui.store.layout import laid_out

        self._laid = laid_out(pm, self._laid)
        return self._laid.raw

    def _make_way(self) -> bool:
        """Take in what lies where the postmortem was to be written; return whether to try again."""
        filed = self._filed
        if filed.stored is None or (self._target(self.pm) != self.path and filed.holds()):
            self._step_aside()
            return True
        try:
            if filed.is_missing():
                filed.gone = True
                return True
            if not self.path.parent.is_dir():
                raise filed.folder_gone()
            self._learn(filed.read())
        except FileError as error:
            self._fail(error)
            return False
        return True

    def _step_aside(self) -> None:
        """Take another name: a stranger's postmortem came to lie where this one was to be kept."""
        from pmtui.store import library

        with self._lock:
            free = library.new_path(self.path.parent, self.pm.id)
            edits = (Edit("id", free.stem),)
            if self._filed.stored is None:
                self._filed.path = free
                self._common = apply(self._common, edits)
            self._take(edits, apply(self.pm, edits), Where("title"))

    def _fail(self, error: FileError) -> None:
        self._problem = f"{error.what[:1].upper()}{error.what[1:]}. {error.remedy}".strip()

    # -- the end ----------------------------------------------------------------------------------------

    def journaled(self) -> bool:
        """Wait until all edits are in the journal on disk; return whether they are."""
        return self._journal is not None and self._journal.flush()

    def close(self, *, interrupted: bool = False) -> SaveState:
        """Save and end; the journal goes when everything is in the file, else it stays.

        Args:
            interrupted: Whether it ends without being asked to: where the cursor stood is then kept.
        """
        if self._saving.acquire(timeout=PATIENCE):
            try:
                state = self.save(leaving=True)
            except Exception:
                self._end_journal(keep=True)
                raise
            finally:
                self._saving.release()
        else:
            self._problem, state = _HANGS, SaveState("problem", _HANGS)
        self._end_journal(keep=interrupted or not self._is_in_file())
        return state

    def _is_in_file(self) -> bool:
        """Say whether the file holds all that was typed, entered or not."""
        from pmtui.draft.joining import whole

        stored = self._filed.stored
        if self._unsaved or self._problem or stored is None:
            return not self._unsaved and self.pm is self._common
        return whole(self._common, self.pm, stored.pm) == stored.pm

    def _end_journal(self, *, keep: bool) -> None:
        with self._lock:
            journal, self._journal = self._journal, None
        if journal is not None and keep:
            journal.abandon()
        elif journal is not None:
            journal.close()
