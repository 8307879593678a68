"""The Textual app: theme, the life of the Draft, moving between steps, leaving and crashing in order."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events

from pmtui._assets import styles_dir
from pmtui.analysis.durations import hours_left
from pmtui.draft import journal
from pmtui.draft.draft import Draft, begin
from pmtui.errors import PmtuiError
from pmtui.interview.asking import asked, for_path, next_open, step_of
from pmtui.interview.question import STEPS, Asked, Step
from pmtui.model.edit import Edit
from pmtui.screens import opening
from pmtui.screens.keeping import Keeping
from pmtui.screens.knowing import Knowing
from pmtui.screens.opening import Opened
from pmtui.screens.too_small import TooSmallScreen, is_too_small
from pmtui.screens.visits import Visits
from pmtui.store import places, settings
from pmtui.terminal import capability, signals
from pmtui.terminal.crash import QuietCrash, paragraph, write_report
from pmtui.terminal.driver import driver_class
from pmtui.themes import THEMES
from pmtui.widgets.fields.base import Field

if TYPE_CHECKING:
    from textual.screen import Screen

    from pmtui.checks.finding import Finding
    from pmtui.draft.recovery import Recovery
    from pmtui.model.postmortem import HistoryEntry, Postmortem
    from pmtui.terminal.editor import Edited


class PmtuiApp(QuietCrash[int], inherit_bindings=False):
    """The interview on the terminal.

    Args:
        library: The folder where postmortems are kept.
        file: The postmortem to open, or what was read of it already; None for the library.
        at: The field to go straight into.
        new: Whether to begin a new postmortem.
        environ: The environment, for the terminal, the places and the editor.
        clock: Tells the time; the real one when None.
        before_looking: Called once, before anything is looked for; puts the team's rules in force.
        when_loaded: Called once, when a screen is on the terminal and what is needed beyond it is loaded.
    """

    TITLE = "pmtui"
    ENABLE_COMMAND_PALETTE = False
    CSS_PATH: ClassVar[Any] = sorted(styles_dir().glob("*.tcss"))
    BINDINGS: ClassVar = []

    def __init__(
        self,
        *,
        library: Path,
        file: Path | Opened | None = None,
        at: str = "",
        new: bool = False,
        environ: Mapping[str, str],
        clock: Any = None,
        before_looking: Callable[[], None] | None = None,
        when_loaded: Callable[[], None] | None = None,
    ) -> None:
        self.settings = settings.load(places.config_file(environ))
        self.looks = capability.look(environ, stdin_tty=True, stdout_tty=True)
        wanted = {"auto": "", "ansi": "ansi-dark"}.get(self.settings.theme, self.settings.theme)
        theme = capability.theme_for(self.looks, wanted)
        super().__init__(
            driver_class=driver_class(thin=self.settings.thin, environ=environ),
            ansi_color=capability.uses_terminal_colours(theme) or None,
        )
        for known in THEMES:
            self.register_theme(known)
        self._begin_with(theme)
        self.library, self.environ = library, environ
        self.state_dir = places.state_dir(environ)
        self.draft: Draft = None  # type: ignore[assignment]  # there is one as soon as a step is on the screen
        self.offered: tuple[Recovery, ...] = ()
        """What earlier sessions left behind of the open postmortem."""
        self.places: dict[Step, str] = {}
        self.passed: set[str] = set()
        self.earlier: tuple[Postmortem, ...] = ()
        """The other postmortems of the library, read when triage first asks for them."""
        self.parting_words: list[str] = []
        self._clock = clock or (lambda: datetime.now(UTC))
        self._when_loaded = when_loaded
        self._first: Callable[[], None] | None = None
        self._file, self._at, self._new = file, at, new
        self._news, self._told = "", False
        self._edited: Edited | None = None
        self.known = Knowing(self, before_looking)
        self.visits = Visits(self)
        self.keeping = Keeping(self)

    def _begin_with(self, theme: str) -> None:
        """Begin with a theme. Setting it the usual way has all style sheets read a second time."""
        if capability.uses_terminal_colours(theme):
            self.theme = theme
            return
        self.set_reactive(PmtuiApp.theme, theme)
        self.stylesheet.set_variables(self.get_css_variables())
        self.set_class(self.current_theme.dark, "-dark-mode", update=False)
        self.set_class(not self.current_theme.dark, "-light-mode", update=False)

    def now(self) -> datetime:
        """Return the time, in UTC, to the second."""
        moment: datetime = self._clock()
        return moment.replace(microsecond=0)

    # -- opening ----------------------------------------------------------------------------------------

    def get_default_screen(self) -> Screen[Any]:
        """Return what lies at the bottom: the step that a postmortem opens with, if nothing comes before it.

        A screen that is laid over an empty one is styled and drawn twice.
        """
        if self._file is not None:
            self.open(self._file, self._at)
        return self.visits.bottom or super().get_default_screen()

    def on_mount(self) -> None:
        """Open what was asked for."""
        signals.install(self, self._end_in_order)
        self.set_class(self.looks.linux_console, Field.ASCII_CLASS)
        first, self._first = self._first, None
        if first is not None:
            first()
        elif self._new:
            self.begin_new()
        elif self._file is None:
            self.visits.home()

    def on_resize(self, event: events.Resize) -> None:
        """Lay a line over everything while the terminal is too small, and take it away after."""
        small = is_too_small(event.size.width, event.size.height)
        shown = isinstance(self.screen, TooSmallScreen)
        if small and not shown:
            self.push_screen(TooSmallScreen())
        elif shown and not small:
            self.pop_screen()

    def open(self, file: Path | Opened, at: str = "") -> None:
        """Open a postmortem, with what a journal holds of it, in the field `at`."""
        opened = file if isinstance(file, Opened) else opening.read(file)
        path, read_only = opened.path, opened.read_only
        left = journal.Left(()) if read_only else journal.left_behind(self.state_dir, path)
        self.offered = left.found
        self._start(
            Draft(path, opened.pm, opened.raw, now=self._clock, state_dir=self.state_dir, read_only=read_only)
        )
        self._tell_set_aside(left)
        if left.found:
            self._come_first(lambda: self.visits.recover(left.found, at))
        elif opened.pm.conflict:
            self._come_first(lambda: self.visits.conflicts_first(lambda: self.go_first(at), at))
        else:
            self.go_first(at)

    def _come_first(self, show: Callable[[], None]) -> None:
        """Show what comes before the interview, as soon as there is a screen to lay it over."""
        if self.screen_stack:
            show()
        else:
            self._first = show

    def begin_new(self, **fields: object) -> None:
        """Begin a postmortem; its file comes into being with the first answer."""
        own_bones = {"causes": {"bones": self.settings.bones}} if self.settings.bones else {}
        path, pm = begin(self.library, self.now(), **own_bones, **fields)
        left = journal.never_saved(self.state_dir, self.library)  # it was killed before its first save
        self.offered = left.found
        if left.found:
            path = left.found[0].target
            pm = left.found[0].began_with().model_copy(update={"id": path.stem})
        self._start(Draft(path, pm, None, now=self._clock, state_dir=self.state_dir))
        self._tell_set_aside(left)
        if left.found:
            self.visits.recover(left.found, "")
        else:
            self.go_first("")

    def _tell_set_aside(self, left: journal.Left) -> None:
        if left.set_aside:
            self.tell_first(
                "What was kept of an earlier session could not be read. It is set aside:"
                " pmtui recover lists it."
            )

    def _start(self, draft: Draft) -> None:
        self.draft = draft
        draft.with_it = self._recorded
        self.keeping.start()

    def _recorded(self, pm: Postmortem, edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
        from pmtui.interview import corrections

        return corrections.recorded(pm, edits, self.now(), self.settings.author)

    def go_first(self, at: str) -> None:
        """Go to the field `at`, else to the next open question of the first step that is not done."""
        if at:
            self.go(at)
            return
        for step in STEPS[:-1]:
            if self.next_open(step, needed_only=True):
                self.visits.step(step)
                return
        self.visits.step("review")

    def go(self, path: str) -> None:
        """Put the question that fills `path` in front, on its screen."""
        self.visits.step(self.step_of(path), path)

    def loaded(self) -> None:
        """Note that a screen is there, and what is needed beyond it loaded."""
        tell, self._when_loaded = self._when_loaded, None
        if tell is not None:
            tell()

    # -- what is known ----------------------------------------------------------------------------------

    def news(self) -> str:
        """Return, once, what there is to say when a postmortem is opened: what was left out of the rules."""
        from pmtui.checks.rules import book as rulebook

        if not self._told:
            self._told, self._news = True, f"{rulebook.present().trouble_words()} {self._news}".strip()
        news, self._news = self._news, ""
        return news

    def tell_first(self, words: str) -> None:
        """Say a sentence when the first screen of the interview is there, after what else there is to say."""
        self._news = f"{self._news} {words}".strip()

    def hours_left(self) -> float | None:
        """Return what is left of the 48 hours after the end, in hours; None while it is not over."""
        if self.draft.pm.share.shared is not None:
            return None
        return hours_left(self.draft.pm.clock, self.now())

    def step_of(self, path: str) -> Step:
        """Return the step whose screen shows `path`."""
        return step_of(path)

    def offer(self, path: str, target: str = "") -> str:
        """Return the words offered for a field, for a new row about `target`; empty for none."""
        from pmtui.interview import offers

        return offers.offer(self.draft.pm, path, self.now(), target)

    def next_open(self, step: Step, *, after: str = "", needed_only: bool = False) -> Asked | None:
        """Return the next question of `step` that is open: after `after` first, then from the start."""
        pm, skipped = self.draft.pm, set(self.passed)
        if not needed_only and after:
            paths = [one.path for one in asked(pm, step)]
            behind = set(paths[: paths.index(after) + 1]) if after in paths else set()
            found = next_open(pm, step, skipped | behind)
            if found is not None:
                return found
        found = next_open(pm, step, skipped)
        return None if found is None or (needed_only and not found.question.needed) else found

    # -- moving -----------------------------------------------------------------------------------------

    def neighbour(self, step: Step, by: int) -> None:
        """Go to the step `by` places from `step`; at the ends, stay and say so."""
        at = STEPS.index(step) + by
        if 0 <= at < len(STEPS):
            self.visits.step(STEPS[at], "" if by > 0 else "last")
        else:
            self.visits.say("This is the first step." if by < 0 else "This is the last step.")

    def step_done(self, step: Step) -> None:
        """Go on to the next step, since `step` asks no more."""
        self.neighbour(step, 1)

    def go_back(self, place: str | None, otherwise: str) -> None:
        """Show where a change was undone or done again."""
        if place is None:
            self.visits.say(otherwise)
            return
        row_gone = self.visits.shows(place)
        if not row_gone:
            self.go(place)

    def next_finding(self, path: str) -> None:
        """Go to the first finding behind the question at `path`, or to the first of all."""
        self.known.at_once()
        found = [f for f in self.known.findings() if f.severity != "hint"] or list(self.known.findings())
        if not found:
            self.visits.say("No findings.")
            return
        pm = self.draft.pm
        asking = list(dict.fromkeys(for_path(pm, f.path).path for f in found))
        at = asking.index(path) + 1 if path in asking else 0
        target = asking[at % len(asking)]
        self.visits.step(self.step_of(target), target, to_finding=True)

    # -- changes, saving, leaving -----------------------------------------------------------------------

    def save_now(self) -> None:
        """Write the file now and say how that went."""
        state = self.draft.save(again=True)
        words = f"Saved in {self.draft.path}" if state.kind == "saved" else state.words
        self.visits.saved()
        self.visits.say(words)

    def leave(self) -> None:
        """Save and end."""
        self.exit(return_code=self._close())

    def _close(self, *, interrupted: bool = False) -> int:
        self.keeping.stop()
        if self.draft is None:
            return 0
        state = self.draft.close(interrupted=interrupted)
        if state.kind == "problem":
            self.parting_words.append(f"Not saved: {state.words} Your text is kept in the journal.")
            return 2
        if self.draft.path.exists() and not self.draft.read_only:
            self.parting_words.append(f"Saved in {self.draft.path}")
        return 0

    def _end_in_order(self) -> None:
        self.visits.flush()
        self._close(interrupted=True)

    def on_unmount(self) -> None:
        """Look at the file no more."""
        self.keeping.stop()

    def on_crash(self, error: BaseException) -> str:
        """Keep what was typed when pmtui itself fails; return the paragraph that says where it is."""
        self.keeping.stop()
        kept = None
        if self.draft is not None:
            kept = self.draft.path
            for one in self.offered:
                one.failed()
            with contextlib.suppress(Exception):  # where saving is what failed, the journal has it
                self.draft.close(interrupted=True)
        return paragraph(write_report(error, self.state_dir, self.now()), kept)

    # -- what other screens are for ---------------------------------------------------------------------

    def waive(self, finding: Finding) -> None:
        """Ask for the reason, and keep in the history that the finding is waived."""

        from pmtui.checks import waivers

        def keep(reason: str | None) -> None:
            if reason:
                row = waivers.entry_for(finding, reason, self.settings.author, self.now())
                self.draft.do(Edit(f"history.{len(self.draft.pm.history)}", row), place=finding.path)
                self.visits.changed()

        self.visits.reason("Waive a finding", f"{finding.what} Why does it not apply here?", keep)

    def take_waiver_back(self, waiver: HistoryEntry) -> None:
        """Keep in the history that a waiver is taken back; its finding shows again."""
        from pmtui.checks import waivers

        row = waivers.entry_against(waiver, self.settings.author, self.now())
        self.draft.do(Edit(f"history.{len(self.draft.pm.history)}", row), place=waiver.field)
        self.visits.changed()

    def edit_outside(self, text: str) -> str | None:
        """Let the person edit `text` in their editor; return the new text, None where it did not change."""
        from pmtui.terminal.editor import edit_text

        try:
            with self.suspend():
                edited = edit_text(text, self.environ, self.state_dir)
        except PmtuiError as error:
            self.visits.say(str(error))
            return None
        if edited.problem:
            self.visits.say(edited.problem)
        self._edited = edited
        return edited.text if edited.changed else None

    def editor_done(self) -> None:
        """Drop the editor's file: what it held is in the journal now."""
        if self.draft.journaled() and self._edited is not None:
            self._edited.forget()
            self._edited = None

    def export_here(self) -> str:
        """Write the Markdown beside the postmortem; return the sentence that says where."""
        from pmtui.exporters import export

        target = self.draft.path.with_suffix(".md")
        document = export(self.draft.pm, "md", self.now())
        try:
            if target.exists() and target.read_text(encoding="utf-8") != document:
                target.replace(target.with_suffix(".md~"))
            target.write_text(document, encoding="utf-8")
        except OSError as error:
            return f"{target} can't be written: {error.strerror}. Try: pmtui export FILE --to md -o OUT"
        return f"Markdown written to {target}"

    def show_help(self, one: Asked | None) -> None:
        """Show the help of a question, and all keys."""
        self.visits.help(one)

    def show_checklist(self) -> None:
        """Show the checklist in full."""
        self.visits.checklist()

    def show_preview(self) -> None:
        """Show the document as it stands."""
        self.visits.preview()

    def show_palette(self) -> None:
        """Offer everything that has a name."""
        self.visits.palette()

    def show_goto(self) -> None:
        """Offer every step and question to go to."""
        self.visits.goto()
