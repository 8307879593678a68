"""How values of a postmortem are shown in lists: labels, one line each, signs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pmtui import content
from pmtui.errors import PmtuiError
from pmtui.interview import answers
from pmtui.interview.question import Asked, Step
from pmtui.interview.script import kind_of, levels
from pmtui.model import paths
from pmtui.model.edit import Edit
from pmtui.model.ids import ROW_PREFIX
from pmtui.model.postmortem import Postmortem
from pmtui.widgets.board_line import BoardLine

if TYPE_CHECKING:
    from pmtui.widgets.fields.hierarchy import LevelRow

STEP_LABEL: dict[Step, str] = {
    "triage": "Triage",
    "timeline": "Timeline",
    "impact": "Impact",
    "causes": "Root cause",
    "actions": "Actions",
    "share": "Share",
    "track": "Track",
    "review": "Review",
}
SIGN = {"error": "✕", "warning": "▲", "hint": "·", "": ""}
TABLES = (*ROW_PREFIX, "people", "impact.metric", "not_doing")


def answer_line(pm: Postmortem, one: Asked, worst: str, *, indent: int = 0) -> BoardLine:
    """Return the line of a list that shows a question's answer, or that it is open."""
    value = shown(pm, one)
    unfinished = pm.unfinished.get(one.path)
    if unfinished and not value:
        value = f"… {unfinished}"
    style = "" if value else "open" if one.question.needed else "dim"
    said = first_line(value) or ("?" if one.question.needed else "-")
    text = f"{' ' * indent}{one.question.label:<15}{said}"
    return BoardLine(path=one.path, text=text, style=style, mark=SIGN[worst])


def shown(pm: Postmortem, one: Asked) -> str:
    """Return the answer to a question in words, on one line; empty where there is none."""
    kind = one.question.kind
    if answers.is_entry(one):
        return ""
    if kind == "quadrant":
        impact, effort = answers.chosen_value(pm, one)
        return f"impact {impact or '?'}, effort {effort or '?'}" if impact or effort else ""
    if kind in ("choice", "yesno", "hierarchy"):
        value = paths.get(pm, one.path)
        return next((c.label for c in one.choices if c.value == value), str(value or ""))
    if kind == "picks":
        picked = paths.get(pm, one.path) or ()
        return "; ".join(c.label for c in one.choices if c.value in picked) or ", ".join(picked)
    return answers.value_text(pm, one.path, kind)


def first_line(text: str) -> str:
    """Return a text as one line: its lines joined by a sign."""
    return " / ".join(line.strip() for line in text.splitlines() if line.strip())


def row_of(pm: Postmortem, path: str) -> str:
    """Return the path of the row in which `path` lies; empty where it lies in none."""
    for table in TABLES:
        if path.startswith(table + "."):
            key = path.removeprefix(table + ".").split(".")[0]
            try:
                return f"{table}.{key}" if paths.get(pm, f"{table}.{key}") is not None else ""
            except PmtuiError:
                return ""
    return ""


def moved(pm: Postmortem, path: str, by: int) -> Edit | None:
    """Return the edit that moves the row at `path` up (-1) or down (1); None where it can't move."""
    row = row_of(pm, path)
    at = paths.position(pm, row) if row else None
    if at is None:
        return None
    rows: Any = paths.get(pm, row.rpartition(".")[0])
    if not 0 <= at + by < len(rows) or not hasattr(rows[at], "id"):
        return None
    return Edit(row, rows[at], at + by)


def said_of_empty(which: str) -> list[str]:
    """Return the lines that an empty list shows: how it is filled."""
    return list(content.toml("guide/empty.toml")[which]["say"])


def level_rows(pm: Postmortem) -> list[LevelRow]:
    """Return the levels of the prevention hierarchy, each with an example from the kind of incident."""
    from pmtui.widgets.fields.hierarchy import LevelRow

    examples = kind_of(pm).level_examples
    return [
        LevelRow(level.value, level.label, level.strength, examples.get(level.value, ""), level.one_up)
        for level in levels()
    ]
