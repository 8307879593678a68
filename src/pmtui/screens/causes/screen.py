"""Root cause: one set of causes as a ladder of whys, a fish, a fault tree, and the root causes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from types import ModuleType
from typing import ClassVar

from textual.widget import Widget

from pmtui.interview import ladder, taking, tree_growing
from pmtui.interview.conditions import bones_open
from pmtui.interview.marking import BONE
from pmtui.interview.question import Asked, Step
from pmtui.interview.rows import words
from pmtui.interview.signs import guess_category
from pmtui.interview.wording import clause, digging, on_bone
from pmtui.model.edit import Edit
from pmtui.model.postmortem import Factor, Why
from pmtui.screens.causes import fishbone, roots, tree, whys
from pmtui.screens.causes.aiming import Aiming
from pmtui.screens.causes.views import ENTRIES, LABELS, ViewId
from pmtui.screens.causes.whys import NEW_WHY
from pmtui.screens.values import row_of
from pmtui.widgets.board_line import BoardLine
from pmtui.widgets.side import SidePanel
from pmtui.widgets.views import ViewsLine

_VIEWS: dict[ViewId, ModuleType] = {"whys": whys, "fishbone": fishbone, "tree": tree, "roots": roots}


class CausesScreen(Aiming):
    """Three views on one set of causes, and the root causes; the question in front decides which is shown."""

    step: ClassVar[Step] = "causes"

    def head(self) -> Sequence[Widget]:
        """Return the line that names the views."""
        return (ViewsLine(),)

    def lines(self) -> list[BoardLine]:
        """Return the lines of the view in front."""
        found: list[BoardLine] = _VIEWS[self.view].lines(self.sight())
        return found

    def info(self) -> str:
        """Return what the view in front comes to; while the list has the keyboard, its keys."""
        if self.listing:
            return self.hints()
        said: str = _VIEWS[self.view].info(self.sight())
        return said

    def show(self, here: str = "", *, follow: bool = True) -> None:
        """Show what the postmortem holds now, and which view of it is in front."""
        self.query_one(ViewsLine).show(tuple(LABELS.values()), LABELS[self.view])
        self.query_one(SidePanel).set_class(self.view == "fishbone", "-away")
        super().show(here, follow=follow)

    # -- asking -----------------------------------------------------------------------------------------

    def ask(self, path: str, *, focus: bool = True) -> None:
        """Ask; for a new row, with the row in hand beneath which it goes."""
        if path == tree.FROM_LADDER:
            self.draw_from_ladder()
            return
        if path.startswith(BONE):
            self.target, path = path.removeprefix(BONE), ENTRIES["fishbone"]
        if path == ENTRIES["fishbone"] and self.target not in self.bones():
            self.target = next(iter(bones_open(self.draft.pm.causes)), "")
        self.aim(path)
        super().ask(path, focus=focus)
        self._point_at_category()
        self.aimed(path)

    def _point_at_category(self) -> None:
        """Begin at the category that the words of a root cause speak for, where none is chosen yet."""
        one = self.now_asked
        if one is not None and one.question.field == "causes.root.*.category" and not one.answered:
            root = taking.row_at(self.draft.pm, one.path)
            guessed = guess_category(words(root)) if root is not None else None
            if guessed is not None:
                self.slot.point_at(guessed)

    def in_list(self, lines: Sequence[BoardLine], path: str) -> str:
        """Return the path of the line that shows `path`; a new factor shows at its bone, else at the head."""
        if path == ENTRIES["fishbone"]:
            return BONE + self.target if self.target else "causes.problem"
        return super().in_list(lines, path)

    def put_to(self, one: Asked) -> Asked:
        """Return a question about the row in hand: what the next why explains, the bone, the gate."""
        pm, causes = self.draft.pm, self.draft.pm.causes
        if one.path == NEW_WHY:
            above = next((why.because for why in causes.why if why.id == self.target), causes.problem)
            explained = any(self.target in why.explains for why in causes.why)
            begin = "And what else made it possible that" if explained else "How was it possible that"
            prompts = tuple(dict.fromkeys((*digging(guess_category(above)), *one.prompts)))
            return replace(one, ask=f"{begin} {clause(above) or 'this happened'}?", prompts=prompts)
        if one.path == ENTRIES["tree"]:
            return replace(one, ask=tree.question(causes, self.target))
        if one.path == ENTRIES["fishbone"] and self.target in self.bones():
            return replace(one, ask=one.question.ask.replace("{on_bone}", on_bone(pm, self.target)))
        return one

    def after_entry(self, one: Asked, edits: tuple[Edit, ...]) -> None:
        """After a why, ask what made that possible; after a gate, what leads to it; else the same again."""
        new = edits[0].path.rpartition(".")[2]
        if one.question.kind == "why":
            self.mean(new)
            self.ask(NEW_WHY)
            return
        if one.question.kind == "tree":
            self.mean(self._next_gate(edits, new))
        self.ask(one.path)
        if any(edit.value is None and edit.path.startswith("causes.event.") for edit in edits):
            self.coach.say(
                "Taken apart: its evidence went to what stands beneath it, whose state is open. ^Z undoes it."
            )

    def _next_gate(self, edits: tuple[Edit, ...], new: str) -> str:
        """Return the gate beneath which the next line of the tree goes."""
        if edits[0].path.startswith("causes.gate.") and edits[0].path.count(".") == 2:
            return new
        made = next((edit for edit in edits[1:] if edit.path.startswith("causes.gate.")), None)
        return made.path.split(".")[2] if made is not None else self.target

    # -- the list ---------------------------------------------------------------------------------------

    def shifted(self, path: str, by: int) -> Edit | None:
        """Return the edit that moves a row among its like: of one parent, one bone, one gate."""
        causes = self.draft.pm.causes
        row = row_of(self.draft.pm, path)
        table, _, key = row.rpartition(".")
        if table == "causes.why":
            parents = {why.id: why.explains[:1] or (ladder.PROBLEM,) for why in causes.why}
            beside = [(n, why) for n, why in enumerate(causes.why) if parents[why.id] == parents[key]]
            return _among(row, beside, by)
        if table == "causes.factor":
            bones = {factor.id: factor.bone for factor in causes.factor}
            listed = [(n, each) for n, each in enumerate(causes.factor) if each.bone == bones[key]]
            return _among(row, listed, by)
        if table in ("causes.gate", "causes.event"):
            return tree_growing.moved(causes, key, self.above(), by)
        return super().shifted(path, by)

    def do_add(self) -> None:
        """Add a row beneath the chosen one: a why, a factor on its bone, a base event under its gate."""
        adding: dict[ViewId, Callable[[], None]] = {
            "whys": self._add_why, "fishbone": self._add_factor, "tree": self._add_event,
        }  # fmt: skip
        adding.get(self.view, lambda: self.ask(ENTRIES["roots"]))()

    def _add_why(self) -> None:
        row = row_of(self.draft.pm, self.board.here)
        self.target = row.rpartition(".")[2] if row.startswith("causes.why.") else ladder.PROBLEM
        self.ask(NEW_WHY)

    def _add_factor(self) -> None:
        self.target = self.bone_here() or self.target
        self.ask(ENTRIES["fishbone"])

    def _add_event(self) -> None:
        row = row_of(self.draft.pm, self.board.here)
        if row.startswith(("causes.gate.", "causes.event.")):
            self.target = row.rpartition(".")[2]
        self.ask(ENTRIES["tree"])


def _among(row: str, listed: Sequence[tuple[int, Why | Factor]], by: int) -> Edit | None:
    """Return the edit that moves `row` to the place of its neighbour; None where it is the first or last."""
    ids = [each.id for _, each in listed]
    at = ids.index(row.rpartition(".")[2])
    return Edit(row, listed[at][1], listed[at + by][0]) if 0 <= at + by < len(listed) else None
