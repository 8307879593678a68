"""Track: every action to done, or dropped with a reason; only then can the postmortem be closed."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len

from pmtui.interview.progress import can_close
from pmtui.interview.question import Asked, Step
from pmtui.model.edit import Edit
from pmtui.model.postmortem import Action
from pmtui.screens.owners import OWNER_CELLS, first_name
from pmtui.screens.status import OPEN, StatusScreen
from pmtui.screens.values import SIGN, answer_line, row_of
from pmtui.widgets.board_line import BoardLine
from pmtui.widgets.fit import padded
from pmtui.widgets.reader import paragraph

BAR = 20
"""Cells of the bar that shows how many actions are at their end."""
STATUS = {"open": "open", "in-progress": "started", "done": "done", "dropped": "dropped"}


class TrackScreen(StatusScreen):
    """The actions with their state, and the gate that closes the postmortem."""

    step: ClassVar[Step] = "track"

    def lines(self) -> list[BoardLine]:
        """Return a line for each action, the log of the one in hand, and whether it can be closed."""
        pm, out = self.draft.pm, []
        in_hand = row_of(pm, self.now_asked.path) if self.now_asked else ""
        owners = min(max((cell_len(first_name(one)) for one in pm.action), default=0), OWNER_CELLS)
        for action in pm.action:
            row = f"action.{action.id}"
            out.append(self._action_line(action, owners))
            if row == in_hand:
                for entry in action.log:
                    day = entry.at.date().isoformat() if entry.at else ""
                    said = paragraph(entry.what, self.list_cells(), indent=f"         {day}  ", style="dim")
                    out += said
                ticket = next((one for one in self.asked_here() if one.path == f"{row}.ticket"), None)
                if ticket is not None and action.ticket:
                    out.append(answer_line(pm, ticket, self.worst(ticket.path), indent=9))
        out += [
            answer_line(pm, one, self.worst(one.path))
            for one in self.asked_here()
            if not one.path.startswith("action.")
        ]
        for reason in can_close(pm, self.desk.known.findings()) if pm.status != "closed" else ():
            out += paragraph(reason, self.list_cells(), indent="  before closing: ", style="dim")
        return out

    def _action_line(self, action: Action, owners: int) -> BoardLine:
        row, status = f"action.{action.id}", action.status or "open"
        day = action.due.isoformat() if action.due else "no date"
        late = action.due is not None and action.due < self.desk.now().date() and status in OPEN
        right = f"{'late  ' if late else ''}{padded(first_name(action), owners)} {day:<10}"
        text = f"{STATUS.get(status, status):<8} {action.what}"
        return BoardLine(path=f"{row}.status", text=text, mark=SIGN[self.worst(row)], right=right)

    def info(self) -> str:
        """Return how many actions are at their end, drawn as a bar."""
        actions = self.draft.pm.action
        if not actions:
            return "No actions to track yet."
        done = sum(action.status == "done" for action in actions)
        dropped = sum(action.status == "dropped" for action in actions)
        filled = round(BAR * (done + dropped) / len(actions))
        words = f"{done} of {len(actions)} done" + (f", {dropped} dropped" if dropped else "")
        return f"[{'#' * filled}{'.' * (BAR - filled)}] {words}"

    def taken(self, one: Asked, value: object) -> bool:
        """Take an answer; closing is gated, and the file keeps when the status of the postmortem changed."""
        if one.path != "status":
            return super().taken(one, value)
        self.desk.known.at_once()
        pm, status = self.draft.pm, str(value)
        reasons = (
            can_close(pm, self.desk.known.findings()) if status == "closed" and pm.status != "closed" else ()
        )
        if reasons:
            self.coach.say("Not closed yet. " + " ".join(reasons))
            return False
        if status != pm.status:
            who = self.desk.settings.author
            row = {"at": self.desk.now(), "what": f"{pm.status} -> {status}", "who": who}
            self.draft.do(Edit("status", status), Edit(f"history.{len(pm.history)}", row), place="status")
            self.settled()
        return True
