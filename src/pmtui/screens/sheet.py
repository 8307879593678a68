"""The sheet that every step of the interview lies on: where am I, the answers, the question, the coach.

It asks, takes what is typed as edits, and shows what the postmortem holds; what keys do is the frame's part.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from pmtui import keys
from pmtui.errors import PmtuiError
from pmtui.interview import answers
from pmtui.interview.asking import asked, asked_of_row, for_path
from pmtui.interview.question import Asked, Step
from pmtui.interview.walking import at_path
from pmtui.model.edit import Edit
from pmtui.screens import values
from pmtui.screens.looking import SETTLE, Looking
from pmtui.screens.slot import PICKED, FieldSlot
from pmtui.widgets.board import GUTTER, Board
from pmtui.widgets.board_line import BoardLine
from pmtui.widgets.coach import Coach
from pmtui.widgets.keybar import KeyBar
from pmtui.widgets.lines import InfoLine, ParseLine, QuestionLine, TitleLine, WayLine
from pmtui.widgets.long_lines import shown_for
from pmtui.widgets.side import WIDTH as SIDE
from pmtui.widgets.side import SidePanel

if TYPE_CHECKING:
    from pmtui.interview.understood import Reading
    from pmtui.widgets.fields.hierarchy import LevelRow

WIDE = 120
"""Columns from which there is a panel at the right."""


class Sheet(Looking, inherit_bindings=False):
    """A step of the interview as it is laid out, asked and shown."""

    step: ClassVar[Step]
    AUTO_FOCUS: ClassVar[str | None] = ""  # the question in front has it; None would mean the first widget
    # None for 80x24: a class that comes with the first size has all widgets styled once more.
    HORIZONTAL_BREAKPOINTS = [(WIDE, "-wide")]  # noqa: RUF012 - Textual reads it here
    VERTICAL_BREAKPOINTS = [(32, "-tall")]  # noqa: RUF012
    own_keys: ClassVar[tuple[str, ...]] = ()
    """The ids of the actions that this step puts on the key bar, before those of every step."""

    def __init__(self, at: str = "") -> None:
        super().__init__()
        self._at = at
        self.target = ""
        self.comes_for_finding = False
        """Whether the cursor is to begin at the first finding about the first question."""
        self._scope = "field"
        self._was_seen = self._parses = False
        self._width = 0

    def compose(self) -> ComposeResult:
        """Lay out the frame, the same on every step."""
        yield TitleLine()
        yield WayLine()
        with Horizontal(id="body"):
            with Vertical(id="main"):
                yield from self.head()
                yield Board()
                yield InfoLine()
                yield QuestionLine(id="question")
                yield FieldSlot()
                yield ParseLine(id="parse")
                yield Coach()
            yield self.side()
        yield KeyBar()

    def head(self) -> Sequence[Widget]:
        """Return what stands above the list; nothing by default."""
        return ()

    def side(self) -> Widget:
        """Return the panel that a wide terminal has room for."""
        return SidePanel()

    def on_mount(self) -> None:
        """Ask the first question."""
        self.board = self.query_one("#main Board", Board)
        self.board.remap = self.desk.settings.keys
        self.slot = self.query_one(FieldSlot)
        self.coach = self.query_one(Coach)
        self._ends = (self.query_one(TitleLine), self.query_one(KeyBar))
        self.ask(self._at or self.first_path())
        if self.comes_for_finding:
            self.to_first_finding()
        self.call_after_refresh(self._shown)

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Come into view; what was just made has its styles already, and is not styled once more."""
        event.refresh_styles = self._was_seen
        self._was_seen = True

    def on_resize(self) -> None:
        """Show for another width what was shown before: lines are cut to it, and the panel is filled."""
        if self.is_laid_out and self._width not in (0, self.app.size.width):
            self.show(follow=False)

    def _shown(self) -> None:
        """Do what waits until the screen is there: the first look, and what there is to say."""
        self.desk.known.begin()
        if not self.desk.known.waits and (news := self.desk.news()):
            self.coach.say(news)

    def known(self) -> None:
        """Show what the first look found; where somebody types, their pause comes first. A notice stays."""
        one, notice = self.now_asked, self.coach.notice
        if one is None:
            return
        self._show_parse()
        if self._settle is None:
            self._take_in(self._look(one))
        self.show(here=one.path, follow=False)
        if words := " ".join(filter(None, (notice, self.desk.news()))):
            self.coach.say(words)

    @property
    def is_laid_out(self) -> bool:
        """Whether all of it is there to be shown: not while it comes, nor while it goes."""
        if self.now_asked is None:
            return False
        all_there = all(part.is_attached for part in self._ends)
        return all_there and any(each.display for each in self.slot.children)

    # -- what a step says of itself ---------------------------------------------------------------------

    def first_path(self) -> str:
        """Return where the step begins today: its next open question, else its first."""
        here = self.desk.next_open(self.step)
        return here.path if here else self.asked_here()[0].path

    def asked_here(self) -> tuple[Asked, ...]:
        """Return the questions of this step, in order."""
        return asked(self.draft.pm, self.step)

    def asks(self, path: str) -> bool:
        """Say whether this step asks the question that fills `path`."""
        return at_path(self.draft.pm, self.step, path) is not None

    def walk(self) -> list[Asked]:
        """Return the questions that Tab goes through: those of the step, and of rows only the one in hand."""
        pm = self.draft.pm
        in_hand = values.row_of(pm, self.now_asked.path) if self.now_asked else ""
        if in_hand:
            return list(asked_of_row(pm, self.step, in_hand))
        return [one for one in self.asked_here() if not values.row_of(pm, one.path)]

    def lines(self) -> Sequence[BoardLine]:
        """Return what the list shows: the answers so far, one line each."""
        pm = self.draft.pm
        return [values.answer_line(pm, one, self.worst(one.path)) for one in self.asked_here()]

    def list_cells(self) -> int:
        """Return the cells that a line of the list has for its text."""
        size = self.app.size.width
        return max(size - (SIDE if size >= WIDE else 0) - GUTTER - 2, 20)

    def info(self) -> str:
        """Return the line beneath the list; empty for none."""
        return ""

    def entered(self, one: Asked, text: str) -> bool:
        """Do what Enter means for an entry line; return whether a row was added."""
        from pmtui.interview import understood

        try:
            result = understood.enter(self.draft.pm, one, text, self.desk.now(), self.target)
        except PmtuiError as error:
            self.coach.say(str(error))
            return False
        if isinstance(result, str):
            self.coach.say(result)
            return False
        self.draft.do(*result, Edit(f"unfinished.{one.path}", None), place=one.path)
        self.slot.show("")  # the line is a row now; what is left in the field would be taken once more
        self.after_entry(one, result)
        return True

    def after_entry(self, one: Asked, edits: tuple[Edit, ...]) -> None:  # noqa: ARG002 - for the steps
        """Choose what to ask after a row was added; the same entry line again by default."""
        self.ask(one.path)

    # -- asking -----------------------------------------------------------------------------------------

    def ask(self, path: str, *, focus: bool = True) -> None:
        """Put the question that fills `path` in front."""
        self.flush()
        one = at_path(self.draft.pm, self.step, path)
        self.now_asked = one = self.put_to(one or for_path(self.draft.pm, path))
        self.desk.places[self.step] = one.path
        self.draft.let_go()
        self.desk.keeping.seen(one.path)
        self.slot.put(one, self._answer(one), self.field_rows(one), self.level_rows(one))
        self._show_question(one)
        self.query_one(ParseLine).styles.height = 2 if one.question.kind == "action" else 1
        self._show_parse()
        if (caret := self.desk.visits.comes_back(one.path)) is not None:
            self.slot.set_caret(caret)
        self.draft.stands_at(one.path, self.slot.caret())
        self._take_in(self._look(one))
        self._scope = "field" if focus else self._scope
        self.show(here=one.path)
        if focus:
            self.slot.take_focus()
            self._show_keys()

    def put_to(self, one: Asked) -> Asked:
        """Return a question as it is put here, about the row in hand; as the script has it by default."""
        return one

    def _answer(self, one: Asked) -> object:
        if one.question.kind in PICKED:
            return answers.chosen_value(self.draft.pm, one)
        return answers.text_of(self.draft.pm, one)

    def bar_keys(self) -> tuple[str, ...]:
        """Return the ids of the actions that the key bar puts first, before those of every step."""
        return self.own_keys

    def field_rows(self, one: Asked) -> int:
        """Return how many rows the field of a question has."""
        return 5 if one.question.kind in ("prose", "texts") else 2

    def level_rows(self, one: Asked) -> list[LevelRow]:
        """Return the rows of the hierarchy picker, where the question needs them."""
        return values.level_rows(self.draft.pm) if one.question.kind == "hierarchy" else []

    def _show_question(self, one: Asked) -> None:
        here = self.walk()
        place = next((n for n, each in enumerate(here, 1) if each.path == one.path), 0)
        self.query_one(QuestionLine).show(one.ask, f"({place}/{len(here)})" if place else "")

    def _show_parse(self) -> None:
        one, text = self.now_asked, self.slot.text
        understood = one is not None and text and not self.desk.known.waits  # what reads it is loaded by then
        reading = self.reading(one, text) if one is not None and understood else None
        self.query_one(ParseLine).show((reading.refused or reading.shown) if reading else "")

    def reading(self, one: Asked, text: str) -> Reading:
        """Return what a text means in the field of a question."""
        from pmtui.interview import understood

        return understood.read(self.draft.pm, one, text, self.desk.now(), self.target)

    def take(self) -> None:
        """Take what stands in the field, as edits: called at each keystroke."""
        one = self.now_asked
        if one is None or not self.slot.is_text:
            return
        from pmtui.interview import understood

        edits = understood.edits(self.draft.pm, one, self.slot.text, self.desk.now())
        try:
            self.draft.do(*edits, place=one.path, typing=True, caret=self.slot.caret())
        except PmtuiError as error:
            self.coach.say(str(error))
        if not self._parses:
            self._parses = self.call_after_refresh(self._parsed)  # the typed character comes first
        if self._settle is not None:
            self._settle.stop()
        self._settle = self.set_timer(SETTLE, self.looked)

    def _parsed(self) -> None:
        self._parses = False
        if self.is_laid_out:
            self._show_parse()

    def on_text_area_selection_changed(self) -> None:
        """Note where the cursor went in the text."""
        if self.now_asked is not None and self.slot.is_text:
            self.draft.stands_at(self.now_asked.path, self.slot.caret())

    def choose(self, value: object) -> None:
        """Take an answer that was picked."""
        if self.now_asked is not None:
            edits = answers.chosen(self.draft.pm, self.now_asked, value)
            self.draft.do(*edits, place=self.now_asked.path)
            self.settled()

    def flush(self) -> None:
        """Take what was typed and not looked at yet, before the question changes."""
        if self._settle is not None:
            self._settle.stop()
            self._settle = None
        one = self.now_asked
        if one is not None and self.slot.is_text and self.slot.text != answers.text_of(self.draft.pm, one):
            from pmtui.interview import understood

            edits = understood.edits(self.draft.pm, one, self.slot.text, self.desk.now())
            try:
                if edits:
                    self.draft.do(*edits, place=one.path, typing=True)
            except PmtuiError as error:  # the row is gone, or nothing may be written
                self.coach.say(str(error))

    def settled(self) -> None:
        """Look for findings in what was typed, and show what changed."""
        one = self.now_asked
        if one is None:
            return
        self._take_in(self._look(one))
        self.show(here=one.path)

    # -- showing ----------------------------------------------------------------------------------------

    def show(self, here: str = "", *, follow: bool = True) -> None:
        """Show what the postmortem holds now; each part is redrawn only where it changed.

        Args:
            here: The path of the question in front; that of the one asked where it is empty.
            follow: Whether the cursor of the list comes along, unless the list has the keyboard.
        """
        one = self.now_asked
        self._width = self.app.size.width
        self.show_findings()
        lines = self.desk.keeping.marked(self.lines())
        self.board.show(
            lines, self.in_list(lines, here or (one.path if one else "")), follow=follow and not self.listing
        )
        self.show_info()
        self.show_frame()

    def show_info(self) -> None:
        """Show the line beneath the list."""
        self.query_one(InfoLine).show(self.info())

    def in_list(self, lines: Sequence[BoardLine], path: str) -> str:
        """Return the path of the line that shows `path`: its own, else that of the row it lies in."""
        return shown_for(lines, path, values.row_of(self.draft.pm, path))

    @property
    def listing(self) -> bool:
        """Whether the list has the keyboard."""
        return self._scope == "list"

    def to_list(self) -> None:
        """Put the keyboard on the list."""
        self._scope = "list"
        self.board.focus()
        self._show_keys()

    def to_field(self) -> None:
        """Put the keyboard back into the field."""
        self._scope = "field"
        self.slot.take_focus()
        self._show_keys()

    def show_in_list(self, place: str) -> None:
        """Show a change at `place` in the list, which keeps the keyboard."""
        one = self.now_asked
        if one is not None and not self.asks(one.path):
            self.now_asked = None  # its row may be gone
            self.ask(self.first_path(), focus=False)
        self.settled()
        self.board.reveal(self.in_list(self.board.lines, place))

    def show_frame(self) -> None:
        """Show the lines that are the same on every step."""
        pm, app = self.draft.pm, self.desk
        self.query_one(TitleLine).show(pm.title, pm.severity, app.hours_left(), app.keeping.state_words())
        self.query_one(WayLine).show(app.known.way(), app.known.criteria(), self.step)
        if self.app.size.width >= WIDE:
            self.show_side()

    def show_side(self) -> None:
        """Show what the panel at the right holds: the checklist, the examples, the findings of the step."""
        app = self.desk
        mine = tuple(f for f in app.known.findings() if app.step_of(f.path) == self.step)
        self.query_one(SidePanel).show(app.known.way(), app.known.criteria(), self.now_asked, mine)

    def worst(self, path: str) -> str:
        """Return the sign of the worst finding about a field or a row; empty for none."""
        return self.desk.known.worst(path)

    def changed(self) -> None:
        """Show a change that did not come from the field in front: undo, redo, or from outside."""
        one = self.now_asked
        if one is None:
            return
        if self.slot.is_text and not self.reading(one, self.slot.text).edits:
            return  # what stands there means just this; "5K" does not become 5000 under the cursor
        self.slot.show(self._answer(one))
        self._show_parse()

    def _show_keys(self) -> None:
        self.query_one(KeyBar).show(
            keys.bar(self._scope, self.bar_keys(), self.now_asked, self.desk.settings.keys)
        )
