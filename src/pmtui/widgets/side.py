"""The panel at the right of a wide terminal: the checklist, the examples, the findings of the step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from pmtui.interview.question import Asked, Criterion
from pmtui.widgets.coach import SIGN
from pmtui.widgets.fit import cut, plain, shortened
from pmtui.widgets.shown import Shown

if TYPE_CHECKING:
    from pmtui.checks.finding import Finding

WIDTH = 40
"""Columns of the panel, its line included."""
EXAMPLE_ROWS = 5
MISSING_ROWS = 2


class SidePanel(Shown):
    """What a narrow terminal shows only on a key."""

    DEFAULT_CSS = f"SidePanel {{ height: 1fr; width: {WIDTH}; display: none; }}"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._steps: tuple[Criterion, ...] = ()
        self._criteria: tuple[Criterion, ...] = ()
        self._asked: Asked | None = None
        self._findings: tuple[Finding, ...] = ()

    def show(
        self,
        steps: Sequence[Criterion],
        criteria: Sequence[Criterion],
        asked: Asked | None,
        findings: Sequence[Finding],
    ) -> None:
        """Show the checklist, the examples of the question in front, and the findings of the step."""
        self._steps, self._criteria = tuple(steps), tuple(criteria)
        self._asked, self._findings = asked, tuple(findings)
        self.refit()

    def words(self, width: int, height: int) -> Content:
        """Return the panel's lines; the findings get what is left, and say how many there are more."""
        room = max(width - 2, 1)
        rest = self._rest(room)
        for rows in range(MISSING_ROWS, -1, -1):  # what is missing gives way to what is about the question
            lines = [_heading("Steps"), *checklist_lines(self._steps, room, rows)]
            lines += [Content(""), _heading("Criteria"), *checklist_lines(self._criteria, room, rows)]
            if not height or len(lines) + len(rest) <= height:
                break
        lines += rest
        if height and len(lines) > height:
            hidden = len(lines) - height + 1
            more = Content(cut(f" … {hidden} more lines: F2, F3", room)).stylize("dim")
            lines = [*lines[: height - 1], more]
        return Content("\n").join(lines)

    def _rest(self, room: int) -> list[Content]:
        lines: list[Content] = []
        if self._asked is not None:
            question = self._asked.question
            for head, example in (("Weak", question.weak), ("Strong", question.strong)):
                if example:
                    lines += [Content(""), _heading(head)]
                    lines += [Content(f" {row}") for row in shortened(plain(example), room, EXAMPLE_ROWS)]
        if self._findings:
            lines += [Content(""), _heading(f"Findings of this step: {len(self._findings)}")]
            for finding in self._findings:
                lines += [
                    Content(f" {row}")
                    for row in shortened(f"{SIGN[finding.severity]} {plain(finding.what)}", room, 2)
                ]
        return lines


def checklist_lines(items: Sequence[Criterion], width: int, missing_rows: int) -> list[Content]:
    """Return the lines of a checklist: `[x]` met, `[-]` begun, `[ ]` not; with what is missing beneath."""
    lines = []
    for item in items:
        box = "[x]" if item.met else "[-]" if item.begun else "[ ]"
        lines.append(Content(f" {box} {cut(plain(item.label), max(width - 4, 1))}"))
        if not item.met and item.missing and item.begun and missing_rows:
            rows = shortened(plain(item.missing), max(width - 4, 1), missing_rows)
            lines += [Content(f"     {row}").stylize("dim") for row in rows]
    return lines


def _heading(words: str) -> Content:
    return Content(f" {words}").stylize("bold")
