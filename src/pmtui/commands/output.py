"""What a command prints: lines for people, which never act on their terminal, and documents."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable

from pmtui.errors import FileError
from pmtui.text.patterns import regex

# Control characters, and those that turn the direction of what follows: a title must not move the cursor.
_ACTING = regex("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def line(words: str = "") -> None:
    """Print one line for people; what a postmortem holds can neither break it nor act on the terminal.

    Raises:
        FileError: The output takes no more: a full disk, or it is closed.
        BrokenPipeError: Its reader has gone.
    """
    lines([words])


def lines(each: Iterable[str]) -> None:
    """Print lines at once, each as `line` does."""
    text = "".join(f"{harmless(words)}\n" for words in each)
    if text:
        _write(text.encode(sys.stdout.encoding if sys.stdout else "utf-8", "backslashreplace"))


def harmless(words: str) -> str:
    """Return words without what breaks a line or acts on a terminal."""
    return _ACTING.sub(lambda match: " " if match[0].isspace() else "\N{REPLACEMENT CHARACTER}", words)


def complain(words: object) -> None:
    """Print on standard error what is wrong, after the program's name; no name in it acts on the terminal."""
    text = "\n".join(harmless(part) for part in f"pmtui: {words}".split("\n"))
    print(text, file=sys.stderr)  # noqa: T201


def document(text: str) -> None:
    """Write a document as UTF-8, whatever the terminal speaks: it mostly goes into a file or a program.

    Raises:
        FileError: The output takes no more: a full disk, or it is closed.
        BrokenPipeError: Its reader has gone.
    """
    _write(text.encode("utf-8", "backslashreplace"))


def as_it_is(raw: bytes) -> None:
    """Write a file's bytes; to a terminal its lines, as `lines` does: there they could act on it.

    Raises:
        FileError: The output takes no more: a full disk, or it is closed.
        BrokenPipeError: Its reader has gone.
    """
    if sys.stdout is not None and sys.stdout.isatty():
        lines(raw.decode("utf-8", "replace").removesuffix("\n").split("\n"))
    else:
        _write(raw)


def _write(raw: bytes) -> None:
    remedy = "Give it another place: -o OUT, or > FILE on a disk with room."
    if sys.stdout is None:
        raise FileError("standard output is closed", remedy=remedy)
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(raw)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is held back goes nowhere, once
        what = (error.strerror or type(error).__name__).lower()
        raise FileError(f"standard output can't be written: {what}", remedy=remedy) from None
