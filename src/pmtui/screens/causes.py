"""Root cause: the ladder of whys, the contributing factors on their bones, and the root causes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from pmtui.interview.question import Asked, Step
from pmtui.interview.script import category_label
from pmtui.model.edit import Edit
from pmtui.model.postmortem import Causes, Why
from pmtui.screens.frame import StepScreen
from pmtui.screens.values import SIGN, answer_line, row_of
from pmtui.widgets.board import BoardLine

NEW_WHY = "causes.why.new"
DEFAULT_BONES = ("people", "process", "technology", "environment")
MARK_OF_LIKELY = "* "


class CausesScreen(StepScreen):
    """Three sections of one list: whys, factors, root causes."""

    step: ClassVar[Step] = "causes"
    own_keys: ClassVar[tuple[str, ...]] = ("branch",)

    def lines(self) -> list[BoardLine]:
        """Return the problem and its whys as a ladder, the bones with their factors, the root causes."""
        causes = self.draft.pm.causes
        single = [
            answer_line(self.draft.pm, one, self.worst(one.path))
            for one in self.asked_here()
            if one.path.count(".") == 1
        ]
        return [
            *[line for line in single if line.path == "causes.problem"],
            _heading("5 Whys", "1"),
            *self._ladder(causes),
            _heading("Contributing factors", "2"),
            *self._bones(causes),
            _heading("Root causes", "3"),
            *self._roots(causes),
            _heading("Around it", "4"),
            *[line for line in single if line.path != "causes.problem"],
        ]

    def _ladder(self, causes: Causes) -> list[BoardLine]:
        if not causes.why:
            return [BoardLine(path=NEW_WHY, text="  no whys yet", style="dim")]
        return [self._rung(why, depth) for why, depth in ladder(causes)]

    def _rung(self, why: Why, depth: int) -> BoardLine:
        path = f"causes.why.{why.id}"
        said = " ".join(filter(None, [why.confidence or "", f"[{why.stop}]" if why.stop else ""]))
        text = f"{depth:>2} {'  ' * (depth - 1)}{'└ ' if depth > 1 else ''}{why.because}"
        return BoardLine(path=f"{path}.because", text=text, mark=SIGN[self.worst(path)], right=said)

    def _bones(self, causes: Causes) -> list[BoardLine]:
        out: list[BoardLine] = []
        for bone in causes.bones or DEFAULT_BONES:
            factors = [factor for factor in causes.factor if factor.bone == bone]
            if not factors:
                words = "looked, none found" if bone in causes.none_found else "not looked at yet"
                out.append(BoardLine(path="causes.none_found", text=f"  {bone:<12} {words}", style="dim"))
            for factor in factors:
                path = f"causes.factor.{factor.id}"
                text = f"  {bone:<12} {MARK_OF_LIKELY if factor.likely else '  '}{factor.what}"
                likely = "likely" if factor.likely else ""
                out.append(
                    BoardLine(path=f"{path}.what", text=text, mark=SIGN[self.worst(path)], right=likely)
                )
        return out

    def _roots(self, causes: Causes) -> list[BoardLine]:
        if not causes.root:
            return [BoardLine(path="causes.root.new", text="  none named yet", style="dim")]
        return [
            BoardLine(
                path=f"causes.root.{root.id}.what",
                text=f"  {root.what}",
                mark=SIGN[self.worst(f"causes.root.{root.id}")],
                right=category_label(root.category) if root.category else "category ?",
            )
            for root in causes.root
        ]

    # -- the ladder -------------------------------------------------------------------------------------

    def ask(self, path: str, *, focus: bool = True) -> None:
        """Ask; for a new why, beneath the lowest rung of the branch in hand."""
        if path == NEW_WHY and not self._known(self.target):
            self.target = next(
                (why.id for why, _ in reversed(list(ladder(self.draft.pm.causes))) if not why.stop), "problem"
            )
        super().ask(path, focus=focus)

    def _known(self, target: str) -> bool:
        return target == "problem" or any(why.id == target for why in self.draft.pm.causes.why)

    def _show_question(self, one: Asked) -> None:
        if one.path != NEW_WHY:
            super()._show_question(one)
            return
        causes = self.draft.pm.causes
        above = next((why.because for why in causes.why if why.id == self.target), causes.problem)
        clause = above.strip().rstrip(".") or "it happened"
        if len(clause) > 110:
            clause = clause[:109].rsplit(" ", 1)[0] + " …"
        taken = any(self.target in why.explains for why in causes.why)
        words = "And what else made it possible that" if taken else "How was it possible that"
        self._static("#question", f"{words}: {clause}?")

    def after_entry(self, one: Asked, edits: tuple[Edit, ...]) -> None:
        """After a why, ask what made that possible; after other rows, the same again."""
        if one.path == NEW_WHY:
            self.target = edits[0].path.rpartition(".")[2]
        self.ask(one.path)

    def do_branch(self) -> None:
        """Ask "and what else?" beside the chosen why, or beneath the problem."""
        row = row_of(self.draft.pm, self.board.here if self._scope == "list" else self._in_front())
        why = next((why for why in self.draft.pm.causes.why if row == f"causes.why.{why.id}"), None)
        if why is not None:
            self.target = why.explains[0] if why.explains else "problem"
        elif self._in_front() == NEW_WHY and self.target != "problem":
            above = next((why for why in self.draft.pm.causes.why if why.id == self.target), None)
            self.target = above.explains[0] if above is not None and above.explains else "problem"
        else:
            self.target = "problem"
        self.ask(NEW_WHY)

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
            self.target = "problem"
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


def ladder(causes: Causes) -> Iterator[tuple[Why, int]]:
    """Yield the whys in reading order with their depth from 1; one that explains several comes once."""
    seen: set[str] = set()
    known = {why.id for why in causes.why}

    def below(parent: str, depth: int) -> Iterator[tuple[Why, int]]:
        for why in causes.why:
            if parent in why.explains and why.id not in seen:
                seen.add(why.id)
                yield why, depth
                yield from below(why.id, depth + 1)

    yield from below("problem", 1)
    for why in causes.why:  # those whose parent is gone, or that only explain one another
        if why.id not in seen and not (set(why.explains) & known):
            seen.add(why.id)
            yield why, 1
            yield from below(why.id, 2)
    for why in causes.why:
        if why.id not in seen:
            seen.add(why.id)
            yield why, 1
