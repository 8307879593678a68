"""Help: of the question in front, then all keys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from pmtui import keys
from pmtui.interview.facilitation import of_step
from pmtui.interview.question import Asked
from pmtui.screens.overlay import CLOSE, Overlay
from pmtui.widgets.board_line import BoardLine
from pmtui.widgets.reader import BLANK, Reader, heading, paragraph, table

if TYPE_CHECKING:
    from textual.app import ComposeResult


class HelpScreen(Overlay[None]):
    """The reason of a question, its examples, where the answer ends up; and every key there is.

    Args:
        one: The question in front; None where there is none.
        remap: The person's own keys.
    """

    close_keys = (*CLOSE, "q", "question_mark")

    def __init__(self, one: Asked | None = None, remap: Mapping[str, str] | None = None) -> None:
        super().__init__("Help", (("↓", "on"), ("Space", "page"), ("Esc", "back"), ("^Q", "quit")))
        self._one, self._remap = one, remap

    def body(self) -> ComposeResult:
        """Return the text."""
        yield Reader(self.pages)

    def pages(self, width: int) -> list[BoardLine]:
        """Return the lines of the help."""
        lines = [*about(self._one, width), *for_the_room(self._one, width)] if self._one is not None else []
        lines += [heading("How to answer"), *table(_ANSWERING, width), BLANK]
        for name, rows in keys.table(self._remap):
            lines += [
                heading(f"Keys: {name.lower()}"),
                *table(((k, said) for k, _, said in rows), width),
                BLANK,
            ]
        return lines[:-1]


_ANSWERING = (
    ("one line", "Enter answers and brings the next question; an empty line passes it by."),
    ("prose", "Enter begins a new line; Tab goes on."),
    ("a choice", "Arrows and Enter, or the digit or letter that is shown."),
    ("nothing is lost", "Each keystroke is kept at once. Leaving keeps also what was not entered."),
)


def about(one: Asked, width: int) -> list[BoardLine]:
    """Return the lines about a question: why it is asked, a weak and a strong answer, where it ends up."""
    question = one.question
    parts = (
        ("Why", question.why),
        ("Weak", question.weak),
        ("Strong", question.strong),
        ("Ends up in", question.where),
    )
    lines = [
        BoardLine(text=line.text, style="heading", selectable=False) for line in paragraph(one.ask, width)
    ]
    lines += table([(head, said) for head, said in parts if said], width)
    if one.prompts:
        lines += [BLANK, heading("Ask yourself")]
        for prompt in one.prompts:
            lines += paragraph(prompt, width, indent="- ")
    return [*lines, BLANK]


def for_the_room(one: Asked, width: int) -> list[BoardLine]:
    """Return the further prompts of the step, for whoever leads a meeting."""
    beside = set(one.prompts)
    left = [prompt.ask for prompt in of_step(one.question.step) if prompt.ask not in beside]
    if not left:
        return []
    lines = [line for ask in left for line in paragraph(ask, width, indent="- ")]
    return [heading("For the room: more to ask at this step"), *lines, BLANK]
