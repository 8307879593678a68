"""Which screen is in front, and the screens that are laid over it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from pmtui.errors import PmtuiError
from pmtui.interview.question import STEPS, Asked, Step
from pmtui.model import paths

if TYPE_CHECKING:
    from textual.screen import Screen

    from pmtui.app import PmtuiApp
    from pmtui.draft.records import Where
    from pmtui.draft.recovery import Recovery


class Visits:
    """Moves between screens for the app; each is loaded when it is first shown."""

    def __init__(self, app: PmtuiApp) -> None:
        self._app = app
        self._where: Where | None = None
        self.bottom: Screen[None] | None = None
        """The step at the bottom of all screens; None where an empty screen is."""

    # -- the screens of the interview -------------------------------------------------------------------

    def step(self, step: Step, at: str = "", *, to_finding: bool = False) -> None:
        """Show the screen of `step`, with the question at `at` in front (`last` for its last one).

        Args:
            step: The step.
            at: The path of the question.
            to_finding: Whether the cursor goes to the first finding about it.
        """
        from pmtui.screens.frame import StepScreen
        from pmtui.screens.steps import screen_of

        current = self._app.screen if self._app.screen_stack else None
        if at == "last":
            from pmtui.interview.asking import asked

            at = self._app.places.get(step) or asked(self._app.draft.pm, step)[-1].path
        if isinstance(current, StepScreen) and current.step == step and at:
            current.ask(at)
            if to_finding:
                current.to_first_finding()
            return
        screen = screen_of(step)(at)
        screen.comes_for_finding = to_finding
        self._replace(screen)

    def _replace(self, screen: Screen[None]) -> None:
        app = self._app
        if not app.screen_stack:
            self.bottom = screen
        elif len(app.screen_stack) > 1:
            app.switch_screen(screen)
        else:
            app.push_screen(screen)  # the one at the bottom can't be taken away; it lies there, unseen

    def _current(self) -> object:
        from pmtui.screens.frame import StepScreen

        return next((s for s in reversed(self._app.screen_stack) if isinstance(s, StepScreen)), None)

    def flush(self) -> None:
        """Take what stands in the field in front and was not taken yet."""
        from pmtui.screens.frame import StepScreen

        current = self._current()
        if isinstance(current, StepScreen):
            current.flush()

    def in_front(self) -> str:
        """Return the path of the question in front; empty where there is none."""
        from pmtui.screens.frame import StepScreen

        current = self._current()
        return current.now_asked.path if isinstance(current, StepScreen) and current.now_asked else ""

    def say(self, words: str) -> None:
        """Say a sentence where the coach is."""
        from pmtui.screens.frame import StepScreen

        current = self._current()
        if isinstance(current, StepScreen) and current.is_laid_out:
            current.coach.say(words)

    def shows(self, place: str) -> bool:
        """Show a change at `place` on the screen in front where it belongs there; return whether it does."""
        from pmtui.screens.frame import StepScreen

        current = self._current()
        if not isinstance(current, StepScreen) or self._app.step_of(place) != current.step:
            return False
        one = current.now_asked
        if one is not None and one.path == place:
            current.changed()
            current.settled()
            return True
        if current.listing:
            current.show_in_list(place)
            return True
        try:
            gone = paths.get(self._app.draft.pm, place) is None and not current.asks(place)
        except PmtuiError:
            gone = True
        if gone:
            current.ask(current.first_path())
        else:
            current.ask(place)
        return True

    def changed(self) -> None:
        """Show a change that did not come from the field in front."""
        from pmtui.screens.frame import StepScreen

        current = self._current()
        if isinstance(current, StepScreen) and current.is_laid_out:
            current.changed()
            current.settled()

    def anew(self) -> None:
        """Show a change of the whole postmortem: the question in front anew, where it is still asked."""
        from pmtui.screens.frame import StepScreen

        current = self._current()
        if isinstance(current, StepScreen):
            place = current.now_asked.path if current.now_asked else current.first_path()
            current.now_asked = None  # what stands in the field is of before
            try:
                current.ask(place, focus=not current.listing)
            except PmtuiError:  # its row is gone
                current.ask(current.first_path(), focus=not current.listing)

    def known(self) -> None:
        """Show what the first look found, and say what there is to say when a postmortem is opened."""
        from pmtui.screens.frame import StepScreen

        current = self._current()
        if isinstance(current, StepScreen) and current.is_laid_out:
            current.known()

    def saved(self) -> None:
        """Show that the file was written, or why not."""
        from pmtui.screens.frame import StepScreen

        current = self._current()
        if isinstance(current, StepScreen) and current.is_laid_out:
            current.show_frame()

    # -- the others -------------------------------------------------------------------------------------

    def home(self) -> None:
        """Show the library."""
        from pmtui.draft import left_behind
        from pmtui.screens.home import HomeScreen
        from pmtui.store import library

        app = self._app

        def done(result: object) -> None:
            if result is None:
                app.exit(0)
            elif result == "new":
                app.begin_new()
            else:
                try:
                    app.open(result)  # type: ignore[arg-type]
                except PmtuiError as error:
                    app.parting_words.append(f"pmtui: {error}")
                    app.exit(2)

        waiting = left_behind.waiting(app.state_dir)
        app.push_screen(HomeScreen(library.entries(app.library), app.library, app.now(), waiting), done)
        app.call_after_refresh(app.loaded)

    def recover(self, found: tuple[Recovery, ...], at: str) -> None:
        """Offer what journals hold, and go on where the cursor was, or to the field `at`."""
        from pmtui.screens.recovering import Recovering

        Recovering(self._app, found, at).begin()

    def back_to(self, where: Where) -> None:
        """Show the question at a place, with the cursor where it was in its text."""
        self._where = where
        self._app.go(where.place)

    def comes_back(self, path: str) -> int | None:
        """Return, once, where the cursor was in the text at `path`; None where it does not come back."""
        where = self._where
        if where is None or where.place != path:
            return None
        self._where = None
        return where.caret

    def conflicts(self) -> None:
        """Show the fields that have two versions, one by one, and then the question in front again."""
        from pmtui.screens.choosing import Choosing

        Choosing(self._app).again()

    def conflicts_first(self, go: Callable[[], None], at: str = "") -> None:
        """Show the fields that have two versions before `go`; with a field `at` named, only tell of them."""
        if not self._app.draft.pm.conflict:
            go()
            return
        from pmtui.screens.choosing import Choosing

        Choosing(self._app).first(go, at)

    def reason(self, title: str, question: str, done: Callable[[str | None], None]) -> None:
        """Ask for a reason."""
        from pmtui.screens.reason import ReasonScreen

        self._app.push_screen(ReasonScreen(title, question), done)

    def help(self, one: Asked | None) -> None:
        """Show the help of a question, and all keys."""
        from pmtui.screens.help_screen import HelpScreen

        self._app.push_screen(HelpScreen(one, self._app.settings.keys))

    def checklist(self) -> None:
        """Show the checklist in full."""
        from pmtui.screens.checklist_screen import ChecklistScreen

        app = self._app

        def done(path: str | None) -> None:
            if path:
                app.go(path)

        app.known.at_once()
        app.push_screen(ChecklistScreen(app.known.way(), app.known.criteria(), app.hours_left()), done)

    def preview(self) -> None:
        """Show the document as it stands."""
        from pmtui.exporters import export
        from pmtui.screens.preview import PreviewScreen

        self._app.push_screen(PreviewScreen(export(self._app.draft.pm, "md", self._app.now())))

    def versions(self) -> None:
        """Show the earlier versions of the postmortem, of which one can be brought back."""
        from pmtui.screens.versions import VersionsScreen
        from pmtui.store import versions
        from pmtui.store.versions import Version

        app = self._app

        def done(chosen: Version | None) -> None:
            if chosen is not None:
                from pmtui.screens.restoring import restored

                self.say(restored(app, chosen))

        app.push_screen(VersionsScreen(versions.versions(app.state_dir, app.draft.path), app.draft.pm), done)

    def palette(self) -> None:
        """Offer every action of the interview by name."""
        from pmtui import keys
        from pmtui.screens.frame import StepScreen
        from pmtui.screens.palette import Palette

        current, remap = self._current(), self._app.settings.keys

        def done(result: str | None) -> None:
            if result and isinstance(current, StepScreen):
                getattr(current, "do_" + result.replace("-", "_"))()

        offered = [
            (action.id, f"{action.label:<12} {action.help}", keys.display(keys.keys_of(action, remap)[0]))
            for action in keys.ACTIONS
            if hasattr(current, "do_" + action.id.replace("-", "_"))
            and (not action.steps or getattr(current, "step", "") in action.steps)
        ]
        self._app.push_screen(Palette("Do", offered), done)

    def links(self, place: str) -> bool:
        """Offer the rows that the one at `place` hangs together with; return whether there is any."""
        from pmtui.analysis.causes.links import links
        from pmtui.interview.ties import row_words, tie_words
        from pmtui.screens.palette import Palette
        from pmtui.screens.values import row_of

        app, pm = self._app, self._app.draft.pm
        row = place if place == "causes.problem" else row_of(pm, place)
        found = links(pm, row) if row else ()

        def done(path: str | None) -> None:
            if path:
                app.go(path)

        offered = [
            (link.path, row_words(pm, link.path), ("← " if link.side == "from" else "→ ") + tie_words(link))
            for link in found
        ]
        if offered:
            app.push_screen(Palette("Tied to it", offered), done)
        return bool(offered)

    def coverage(self, go: Callable[[str], None]) -> None:
        """Show causes by actions; `go` is told the path of the row that was chosen."""
        from pmtui.screens.coverage import CoverageScreen

        def done(path: str | None) -> None:
            if path:
                go(path)

        self._app.push_screen(CoverageScreen(self._app.draft.pm), done)

    def goto(self) -> None:
        """Offer every step, question and finding to go to."""
        from pmtui.interview.asking import asked
        from pmtui.screens.palette import Palette
        from pmtui.screens.values import STEP_LABEL

        app = self._app

        def done(result: str | None) -> None:
            if result in STEPS:
                self.step(result)
            elif result:
                app.go(result)

        app.known.at_once()
        offered: list[tuple[str, str, str]] = [(step, STEP_LABEL[step], "step") for step in STEPS]
        for step in STEPS:
            here = asked(app.draft.pm, step)
            offered += [(one.path, f"{one.question.label:<15}{one.ask}", STEP_LABEL[step]) for one in here]
        offered += [(f.path, f.what, f.rule) for f in app.known.findings()]
        app.push_screen(Palette("Go to", offered), done)
