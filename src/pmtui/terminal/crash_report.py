"""What is written and said after a crash, without any text of the postmortem.

Textual would print a traceback with local variables, and an exception's own message can quote what
was typed. So the report holds types, places and versions only.
"""

from __future__ import annotations

import errno
import os
import sys
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from pmtui import __version__

STATUS = 70
"""The exit status of a crash (EX_SOFTWARE of sysexits.h)."""

_MOST_FRAMES = 60


def write_report(error: BaseException, state_dir: Path, now: datetime) -> Path | None:
    """Write a crash report and return its place; None where the disk does not take it.

    Args:
        error: What went wrong. Its message and its variables are not written.
        state_dir: The folder for the report; made where it is not there, for its owner alone.
        now: The present, with its zone.
    """
    stamp = f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    text = report(error, now)
    try:
        state_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        for count in range(100):
            path = state_dir / (f"crash-{stamp}-{count}.txt" if count else f"crash-{stamp}.txt")
            try:
                handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            except FileExistsError:
                continue
            with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
                file.write(text)
            return path
    except OSError:
        return None
    return None


def report(error: BaseException, now: datetime) -> str:
    """Return the report's text: versions, then for each error of the chain its type and its places."""
    import platform

    lines = [
        "pmtui crash report. It holds no text of the postmortem: no messages, no variables.",
        f"when      {now.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC",
        f"pmtui     {__version__}",
        f"python    {platform.python_version()} ({platform.python_implementation()})",
        *(f"{name:9} {_version(name)}" for name in ("textual", "rich", "pydantic")),
        f"system    {platform.system()} {platform.release()} {platform.machine()}",
    ]
    for number, (link, cause) in enumerate(_chain(error)):
        lines += ["", f"{link} {_type(cause)}" if number else _type(cause), *_places(cause)]
    return "\n".join(lines) + "\n"


def paragraph(report: Path | None, journal: Path | None = None) -> str:
    """Return what to tell the person: what happened, where their text is, how to go on.

    Args:
        report: The report's place, None where none could be written.
        journal: The place of what was typed, None where nothing was open.
    """
    sentences = ["pmtui has stopped: a fault in the program, not in what you did."]
    if journal is not None:
        sentences.append(
            f"What you typed is kept in {journal}; open the postmortem again with the same command,"
            " and it is offered to you."
        )
    else:
        sentences.append("No postmortem was open, so there was nothing to lose. Start it again to go on.")
    if report is not None:
        sentences.append(f"For whoever mends it, {report} says where it failed; it holds none of your text.")
    else:
        sentences.append("A report of where it failed could not be written.")
    return " ".join(sentences)


def _chain(error: BaseException) -> Iterator[tuple[str, BaseException]]:
    """Yield the error and what led to it, each with how it is linked."""
    seen: set[int] = set()
    link, current = "", error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield link, current
        if isinstance(current, BaseExceptionGroup):
            for member in current.exceptions[:5]:
                yield "which holds", member
        if current.__cause__ is not None:
            link, current = "caused by", current.__cause__
        elif current.__context__ is not None and not current.__suppress_context__:
            link, current = "while handling", current.__context__
        else:
            return


def _type(error: BaseException) -> str:
    """Return the error's type; for errors of the system also its code, which holds no text."""
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    if isinstance(error, OSError) and error.errno is not None:
        return f"{name} ({errno.errorcode.get(error.errno, error.errno)})"
    return name


def _places(error: BaseException) -> list[str]:
    """Return where it was raised, the outermost call first: file, line, function."""
    frames = [
        f"  {_short(code.co_filename)}:{line} in {code.co_qualname}"
        for code, line in ((frame.f_code, line) for frame, line in traceback.walk_tb(error.__traceback__))
    ]
    dropped = len(frames) - _MOST_FRAMES
    return frames if dropped <= 0 else [f"  ({dropped} more)", *frames[-_MOST_FRAMES:]]


def _short(name: str) -> str:
    """Return a file's name below the folder that Python imports it from."""
    path = Path(name)
    for root in sorted((entry for entry in sys.path if entry), key=len, reverse=True):
        if path.is_relative_to(root):
            return path.relative_to(root).as_posix()
    return path.name


def _version(package: str) -> str:
    from importlib import metadata

    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "not found"
