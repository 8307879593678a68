"""Fields, rows and values of one postmortem in words, wherever they are told outside their own screens."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache, cached_property
from typing import Any

from pmtui import content
from pmtui.analysis.causes.links import paths_by_id
from pmtui.interview.choices import choices_for, high_or_low, short, yes_or_no
from pmtui.interview.question import Choice, Question
from pmtui.interview.rows import rubric, words
from pmtui.interview.script import kind_of, questions
from pmtui.interview.ties import row_words
from pmtui.model import paths
from pmtui.model.postmortem import Conflict, Override, Postmortem, Record, TimelineEvent
from pmtui.text.times import show_moment

ROW_WORDS = 44
"""How much of a row's words a label shows, in characters."""

_TO_ROWS = ("answers", "breaks", "from", "explains", "inputs", "evidence", "top")
"""Fields that name other rows by their ids."""


def said() -> dict[str, Any]:
    """Return the words of guide/differences.toml."""
    return content.toml("guide/differences.toml")


class Told:
    """Tells what stands in a postmortem.

    Args:
        pm: The postmortem.
    """

    def __init__(self, pm: Postmortem) -> None:
        self.pm = pm
        self._questions = _by_field(kind_of(pm).id)

    @cached_property
    def _rows(self) -> dict[str, str]:
        return paths_by_id(self.pm)

    def label(self, field: str) -> str:
        """Return the label of a field, with `*` for each row's key: `timeline.*.what`."""
        own: str | None = said()["label"].get(field)
        if own or field in self._questions:
            return own or self._questions[field].label
        name = field.rpartition(".")[2]
        told = content.toml("guide/fields.toml")["field"].get(name, {})
        label: str = told.get("label", name.replace("_", " "))
        return label[:1].upper() + label[1:]

    def table(self, field: str) -> str:
        """Return the name of a table at the head of a line."""
        name: str = said()["table"].get(field, {}).get("name") or self.label(field)
        return name

    def of_row(self, label: str, table: str, row: Record) -> str:
        """Return the label of a field of a row, with the row."""
        whole: str = said()["of_row"]
        return whole.format(label=label, table=self.table(table).lower(), words=self.row(row))

    def line(self, table: str, row: Record) -> str:
        """Return the label of a whole row."""
        if isinstance(row, Conflict):
            return str(said()["two_values"].format(label=self.place(row.field)))
        whole: str = said()["row"]
        return whole.format(table=self.table(table), words=self.row(row))

    def row(self, row: Record) -> str:
        """Return what a row says, in a few words."""
        if isinstance(row, Override):
            return next((one.label for one in rubric() if one.id == row.criterion), row.criterion)
        if isinstance(row, Conflict):
            return self.place(row.field)
        text = short(words(row), ROW_WORDS)
        if isinstance(row, TimelineEvent) and row.at is not None:
            at = show_moment(row.at, row.precision or "exact", self.pm.zone or "UTC", None, with_day=False)
            text = f"{at} {text}".rstrip()
        return text or getattr(row, "id", "") or said()["no_words"]

    def place(self, path: str) -> str:
        """Return the label of the field at a path that stands in a file; there need not be such a field."""
        table = next((name for name in said()["table"] if path.startswith(f"{name}.")), "")
        key, _, rest = path.removeprefix(f"{table}.").partition(".")
        if not table or path in self._questions:
            return self.label(path) if path in self._questions or path.count(".") < 2 else path
        label = self.label(f"{table}.*.{rest}") if rest else self.table(table)
        row = self._at(f"{table}.{key}")
        if not isinstance(row, Record):
            return label
        return self.of_row(label, table, row) if rest else self.line(table, row)

    def _at(self, path: str) -> Any:
        try:
            return paths.get(self.pm, path)
        except Exception:  # a path that no postmortem has: it came from a file
            return None

    def moment(self, at: datetime | None, precision: Any, until: datetime | None) -> str:
        """Return a moment with its day, on the clocks of the postmortem's zone; empty for none."""
        if at is None:
            return ""
        return show_moment(at, precision or "exact", self.pm.zone or "UTC", until, with_day=True)

    def value(self, field: str, value: Any) -> str:
        """Return a value as plain text, a list an item a line; empty for none."""
        if value is None or value == "" or value == () or value == {}:
            return ""
        if isinstance(value, tuple | list):
            return "\n".join(self._one(field, item) for item in value)
        return self._one(field, value)

    def _one(self, field: str, value: Any) -> str:
        if isinstance(value, bool):
            offered = self._offered(field) or yes_or_no()
            return next((choice.label for choice in offered if choice.value is value), str(value).lower())
        if isinstance(value, datetime):
            return self.moment(value, None, None) if value.tzinfo else str(value)
        if isinstance(value, str):
            return (
                self._choice(field, value) if field.rpartition(".")[2] not in _TO_ROWS else self._tie(value)
            )
        if isinstance(value, dict):
            return "\n".join(f"{self.label(f'{field}.*.{name}')}: {one}" for name, one in value.items())
        return value.isoformat() if isinstance(value, date) else str(value)

    def _tie(self, text: str) -> str:
        """Return the words of the row that a text names, else the text."""
        return row_words(self.pm, self._rows[text]) or text if text in self._rows else text

    def _choice(self, field: str, value: str) -> str:
        """Return the label of an answer that is picked, else the text as it was typed."""
        if len(value) > ROW_WORDS or "\n" in value:
            return value
        return next((choice.label for choice in self._offered(field) if choice.value == value), value)

    def _offered(self, field: str) -> tuple[Choice, ...]:
        """Return the answers that the question about a field offers: its label alone may ask the opposite."""
        if field.rpartition(".")[2] in ("impact", "effort"):
            return high_or_low()
        question = self._questions.get(field)
        return (question.choices if question else ()) or choices_for(self.pm, field)


@cache
def _by_field(kind: str) -> dict[str, Question]:
    found: dict[str, Question] = {}
    for question in questions(kind):
        found.setdefault(question.field, question)
    return found
