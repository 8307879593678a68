"""Root cause: the ladder of whys, the contributing factors on their bones, and the root causes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from pmtui.interview import ladder
from pmtui.interview.conditions import DEFAULT_BONES
from pmtui.interview.question import Asked, Step
from pmtui.interview.script import category_label
from pmtui.interview.wording import clause
from pmtui.model.edit import Edit
from pmtui.model.postmortem import Causes, Factor, Why
from pmtui.screens import rungs
from pmtui.screens.frame import StepScreen
from pmtui.screens.values import SIGN, answer_line, row_of, said_of_empty
from pmtui.widgets.board import BoardLine
from pmtui.widgets.fit import padded
from pmtui.widgets.lines import QuestionLine

NEW_WHY = "causes.why.new"


class CausesScreen(StepScreen):
    """Three sections of one list: whys, factors, root causes."""

    step: ClassVar[Step] = "causes"
    own_keys: ClassVar[tuple[str, ...]] = ("branch",)

    def lines(self) -> list[BoardLine]:
        """Return the problem and its whys as a ladder, the bones with their factors, the root causes."""
        causes = self.draft.pm.causes
        single = {
            one.path: answer_line(self.draft.pm, one, self.worst(one.path))
            for one in self.asked_here()
            if one.path.count(".") == 1
        }
        above = [single.pop(path) for path in ("causes.problem",) if path in single]
        single.pop("causes.none_found", None)  # it stands with the bones
        return [
            *above,
            _heading("5 Whys", "1"),
            *self._ladder(causes),
            _heading("Contributing factors", "2"),
            *self._bones(causes),
            _heading("Root causes: what the organisation can change", "3"),
            *self._roots(causes),
            _heading("Around them", "4"),
            *single.values(),
        ]

    def _ladder(self, causes: Causes) -> list[BoardLine]:
        here = self._in_front()
        front = here if here == NEW_WHY or here.startswith(f"{NEW_WHY}.") else ""
        shown = front or ("" if causes.why else NEW_WHY)
        hint = [] if causes.why else said_of_empty("ladder")
        said = [BoardLine(text=f"   {words}", style="dim", selectable=False) for words in hint]
        return said + rungs.lines_of(causes, self.worst, shown, self.target if front == NEW_WHY else "")

    def _bones(self, causes: Causes) -> list[BoardLine]:
        out: list[BoardLine] = []
        bones = causes.bones or DEFAULT_BONES
        for bone in dict.fromkeys((*bones, *(factor.bone for factor in causes.factor))):
            factors = [factor for factor in causes.factor if factor.bone == bone]
            name = padded(bone or "no bone", 12)
            if not factors:
                words = "looked, none found" if bone in causes.none_found else "not looked at yet"
                out.append(BoardLine(path="causes.none_found", text=f"   {name} {words}", style="dim"))
            for factor in factors:
                path = f"causes.factor.{factor.id}"
                likely = "likely" if factor.likely else ""
                text = f"   {name} {' '.join(factor.what.split())}"
                out.append(
                    BoardLine(path=f"{path}.what", text=text, mark=SIGN[self.worst(path)], right=likely)
                )
        return [*out, _adds("causes.factor.new", "next factor")]

    def _roots(self, causes: Causes) -> list[BoardLine]:
        rows = [
            BoardLine(
                path=f"causes.root.{root.id}.what",
                text=f"   {' '.join(root.what.split())}",
                mark=SIGN[self.worst(f"causes.root.{root.id}")],
                right=category_label(root.category) if root.category else "category ?",
            )
            for root in causes.root
        ]
        return [*rows, _adds("causes.root.new", "next root cause")]

    def info(self) -> str:
        """Return how far the ladder has come, while a why is asked for."""
        causes = self.draft.pm.causes
        if not self._in_front().startswith(NEW_WHY) or not causes.why:
            return ""
        deep = ladder.deepest(causes)
        whys = "1 why deep" if deep == 1 else f"{deep} whys deep"
        if ladder.changeable(causes) or deep >= ladder.DEEP:
            return f"{whys}: that is far enough; an empty Enter goes on."
        return f"{whys}. It ends at what the organisation can change, often about five."

    # -- the ladder -------------------------------------------------------------------------------------

    def ask(self, path: str, *, focus: bool = True) -> None:
        """Ask; for a new why, beneath the lowest rung of the branch in hand."""
        if path == NEW_WHY and not self._known(self.target):
            leaf = ladder.open_leaf(self.draft.pm.causes)
            self.target = leaf.id if leaf is not None else ladder.PROBLEM
        super().ask(path, focus=focus)

    def _known(self, target: str) -> bool:
        return target == ladder.PROBLEM or any(why.id == target for why in self.draft.pm.causes.why)

    def _show_question(self, one: Asked) -> None:
        if one.path != NEW_WHY:
            super()._show_question(one)
            return
        causes = self.draft.pm.causes
        above = next((why.because for why in causes.why if why.id == self.target), causes.problem)
        explained = any(self.target in why.explains for why in causes.why)
        words = "And what else made it possible that" if explained else "How was it possible that"
        self.query_one(QuestionLine).show(f"{words} {clause(above) or 'this happened'}?")

    def after_entry(self, one: Asked, edits: tuple[Edit, ...]) -> None:
        """After a why, ask what made that possible; after other rows, the same again."""
        if one.question.kind == "why":
            self.target = edits[0].path.rpartition(".")[2]
            self.ask(NEW_WHY)
        else:
            self.ask(one.path)

    def do_branch(self) -> None:
        """Ask "and what else?" beside the chosen why, or beneath the problem."""
        row = row_of(self.draft.pm, self.board.here if self._scope == "list" else self._in_front())
        why = next((why for why in self.draft.pm.causes.why if row == f"causes.why.{why.id}"), None)
        if why is not None:
            self.target = why.explains[0] if why.explains else ladder.PROBLEM
        elif self._in_front() == NEW_WHY and self.target != ladder.PROBLEM:
            above = next((why for why in self.draft.pm.causes.why if why.id == self.target), None)
            self.target = above.explains[0] if above is not None and above.explains else ladder.PROBLEM
        else:
            self.target = ladder.PROBLEM
        self.ask(NEW_WHY)

    def shifted(self, path: str, by: int) -> Edit | None:
        """Return the edit that moves a row among its like: the whys of one parent, a bone's factors."""
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
        return super().shifted(path, by)

    def _in_front(self) -> str:
        return self.now_asked.path if self.now_asked else ""

    def do_add(self) -> None:
        """Add a row to the section that the chosen line is in."""
        here = self.board.here
        if here.startswith("causes.why."):
            self.target = row_of(self.draft.pm, here).rpartition(".")[2] or self.target
            self.ask(NEW_WHY)
        elif here.startswith("causes.factor") or here == "causes.none_found":
            self.ask("causes.factor.new")
        elif here.startswith("causes.root"):
            self.ask("causes.root.new")
        else:
            self.target = ladder.PROBLEM
            self.ask(NEW_WHY)

    def do_view_1(self) -> None:
        """Go to the ladder."""
        self.ask(NEW_WHY)

    def do_view_2(self) -> None:
        """Go to the factors."""
        self.ask("causes.factor.new")

    def do_view_4(self) -> None:
        """Go to what lies around the causes."""
        self.ask("causes.trigger")

    def do_view_3(self) -> None:
        """Go to the root causes."""
        self.ask("causes.root.new")


def _heading(words: str, key: str) -> BoardLine:
    return BoardLine(text=f"{words}  [{key}]", style="heading", selectable=False)


def _among(row: str, listed: Sequence[tuple[int, Why | Factor]], by: int) -> Edit | None:
    """Return the edit that moves `row` to the place of its neighbour; None where it is the first or last."""
    ids = [each.id for _, each in listed]
    at = ids.index(row.rpartition(".")[2])
    return Edit(row, listed[at][1], listed[at + by][0]) if 0 <= at + by < len(listed) else None


def _adds(path: str, words: str) -> BoardLine:
    return BoardLine(path=path, text=f"   + {words}", style="dim")
