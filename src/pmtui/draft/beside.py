"""What is on the screen beside what is in the file, and the two joined when something came from outside.

What is on the screen changes in the thread that shows it alone: so no edit is worked out on one version and
done on another.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pmtui.draft.filed import Filed
from pmtui.model.postmortem import Postmortem
from pmtui.store import files

if TYPE_CHECKING:
    from pmtui.draft.joining import Came, Joined

_Sources = tuple[Postmortem, Postmortem, Postmortem, frozenset[str]]
"""What a join is made of: common, ours, theirs, held. Each is never changed, only replaced."""


class Beside:
    """A postmortem on the screen, and its file, in which others write, too.

    Args:
        filed: The file.
        pm: What stands on the screen; what the file holds, where it is there.
        now: Tells the time.
    """

    def __init__(self, filed: Filed, pm: Postmortem, now: Callable[[], datetime]) -> None:
        self.pm = pm
        self.on_change: Callable[[str], None] = lambda _place: None
        """Called with the place of a change, by the thread that shows the postmortem."""
        self.came: list[Came] = []
        """What came from outside and nobody was told yet, oldest first."""
        self._filed = filed
        self._now = now
        self._common = pm  # the last version that the file and the screen have both seen
        self._taken: Postmortem | None = None  # what of the file is shown, but for what waits
        self._prepared: tuple[_Sources | None, Joined | None] = (None, None)
        self._held: frozenset[str] = frozenset()
        self._lock = threading.RLock()

    @property
    def path(self) -> Path:
        """The file it is, or will be, kept in."""
        return self._filed.path

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

    def take_in(self) -> bool:
        """Join what came from outside with what is on the screen, but for the fields that are typed in.

        For the thread that shows the postmortem. Returns whether there was anything.
        """
        with self._lock:
            if not self.behind:
                return False
            self._show_joined()
        return True

    def let_go(self) -> None:
        """Take in what came from outside and waited at the fields that were typed in."""
        with self._lock:
            held, self._held = self._held, frozenset()
            if not held or not self._is_behind():
                return
            self._show_joined()
        self.on_change("")

    def _learn(self, theirs: files.Stored) -> None:
        from pmtui.draft.sharing import sharing  # needed where others write, too

        stored = self._filed.stored
        if stored is not None:
            theirs = replace(theirs, pm=sharing(theirs.pm, stored.pm))
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
        from pmtui.draft import joining
        from pmtui.draft.sharing import sharing

        joined = joining.join(*sources, self._now())
        return replace(joined, pm=sharing(joined.pm, joined.common))

    def _show_joined(self) -> None:
        """Show what is on the screen joined with the file."""
        stored = self._filed.stored
        if stored is None:
            return
        sources, joined = self._prepared
        if joined is None or sources is None or not _are_same(self._sources(), sources):
            joined = self._joined(self._sources())
        before, self.pm, self._common = self.pm, joined.pm, joined.common
        self._taken, self._prepared = stored.pm, (None, None)
        self._was_joined(stored)
        if before != self.pm:
            from pmtui.draft import joining

            self.came.append(joining.Came(before, self.pm))

    def _was_joined(self, stored: files.Stored) -> None:
        """Go on from a join with what the file holds; for who keeps what is not in it."""


def _are_same(one: _Sources, other: _Sources | None) -> bool:
    return other is not None and all(mine is theirs for mine, theirs in zip(one, other, strict=True))
