"""A text to read: wrapped to the width, scrolled by keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from pmtui.widgets.board import GUTTER, Board
from pmtui.widgets.board_line import BoardLine
from pmtui.widgets.fit import plain, wrapped

Pages = Callable[[int], Sequence[BoardLine]]
"""Makes the lines of a text for a width in cells."""


class Reader(Board, can_focus=True):
    """Shows a text; it has no cursor, and moves by lines and pages."""

    DEFAULT_CSS = """
    Reader { height: 1fr; width: 1fr; }
    """

    def __init__(self, pages: Pages) -> None:
        super().__init__()
        self._pages = pages
        self._wrapped_at = 0

    def press(self, key: str, character: str | None) -> bool:
        """Move; the space bar goes a page on, as in other readers, and `b` a page back."""
        return super().press({"space": "pagedown", "b": "pageup"}.get(key, key), character)

    def on_resize(self) -> None:
        """Wrap the text anew."""
        if self.size.width != self._wrapped_at:
            self.rewrap()
        super().on_resize()

    def rewrap(self) -> None:
        """Show the text as it is now, where there is room for it already."""
        self._wrapped_at = self.size.width
        if self.size.width:
            self.show(self._pages(max(self.size.width - GUTTER - 2, 1)))


def paragraph(text: str, width: int, *, indent: str = "", style: str = "") -> list[BoardLine]:
    """Return a paragraph as lines; those after the first hang under its first word."""
    rows = wrapped(plain(text), max(width - len(indent), 1))
    hang = " " * len(indent)
    return [
        BoardLine(text=f"{hang if at else indent}{row}", style=style, selectable=False)
        for at, row in enumerate(rows)
    ]


def heading(words: str) -> BoardLine:
    """Return a heading as a line."""
    return BoardLine(text=plain(words), style="heading", selectable=False)


def table(rows: Iterable[tuple[str, str]], width: int) -> list[BoardLine]:
    """Return rows of a word and its sentence; sentences are wrapped beneath themselves."""
    rows = list(rows)
    column = min(max((len(word) for word, _ in rows), default=0), max(width // 3, 1))
    return [line for word, said in rows for line in paragraph(said, width, indent=f"{word:<{column}}  ")]


BLANK = BoardLine(selectable=False)
