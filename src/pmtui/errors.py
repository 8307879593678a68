"""Every error that a person can see: what happened, where, what to do, and the exit status.

No other exception is meant to reach the command line. Each message is plain text, without a
traceback and without the postmortem's own words.
"""

from __future__ import annotations


class PmtuiError(Exception):
    """Something that the person at the keyboard can act on.

    Attributes:
        what: What happened, in one sentence without a full stop at the end of a path.
        where: The file, line, column or key path it is about; empty where there is none.
        remedy: What to do next, in one sentence.
        status: The process's exit status.
    """

    status = 2

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        """Return the message as printed on stderr: where, what and what to do, a line each."""
        head = f"{self.where}: {self.what}" if self.where else self.what
        return f"{head}\n  {self.remedy}" if self.remedy else head


class UsageError(PmtuiError):
    """The command's words are off."""


class FileError(PmtuiError):
    """A file is missing, unreadable, not writable, empty, a folder, or not a postmortem."""


class FutureFormatError(FileError):
    """The file was written by a newer pmtui; it is read, never written."""


class ContentError(PmtuiError):
    """A content file (rule pack, question script, template) is broken."""


class NoTerminalError(PmtuiError):
    """A command that draws a screen was started where there is none."""


class PathError(PmtuiError):
    """A field path names nothing that a postmortem can hold."""


class ValueRefusedError(PmtuiError):
    """A value does not fit the field it was given for."""
