"""A small form with the turns that the interview takes: fields, a list, a screen that opens, a new question.

Usage: python ahead.py. What was entered is shown as `entered: a|b`.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, ClassVar

from pmtui.terminal import capability

capability.prepare_environment(os.environ)

from textual.app import App  # noqa: E402 - the environment comes first
from textual.containers import Vertical  # noqa: E402
from textual.screen import Screen  # noqa: E402
from textual.widgets import Input, OptionList, Static  # noqa: E402

from pmtui.terminal.driver import SteadyDriver  # noqa: E402

if TYPE_CHECKING:
    from textual.app import ComposeResult


class Field(Input):
    """A field whose cursor does not blink."""

    def on_mount(self) -> None:
        self.cursor_blink = False


class Other(Screen[str]):
    """Another screen, with a field of its own; Enter gives its text back."""

    def compose(self) -> ComposeResult:
        for number in range(200):
            yield Static(f"row {number}")
        yield Field(id="other")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.dismiss(f"other {event.value}")


class Ahead(App[None]):
    BINDINGS: ClassVar = [("ctrl+q", "quit", "Quit"), ("f2", "other", "Other")]
    ENABLE_COMMAND_PALETTE = False
    CSS = "Input, OptionList { height: 3; } #questions { height: 8; }"

    def __init__(self) -> None:
        super().__init__(driver_class=SteadyDriver)
        self.entered: list[str] = []

    def compose(self) -> ComposeResult:
        yield Static("entered: ", id="entered", markup=False)
        with Vertical(id="questions"):
            yield Field(id="question")
        yield Field(id="second")
        yield OptionList("one", "two", id="list")

    def show(self, text: str) -> None:
        self.entered.append(text)
        self.query_one("#entered", Static).update("entered: " + "|".join(self.entered))

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        self.show(f"{event.input.id} {event.value}")
        if event.input.id == "question":
            self.call_later(self.next_question)

    async def next_question(self) -> None:
        box = self.query_one("#questions")
        await box.remove_children()
        await box.mount(Field(id="question"))
        self.query_one("#question").focus()

    def action_other(self) -> None:
        self.push_screen(Other(), self.back)

    def back(self, text: str | None) -> None:
        self.show(text or "")

    def on_key(self, event) -> None:
        if event.key == "a" and isinstance(self.focused, OptionList):
            self.query_one("#second").focus()


if __name__ == "__main__":
    Ahead().run(mouse=False)
