"""Which file a journal is of now: the one it names, or the name that this took just before the end."""

from __future__ import annotations

import base64
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from pmtui.draft import records
from pmtui.errors import FileError
from pmtui.model.edit import Edit
from pmtui.model.postmortem import Postmortem
from pmtui.store import files
from pmtui.values import dataclass

_LONGEST = 2 * files.LARGEST + 4096  # bytes of a first line, with the bytes that the edits were made on


@dataclass(frozen=True, slots=True)
class Header:
    """What the first line of a journal says: its file, and whether that was never saved."""

    target: Path
    new: bool


class Left(Protocol):
    """A journal that was read."""

    @property
    def target(self) -> Path:
        """The file it names."""

    @property
    def new(self) -> bool:
        """Whether it was never saved."""

    def began_with(self) -> Postmortem:
        """Return the postmortem that the edits were made on."""

    def typed(self) -> tuple[Postmortem, tuple[Edit, ...]]:
        """Return the postmortem as it stood on the screen, and the edits that do not fit it."""


def header_of(body: dict[str, Any]) -> Header:
    """Return what the body of a first line says; raise KeyError, TypeError or ValueError where it is none."""
    target = Path(os.fsdecode(base64.b64decode(body["target"], validate=True)))
    return Header(target, body.get("new") is True)


def is_wanted(path: Path, wanted: Callable[[Header], bool] | None) -> bool:
    """Say whether the journal is one of those that are wanted; nothing of it is read where all are."""
    if wanted is None:
        return True
    try:
        with path.open("rb") as file:
            return wanted(header_of(records.body(file.readline(_LONGEST))))
    except (OSError, records.TornError, KeyError, TypeError, ValueError):
        return False


def may_be_of(header: Header, file: Path) -> bool:
    """Say whether a journal of another name may be of `file`: of the same folder, its own file not there."""
    is_near = header.target.parent == file.parent and header.target != file
    return is_near and (header.new or not os.path.lexists(header.target))


def file_of(left: Left) -> Path | None:
    """Return the file that a journal is of; None where there is none (any more)."""
    if os.path.lexists(left.target) and (not left.new or _is_same(left, left.target)):
        return left.target
    name = left.typed()[0].id
    renamed = left.target.with_name(f"{name}.toml")
    known = renamed != left.target and os.path.lexists(renamed)
    return renamed if known and _is_same(left, renamed) else None


def _is_same(left: Left, file: Path) -> bool:
    """Say whether `file` is the postmortem that was begun there, not another one of the same name."""
    try:
        begun = left.began_with().created
        return begun is not None and files.read(file).pm.created == begun
    except FileError:  # somebody is just mending it by hand
        return True
