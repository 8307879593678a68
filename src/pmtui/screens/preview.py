"""The document as it stands, to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmtui.screens.overlay import CLOSE, Overlay
from pmtui.widgets.document import markdown_lines
from pmtui.widgets.reader import Reader

if TYPE_CHECKING:
    from textual.app import ComposeResult


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
