"""The frame that every step of the interview has: what each key does, on the sheet that it lies on.

A step's screen says what its list shows and what its own keys do; all else is here and in the sheet. Keys are
obeyed by the focused field at once (`obey`), in the order in which they were typed: text that is typed ahead
over a slow line must land in the question that it was meant for.
"""

from __future__ import annotations

from collections.abc import Callable

from pmtui import keys
from pmtui.errors import PmtuiError
from pmtui.interview import answers
from pmtui.interview.question import Asked
from pmtui.model.edit import Edit
from pmtui.screens import values
from pmtui.screens.mending import Mending
from pmtui.terminal.thin import send_whole
from pmtui.widgets.board import Board
from pmtui.widgets.fields.base import Field, FieldMessage

ASKING_TO_WRITE = ("mark-moment", "waive", "unwaive")
"""Actions that ask for more before they change something: it is said first where nothing may be changed."""


class StepScreen(Mending, inherit_bindings=False):
    """One step of the interview."""

    def hear(self, message: FieldMessage) -> bool:
        """Take what a field tells, in the same breath as the key that it comes from."""
        if isinstance(message, Field.Typed):
            self.take()
        elif isinstance(message, Field.Chosen):
            try:
                self.choose(message.value)
            except PmtuiError as error:  # nothing may be written, or the row is gone
                self.changed()
                self.coach.say(str(error))
        elif isinstance(message, Field.Entered):
            self.do_enter()
        elif isinstance(message, Field.Left):
            if message.direction == "up":
                self.to_list()
            elif message.control is self.board:
                self.to_field()
        elif isinstance(message, Field.Pasted):
            self.pasted(message.text)
        elif isinstance(message, Board.Chosen):
            self.ask(message.path)
        else:
            return False
        return True

    def pasted(self, text: str) -> None:
        """Take a block that was pasted into a line as one line, at the cursor: nothing of it may be lost."""
        self.slot.take_line(" ".join(part.strip() for part in text.splitlines() if part.strip()))
        self.take()

    def obey(self, key: str) -> bool:
        """Do what `key` means in the frame, now; return False where it means nothing here."""
        name = keys.action_for(key, self._scope, self.step, self.desk.settings.keys)
        if name is None or (name == "enter" and not self._enter_commits()):
            return False
        action: Callable[[], None] | None = getattr(self, "do_" + name.replace("-", "_"), None)
        if action is None:
            return False
        if name not in ("quit", "undo", "redo"):
            self.flush()
        try:
            if name in ASKING_TO_WRITE:
                self.draft.may_change()
            action()
        except PmtuiError as error:  # nothing may be written, or the row is gone
            self.coach.say(str(error))
        return True

    def _enter_commits(self) -> bool:
        return self._scope == "field" and self.slot.is_text and self.slot.one_line

    def do_enter(self) -> None:
        """Answer the question and bring the next; an empty line passes it by."""
        one = self.now_asked
        if one is None:
            return
        text = self.slot.text.strip()
        if answers.is_entry(one) and text:
            self.entered(one, text)
            return
        self.draft.settle_id()
        self.go_on(one)

    def go_on(self, one: Asked) -> None:
        """Bring the next open question after `one`; when the step asks no more, the next step."""
        self.desk.passed.add(one.path)
        following = self.desk.next_open(self.step, after=one.path)
        if following is not None:
            self.ask(following.path)
        else:
            self.desk.step_done(self.step)

    def _move(self, by: int) -> None:
        paths = [one.path for one in self.walk()]
        current = self.now_asked.path if self.now_asked else ""
        at = paths.index(current) if current in paths else 0
        if by > 0:
            self.desk.passed.add(current)
        if 0 <= at + by < len(paths):
            self.ask(paths[at + by])
        elif values.row_of(self.draft.pm, current):
            self.ask(self.entry_path(current))
        elif by > 0 and (still_open := self.desk.next_open(self.step)) is not None:
            self.ask(still_open.path)
        else:
            self.desk.neighbour(self.step, by)

    def entry_path(self, path: str) -> str:
        """Return the entry line of the table that the row at `path` is in, else where the step begins."""
        table = values.row_of(self.draft.pm, path).rpartition(".")[0]
        return f"{table}.new" if self.asks(f"{table}.new") else self.first_path()

    def do_next_question(self) -> None:
        """Go to the next question, answered or not."""
        self._move(1)

    def do_previous_question(self) -> None:
        """Go to the question before."""
        self._move(-1)

    def do_next_step(self) -> None:
        """Go to the next step."""
        self.desk.neighbour(self.step, 1)

    def do_previous_step(self) -> None:
        """Go to the step before."""
        self.desk.neighbour(self.step, -1)

    def do_leave_field(self) -> None:
        """Go from the field to the list, or back; the text stays."""
        if self._scope == "field":
            self.to_list()
        else:
            self.to_field()

    def do_edit(self) -> None:
        """Bring the chosen line of the list into the field."""
        if self.board.here:
            self.ask(self.board.here)

    def do_add(self) -> None:
        """Go to the line that adds a row."""
        entry = next((one for one in self.asked_here() if answers.is_entry(one)), None)
        if entry is not None:
            self.ask(entry.path)

    def do_delete(self) -> None:
        """Take the chosen row away; undo brings it back."""
        row = values.row_of(self.draft.pm, self.board.here)
        if not row:
            self.coach.say("This line is no row; Enter brings it into the field.")
            return
        in_front = self.now_asked is not None and f"{self.now_asked.path}.".startswith(f"{row}.")
        entry = self.entry_path(row)
        self.draft.do(*self.removed(row), place=row)
        if in_front:
            self.now_asked = None  # what it asked about is gone
            self.ask(entry, focus=False)
        else:
            self.settled()
        self.coach.say("Removed. ^Z brings it back.")

    def removed(self, row: str) -> tuple[Edit, ...]:
        """Return the edits that remove the row at the path `row`, and the ties to it."""
        from pmtui.interview import removing

        return removing.removed(self.draft.pm, row)

    def do_move_up(self) -> None:
        """Move the chosen row up."""
        self._shift(-1)

    def do_move_down(self) -> None:
        """Move the chosen row down."""
        self._shift(1)

    def _shift(self, by: int) -> None:
        edit = self.shifted(self.board.here, by)
        if edit is None:
            self.coach.say("It can't be moved further that way.")
            return
        self.draft.do(edit, place=self.board.here)
        self.settled()

    def shifted(self, path: str, by: int) -> Edit | None:
        """Return the edit that moves the row at `path` up (-1) or down (1); None where it can't be moved."""
        return values.moved(self.draft.pm, path, by)

    def do_undo(self) -> None:
        """Take the last change back and show where it was."""
        self.flush()
        self.desk.go_back(self.draft.undo(), "Nothing to undo.")

    def do_redo(self) -> None:
        """Do the last undone change again and show where it is."""
        self.desk.go_back(self.draft.redo(), "Nothing to redo.")

    def do_editor(self) -> None:
        """Edit this field in $EDITOR."""
        if self.slot.is_text:
            edited = self.desk.edit_outside(self.slot.text)
            if edited is not None:
                self.slot.put_text(edited)
                self.take()
                self.settled()
            self.desk.editor_done()

    def do_save(self) -> None:
        """Save now, and say so."""
        self.desk.save_now()

    def do_help(self) -> None:
        """Show the help of this question, and all keys."""
        self.desk.show_help(self.now_asked)

    def do_checklist(self) -> None:
        """Show the checklist in full."""
        self.desk.show_checklist()

    def do_preview(self) -> None:
        """Show the document as it stands."""
        self.desk.show_preview()

    def do_versions(self) -> None:
        """Show earlier versions; one of them can be brought back."""
        self.desk.visits.versions()

    def do_export(self) -> None:
        """Write the document beside the postmortem."""
        self.coach.say(self.desk.export_here())

    def do_links(self) -> None:
        """Show what the chosen row came from and what came of it; Enter goes there."""
        place = self.board.here if self.listing else self.now_asked.path if self.now_asked else ""
        if not self.desk.visits.links(place):
            self.coach.say("Nothing is tied to this line yet.")

    def do_conflicts(self) -> None:
        """Show the fields that two people gave two values, to choose between them."""
        self.desk.visits.conflicts()

    def do_coverage(self) -> None:
        """Show which action answers which cause."""
        self.desk.visits.coverage(self.go_to_row)

    def go_to_row(self, path: str) -> None:
        """Go to the field that a row of the matrix stands for."""
        self.desk.go(path)

    def do_palette(self) -> None:
        """Offer everything that has a name."""
        self.desk.show_palette()

    def do_goto(self) -> None:
        """Offer every question and step to go to."""
        self.desk.show_goto()

    def do_redraw(self) -> None:
        """Draw the whole screen anew, whatever the terminal is thought to show."""
        send_whole(self.app)
        self.refresh(layout=True)

    def do_quit(self) -> None:
        """Save and leave; what was typed and not entered is kept too."""
        self.flush()
        self.desk.leave()
