"""The root causes as a view: what the organisation can change, what answers it, and what lies around."""

from __future__ import annotations

from pmtui.interview.asking import asked
from pmtui.interview.script import category_label
from pmtui.model.postmortem import Postmortem, RootCause
from pmtui.screens.causes.details import details
from pmtui.screens.causes.views import ENTRIES, Sight, view_of
from pmtui.screens.values import SIGN, answer_line, row_of
from pmtui.widgets.board_line import BoardLine

TRIGGER = "causes.trigger"
FOUND = ENTRIES["roots"]
_PICK = BoardLine(path=FOUND, text="   + pick from what was found", style="dim")


def lines(sight: Sight) -> list[BoardLine]:
    """Return the trigger, apart from the causes; the root causes; what lies around them."""
    asked_now = {one.path for one in asked(sight.pm, "causes")}
    single = {
        one.path: answer_line(sight.pm, one, sight.worst(one.path))
        for one in asked(sight.pm, "causes")
        if one.path.count(".") == 1 and view_of(one.path) == "roots"
    }
    trigger = [single.pop(TRIGGER)] if TRIGGER in single else []
    return [
        *trigger,
        BoardLine(text="What the organisation can change", style="heading", selectable=False),
        *(line for root in sight.pm.causes.root for line in _root(sight, root)),
        *([_PICK] if FOUND in asked_now else []),
        BoardLine(path="causes.root.new", text="   + another one, in your words", style="dim"),
        BoardLine(text="Around them", style="heading", selectable=False),
        *single.values(),
    ]


def _root(sight: Sight, root: RootCause) -> list[BoardLine]:
    row = f"causes.root.{root.id}"
    category = category_label(root.category) if root.category else "category ?"
    line = BoardLine(
        path=f"{row}.what",
        text=f"   {' '.join(root.what.split())}",
        mark=SIGN[sight.worst(row)],
        right=f"{category}, {_answered(sight.pm, root)}",
    )
    return [line, *(details(sight) if row_of(sight.pm, sight.front) == row else [])]


def _answered(pm: Postmortem, root: RootCause) -> str:
    count = sum(root.id in action.answers and action.status != "dropped" for action in pm.action)
    return "no action" if not count else "1 action" if count == 1 else f"{count} actions"


def info(sight: Sight) -> str:
    """Return what a root cause is, beside the trigger."""
    del sight
    return "The trigger set it off; a root cause is what let it, and what can be changed."
