"""Shown while the terminal is too small to draw a step: what was typed stays, keys but quit do nothing."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.screen import ModalScreen
from textual.widgets import Static

LEAST = (60, 15)
"""The smallest terminal, in columns and rows, on which a step is drawn."""


class TooSmallScreen(ModalScreen[None], inherit_bindings=False):
    """One line that says what is needed."""

    def compose(self) -> ComposeResult:
        """Lay out the one line."""
        columns, rows = LEAST
        yield Static(f"pmtui needs {columns}x{rows}; your text is kept. ^Q quits.", markup=False)

    def on_key(self, event: events.Key) -> None:
        """Take every key, so that none acts unseen; quit alone is obeyed."""
        event.stop()
        event.prevent_default()
        if event.key == "ctrl+q":
            leave = getattr(self.app, "leave", self.app.exit)
            leave()


def is_too_small(width: int, height: int) -> bool:
    """Return whether a terminal of this size can't show a step."""
    return width < LEAST[0] or height < LEAST[1]
