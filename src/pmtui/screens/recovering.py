"""What an earlier session left behind: offered, taken over, and gone on with where the cursor was."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pmtui.draft.recovery import Recovery
from pmtui.errors import PmtuiError
from pmtui.interview.asking import for_path
from pmtui.merging.difference import difference
from pmtui.model.postmortem import Postmortem

if TYPE_CHECKING:
    from pmtui.app import PmtuiApp

BACK = "What was typed and not saved last time is back. ^Z takes it out again."


class Recovering:
    """Offers the journals of ended sessions, and takes them over.

    Args:
        app: The app; its draft is the postmortem as the file has it.
        found: The journals, oldest first.
        at: The field to go into, where one was named; what was typed is then taken over at once.
    """

    def __init__(self, app: PmtuiApp, found: Sequence[Recovery], at: str = "") -> None:
        self._app = app
        self._found = tuple(found)
        self._at = at
        self._where = next((one.where for one in reversed(self._found) if one.where), None)

    def begin(self) -> None:
        """Offer what was typed; where nothing is missing, go on where the cursor was."""
        if not any(one.edits for one in self._found) or self._joined() == self._app.draft.pm:
            self._forget()
            self._go_on()
        elif self._at:
            self._take_over(self._joined())
            self._go_on(BACK)
        else:
            from pmtui.screens.recovery import RecoveryScreen

            joined = self._joined()
            lost = sum(one.lost for one in self._found)
            written = self._found[-1].written
            # Once shown it did no harm: a kill while it is looked at leaves the offer as it is.
            screen = RecoveryScreen(self._app.draft.pm, joined, written, lost, self._understood)
            self._app.push_screen(screen, self._answered)

    def _joined(self) -> Postmortem:
        pm = self._app.draft.pm
        for one in self._found:
            pm = one.joined(pm, self._app.now())
        return pm

    def _answered(self, answer: str | None) -> None:
        if answer == "take":
            self._take_over(self._joined())
        else:
            for one in self._found:
                one.set_aside()
        self._go_on()

    def _understood(self) -> None:
        for one in self._found:
            one.understood()

    def _take_over(self, joined: Postmortem) -> None:
        draft = self._app.draft
        for one in self._found:
            one.begin_taking()
        draft.do(*difference(draft.pm, joined), place=self._where.place if self._where else "")
        if draft.journaled():
            self._forget()
        else:
            self._understood()

    def _forget(self) -> None:
        for one in self._found:
            one.take()

    def _go_on(self, words: str = "") -> None:
        if words:
            self._app.tell_first(words)
        self._app.visits.conflicts_first(self._go, self._at)

    def _go(self) -> None:
        if self._at or self._where is None or not self._is_there(self._where.place):
            self._app.go_first(self._at)
        else:
            self._app.visits.back_to(self._where)

    def _is_there(self, place: str) -> bool:
        try:
            for_path(self._app.draft.pm, place)
        except PmtuiError:
            return False
        return True
