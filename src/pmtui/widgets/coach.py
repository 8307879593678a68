"""The coach: always in the same place and of the same height, it says what is useful now.

A question's reason with a weak and a strong answer, or a finding with its next words, or a notice.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from pmtui import keys
from pmtui.errors import ContentError
from pmtui.interview.question import Asked
from pmtui.model.postmortem import HistoryEntry
from pmtui.widgets.fields.spans import changed_part
from pmtui.widgets.fit import plain, shortened
from pmtui.widgets.shown import Shown

SIGN = {"error": "✕", "warning": "▲", "hint": "·"}
WORD = {"error": "error", "warning": "warning", "hint": "hint"}
ROWS = 4
"""Rows of the coach where the style sheet says nothing else."""
_PROMPTS = 3
"""How many further questions there is room for; the help shows all."""

if TYPE_CHECKING:
    from pmtui.checks.finding import Finding

Part = tuple[str, str, str]
"""A part of what is said: its heading, its words, the style of the heading."""


class Coach(Shown):
    """What helps with the answer in front."""

    DEFAULT_CSS = f"Coach {{ height: {ROWS}; width: 1fr; }}"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.notice = ""
        """The notice that it says; empty while it says anything else."""
        self._parts: tuple[Part, ...] = ()
        self._aside = ""

    def show_question(self, asked: Asked, waived: Sequence[HistoryEntry] = ()) -> None:
        """Say why the question is asked, with a weak and a strong answer beside each other.

        Args:
            asked: The question.
            waived: What was waived of the findings about its answer.
        """
        question = asked.question
        prompts = " · ".join(asked.prompts[:_PROMPTS])
        self._put(
            *_waived(waived),
            ("Why", question.why, "dim"),
            ("Ask yourself", prompts, "dim"),
            ("Weak", question.weak, "dim"),
            ("Strong", question.strong, "bold"),
        )

    def show_finding(
        self,
        finding: Finding,
        index: int = 1,
        count: int = 1,
        *,
        text: str = "",
        waived: Sequence[HistoryEntry] = (),
    ) -> None:
        """Say what was found, why it matters and what to do about it.

        Args:
            finding: The finding.
            index: Which of the field's findings it is, from 1.
            count: How many there are.
            text: The text that it is about, so that of the rewrite only what differs is shown.
            waived: What was waived of the findings about the same answer; said where there is room.
        """
        from pmtui.checks import two_versions

        colour = {"error": "bold $error", "warning": "bold $warning"}.get(finding.severity, "bold")
        which = f" {index}/{count}" if count > 1 else ""
        offered = changed_part(text, finding.replacement) if finding.replacement else ""
        take, following, waive = (
            keys.display(keys.by_id(name).key) for name in ("take", "next-finding", "waive")
        )
        self._put(
            (f"{SIGN[finding.severity]} {WORD[finding.severity]}{which}", finding.what, colour),
            ("Next", _how_to_choose() if finding.rule == two_versions.RULE else finding.next, "bold"),
            (f"{take} takes", offered, "bold"),
            ("Why", finding.why, "dim"),
            *_waived(waived),
            aside=f"{following} next  {waive} waive",
        )

    def say(self, text: str) -> None:
        """Say a notice, or why something was not done."""
        self._put(("", text, ""))
        self.notice = text

    def _put(self, *parts: Part, aside: str = "") -> None:
        self._aside, self.notice = aside, ""
        self._parts = tuple((head, plain(words), style) for head, words, style in parts if words)
        self.refit()

    def words(self, width: int, height: int) -> Content:
        """Return what is said, each part in its share of the rows, shortened between words."""
        room, rows = max(width - 2, 1), max(height or ROWS, 1)
        parts = self._parts[:rows]
        texts = [f"{head}: {words}" if head else words for head, words, _ in parts]
        needed = [len(shortened(text, room, rows)) for text in texts]
        shares = _shares(needed, rows)
        lines: list[Content] = []
        for (head, _, style), text, share in zip(parts, texts, shares, strict=True):
            for at, line in enumerate(shortened(text, room, share)):
                styled = Content(f" {line}")
                if head and at == 0:
                    styled = styled.stylize(style, 1, 2 + len(head))
                lines.append(styled)
        if lines:
            lines[0] = self._with_aside(lines[0], width)
        return Content("\n").join(lines[:rows])

    def _with_aside(self, line: Content, width: int) -> Content:
        """Return the first line with the keys of a finding at its right end, where they fit beside it."""
        room = width - line.cell_length - len(self._aside) - 1
        if not self._aside or room < 2:
            return line
        return Content.assemble(line, " " * room, (self._aside, "dim"))


def _how_to_choose() -> str:
    """Return what to do about a field that has two versions; the rule's own words are for outside pmtui."""
    return f"{keys.display(keys.by_id('conflicts').key)} shows both versions, and you choose."


def _waived(entries: Sequence[HistoryEntry]) -> list[Part]:
    """Return what was waived, the reason first: one line, as it is settled."""
    if not entries:
        return []
    from pmtui.checks import rules

    last, key = entries[-1], keys.display(keys.by_id("unwaive").key)
    try:
        what = rules.rule(last.rule).what
    except ContentError:  # a rule of another version, or of a pack that is not here
        what = last.rule
    reason = last.why.strip().rstrip(".") or "no reason given"
    return [("Waived", f"{reason}. {key} takes that back. {what}", "dim")]


def _shares(needed: list[int], rows: int) -> list[int]:
    """Return how many rows each part gets: one at least, the first ones what they need before the last."""
    shares = [1] * len(needed)
    left = rows - len(needed)
    for at, need in enumerate(needed):
        more = min(need - 1, left)
        shares[at] += more
        left -= more
    return shares
