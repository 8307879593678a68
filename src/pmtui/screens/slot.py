"""The slot of the field in front: a field of each kind that was asked for is there, one is shown.

They are mounted once and swapped at once, so that a key typed ahead goes to the field that it was meant for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeAlias

from textual.app import ComposeResult
from textual.containers import Vertical

from pmtui.interview.question import Asked
from pmtui.widgets.fields import spans
from pmtui.widgets.fields.text import TextField
from pmtui.widgets.still import Still

if TYPE_CHECKING:
    from pmtui.checks.finding import Finding
    from pmtui.widgets.fields.choice import ChoiceField
    from pmtui.widgets.fields.hierarchy import HierarchyField, LevelRow
    from pmtui.widgets.fields.picks import PicksField
    from pmtui.widgets.fields.quadrant import QuadrantField

    Fields: TypeAlias = TextField | ChoiceField | PicksField | HierarchyField | QuadrantField

PICKED = {
    "yesno": ("choice", "ChoiceField"),
    "choice": ("choice", "ChoiceField"),
    "picks": ("picks", "PicksField"),
    "found": ("picks", "PicksField"),
    "hierarchy": ("hierarchy", "HierarchyField"),
    "quadrant": ("quadrant", "QuadrantField"),
}
"""The kinds of question whose answer is picked, with the module and the name of the field for it."""


class FieldSlot(Still, Vertical):
    """The field in which the question in front is answered."""

    def compose(self) -> ComposeResult:
        """Make the field of most questions; those of other kinds are made when they are first asked for."""
        yield TextField()

    @property
    def field(self) -> Fields:
        """The field that is shown."""
        return next(child for child in self.children if child.display)  # type: ignore[return-value]

    @property
    def is_text(self) -> bool:
        """Whether the answer is typed as text."""
        return isinstance(self.field, TextField)

    @property
    def one_line(self) -> bool:
        """Whether Enter commits what was typed."""
        return isinstance(self.field, TextField) and self.field.one_line

    @property
    def text(self) -> str:
        """What stands in the text field; empty for fields of another kind."""
        return self.field.text if isinstance(self.field, TextField) else ""

    def put(self, one: Asked, value: Any, rows: int, levels: list[LevelRow]) -> None:
        """Show the field that `one` is answered in, with the answer there is."""
        kind = _field_for(one.question.kind)
        if not any(isinstance(child, kind) for child in self.children):
            self.mount(kind())
        for child in self.children:
            child.display = isinstance(child, kind)
        field: Any = self.field
        if kind is TextField:
            field.set_shape(one_line=one.question.kind not in ("prose", "texts"), rows=rows)
        elif one.question.kind == "hierarchy":
            field.set_rows(levels)
        else:
            field.set_choices(one.choices)
        self.show(value)

    def show(self, value: Any) -> None:
        """Show the answer there is, where it differs from what stands in the field."""
        self.field.show(value)

    def put_text(self, text: str) -> None:
        """Put other words in the text field, with the first gap of them selected."""
        if isinstance(self.field, TextField):
            self.field.put_text(text)

    def take_line(self, line: str) -> None:
        """Put a line into the text field at its cursor, as a paste of one line does."""
        if isinstance(self.field, TextField):
            self.field.take_paste(line)

    def caret(self) -> int:
        """Return where the cursor stands in the text, in characters; 0 where none is typed."""
        return self.field.caret() if isinstance(self.field, TextField) else 0

    def set_caret(self, offset: int) -> None:
        """Put the cursor before the character at `offset` of the text."""
        if isinstance(self.field, TextField):
            self.field.set_caret(offset)

    def point_at(self, value: Any) -> None:
        """Put the cursor on an answer to choose, without choosing it."""
        from pmtui.widgets.fields.choice import ChoiceField

        if isinstance(self.field, ChoiceField):
            at = next((at for at, choice in enumerate(self.field.choices) if choice.value == value), None)
            if at is not None:
                self.field.set_caret(at)

    def is_gap_ahead(self) -> bool:
        """Return whether the text has a gap to fill after the cursor."""
        return isinstance(self.field, TextField) and spans.gap(self.text, self.caret()) is not None

    def select_gap(self) -> bool:
        """Select the next gap of the text, round the end; return whether there is one."""
        return isinstance(self.field, TextField) and self.field.select_gap()

    def mark(self, findings: tuple[Finding, ...]) -> None:
        """Mark in the text what the findings are about."""
        if isinstance(self.field, TextField):
            self.field.mark(tuple((*f.span, f.severity) for f in findings if f.span))

    def take_focus(self) -> None:
        """Put the keyboard into the field."""
        self.screen.set_focus(self.field)


def _field_for(kind: str) -> type[Fields]:
    """Return the field that a kind of question is answered in, loaded when it is first asked for."""
    if kind not in PICKED:
        return TextField
    module, name = PICKED[kind]
    found: type[Fields] = getattr(import_module(f"pmtui.widgets.fields.{module}"), name)
    return found
