"""A reason, in one line: for waiving a finding, dropping an action, moving a date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Static

from pmtui.screens.overlay import CLOSE, Overlay
from pmtui.widgets.fields.text import TextField

if TYPE_CHECKING:
    from textual.app import ComposeResult


class ReasonScreen(Overlay[str]):
    """Asks for a reason; the result is the line, None where Esc was pressed.

    Args:
        title: What is about to be done.
        question: What is asked.
        text: What was typed before, when the person comes back.
    """

    close_keys = CLOSE

    def __init__(self, title: str, question: str, text: str = "") -> None:
        super().__init__(title, (("Enter", "keep the reason"), ("Esc", "leave it"), ("^Q", "quit")))
        self._question, self.text = question, text

    def body(self) -> ComposeResult:
        """Return the question, the line, and what it lacks."""
        yield Static(self._question, markup=False, classes="overlay--words")
        yield TextField(self.text, one_line=True, rows=4)
        yield Static("", markup=False, classes="overlay--note")

    def act(self, key: str) -> bool:
        """Keep the reason; without one, say what is needed."""
        if key != "enter":
            return False
        self.text = self.query_one(TextField).text.strip()
        if self.text:
            self.close(self.text)
        else:
            self.query_one(".overlay--note", Static).update(
                "A few words are needed. Esc leaves it as it was."
            )
        return True

    def close(self, result: str | None = None) -> None:
        """Close; what was typed is kept in `text` also where nothing is done."""
        self.text = self.query_one(TextField).text
        super().close(result)
