"""The picker of the prevention hierarchy: five levels, most effective first, each with its strength."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from rich.segment import Segment

from pmtui.values import dataclass
from pmtui.widgets.fields.rows import RowsField
from pmtui.widgets.fit import cut, padded, plain

if TYPE_CHECKING:
    from rich.style import Style

STRONGEST = 5


def bar(strength: int, *, ascii_signs: bool = False) -> str:
    """Return how effective a level is, from 0 to `STRONGEST`, as a bar of so many cells."""
    full, rest = ("#", ".") if ascii_signs else ("█", "░")
    filled = max(0, min(strength, STRONGEST))
    return full * filled + rest * (STRONGEST - filled)


@dataclass(frozen=True, slots=True)
class LevelRow:
    """A level of the hierarchy.

    Attributes:
        value: The value kept.
        label: Its name.
        strength: How effective it is, from 1 to 5.
        example: A measure of this level for the kind of incident.
        question: Whether and how it could go one level up.
    """

    value: Any
    label: str
    strength: int
    example: str = ""
    question: str = ""


class HierarchyField(RowsField):
    """The levels with their strength as a bar; beneath them, whether this one could go one up."""

    def __init__(self, rows: Sequence[LevelRow] = (), **options: Any) -> None:
        super().__init__(**options)
        self.levels: tuple[LevelRow, ...] = tuple(rows)
        self.value: Any = None

    @property
    def labels(self) -> Sequence[str]:
        """The names of the levels."""
        return [plain(level.label) for level in self.levels]

    @property
    def here(self) -> Any:
        """The value of the level at the cursor; None where there are no levels."""
        return self.levels[self._cursor].value if self.levels else None

    def set_rows(self, rows: Sequence[LevelRow]) -> None:
        """Become the field of another question: with these levels, none of them kept."""
        self.value = None
        self.levels = tuple(rows)
        self._begin_anew()

    def show(self, value: Any) -> None:
        """Show which level is kept, None for none; the cursor goes to it where it is another."""
        if value == self.value:
            return
        before = self._kept()
        self.value = value
        kept = self._kept()
        self._redraw(*(at for at in (before, kept) if at is not None))
        if kept is not None:
            self.set_caret(kept)

    def pick(self, at: int) -> None:
        """Keep the level `at`, and tell it."""
        self.show(self.levels[at].value)
        self.tell(self.Chosen(self, self.value))

    def foot(self, at: int, width: int) -> str:  # noqa: ARG002
        """Return the question whether the level could go one up."""
        return self.levels[at].question

    def row(self, at: int, width: int, style: Style) -> list[Segment]:
        """Draw a level: whether it is kept, its digit, its strength, its name, an example."""
        level = self.levels[at]
        cells = max(cell_len(label) for label in self.labels)
        room = width - 4 - STRONGEST - 2 - cells - 2
        return [
            self._dot(at == self._kept()),
            self._digit(at),
            Segment(
                bar(level.strength, ascii_signs=self.ascii_signs) + "  ",
                self.get_component_rich_style("field--kept"),
            ),
            Segment(padded(plain(level.label), cells) + "  ", style),
            Segment(cut(plain(level.example), room), self.get_component_rich_style("field--dim")),
        ]

    def _kept(self) -> int | None:
        return next((at for at, level in enumerate(self.levels) if level.value == self.value), None)
