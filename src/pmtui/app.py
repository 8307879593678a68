"""The Textual app: theme, the life of the Draft, moving between steps, leaving and crashing in order."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar

from textual import events

from pmtui._assets import styles_dir
from pmtui.analysis.durations import hours_left
from pmtui.checks import check, waivers
from pmtui.checks.finding import Finding
from pmtui.checks.rubric import Score, scores
from pmtui.checks.rules import book as rulebook
from pmtui.draft import journal
from pmtui.draft.draft import Draft, begin
from pmtui.draft.recovery import Recovery
from pmtui.errors import FutureFormatError, PmtuiError
from pmtui.interview import corrections, offers, progress
from pmtui.interview.asking import asked, for_path, next_open, step_of
from pmtui.interview.progress import criteria
from pmtui.interview.question import STEPS, Asked, Criterion, Step
from pmtui.model.edit import Edit
from pmtui.model.postmortem import HistoryEntry, Postmortem
from pmtui.screens.keeping import Keeping
from pmtui.screens.too_small import TooSmallScreen, is_too_small
from pmtui.screens.visits import Visits
from pmtui.store import files, places, settings
from pmtui.terminal import capability, signals
from pmtui.terminal.crash import QuietCrash, paragraph, write_report
from pmtui.terminal.driver import SteadyDriver
from pmtui.terminal.editor import Edited, edit_text
from pmtui.themes import THEMES
from pmtui.widgets.fields.base import Field


class PmtuiApp(QuietCrash[int], inherit_bindings=False):
    """The interview on the terminal.

    Args:
        library: The folder where postmortems are kept.
        file: The postmortem to open; None for the library.
        at: The field to go straight into.
        new: Whether to begin a new postmortem.
        environ: The environment, for the terminal, the places and the editor.
        clock: Tells the time; the real one when None.
    """

    TITLE = "pmtui"
    ENABLE_COMMAND_PALETTE = False
    CSS_PATH: ClassVar[Any] = sorted(styles_dir().glob("*.tcss"))
    BINDINGS: ClassVar = []

    def __init__(
        self,
        *,
        library: Path,
        file: Path | None = None,
        at: str = "",
        new: bool = False,
        environ: Mapping[str, str],
        clock: Any = None,
    ) -> None:
        self.settings = settings.load(places.config_file(environ))
        self.looks = capability.look(environ, stdin_tty=True, stdout_tty=True)
        wanted = {"auto": "", "ansi": "ansi-dark"}.get(self.settings.theme, self.settings.theme)
        theme = capability.theme_for(self.looks, wanted)
        super().__init__(
            driver_class=SteadyDriver, ansi_color=capability.uses_terminal_colours(theme) or None
        )
        for known in THEMES:
            self.register_theme(known)
        self.theme = theme
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
        self._file, self._at, self._new = file, at, new
        self._news = rulebook.present().trouble_words()
        self._checked: tuple[Postmortem | None, tuple[Finding, ...]] = (None, ())
        self._scored: tuple[Postmortem | None, tuple[Score, ...]] = (None, ())
        self._edited: Edited | None = None
        self.visits = Visits(self)
        self.keeping = Keeping(self)

    def now(self) -> datetime:
        """Return the time, in UTC, to the second."""
        moment: datetime = self._clock()
        return moment.replace(microsecond=0)

    # -- opening ----------------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Open what was asked for."""
        signals.install(self, self._end_in_order)
        self.set_class(self.looks.linux_console, Field.ASCII_CLASS)
        if self._file is not None:
            self.open(self._file, self._at)
        elif self._new:
            self.begin_new()
        else:
            self.visits.home()

    def on_resize(self, event: events.Resize) -> None:
        """Lay a line over everything while the terminal is too small, and take it away after."""
        small = is_too_small(event.size.width, event.size.height)
        shown = isinstance(self.screen, TooSmallScreen)
        if small and not shown:
            self.push_screen(TooSmallScreen())
        elif shown and not small:
            self.pop_screen()

    def open(self, path: Path, at: str = "") -> None:
        """Open the postmortem in `path`, with what a journal holds of it, in the field `at`."""
        read_only = ""
        try:
            stored = files.read(path)
            pm, raw, path = stored.pm, stored.raw, stored.path
        except FutureFormatError as error:
            pm, raw = files.read_future(path), path.read_bytes()
            read_only = f"read-only: {error.what}"
        left = journal.Left(()) if read_only else journal.left_behind(self.state_dir, path)
        self.offered = left.found
        self._start(Draft(path, pm, raw, now=self._clock, state_dir=self.state_dir, read_only=read_only))
        self._tell_set_aside(left)
        if left.found:
            self.visits.recover(left.found, at)
        else:
            self.visits.conflicts_first(lambda: self.go_first(at), at)

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
        draft.with_it = lambda pm, edits: corrections.recorded(pm, edits, self.now(), self.settings.author)
        self.keeping.start()

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

    # -- what is known ----------------------------------------------------------------------------------

    def news(self) -> str:
        """Return, once, what there is to say when a postmortem is opened: what was left out of the rules."""
        news, self._news = self._news, ""
        return news

    def tell_first(self, words: str) -> None:
        """Say a sentence when the first screen of the interview is there, after what else there is to say."""
        self._news = f"{self._news} {words}".strip()

    def findings(self) -> tuple[Finding, ...]:
        """Return the findings of the postmortem as it stands, worked out once for each state."""
        if self._checked[0] is not self.draft.pm:
            self._checked = (self.draft.pm, check(self.draft.pm, self.now()))
        return self._checked[1]

    def worst(self, path: str, besides: str = "") -> str:
        """Return the severity of the worst finding about a field or a row, one rule aside; empty for none."""
        about = (f for f in self.findings() if f.path == path or f.path.startswith(path + "."))
        mine = {f.severity for f in about if f.rule != besides}
        return next((severity for severity in ("error", "warning", "hint") if severity in mine), "")

    def criteria(self) -> tuple[Criterion, ...]:
        """Return the seven criteria of success as they stand."""
        return criteria(self.draft.pm, self.now(), self.findings())

    def scores(self) -> tuple[Score, ...]:
        """Return the scores of the rubric, worked out once for each state of the postmortem."""
        if self._scored[0] is not self.draft.pm:
            self._scored = (self.draft.pm, scores(self.draft.pm, self.now(), self.findings()))
        return self._scored[1]

    def way(self) -> tuple[Criterion, ...]:
        """Return the gate, the steps and the review as they stand."""
        pm = self.draft.pm
        return (*progress.steps(pm, self.now(), self.findings()), progress.review(self.scores()))

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
        found = [f for f in self.findings() if f.severity != "hint"] or list(self.findings())
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

        def keep(reason: str | None) -> None:
            if reason:
                row = waivers.entry_for(finding, reason, self.settings.author, self.now())
                self.draft.do(Edit(f"history.{len(self.draft.pm.history)}", row), place=finding.path)
                self.visits.changed()

        self.visits.reason("Waive a finding", f"{finding.what} Why does it not apply here?", keep)

    def take_waiver_back(self, waiver: HistoryEntry) -> None:
        """Keep in the history that a waiver is taken back; its finding shows again."""
        row = waivers.entry_against(waiver, self.settings.author, self.now())
        self.draft.do(Edit(f"history.{len(self.draft.pm.history)}", row), place=waiver.field)
        self.visits.changed()

    def edit_outside(self, text: str) -> str | None:
        """Let the person edit `text` in their editor; return the new text, None where it did not change."""
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
