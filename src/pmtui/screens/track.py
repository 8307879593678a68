"""Track: every action to done, or dropped with a reason; only then can the postmortem be closed."""

from __future__ import annotations

from typing import ClassVar

from pmtui.interview.progress import can_close
from pmtui.interview.question import Asked, Step
from pmtui.model.edit import Edit
from pmtui.screens.frame import StepScreen
from pmtui.screens.values import SIGN, answer_line, row_of
from pmtui.widgets.board import BoardLine

BAR = 20


class TrackScreen(StepScreen):
    """The actions with their state, and the gate that closes the postmortem."""

    step: ClassVar[Step] = "track"

    def lines(self) -> list[BoardLine]:
        """Return a line for each action, the log of the one in hand, and whether it can be closed."""
        pm, out = self.draft.pm, []
        in_hand = row_of(pm, self.now_asked.path) if self.now_asked else ""
        for action in pm.action:
            row = f"action.{action.id}"
            status = action.status or "open"
            due = action.due.isoformat() if action.due else "no date"
            late = action.due is not None and action.due < self.desk.now().date() and status in OPEN
            text = f"{status:<12} {action.what}"
            right = f"{action.owner.split(' ')[0] or 'owner?'} {due}{' late' if late else ''}"
            path = f"{row}.status"
            out.append(BoardLine(path=path, text=text, mark=SIGN[self.worst(row)], right=right))
            if row == in_hand:
                for entry in action.log:
                    day = entry.at.date().isoformat() if entry.at else ""
                    out.append(BoardLine(text=f"      {day}  {entry.what}", style="dim", selectable=False))
        out += [
            answer_line(pm, one, self.worst(one.path))
            for one in self.asked_here()
            if not one.path.startswith("action.")
        ]
        for reason in can_close(pm, self.desk.findings()) if pm.status != "closed" else ():
            out.append(BoardLine(text=f"  before closing: {reason}", style="dim", selectable=False))
        return out

    def info(self) -> str:
        """Return how many actions are done, drawn as a bar."""
        actions = self.draft.pm.action
        if not actions:
            return "No actions to track yet."
        ended = sum((action.status or "open") not in OPEN for action in actions)
        filled = round(BAR * ended / len(actions))
        return f"[{'#' * filled}{'.' * (BAR - filled)}] {ended} of {len(actions)} done or dropped"

    def choose(self, value: object) -> None:
        """Take an answer; closing is gated, dropping asks for the reason, and the file keeps both."""
        one = self.now_asked
        if one is None:
            return
        if one.path == "status":
            self._status(str(value))
        elif one.path.endswith(".status") and value == "dropped":
            self._drop(one)
        else:
            super().choose(value)

    def _status(self, status: str) -> None:
        pm = self.draft.pm
        reasons = can_close(pm, self.desk.findings()) if status == "closed" else ()
        if reasons:
            self.coach.say("Not closed yet. " + " ".join(reasons))
            return
        if status == pm.status:
            return
        row = {"at": self.desk.now(), "what": f"status: {pm.status} -> {status}"}
        self.draft.do(Edit("status", status), Edit(f"history.{len(pm.history)}", row))
        self.settled()

    def _drop(self, one: Asked) -> None:
        row = row_of(self.draft.pm, one.path)

        def done(reason: str | None) -> None:
            if reason:
                count = len(next(a for a in self.draft.pm.action if f"action.{a.id}" == row).log)
                said = {"at": self.desk.now(), "what": f"dropped: {reason}"}
                self.draft.do(Edit(f"{row}.status", "dropped"), Edit(f"{row}.log.{count}", said))
                self.settled()

        self.desk.visits.reason("Drop an action", "Why will it not be done?", done)


OPEN = ("open", "in-progress")
