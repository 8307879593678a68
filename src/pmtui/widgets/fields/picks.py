"""The field of a question with any number of several answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from rich.segment import Segment

from pmtui.interview.question import Choice
from pmtui.widgets.fields.rows import ChoicesField

if TYPE_CHECKING:
    from rich.style import Style


class PicksField(ChoicesField):
    """Any of several answers: `[x]` before those that are picked. Enter goes on with them."""

    _sign_cells: ClassVar[int] = 6

    def __init__(self, choices: Sequence[Choice] = (), **options: Any) -> None:
        super().__init__(choices, **options)
        self.value: tuple[Any, ...] = ()

    def show(self, value: Iterable[Any] | None) -> None:
        """Show which answers are picked; those that are no longer offered are kept as they are."""
        picked = () if value is None else (value,) if isinstance(value, str) else tuple(value)
        if picked != self.value:
            changed = set(self.value) ^ set(picked)
            self.value = picked
            self._redraw(*(at for at, choice in enumerate(self.choices) if choice.value in changed))

    def forget(self) -> None:
        """Keep no answer."""
        self.value = ()

    def pick(self, at: int) -> None:
        """Pick the answer `at`, or give it back; tell what is picked now, in the order offered."""
        picked = set(self.value) ^ {self.choices[at].value}
        offered = [choice.value for choice in self.choices]
        others = [value for value in self.value if value not in offered]
        self.show((*(value for value in offered if value in picked), *others))
        self.tell(self.Chosen(self, self.value))

    def enter(self) -> None:
        """Go on with what is picked."""
        self.tell(self.Entered(self))

    def row(self, at: int, width: int, style: Style) -> list[Segment]:
        """Draw an answer: whether it is picked, its digit, its words."""
        picked = self.choices[at].value in self.value
        box = Segment(
            "[x] " if picked else "[ ] ", self.get_component_rich_style("field--kept") if picked else style
        )
        return [box, self._digit(at), *self._words(at, width, style)]
