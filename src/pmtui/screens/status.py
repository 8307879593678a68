"""The status of actions, on whichever step it is answered: dropping one asks for the reason, and keeps it."""

from __future__ import annotations

from pmtui.interview.question import Asked
from pmtui.model.edit import Edit
from pmtui.model.postmortem import Action
from pmtui.screens.frame import StepScreen
from pmtui.screens.values import row_of

OPEN = ("open", "in-progress")
"""The statuses of an action that is not at its end."""


class StatusScreen(StepScreen):
    """A step on which the status of an action is answered."""

    def __init__(self, at: str = "") -> None:
        super().__init__(at)
        self._held = False

    def choose(self, value: object) -> None:
        """Take an answer that was picked; the question stays in front until its reason is given."""
        one = self.now_asked
        if one is None:
            return
        self._held = not self.taken(one, value)
        if self._held:
            self.slot.show(self._answer(one))

    def taken(self, one: Asked, value: object) -> bool:
        """Take an answer; return whether it stands, False where a reason is wanted first."""
        if one.path.startswith("action.") and one.path.endswith(".status") and value == "dropped":
            self._drop(one)
            return False
        super().choose(value)
        return True

    def do_enter(self) -> None:
        """Go on, unless the answer does not stand yet."""
        held, self._held = self._held, False
        if not held:
            super().do_enter()

    def _drop(self, one: Asked) -> None:
        self.draft.may_change()
        row = row_of(self.draft.pm, one.path)
        action = _action(self.draft.pm.action, row)
        if action is None or action.status == "dropped":
            self.go_on(one)
            return

        def done(reason: str | None) -> None:
            here = _action(self.draft.pm.action, row)
            if not reason or here is None:
                self.coach.say("It is left as it was.")
                return
            said = {"at": self.desk.now(), "what": f"dropped: {reason}"}
            self.draft.do(Edit(one.path, "dropped"), Edit(f"{row}.log.{len(here.log)}", said), place=one.path)
            self.go_on(one)

        self.desk.visits.reason("Drop an action", f"Why will it not be done: {action.what}?", done)


def _action(actions: tuple[Action, ...], row: str) -> Action | None:
    return next((action for action in actions if f"action.{action.id}" == row), None)
