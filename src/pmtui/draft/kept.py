"""A postmortem kept in its file and in its journal, and joined with what others write into the file.

`save` and `look_outside` may run in another thread than the one that shows the postmortem, since a postmortem
never changes in place.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from pmtui.draft.filed import Filed
from pmtui.draft.joining import Joined, entered, half_typed, join, whole
from pmtui.draft.journal import Journal, Where
from pmtui.errors import FileError
from pmtui.merging.difference import difference
from pmtui.model.edit import Edit, apply
from pmtui.model.postmortem import Postmortem
from pmtui.model.tomlform import dumps
from pmtui.store import files, library

SaveKind = Literal["saved", "unsaved", "problem", "read-only"]

_TRIES = 5
"""How often a save begins again because somebody else wrote the file meanwhile."""
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


@dataclass(frozen=True, slots=True)
class Came:
    """A change that came from outside and was joined with what stood on the screen.

    Attributes:
        before: The postmortem as it stood on the screen.
        after: As it stands since.
        clashes: The paths of the fields that have two values since.
    """

    before: Postmortem
    after: Postmortem
    clashes: tuple[str, ...] = ()


class Kept:
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
        self.pm = pm
        self.read_only = read_only
        self.on_change: Callable[[str], None] = lambda _place: None
        """Called with the place of a change, by the thread that shows the postmortem."""
        self.came: list[Came] = []
        """What came from outside and nobody was told yet, oldest first."""
        stored = None if raw is None else files.Stored(path, pm, raw)
        self._filed = Filed(path, stored, state_dir, now)
        self._common = pm  # the last version that the file and the screen have both seen
        self._held: frozenset[str] = frozenset()
        self._now = now
        self._unsaved: list[tuple[Edit, ...]] = []
        self._problem = ""
        self._lock = threading.RLock()
        self._saving = threading.RLock()
        self._journal: Journal | None = None
        if state_dir is not None and not read_only:
            # A new postmortem is in no file yet: what it began with is kept with the edits.
            self._journal = Journal(state_dir, path, raw if raw is not None else dumps(pm).encode())

    @property
    def path(self) -> Path:
        """The file it is, or will be, kept in."""
        return self._filed.path

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

    @property
    def waits(self) -> bool:
        """Whether something from outside waits until `let_go`."""
        stored = self._filed.stored
        return stored is not None and self._common is not stored.pm

    # -- what is typed -----------------------------------------------------------------------------------

    def _take(self, edits: tuple[Edit, ...], after: Postmortem, where: Where) -> None:
        self.pm = after
        self._unsaved.append(edits)
        if self._journal is not None:
            self._journal.append(edits, self._now(), where)

    def stands_at(self, place: str) -> None:
        """Note that the question at `place` is in front: after a crash it is put there again."""
        if self._journal is not None:
            self._journal.moved(Where(place), self._now())

    def let_go(self) -> None:
        """Take in what came from outside and waited at the fields that were typed in."""
        with self._lock:
            held, self._held = self._held, frozenset()
            stored = self._filed.stored
            if not held or stored is None or self._common is stored.pm:
                return
            self._install(join(self._common, self.pm, stored.pm, (), self._now()), stored)
        self.on_change("")

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
            for _ in range(_TRIES):
                try:
                    self._write(leaving=leaving, again=again)
                    break
                except files.ChangedOnDiskError:
                    if not self._make_way():
                        break
                except FileError as error:
                    self._fail(error)
                    break
            return self.state

    def _write(self, *, leaving: bool, again: bool) -> None:
        filed = self._filed
        with self._lock:
            if filed.stored is not None and self._common is not filed.stored.pm:
                self._install(
                    join(self._common, self.pm, filed.stored.pm, self._held, self._now()), filed.stored
                )
            count, pm, stored, common = len(self._unsaved), self.pm, filed.stored, self._common
        full = pm if stored is None else whole(common, pm, stored.pm)
        text = full if leaving else entered(full, stored.pm.unfinished if stored else {})
        if stored is None or text != stored.pm or (again and filed.gone):
            filed.write(self._target(text), text)
        elif not count:
            self._problem = ""
            return
        else:
            text = stored.pm
        with self._lock:
            self._unsaved, self._problem = self._unsaved[count:], ""
            waits = full is not pm
            self._common = join(common, pm, text, self._held, self._now()).common if waits else text
            self._tell_journal(half_typed(text, full))

    def _target(self, text: Postmortem) -> Path:
        """Return the file's name: it follows the id where it was named after it."""
        stored, path = self._filed.stored, self.path
        before = stored.pm.id if stored is not None else self._common.id
        return path.with_name(f"{text.id}.toml") if before == path.stem != text.id else path

    def _tell_journal(self, *steps: tuple[Edit, ...]) -> None:
        """Let the journal start anew on what the file holds, with what is not in it."""
        stored = self._filed.stored
        if self._journal is not None and stored is not None:
            unsaved = [step for step in (*steps, *self._unsaved) if step]
            self._journal.mark_saved(stored.path, stored.raw, unsaved, self._now())

    def _make_way(self) -> bool:
        """Take in what lies where the postmortem was to be written; return whether to try again."""
        filed = self._filed
        if filed.stored is None or self._target(self.pm) != self.path:
            self._step_aside()
            return True
        try:
            if filed.is_missing():
                filed.gone = True
                return True
            if not self.path.parent.is_dir():
                raise filed.folder_gone()
            self._join(filed.read())
        except FileError as error:
            self._fail(error)
            return False
        return True

    def _step_aside(self) -> None:
        """Take another name: a stranger's postmortem came to lie where this one was to be kept."""
        with self._lock:
            free = library.new_path(self.path.parent, self.pm.id)
            edits = (Edit("id", free.stem),)
            if self._filed.stored is None:
                self._filed.path = free
                self._common = apply(self._common, edits)
            self._take(edits, apply(self.pm, edits), Where("title"))

    def _fail(self, error: FileError) -> None:
        self._problem = f"{error.what[:1].upper()}{error.what[1:]}. {error.remedy}".strip()

    def look_outside(self) -> bool:
        """Join what somebody else wrote into the file since it was read; return whether there was any.

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
                self._join(theirs)
            if self._problem:
                self.save()
            if self._journal is not None and self._journal.problem:
                self._journal.flush()
        return theirs is not None

    def _join(self, theirs: files.Stored) -> None:
        """Join `theirs` with what is on the screen; a key that comes meanwhile does not wait for it."""
        for last in (False, False, True):
            with self._lock:
                pm, held, common = self.pm, self._held, self._common
                joined = join(common, pm, theirs.pm, held, self._now()) if last else None
            joined = joined or join(common, pm, theirs.pm, held, self._now())
            with self._lock:
                if self.pm is pm and self._held == held:
                    before = self._filed.took(theirs)
                    self._install(joined, theirs)
                    break
        self._filed.keep(before)

    def _install(self, joined: Joined, theirs: files.Stored) -> None:
        """Show what came of a join, and let the journal go on from it."""
        before, self.pm, self._common = self.pm, joined.pm, joined.common
        full = whole(self._common, self.pm, theirs.pm)
        edits = difference(theirs.pm, full)
        self._unsaved, self._problem = [], ""
        if entered(full, theirs.pm.unfinished) == theirs.pm:
            self._tell_journal(edits)
        else:
            self._unsaved = [edits]
            self._tell_journal()
        if before != self.pm:
            self.came.append(Came(before, self.pm, tuple(clash.path for clash in joined.clashes)))

    # -- the end ----------------------------------------------------------------------------------------

    def journaled(self) -> bool:
        """Wait until all edits are in the journal on disk; return whether they are."""
        return self._journal is not None and self._journal.flush()

    def close(self, *, interrupted: bool = False) -> SaveState:
        """Save and end; the journal goes when everything is in the file, else it stays.

        Args:
            interrupted: Whether it ends without being asked to: where the cursor stood is then kept.
        """
        try:
            state = self.save(leaving=True)
        except Exception:
            if self._journal is not None:
                self._journal.abandon()
            raise
        journal, self._journal = self._journal, None
        if journal is not None:
            if self._unsaved or interrupted:
                journal.abandon()
            else:
                journal.close()
        return state
