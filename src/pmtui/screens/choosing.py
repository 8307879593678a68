"""When fields that have two versions are shown: on opening a file that has such, and when asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from pmtui import keys
from pmtui.errors import PmtuiError
from pmtui.interview.asking import for_path
from pmtui.screens.conflicts import ConflictsScreen
from pmtui.screens.frame import StepScreen

if TYPE_CHECKING:
    from pmtui.app import PmtuiApp


class Choosing:
    """Lays the two versions over what is in front, and goes on after it.

    Args:
        app: The app, with an open postmortem.
    """

    def __init__(self, app: PmtuiApp) -> None:
        self._app = app

    def again(self) -> None:
        """Show the fields that have two versions, then the question in front again and what was chosen."""
        app = self._app

        def done(said: str | None) -> None:
            for screen in reversed(app.screen_stack):
                if isinstance(screen, StepScreen):
                    self._show_again(screen)
                    break
            app.visits.say(said or self._still_open())

        if app.draft.pm.conflict:
            self._show(done)
        else:
            app.visits.say("No field has two versions.")

    def first(self, go: Callable[[], None], at: str) -> None:
        """Show them before `go`; only tell of them where a field `at` is named, or nothing may be changed."""

        def done(said: str | None) -> None:
            self._app.tell_first(said or self._still_open())
            go()

        if at or self._app.draft.read_only:
            done(None)
        else:
            self._show(done)

    def _show(self, done: Callable[[str | None], None]) -> None:
        self._app.push_screen(ConflictsScreen(self._app.draft, self._app.visits.changed), done)

    def _still_open(self) -> str:
        """Return how many fields have two versions, and the key that shows them; empty for none."""
        count = len(self._app.draft.pm.conflict)
        key = keys.display(keys.keys_of(keys.by_id("conflicts"), self._app.settings.keys)[0])
        have = "fields have" if count > 1 else "field has"
        return f"{count} {have} two versions. {key} shows both, to choose." if count else ""

    def _show_again(self, screen: StepScreen) -> None:
        """Show the question in front again; where its row was removed, the next open one."""
        try:
            for_path(self._app.draft.pm, screen.now_asked.path if screen.now_asked else "")
        except PmtuiError:
            screen.now_asked = None
            screen.ask(screen.first_path())
        self._app.visits.changed()
