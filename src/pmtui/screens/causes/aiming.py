"""What the entry line is about: the why that the next one explains, the gate or base event it goes beneath.

That row can go while the line is in front: undo takes it back, a key in the list or somebody else removes it.
Then the line is about what it was about before that row, and the question says so.
"""

from __future__ import annotations

from pmtui.interview import ladder
from pmtui.screens.causes.carrying import Carrying
from pmtui.screens.causes.views import ENTRIES, ViewId

ENDS_TOO_SOON = "depth.too-few"


class Aiming(Carrying, inherit_bindings=False):
    """A screen whose entry lines are each about a row, which may go."""

    def __init__(self, at: str = "") -> None:
        super().__init__(at)
        self._before: dict[str, str] = {}
        """What the entry line was about before a row was entered, by the row's id."""
        self._left: dict[str, str] = {}
        """What each entry line was about when it was last in front, by its path."""

    def aim(self, path: str) -> None:
        """Keep what the entry line at `path` is about where it is there, else mean what was meant before."""
        if path not in (ENTRIES["whys"], ENTRIES["tree"]):
            return
        known = self._rows(path)
        for _ in self._before:
            if self.target in known:
                break
            self.target = self._before.get(self.target, self.target)
        if path == ENTRIES["whys"] and self.target not in known:
            leaf = ladder.open_leaf(self.draft.pm.causes)
            self.target = leaf.id if leaf is not None else ladder.PROBLEM

    def aimed(self, path: str) -> None:
        """Remember what the entry line at `path` is about."""
        if path in ENTRIES.values():
            self._left[path] = self.target

    def mean(self, target: str) -> None:
        """Mean a row that was just entered, and remember what was meant before it."""
        if target != self.target:
            self._before[target] = self.target
        self.target = target

    def _rows(self, path: str) -> set[str]:
        """Return the ids of what the entry line at `path` can be about."""
        causes = self.draft.pm.causes
        if path == ENTRIES["whys"]:
            return {ladder.PROBLEM, *(why.id for why in causes.why)}
        return {*(gate.id for gate in causes.gate), *(event.id for event in causes.event)}

    def worst(self, path: str) -> str:
        """Return the sign of the worst finding; that a branch ends too soon, not while it is gone on with."""
        goes_on = self._in_front() == ENTRIES["whys"] and path == f"causes.why.{self.target}"
        return self.desk.known.worst(path, ENDS_TOO_SOON) if goes_on else super().worst(path)

    def choose(self, value: object) -> None:
        """Take an answer that was picked; a branch that has ended is not gone on with by itself."""
        super().choose(value)
        path = self._in_front()
        if value and path.startswith("causes.why.") and path.endswith(".stop"):
            ended = path.split(".")[2]
            self._left = {line: meant for line, meant in self._left.items() if meant != ended}
            self.target = "" if self.target == ended else self.target

    def go_to_view(self, view: ViewId) -> None:
        """Show a view; its entry line is about what it was about when it was left."""
        self.target = self._left.get(ENTRIES[view], self.target)
        super().go_to_view(view)

    def settled(self) -> None:
        """Look for findings, with the question put anew: what it is about may be gone."""
        one, meant = self.now_asked, self.target
        if one is not None:
            self.aim(one.path)
            fresh = next((each for each in self.asked_here() if each.path == one.path), None)
            if fresh is not None and (again := self.put_to(fresh)) != one:
                self.now_asked = again
                self._show_question(again)
            if meant != self.target:
                self._show_parse()
        super().settled()

    def do_redo(self) -> None:
        """Do the last undone change again; a row that was entered so is meant again."""
        path = self._in_front()
        before = self._rows(path)
        super().do_redo()
        again = self._rows(path) - before
        new = next((row for row, meant in self._before.items() if row in again and meant == self.target), "")
        if new and path in (ENTRIES["whys"], ENTRIES["tree"]):
            self.target = new
            self.settled()
