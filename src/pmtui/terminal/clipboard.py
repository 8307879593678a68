"""Handing text to the clipboard of the terminal at the person's end, also over SSH and in tmux.

No clipboard program is used: on a remote host it would fill the wrong clipboard or fail. In tmux's
default settings the escape sequence for the clipboard (OSC 52) of a program inside is dropped, while
`tmux load-buffer -w` is passed on. Whether it arrived can't be known, so nothing here says "copied".
"""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.app import App

_TMUX_PATIENCE = 2.0  # seconds
_OSC_52_LIMIT = 74_994  # bytes of text that xterm takes at most (100,000 in base64, less its frame)


def copy(text: str, app: App[Any], environ: Mapping[str, str]) -> str:
    """Send text to the terminal's clipboard and return the sentence to show.

    Args:
        text: The text.
        app: The running application, which writes the escape sequence.
        environ: The process's environment; `TMUX` says that tmux is in between.
    """
    data = text.encode("utf-8", errors="replace")
    if environ.get("TMUX") and _through_tmux(data, environ):
        return "sent to tmux and to the terminal's clipboard"
    app.copy_to_clipboard(data.decode())
    if len(data) > _OSC_52_LIMIT:
        return "sent to the terminal's clipboard; some drop a text this long, so export it to be sure"
    return "sent to the terminal's clipboard"


def _through_tmux(data: bytes, environ: Mapping[str, str]) -> bool:
    """Return whether tmux took the text; before 3.2 it doesn't know `-w`."""
    try:
        done = subprocess.run(
            ["tmux", "load-buffer", "-w", "-"],
            input=data,
            env=dict(environ),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_TMUX_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0
