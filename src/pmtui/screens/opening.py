"""What is opened: the postmortem that a file holds, read once for all that begin with it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pmtui.errors import FutureFormatError
from pmtui.store import files
from pmtui.values import dataclass

if TYPE_CHECKING:
    from pmtui.model.postmortem import Postmortem


@dataclass(frozen=True, slots=True)
class Opened:
    """A postmortem as it was read.

    Attributes:
        path: The file.
        pm: What it holds.
        raw: Its bytes.
        read_only: Why nothing may be written, in words; empty where it may.
    """

    path: Path
    pm: Postmortem
    raw: bytes
    read_only: str = ""


def read(path: Path) -> Opened:
    """Return the postmortem in a file; one of a newer format is for reading only.

    Raises:
        FileError: It can't be read, or is no postmortem.
    """
    try:
        stored = files.read(path)
    except FutureFormatError as error:
        return Opened(path, files.read_future(path), path.read_bytes(), f"read-only: {error.what}")
    return Opened(stored.path, stored.pm, stored.raw)
