"""Saving in the background, and noticing what others do with the file, for the app.

One thread looks at the file once a second, and does nothing else while nobody touches it. Whatever it finds
is told on the screen by the app's own thread.
"""

from __future__ import annotations

import contextlib
import sys
import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from pmtui import keys
from pmtui.screens import values
from pmtui.widgets.board_line import BoardLine
from pmtui.widgets.long_lines import LongLines

if TYPE_CHECKING:
    from textual.timer import Timer

    from pmtui.app import PmtuiApp
    from pmtui.draft.draft import SaveState
    from pmtui.draft.joining import Came
    from pmtui.draft.kept import SaveKind
    from pmtui.draft.presence import Other, Presence

SAVE_AFTER = 0.2
"""Seconds without a change after which the file is written; the journal has it at once."""
SAVE_ANYWAY = 2.0
"""Seconds of changes without such a pause after which it is written, too."""
SLOW = 0.1
"""Seconds of a save after which it is told that something is not saved yet: most are done by then, and a mark
that comes and goes with each word is looked at, and costs bytes."""
LOOK_EVERY = 1.0
"""Seconds between looks at the file."""
TURN = 0.0005
"""Seconds after which a save lets the thread of the screen have its turn."""
FROM_OUTSIDE = "from outside"


class Keeping:
    """Keeps the open postmortem in its file, together with whoever else writes there."""

    def __init__(self, app: PmtuiApp) -> None:
        self._app = app
        self._timer: Timer | None = None
        self._saving = self._is_slow = False
        self._since = 0.0
        self._told: SaveKind = "saved"
        self._stop, self._looking = threading.Event(), threading.Lock()
        self._presence: Presence | None = None
        self._others: tuple[Other, ...] = ()
        self._found: tuple[SaveState, tuple[Other, ...], bool] | None = None
        self._from_outside: set[str] = set()

    def start(self) -> None:
        """Begin with the postmortem that the app has open."""
        app = self._app
        app.draft.on_change = self.changed
        self._told = "unsaved" if app.draft.state.kind == "unsaved" else "saved"
        self._timer = app.set_timer(SAVE_AFTER, self._save_soon, pause=True)
        if not app.draft.read_only:
            threading.Thread(target=self._watch, name="pmtui-watch", daemon=True).start()

    def stop(self) -> None:
        """Look no more, and tell the others that nobody is here."""
        self._stop.set()
        if self._presence is not None and self._looking.acquire(timeout=LOOK_EVERY):
            self._presence.leave()
            self._looking.release()

    # -- saving -----------------------------------------------------------------------------------------

    def changed(self, place: str) -> None:
        """Save after the next pause; show a change that has no place of its own."""
        self._save_later()
        if not place:
            self._app.call_later(self._app.visits.changed)
            self._app.call_later(self.tell)

    def _save_later(self) -> None:
        if self._timer is not None:
            self._since = self._since or monotonic()
            if monotonic() - self._since < SAVE_ANYWAY:
                self._timer.reset()
            self._timer.resume()

    def _save_soon(self) -> None:
        self._timer = self._app.set_timer(SAVE_AFTER, self._save_soon, pause=True)
        self._since = 0.0
        if not self._saving:
            self._saving = True
            self._app.set_timer(SLOW, self._tell_slow)
            self._app.run_worker(self._save, thread=True, group="save", exit_on_error=True)

    def _save(self) -> None:
        with giving_way():
            self._app.draft.save()
        self._saving = False
        self._call(self.tell)
        self._call(self._saved)

    def _tell_slow(self) -> None:
        if self._saving and not self._is_slow:
            self._is_slow = True
            self._app.visits.saved()

    def _saved(self) -> None:
        self._is_slow = False
        self._app.visits.saved()
        if self._app.draft.state.kind == "unsaved":  # a pause came and went while the disk was slow
            self._save_later()

    # -- what others do ---------------------------------------------------------------------------------

    def state_words(self) -> str:
        """Return whether the file holds what is on the screen, in words, and who else is there."""
        state = self._app.draft.state
        if state.kind in ("problem", "read-only"):
            return state.words
        if state.kind != "unsaved" or self._is_slow:  # else it is saved in a moment: that is told then
            self._told = state.kind
        return f"{self._told}, with {_names(self._others)}" if self._others else self._told

    def marked(self, lines: Sequence[BoardLine]) -> Sequence[BoardLine]:
        """Return the lines of a list, with a word at those that came from outside and were not looked at."""
        if not self._from_outside:
            return lines
        word = partial(_with_word, frozenset(self._from_outside))
        return lines.each(word) if isinstance(lines, LongLines) else [word(line) for line in lines]

    def seen(self, path: str) -> None:
        """Note that what stands at `path` is in front: no word any more that it came from outside."""
        if self._from_outside:
            self._from_outside -= {path, values.row_of(self._app.draft.pm, path)}

    def tell(self) -> None:
        """Say and show what came from outside since it was told last."""
        app = self._app
        app.draft.take_in()
        came = app.draft.came
        if came:
            app.draft.came = []
            words = self._words(came)
            app.visits.changed()
            self._call(app.visits.say, words)  # after what else the change sets off

    def _words(self, came: Sequence[Came]) -> str:
        from pmtui.interview.differences import differences, in_short

        pm = came[-1].after
        found = [each for each in differences(came[0].before, pm) if not each.path.startswith("conflict.")]
        self._from_outside |= {values.row_of(pm, each.path) or each.path for each in found}
        clashes = dict.fromkeys(path for each in came for path in each.clashes)
        words = f"From outside: {in_short(found)}." if found else ""
        if clashes:
            key = keys.display(keys.keys_of(keys.by_id("conflicts"), self._app.settings.keys)[0])
            what = "1 field has" if len(clashes) == 1 else f"{len(clashes)} fields have"
            words += f" {what} two values: both are kept, {key} shows them."
        return words.strip()

    def look(self) -> None:
        """Look once at the file and at who else has it open; what is new is told by the app's thread."""
        draft = self._app.draft
        with self._looking:
            draft.look()
            if self._presence is None:
                from pmtui.draft.presence import Presence

                self._presence = Presence(draft.path, self._app.settings.author, self._app.now())
            self._presence.at(draft.path)
            others = self._presence.others()
            if self._stop.is_set():
                self._presence.leave()
        draft.shared = bool(others)
        found = (draft.state, others, draft.waits)
        if found != self._found or draft.behind or draft.came:
            before, self._found = self._found, found
            self._call(self._tell_others, before)

    def _watch(self) -> None:
        waits = LOOK_EVERY / 4  # who else is there is told soon after opening
        if self._stop.wait(waits):
            return
        from pmtui.store import atomic  # not while the first screen is made

        atomic.sweep(self._app.draft.path.parent)
        self.look()
        while not self._stop.wait(LOOK_EVERY):
            self.look()

    def _tell_others(self, before: tuple[SaveState, tuple[Other, ...], bool] | None) -> None:
        app, (state, others, waits) = self._app, self._found or (None, (), False)
        self._others = others
        self.tell()
        if state is not None and state.kind == "problem" and (before is None or state != before[0]):
            app.visits.say(f"{state.words} What you type is kept meanwhile.")
        elif before is not None and before[0].kind == "problem" != getattr(state, "kind", ""):
            app.visits.say("It is saved again.")
        elif others and (before is None or others != before[1]):
            app.visits.say(f"Also open: {'; '.join(map(_in_full, others))}. What you both write is joined.")
        elif waits and before is not None and not before[2]:
            app.visits.say("Somebody else changed this field, too. Theirs comes in when you go on.")
        app.visits.saved()

    def _call(self, do: object, *arguments: object) -> None:
        with contextlib.suppress(RuntimeError):  # the app may have ended meanwhile
            self._app.call_later(do, *arguments)  # type: ignore[arg-type]


@contextlib.contextmanager
def giving_way() -> Iterator[None]:
    """Let other threads have their turn soon: what is worked out in this one must not keep keys waiting."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(min(before, TURN))
    try:
        yield
    finally:
        sys.setswitchinterval(before)


def _with_word(from_outside: frozenset[str], line: BoardLine) -> BoardLine:
    """Return the line with the word, where it shows one of the fields or rows that came from outside."""
    if not any(path == one or path.startswith(f"{one}.") for one in from_outside for path in line.paths):
        return line
    return replace(line, right=f"{line.right}  {FROM_OUTSIDE}".strip())


def _names(others: Sequence[Other]) -> str:
    first = others[0].name[:12]
    return first if len(others) == 1 else f"{first} +{len(others) - 1}"


def _in_full(other: Other) -> str:
    host = f" on {other.host}" if other.host else ""
    since = f" since {other.since:%H:%M} UTC" if other.since else ""
    return f"{other.name}{host}{since}"
