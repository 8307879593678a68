"""The document as it stands, to read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pmtui.screens.overlay import CLOSE, Overlay
from pmtui.widgets.board import BoardLine
from pmtui.widgets.fit import plain
from pmtui.widgets.reader import BLANK, Reader, paragraph

if TYPE_CHECKING:
    from textual.app import ComposeResult

_BULLET = re.compile(r"( {0,12}(?:[-*+]|\d{1,3}[.)]) (?:\[[ x]\] )?)(.*)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


class PreviewScreen(Overlay[None]):
    """The Markdown, lightly styled and wrapped.

    Args:
        document: The Markdown.
    """

    close_keys = (*CLOSE, "f5", "q")

    def __init__(self, document: str) -> None:
        keys = (("↓", "on"), ("Space", "page"), ("Esc", "back"), ("^Q", "quit"))
        super().__init__("The document as it stands", keys)
        self._document = document

    def body(self) -> ComposeResult:
        """Return the text."""
        yield Reader(lambda width: markdown_lines(self._document, width))


def markdown_lines(document: str, width: int) -> list[BoardLine]:
    """Return Markdown as lines to read: headings stand out, lists hang, tables and code are not wrapped."""
    lines: list[BoardLine] = []
    code = False
    for raw in document.splitlines():
        row = raw.rstrip()
        if row.lstrip().startswith("```"):
            code = not code
            lines.append(BoardLine(text=row, style="dim", selectable=False))
        elif code or row.startswith(("|", "    ")):
            lines.append(BoardLine(text=plain(row if code else _told(row)), selectable=False))
        elif row.startswith("#"):
            lines.append(BoardLine(text=plain(_told(row)), style="heading", selectable=False))
        elif bullet := _BULLET.fullmatch(row):
            lines += paragraph(_told(bullet[2]), width, indent=bullet[1])
        elif row.startswith(">"):
            lines += paragraph(_told(row.lstrip("> ")), width, indent="> ", style="dim")
        elif row.startswith("<!--"):
            lines += paragraph(row, width, style="dim")
        else:
            lines += paragraph(_told(row), width) if row else [BLANK]
    return lines


def _told(text: str) -> str:
    """Return Markdown's text without the strokes that only keep signs from acting."""
    return _ESCAPED.sub(r"\1", text)
