"""The ladder read upwards with "therefore": where the reader has to leap, a step is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmtui import content
from pmtui.interview.ladder import PROBLEM, upwards
from pmtui.model.postmortem import Causes
from pmtui.screens.overlay import CLOSE, Overlay
from pmtui.widgets.board import Board
from pmtui.widgets.board_line import BoardLine
from pmtui.widgets.fit import wrapped

if TYPE_CHECKING:
    from textual.app import ComposeResult


class ThereforeScreen(Overlay[str]):
    """Each branch from its end to the problem; the result is the path of the why to go to."""

    close_keys = (*CLOSE, "u")

    def __init__(self, causes: Causes) -> None:
        super().__init__(
            "Therefore", (("↑↓", "move"), ("Enter", "go to the why"), ("Esc", "back"), ("^Q", "quit"))
        )
        self._causes = causes

    def body(self) -> ComposeResult:
        """Return the list of branches."""
        yield Board()

    def on_mount(self) -> None:
        """Show the branches."""
        super().on_mount()
        self.query_one(Board).show(self._lines(max(self.app.size.width - 12, 30)))

    def on_resize(self) -> None:
        """Wrap the branches anew."""
        self.query_one(Board).show(self._lines(max(self.app.size.width - 12, 30)))

    def act(self, key: str) -> bool:
        """Go to the why at the cursor, or move."""
        board = self.query_one(Board)
        if key == "enter":
            self.close(board.here)
            return True
        return board.press(key, None)

    def _lines(self, width: int) -> list[BoardLine]:
        asks = content.toml("guide/links.toml")["read_back"]["ask"]
        out = [
            BoardLine(text=line, style="dim", selectable=False)
            for ask in asks
            for line in wrapped(ask, width)
        ]
        words = {why.id: why.because for why in self._causes.why} | {PROBLEM: self._causes.problem}
        for number, branch in enumerate(upwards(self._causes), 1):
            out.append(BoardLine(text=f"Branch {number}", style="heading", selectable=False))
            for place, name in enumerate(branch):
                path = "causes.problem" if name == PROBLEM else f"causes.why.{name}.because"
                said = "therefore " * (place > 0) + (" ".join(words[name].split()) or "?")
                first, *rest = wrapped(said, width - 4)
                out.append(BoardLine(path=path, text=f"  {first}"))
                out += [BoardLine(text=f"    {line}", selectable=False) for line in rest]
        return out
