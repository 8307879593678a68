"""What a step's screen finds in the answer in front: when it looks, and which finding the coach shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.screen import Screen
from textual.timer import Timer

from pmtui.interview.question import Asked
from pmtui.screens.slot import FieldSlot
from pmtui.widgets.coach import Coach
from pmtui.widgets.fields import waiting

if TYPE_CHECKING:
    from pmtui.app import PmtuiApp
    from pmtui.checks.finding import Finding
    from pmtui.draft.draft import Draft
    from pmtui.model.postmortem import HistoryEntry

SETTLE = 0.15
"""Seconds without a key after which findings are looked for: the typed character always comes first."""
PAUSE = 0.8
"""Seconds without a key after which typing has paused: a word that is not ended is then looked at too."""


class Looking(Screen[None], inherit_bindings=False):
    """A screen with a question in front, whose answer is looked at while it is typed."""

    slot: FieldSlot
    coach: Coach
    target: str = ""
    """The id of what the entry line in front is about, such as what a why explains; empty for none chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.now_asked: Asked | None = None
        self.findings: tuple[Finding, ...] = ()
        self._looked_at = ""
        self._waits = False
        self._chosen: tuple[Finding, int] | None = None
        self._coached: Finding | None = None
        self._settle: Timer | None = None

    @property
    def desk(self) -> PmtuiApp:
        """The running program; it holds the postmortem and moves between screens."""
        return cast("PmtuiApp", self.app)

    @property
    def draft(self) -> Draft:
        """The open postmortem."""
        return self.desk.draft

    def settled(self) -> None:
        """Look for findings in what was typed, and show what changed."""
        raise NotImplementedError

    def looked(self) -> None:
        """Look for findings shortly after a key; those about a word still being typed wait for the pause."""
        one, text = self.now_asked, self.slot.text
        word = waiting.word_being_typed(text, self.slot.caret()) if self.slot.is_text else None
        if one is None or word is None:
            self.settled()
            return
        shown = waiting.shown_while_typing(self._look(one), self.findings, self._looked_at, text, word)
        self._take_in(shown, waits=True)
        self.show_findings()
        self._settle = self.set_timer(PAUSE - SETTLE, self.settled)

    def _take_in(self, findings: tuple[Finding, ...], *, waits: bool = False) -> None:
        self.findings, self._looked_at, self._waits = findings, self.slot.text, waits

    def _look(self, one: Asked) -> tuple[Finding, ...]:
        if self.desk.known.waits:
            return ()
        from pmtui.interview import live

        if not self.slot.is_text:
            return tuple(f for f in self.desk.known.findings() if live.is_about(one, f.path))
        known, now = self.desk.known.findings(), self.desk.now()
        return live.look(self.draft.pm, one, self.slot.text, known, now, self.target)

    def finding_here(self) -> Finding | None:
        """Return the finding to show: the one that was gone to, the one at the cursor, else the gravest."""
        gone_to = next(filter(self._is_gone_to, self.findings), None)
        return gone_to or waiting.at_caret(self.findings, self.slot.text, self.slot.caret())

    def is_at_cursor(self, finding: Finding) -> bool:
        """Return whether a finding was gone to, or the cursor stands in what it is about."""
        return self._is_gone_to(finding) or waiting.is_at(finding, self.slot.text, self.slot.caret())

    def _is_gone_to(self, finding: Finding) -> bool:
        return self._chosen == (finding, self.slot.caret())

    def go_to_finding(self, finding: Finding) -> None:
        """Put the cursor where a finding of the answer in front begins, and show it."""
        if finding.span is not None:
            self.slot.set_caret(finding.span[0])
        self._chosen = (finding, self.slot.caret())
        self.show_coach()

    def to_first_finding(self) -> None:
        """Put the cursor where the gravest finding of the answer in front begins."""
        if self.findings:
            self.go_to_finding(self.findings[0])

    def on_text_area_selection_changed(self) -> None:
        """Show another finding where the cursor came to one; a notice stays as long as it did not."""
        if self.now_asked is None:
            return
        text, caret = self.slot.text, self.slot.caret()
        if self._waits and text == self._looked_at and waiting.word_being_typed(text, caret) is None:
            self.settled()  # the cursor left the word, which is ended by that
        elif self.finding_here() != self._coached:
            self.show_coach()

    def show_findings(self) -> None:
        """Mark what was found in the text, and let the coach say what it is."""
        self.slot.mark(self.findings)
        self.show_coach()

    def show_coach(self) -> None:
        """Let the coach say what was found at the cursor, else why the question is asked."""
        one = self.now_asked
        self._coached = here = self.finding_here()
        waived = self._waived(one) if one is not None and self.draft.pm.history else ()
        if here is not None:
            place, text = self.findings.index(here) + 1, self.slot.text
            self.coach.show_finding(here, place, len(self.findings), text=text, waived=waived)
        elif one is not None:
            self.coach.show_question(one, waived)

    def _waived(self, one: Asked) -> tuple[HistoryEntry, ...]:
        from pmtui.interview import live

        return live.waived(self.draft.pm, one)
