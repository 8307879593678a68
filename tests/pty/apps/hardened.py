"""A small application on pmtui's driver, signals and crash handling, for the tests on a pseudo-terminal.

Usage: python hardened.py STATE_DIR [WAY], where WAY is what Enter does: crash-handler, crash-worker,
crash-thread, crash-compose (at once), crash-task, crash-rich, flood.
It leaves `events.txt` in STATE_DIR: a line for the end that was flushed and the text that was there.
"""

from __future__ import annotations

import asyncio
import gc
import os
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from pmtui.terminal import capability

capability.prepare_environment(os.environ)

from textual import work  # noqa: E402 - the environment comes first
from textual.widgets import Input, Static  # noqa: E402

from pmtui.terminal import clipboard, crash, editor, signals  # noqa: E402
from pmtui.terminal.driver import SteadyDriver  # noqa: E402

if TYPE_CHECKING:
    from textual.app import ComposeResult

SECRET = "the customer of the outage was Meridian Freight"


class PaintedError(Exception):
    """An error that Textual lets draw itself, as those of style sheets do."""

    def __rich__(self) -> str:
        return str(self)


class Small(crash.QuietCrash[None]):
    BINDINGS: ClassVar = [
        ("ctrl+q", "quit", "Quit"),
        ("ctrl+s", "edit", "Edit"),
        ("ctrl+o", "copy", "Copy"),
    ]
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, state: Path, way: str) -> None:
        able = capability.look(os.environ, sys.stdin.isatty(), sys.stdout.isatty())
        theme = capability.theme_for(able, "textual-dark" if able.colours in {"256", "truecolor"} else "")
        super().__init__(
            driver_class=SteadyDriver, ansi_color=capability.uses_terminal_colours(theme) or None
        )
        self.theme = theme
        self.state = state
        self.way = way
        self.letter = "a"

    def compose(self) -> ComposeResult:
        if self.way == "crash-compose":
            self.fail()
        field = Input(id="field")
        field.cursor_blink = False
        yield field
        yield Static("shown: ", id="shown", markup=False)
        yield Static("ready", id="ready")

    def on_mount(self) -> None:
        signals.install(self, self.flush, grace=1.0)

    def flush(self) -> None:
        with (self.state / "events.txt").open("a") as file:
            file.write(f"flushed {self.query_one(Input).value}\n")

    def on_input_changed(self, event: Input.Changed) -> None:
        self.query_one("#shown", Static).update(f"shown: {event.value[-60:]!a} of {len(event.value)}")

    def on_input_submitted(self) -> None:
        match self.way:
            case "crash-handler":
                self.fail()
            case "crash-rich":
                raise PaintedError(SECRET)
            case "crash-worker":
                self.fail_later()
            case "crash-thread":
                threading.Thread(target=self.fail).start()
            case "crash-task":
                asyncio.get_running_loop().create_task(self.fail_alone())
                self.set_timer(0.05, gc.collect)  # an eager task (Python 3.12) is kept until then
            case "flood":
                self.set_interval(0.01, self.redraw)

    def redraw(self) -> None:
        self.letter = "b" if self.letter == "a" else "a"
        self.query_one("#ready", Static).update(self.letter * 1500)

    def fail(self) -> None:
        words = SECRET
        raise ValueError(f"can't do {words}")

    @work
    async def fail_later(self) -> None:
        self.fail()

    async def fail_alone(self) -> None:
        self.fail()

    def on_crash(self, error: BaseException) -> str:
        report = crash.write_report(error, self.state, datetime(2026, 11, 24, 3, 15, tzinfo=UTC))
        return crash.paragraph(report, self.state / "journal")

    def on_unmount(self) -> None:
        with (self.state / "events.txt").open("a") as file:
            file.write("unmounted\n")

    def action_edit(self) -> None:
        with self.suspend():
            edited = editor.edit_text(self.query_one(Input).value, os.environ, self.state)
        self.query_one(Input).value = edited.text
        edited.forget()

    def action_copy(self) -> None:
        said = clipboard.copy(self.query_one(Input).value, self, os.environ)
        self.query_one("#ready", Static).update(said)


if __name__ == "__main__":
    app = Small(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "")
    app.run(mouse=False)
    if app.last_words:
        sys.stderr.write(f"{app.last_words}\n")
    sys.exit(app.return_code)
