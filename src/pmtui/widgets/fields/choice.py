"""The field of a question with one of several answers, yes and no among them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from pmtui.interview.question import Choice
from pmtui.widgets.fields.rows import ChoicesField

if TYPE_CHECKING:
    from rich.segment import Segment
    from rich.style import Style


class ChoiceField(ChoicesField):
    """One of several answers: ● before the one that is kept, ▸ before the one at the cursor."""

    def __init__(self, choices: Sequence[Choice] = (), **options: Any) -> None:
        super().__init__(choices, **options)
        self.value: Any = None

    def show(self, value: Any) -> None:
        """Show which answer is kept, None for none; the cursor goes to it where it is another."""
        if value == self.value and type(value) is type(self.value):
            return
        before = self._kept()
        self.value = value
        kept = self._kept()
        self._redraw(*(at for at in (before, kept) if at is not None))
        if kept is not None:
            self.set_caret(kept)

    def forget(self) -> None:
        """Keep no answer."""
        self.value = None

    def pick(self, at: int) -> None:
        """Keep the answer `at`, and tell it."""
        self.show(self.choices[at].value)
        self.tell(self.Chosen(self, self.value))

    def row(self, at: int, width: int, style: Style) -> list[Segment]:
        """Draw an answer: whether it is kept, its digit, its words."""
        return [self._dot(at == self._kept()), self._digit(at), *self._words(at, width, style)]

    def _kept(self) -> int | None:
        return next(
            (
                at
                for at, choice in enumerate(self.choices)
                if choice.value == self.value and type(choice.value) is type(self.value)
            ),
            None,
        )
