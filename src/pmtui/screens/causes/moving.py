"""What keys do about the causes: from view to view, from row to row that hang together, the mark of a row."""

from __future__ import annotations

from pmtui import keys
from pmtui.interview import ladder, marking, removing, taking, tree_growing
from pmtui.interview.conditions import DEFAULT_BONES
from pmtui.interview.marking import BONE
from pmtui.interview.taking import CauseRow
from pmtui.model.edit import Edit
from pmtui.model.postmortem import BasicEvent, Factor, Gate, Why
from pmtui.screens.causes.therefore import ThereforeScreen
from pmtui.screens.causes.views import ENTRIES, LABELS, Sight, ViewId, view_of
from pmtui.screens.frame import StepScreen
from pmtui.widgets.board import GUTTER

LIST_KEYS: dict[ViewId, tuple[str, ...]] = {
    "whys": ("mark", "evidence", "ends", "take-root", "take-factor", "take-event", "links", "read-back"),
    "fishbone": ("mark", "bone-left", "bone-right", "take-root", "take-why", "take-event", "links"),
    "tree": ("mark", "evidence", "ends", "take-root", "take-why", "take-factor", "links"),
    "roots": ("links",),
}
"""What can be done about a row of each view, by keys that act while the list has the keyboard."""
_ORDER: tuple[ViewId, ...] = tuple(LABELS)


class Moving(StepScreen, inherit_bindings=False):
    """A screen on which causes are taken from view to view."""

    def bar_keys(self) -> tuple[str, ...]:
        """Return the keys of the view in front."""
        return ("next-view", "branch" if self.view == "whys" else "links")

    @property
    def view(self) -> ViewId:
        """The view in front, by the question."""
        return view_of(self._in_front())

    def list_cells(self) -> int:
        """Return the cells of a line; the fish has the whole width, so that it can be drawn as one."""
        return max(self.app.size.width - GUTTER - 2, 20) if self.view == "fishbone" else super().list_cells()

    def sight(self) -> Sight:
        """Return what the view in front is drawn from."""
        pm, plain = self.draft.pm, self.board.ascii_signs
        return Sight(pm, self.worst, self._in_front(), self.target, self.list_cells(), plain)

    def bones(self) -> tuple[str, ...]:
        """Return the bones of this postmortem."""
        return self.draft.pm.causes.bones or DEFAULT_BONES

    def bone_here(self) -> str:
        """Return the bone at the cursor of the list, or that of the factor there; empty elsewhere."""
        here, row = self.board.here, taking.row_at(self.draft.pm, self.board.here)
        return (
            here.removeprefix(BONE) if here.startswith(BONE) else row.bone if isinstance(row, Factor) else ""
        )

    def _in_front(self) -> str:
        return self.now_asked.path if self.now_asked else ""

    def chosen_row(self) -> CauseRow | None:
        """Return the row at the cursor of the list, or the one in hand."""
        return taking.row_at(self.draft.pm, self.chosen_path())

    def chosen_path(self) -> str:
        """Return the path of the line at the cursor of the list, or of the question in front."""
        return self.board.here if self.listing else self._in_front()

    def hints(self) -> str:
        """Return the keys of the list in this view, since the key bar has no room for all of them."""
        named = (keys.by_id(name) for name in LIST_KEYS[self.view])
        remap = self.desk.settings.keys
        told = ((each, (*each.letters, *keys.keys_of(each, remap))[0]) for each in named)
        return "  ".join(f"{keys.display(key)} {each.label}" for each, key in told)

    # -- views ------------------------------------------------------------------------------------------

    def do_next_view(self) -> None:
        """Go to the next view."""
        self.go_to_view(_ORDER[(_ORDER.index(self.view) + 1) % len(_ORDER)])

    def do_view_1(self) -> None:
        """Go to the ladder."""
        self.go_to_view("whys")

    def do_view_2(self) -> None:
        """Go to the fish."""
        self.go_to_view("fishbone")

    def do_view_3(self) -> None:
        """Go to the fault tree."""
        self.go_to_view("tree")

    def do_view_4(self) -> None:
        """Go to the root causes."""
        self.go_to_view("roots")

    def to_list(self) -> None:
        """Put the keyboard on the list, whose keys are then told."""
        super().to_list()
        self.show_info()

    def to_field(self) -> None:
        """Put the keyboard back into the field."""
        super().to_field()
        self.show_info()

    def go_to_view(self, view: ViewId) -> None:
        """Show a view; the list keeps the keyboard where it had it."""
        entry = ENTRIES[view]
        known = {one.path for one in self.asked_here()}
        listing = self.listing
        self.ask(entry if entry in known else "causes.root.new", focus=not listing)
        if listing:
            self.to_list()
            self.board.press("home", None)

    # -- marks ------------------------------------------------------------------------------------------

    def do_mark(self) -> None:
        """Change the mark of the chosen row: how sure, likely, looked at, its state, what a gate takes."""
        edits = marking.next_mark(self.draft.pm, self._mark_path())
        if not edits:
            self.coach.say("This line has no mark to change.")
            return
        self._do(edits, edits[0].path)

    def _mark_path(self) -> str:
        here = self.board.here
        if here == "causes.none_found":  # what is said of an empty bone stands at that bone
            above = self.board.lines[: self.board.caret() + 1]
            return next((line.path for line in reversed(above) if line.path.startswith(BONE)), here)
        return here

    def do_bone_left(self) -> None:
        """Move the chosen factor to the bone before."""
        self._to_bone(-1)

    def do_bone_right(self) -> None:
        """Move the chosen factor to the next bone."""
        self._to_bone(1)

    def _to_bone(self, by: int) -> None:
        row = self.chosen_row()
        if not isinstance(row, Factor):
            self.coach.say("The arrows move a factor of the fishbone between bones; choose one first.")
            return
        edit = marking.to_bone(self.draft.pm, row, by)
        if edit is None:
            self.coach.say("It can't go further that way: there is no other bone.")
            return
        self._do((edit,), edit.path)

    # -- what hangs together ----------------------------------------------------------------------------

    def do_read_back(self) -> None:
        """Read the ladder upwards with "therefore"."""
        causes = self.draft.pm.causes
        if not causes.why:
            self.coach.say("The ladder has no why yet.")
            return

        def done(path: str | None) -> None:
            if path:
                self.ask(path)

        self.app.push_screen(ThereforeScreen(causes), done)

    # -- the row in hand --------------------------------------------------------------------------------

    def do_evidence(self) -> None:
        """Ask what shows the chosen why or base event."""
        self._ask_of("evidence", "Evidence stands with whys and base events.")

    def do_ends(self) -> None:
        """Ask where the chosen branch ends: a why's stop, or a base event that is not taken apart."""
        row = self.chosen_row()
        self._ask_of(
            "stop" if isinstance(row, Why) else "undeveloped",
            "Whys and base events end a branch.",
        )  # fmt: skip

    def _ask_of(self, field: str, otherwise: str) -> None:
        row = self.chosen_row()
        if not isinstance(row, Why | BasicEvent):
            self.coach.say(otherwise)
            return
        table = "causes.why" if isinstance(row, Why) else "causes.event"
        self.ask(f"{table}.{row.id}.{field}")

    def do_branch(self) -> None:
        """Ask "and what else?" beside the chosen why, or beneath the problem."""
        row = self.chosen_row()
        whys = {why.id: why for why in self.draft.pm.causes.why}
        if not isinstance(row, Why):
            at_end = self._in_front() == ENTRIES["whys"] and not self.listing
            row = whys.get(self.target) if at_end else None
        self.target = row.explains[0] if row is not None and row.explains else ladder.PROBLEM
        self.ask(ENTRIES["whys"])

    def do_delete(self) -> None:
        """Take the chosen row away; of the tree the branch, where it stands in no other."""
        row = self.chosen_row()
        if self.view != "tree" or not isinstance(row, Gate | BasicEvent):
            super().do_delete()
            return
        self.draft.may_change()
        above, line = self.above(), self.board.caret()
        edits = tree_growing.cut_off(self.draft.pm.causes, row.id, above)
        if not edits:
            self.coach.say("It is told of here; choose the place in the tree from which it is to go.")
            return
        rows = [edit.path for edit in edits if edit.value is None and edit.path.count(".") == 2]
        gone: dict[str, tuple[str, ...]] = {path.rpartition(".")[2]: () for path in rows}
        self.draft.do(*removing.untied(self.draft.pm, gone), *edits, place=ENTRIES["tree"])
        self.now_asked, self.target = None, above
        self.ask(ENTRIES["tree"], focus=False)
        self.board.stay_near(line)  # where it stands elsewhere too, the next key is not about that place
        self.coach.say("Removed. ^Z brings it back.")

    def above(self) -> str:
        """Return the id of the gate above the chosen row of the tree; empty where it stands under none."""
        return self.board.lines[self.board.caret()].under if self.board.here else ""

    def _do(self, edits: tuple[Edit, ...], place: str) -> None:
        self.draft.may_change()
        self.draft.do(*edits, place=place)
        self.settled()
