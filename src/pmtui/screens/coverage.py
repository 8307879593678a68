"""Coverage at a glance: causes by actions, what the actions break of the fault tree, how strong they are."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from textual.content import Content
from textual.widgets import Static

from pmtui import content
from pmtui.analysis.causes.breaking_words import sentences
from pmtui.analysis.causes.matrix import Row, matrix
from pmtui.analysis.causes.strength import mix
from pmtui.checks.open_combinations import breaking_of
from pmtui.model.postmortem import Postmortem
from pmtui.screens.levels import LEVEL, LEVEL_CELLS, level_bar
from pmtui.screens.overlay import CLOSE, Overlay
from pmtui.screens.owners import first_name
from pmtui.widgets.board import GUTTER, Board
from pmtui.widgets.board_line import BoardLine
from pmtui.widgets.fields.hierarchy import STRONGEST
from pmtui.widgets.fit import cut, padded, plain

if TYPE_CHECKING:
    from textual.app import ComposeResult

COLUMN = 3
"""Cells of an action's column."""
RIGHT = STRONGEST + 1 + LEVEL_CELLS
"""Cells of the column of the highest levels."""
WORDS_AT_LEAST = 22
"""Cells that the words of a row have at least."""
SIGNS = {"whole": "●", "part": "◐", "": "·"}
ASCII_SIGNS = {"whole": "X", "part": "/", "": "."}


class CoverageScreen(Overlay[str]):
    """The matrix of causes and actions; Enter on a row tells its field as the result.

    Args:
        pm: The postmortem.
    """

    close_keys = (*CLOSE, "f12", "q")

    def __init__(self, pm: Postmortem) -> None:
        self._words: dict[str, str] = content.toml("guide/coverage.toml")["matrix"]
        keys = (("↓", "on"), ("←→", "action"), ("Enter", "go there"), ("Esc", "back"), ("^Q", "quit"))
        super().__init__(self._words["title"], keys)
        found = breaking_of(pm)
        self._said = " ".join(sentences(pm, found)) if found else ""
        self._matrix = matrix(pm, found)
        self._mix = mix_words(pm)
        self._column, self._first = 0, 0
        """The action at the cursor, and the first one in sight; from 0."""

    def body(self) -> ComposeResult:
        """Return the numbers of the actions, the rows, and what comes of them."""
        yield Static("", markup=False, classes="coverage--head")
        yield Board()
        yield Static("", markup=False, classes="coverage--row")
        yield Static("", markup=False, classes="coverage--action")
        said = "\n".join(filter(None, (self._said, self._mix)))
        yield Static(said, markup=False, classes="coverage--said")
        yield Static("", markup=False, classes="coverage--legend")

    def on_resize(self) -> None:
        """Lay the rows out anew."""
        self._show()

    def act(self, key: str) -> bool:
        """Go to the row at the cursor, or move."""
        board = self.query_one(Board)
        if key == "enter":
            if path := board.here.partition(" ")[2]:
                self.close(path)
            return True
        if key in ("left", "right", "h", "l"):
            last = len(self._matrix.actions) - 1
            self._column = max(0, min(self._column + (1 if key in ("right", "l") else -1), last))
            self._show()
            return True
        moved = board.press(key, None)
        if moved:
            self._tell()
        return moved

    # -- drawing ----------------------------------------------------------------------------------------

    @property
    def _signs(self) -> dict[str, str]:
        return ASCII_SIGNS if self.query_one(Board).ascii_signs else SIGNS

    def _show(self) -> None:
        actions, width = self._matrix.actions, self.app.size.width - GUTTER - 2
        room = max((width - RIGHT - 1 - WORDS_AT_LEAST) // COLUMN, 1)
        shown = min(room, len(actions))
        self._first = max(min(self._first, self._column), self._column - shown + 1, 0)
        words = width - RIGHT - 1 - shown * COLUMN
        self._show_head(words, shown)
        lines = self._lines(words, shown)
        missing = "no_actions" if not actions else "no_causes" if not self._matrix.rows else ""
        if missing:
            lines.append(BoardLine(text=self._words[missing], style="dim", selectable=False))
        self.query_one(Board).show(lines)
        self._tell()
        signs = {name or "none": sign for name, sign in self._signs.items()}
        self.query_one(".coverage--legend", Static).update(self._words["legend"].format(**signs))

    def _show_head(self, words: int, shown: int) -> None:
        """Show the numbers of the actions over their columns, and what the one at the cursor is."""
        parts: list[Any] = [" " * (GUTTER + words - 1), "‹" if self._first else " "]
        for at, (number, _) in enumerate(
            self._matrix.actions[self._first : self._first + shown], self._first
        ):
            style = "reverse bold" if at == self._column else "bold"
            parts += [" " * (COLUMN - max(len(str(number)), 2)), (f"{number:>2}", style)]
        more = "›" if self._first + shown < len(self._matrix.actions) else " "
        head = Content.assemble(*parts, more, (self._words["level"], "dim"))
        self.query_one(".coverage--head", Static).update(head)

    def _tell(self) -> None:
        """Show the whole words of the row and of the action at the cursor, as far as they fit."""
        at, room = self.query_one(Board).here.partition(" ")[0], self.app.size.width - 2
        row = self._matrix.rows[int(at)].words if at else ""
        self.query_one(".coverage--row", Static).update(cut(plain(" ".join(row.split())), room))
        told = ""
        if self._matrix.actions:
            number, action = self._matrix.actions[self._column]
            tail = f"  ({LEVEL.get(action.level or '', 'level?')}, {first_name(action)})"
            words = f"{number} {plain(' '.join(action.what.split()))}"
            told = cut(words, room - cell_len(tail)) + tail
        self.query_one(".coverage--action", Static).update(told)

    def _lines(self, words: int, shown: int) -> list[BoardLine]:
        lines: list[BoardLine] = []
        rows = enumerate(self._matrix.rows)
        for heading, group in groupby(rows, key=lambda each: self._heading(each[1])):
            lines.append(BoardLine(text=heading, style="heading", selectable=False))
            lines += [self._line(at, row, words, shown) for at, row in group]
        return lines

    def _heading(self, row: Row) -> str:
        name = {"root": "roots", "factor": "factors", "event": "events"}.get(row.section, "")
        return self._words[name or ("sets_open" if row.open else "sets_broken")]

    def _line(self, at: int, row: Row, words: int, shown: int) -> BoardLine:
        cells = row.cells[self._first : self._first + shown]
        drawn = "".join(f"{self._signs[cell]:>{COLUMN}}" for cell in cells)
        level = (
            LEVEL.get(row.level or "", "level?")
            if any(row.cells)
            else self._words["open" if row.open else "reason"]
        )
        bar = level_bar(row.level, ascii_signs=self.query_one(Board).ascii_signs)
        text = padded(f" {plain(' '.join(row.short.split()))}", words) + drawn
        right = f"{bar} {level:<{LEVEL_CELLS}}"
        return BoardLine(path=f"{at} {row.path}", text=text, style="open" if row.open else "", right=right)


def mix_words(pm: Postmortem) -> str:
    """Return how strong the actions are beside published mixes, in one sentence."""
    data = content.toml("guide/strength.toml")
    mine = mix(pm.action)
    listed = ", ".join(f"{'/'.join(map(str, one['mix']))} ({one['label']})" for one in data["published"])
    shares = "/".join(map(str, mine.percents()))
    said: str = data["said"]["mix" if mine.known else "none"]
    return said.format(mine=shares, published=listed)
