"""A postmortem kept in its file and in its journal, and joined with what others write into the file.

`save` and `look` may run in another thread than the one that shows the postmortem, since a postmortem never
changes in place. They write and read; what is on the screen changes in its own thread alone (`take_in`).
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from pmtui.draft.filed import Filed
from pmtui.draft.joining import Joined, entered, join, whole
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
PATIENCE = 5.0
"""Seconds that the end waits for a save that hangs."""
_Sources = tuple[Postmortem, Postmortem, Postmortem, frozenset[str]]
"""What a join is made of: common, ours, theirs, held. Each is never changed, only replaced."""
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


@dataclass(frozen=True, slots=True)
class Came:
    """A change that came from outside and was joined with what stood on the screen.

    Attributes:
        before: The postmortem as it stood on the screen.
        after: As it stands since.
    """

    before: Postmortem
    after: Postmortem

    @property
    def clashes(self) -> tuple[str, ...]:
        """The paths of the fields that have two values since."""
        known = {row.id for row in self.before.conflict}
        return tuple(row.field for row in self.after.conflict if row.id not in known)


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
        self._taken: Postmortem | None = None  # what of the file is shown, but for what waits
        self._prepared: tuple[_Sources | None, Joined | None] = (None, None)
        self._held: frozenset[str] = frozenset()
        self._now = now
        self._unsaved: list[tuple[Edit, ...]] = []
        self._problem = ""
        self._where: Where | None = None
        self._lock = threading.RLock()
        self._saving = threading.RLock()
        self._journal: Journal | None = None
        if state_dir is not None and not read_only:
            # A new postmortem is in no file yet: what it began with is kept with the edits.
            begun = raw if raw is not None else dumps(pm).encode()
            self._journal = Journal(state_dir, path, begun, new=raw is None)

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
        return self._is_behind() and not self.behind

    @property
    def behind(self) -> bool:
        """Whether the file holds something that `take_in` is to show."""
        stored = self._filed.stored
        return self._is_behind() and (stored is None or self._taken is not stored.pm)

    def _is_behind(self) -> bool:
        stored = self._filed.stored
        return stored is not None and self._common is not stored.pm

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

    def take_in(self) -> None:
        """Join what came from outside with what is on the screen, but for the fields that are typed in.

        For the thread that shows the postmortem, so that no edit is worked out on one version and done on
        another.
        """
        with self._lock:
            if not self.behind:
                return
            self._show_joined()
        if self._unsaved:
            self.on_change("")

    def look_outside(self) -> bool:
        """Look, and take in what there is; return whether there was any. For where one thread does it all."""
        came = self.look()
        self.take_in()
        return came

    def let_go(self) -> None:
        """Take in what came from outside and waited at the fields that were typed in."""
        with self._lock:
            held, self._held = self._held, frozenset()
            if not held or not self._is_behind():
                return
            self._show_joined()
        self.on_change("")

    def _learn(self, theirs: files.Stored) -> None:
        with self._lock:
            before = self._filed.took(theirs)
        self._filed.keep(before)

    def _prepare(self) -> None:
        """Join beforehand, so that the thread that shows it need not; good for as long as nothing changes."""
        with self._lock:
            sources = self._sources()
        if self.behind and not _are_same(sources, self._prepared[0]):
            self._prepared = (sources, self._joined(sources))

    def _sources(self) -> _Sources:
        stored = self._filed.stored
        return self._common, self.pm, stored.pm if stored else self.pm, self._held

    def _joined(self, sources: _Sources) -> Joined:
        return join(*sources, self._now())

    def _show_joined(self) -> None:
        """Show what is on the screen joined with the file, and let the journal go on from there."""
        stored = self._filed.stored
        if stored is None:
            return
        sources, joined = self._prepared
        if joined is None or sources is None or not _are_same(self._sources(), sources):
            joined = self._joined(self._sources())
        before, self.pm, self._common = self.pm, joined.pm, joined.common
        self._taken, self._prepared = stored.pm, (None, None)
        full = whole(self._common, self.pm, stored.pm)
        edits = difference(stored.pm, full)
        is_saved = entered(full, stored.pm.unfinished) == stored.pm
        self._unsaved = [] if is_saved else [edits]
        self._tell_journal()
        if before != self.pm:
            self.came.append(Came(before, self.pm))

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
            base = dumps(self._common).encode() if self._is_behind() else stored.raw
            edits = difference(self._common, self.pm)
            self._journal.mark_saved(stored.path, base, (edits,) if edits else (), self._now())

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


def _are_same(one: _Sources, other: _Sources | None) -> bool:
    return other is not None and all(mine is theirs for mine, theirs in zip(one, other, strict=True))
