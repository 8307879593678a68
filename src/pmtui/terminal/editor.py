"""Editing one answer in the person's own editor.

The caller gives the terminal away for that time (`with app.suspend():`), after it has put what was
typed so far into the journal, and calls `Edited.forget` once the new text is there too.
"""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from pmtui.errors import FileError, PmtuiError
from pmtui.terminal.capability import for_other_programs
from pmtui.values import dataclass


@dataclass(frozen=True, slots=True)
class Edited:
    """What came back from the editor.

    Attributes:
        text: The text as it is now; the one from before where the editor failed.
        changed: Whether it differs from what was given.
        problem: A sentence to show where something is off; else empty.
        file: The file that was edited. It stays until `forget`.
    """

    text: str
    changed: bool
    problem: str
    file: Path

    def forget(self) -> None:
        """Delete the file, now that its text is safe elsewhere; what was not taken over is kept."""
        if not self.problem:
            self.file.unlink(missing_ok=True)


def edit_text(text: str, environ: Mapping[str, str], state_dir: Path, suffix: str = ".md") -> Edited:
    """Open `text` in the editor that `VISUAL` or else `EDITOR` names (else vi), and wait for its end.

    Args:
        text: The text to edit, with `\\n` between lines.
        environ: The process's environment.
        state_dir: The folder for the file; made where it is not there, for its owner alone.
        suffix: The file's ending, by which editors choose their mode.

    Raises:
        PmtuiError: There is no such editor, or its name can't be read; the text is as it was.
        FileError: The file can't be written.
    """
    command = editor_command(environ)
    file = _write(text, state_dir, suffix)
    try:
        with _interrupts_are_the_editors():
            status = subprocess.run(
                [*command, str(file)], env=for_other_programs(environ), check=False
            ).returncode
    except OSError as error:
        file.unlink(missing_ok=True)
        raise PmtuiError(
            f"the editor {command[0]} can't be started: {error.strerror}",
            remedy="Set VISUAL or EDITOR to an editor that is installed. The text is as it was.",
        ) from None
    return _read_back(text, file, status)


def editor_command(environ: Mapping[str, str]) -> list[str]:
    """Return the editor and its options, as words.

    Raises:
        PmtuiError: The variable's quotes are not closed.
    """
    for name in ("VISUAL", "EDITOR"):
        try:
            words = shlex.split(environ.get(name, ""))
        except ValueError:
            raise PmtuiError(
                f"{name} has a quote that is not closed", remedy="Mend it, such as: export EDITOR=vi"
            ) from None
        if words:
            return words
    return ["vi"]


def _write(text: str, state_dir: Path, suffix: str) -> Path:
    """Write the text where only its owner can read it."""
    try:
        state_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix="edit-", suffix=suffix, dir=state_dir)
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace", newline="\n") as file:
            file.write(text if not text or text.endswith("\n") else text + "\n")
    except OSError as error:
        raise FileError(
            f"no file for the editor can be written: {error.strerror}",
            where=str(state_dir),
            remedy="Make room or set PMTUI_STATE_DIR to another folder. The text is as it was.",
        ) from None
    return Path(name)


def _read_back(text: str, file: Path, status: int) -> Edited:
    """Return what is in the file after the editor's end with that exit status."""
    try:
        found = file.read_bytes().decode("utf-8").replace("\r\n", "\n")
    except OSError:
        return Edited(text, False, "the editor left no file; the text is as it was", file)
    except UnicodeDecodeError:
        return Edited(text, False, f"the editor saved something else than UTF-8; it is kept in {file}", file)
    if not text.endswith("\n"):
        found = found.removesuffix("\n")  # editors end the last line; the answer's had no end
    if status == 0:
        return Edited(found, found != text, "", file)
    if found == text:
        return Edited(text, False, "", file)
    problem = f"the editor ended with an error, so the text is as it was; what it saved is kept in {file}"
    return Edited(text, False, problem, file)


@contextmanager
def _interrupts_are_the_editors() -> Iterator[None]:
    """Let Ctrl+C and Ctrl+backslash reach the editor alone, as system(3) does.

    A handler that does nothing, unlike an ignored signal, is not inherited by the editor.
    """
    before = {number: signal.signal(number, lambda *_: None) for number in (signal.SIGINT, signal.SIGQUIT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
