"""`pmtui merge-driver`: what git runs to merge two three of a postmortem, by field and by row.

Whatever is not three postmortems is merged as git itself would have merged it. The file of our version is
replaced at once or not at all, and nothing else is written.
"""

from __future__ import annotations

import contextlib
import os
import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pmtui.commands import output
from pmtui.errors import FileError, PmtuiError
from pmtui.model import paths, tomlform
from pmtui.model.edit import Edit, apply
from pmtui.model.postmortem import FORMAT, Postmortem
from pmtui.model.same import same
from pmtui.store import atomic, comments, files, gitmerge, gitnames, troubles
from pmtui.store.gitmerge import Names, Three

if TYPE_CHECKING:
    from pmtui.merging.merge import Merged

FAILED = 129
"""The exit status when nothing could be merged; from 129 on git counts it as a failure, not as a conflict."""
_NAMELESS = "the other branch"
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """What git asks for.

    Attributes:
        base: The file with the last version that both have; empty or not there where both have added it.
        ours: The file with our version, which takes the result.
        theirs: The file with theirs.
        path: What the file is called in the repository.
        marker_size: How long git's marks of a conflict are.
        names: What git calls base, ours and theirs; may be empty.
        for_base: Whether the result only serves git as a base: then where both differ stays what was before.
    """

    base: Path
    ours: Path
    theirs: Path
    path: str = ""
    marker_size: int = 7
    names: Sequence[str] = ()
    for_base: bool = False


@dataclass(frozen=True, slots=True)
class _Result:
    text: bytes
    conflict: bool
    fields: int = 0


def asked(words: Sequence[str], *, for_base: bool) -> Asked:
    """Return what git asks for with %O %A %B and, where it gives them, %P %L %S %X %Y."""
    base, ours, theirs, *rest = words
    path, size, *names = [*rest, "", ""][: max(2, len(rest))]
    known = len(size) < 5 and size.isascii() and size.isdigit() and int(size) > 0
    return Asked(Path(base), Path(ours), Path(theirs), path, int(size) if known else 7, names, for_base)


def merge_driver(wanted: Asked) -> int:
    """Merge, and leave the result in the file of our version; return 0, or 1 where conflicts are left.

    Raises:
        PmtuiError: It could not be read, merged or written, with the status FAILED; our version is as it was.
    """
    try:
        three = Three(_base(wanted.base), _read(wanted.ours), _read(wanted.theirs))
        result = _by_field(three, wanted) or _as_git(three, wanted)
        if result.text != three.ours:
            _write(wanted.ours, result.text)
    except PmtuiError as error:
        error.status = FAILED
        raise
    if result.fields:
        _say(wanted, result.fields)
    return int(result.conflict)


def _base(path: Path) -> bytes | None:
    try:
        return path.read_bytes() or None
    except FileNotFoundError:
        return None
    except OSError as error:
        raise troubles.not_read(path, error) from None


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise troubles.not_read(path, error) from None


def _write(path: Path, raw: bytes) -> None:
    try:
        atomic.replace(Path(os.path.realpath(path)), raw)
    except OSError as error:
        raise troubles.not_written(path, error) from None


# -- by field -----------------------------------------------------------------------------------------------


def _by_field(three: Three, wanted: Asked) -> _Result | None:
    """Return what the versions become by field; None where they are not three postmortems.

    A fault of ours in merging is no reason to leave the person alone with it: then it is git's turn.
    """
    try:
        base = None if three.base is None else _postmortem(three.base)
        return _merged(three, base, _postmortem(three.ours), _postmortem(three.theirs), wanted)
    except PmtuiError:
        return None
    except Exception as error:
        told = f"{_shown(wanted)}: merged as text, for pmtui failed on it ({type(error).__name__})"
        _tell(told)
        return None


def _postmortem(raw: bytes) -> Postmortem:
    if len(raw) > files.LARGEST:
        raise FileError("is too large")
    pm = tomlform.loads(files.decoded(raw, Path()))
    if pm.format > FORMAT:
        raise FileError("is of a newer format")
    return pm


def _merged(
    three: Three, base: Postmortem | None, ours: Postmortem, theirs: Postmortem, wanted: Asked
) -> _Result:
    from pmtui.merging.merge import merge, noted

    merged = merge(base, ours, theirs)
    if wanted.for_base:
        pm = _without_a_choice(base, merged)
        if pm is None:
            return _Result(three.base or b"", conflict=False)
    else:
        pm = noted(merged, _whence(wanted), datetime.now(UTC).replace(microsecond=0))
    text = comments.joined(three.base, three.ours, three.theirs, pm)
    if not same(tomlform.to_data(tomlform.loads(text)), tomlform.to_data(pm)):
        raise ValueError("the text does not say what was merged")
    count = 0 if wanted.for_base else len(merged.clashes)
    return _Result(text.encode("utf-8"), count > 0, count)


def _without_a_choice(base: Postmortem | None, merged: Merged) -> Postmortem | None:
    """Return what was merged, with what stood before where it was changed in two ways; None where it can't.

    To git this is a base: had it the value of one side, the other would look like a change to it and win.
    """
    try:
        edits = [
            Edit(clash.path, None if base is None else paths.get(base, clash.path))
            for clash in merged.clashes
            if not paths.rows_have_ids(merged.pm, clash.path)  # the order of rows is no loss
        ]
        return apply(merged.pm, edits)
    except PmtuiError:
        return None


def _whence(wanted: Asked) -> str:
    """Return the name of the branch that is merged in."""
    theirs = gitnames.names(wanted.names).theirs
    name = _NAMELESS if theirs == Names().theirs else theirs
    return output.harmless(name.encode("utf-8", "replace").decode("utf-8"))[:_LONGEST_NAME]


# -- as git -------------------------------------------------------------------------------------------------


def _as_git(three: Three, wanted: Asked) -> _Result:
    names = gitnames.names(wanted.names)
    try:
        joined = gitmerge.joined(three, names, wanted.marker_size)
    except OSError as error:
        raise troubles.not_written(wanted.ours, error) from None
    return _Result(joined.text, joined.conflict)


# -- what is said -------------------------------------------------------------------------------------------


def _shown(wanted: Asked) -> str:
    return troubles.shown(wanted.path or wanted.ours)


def _say(wanted: Asked, count: int) -> None:
    name = shlex.quote(_shown(wanted))
    what = "1 field has two values" if count == 1 else f"{count} fields have two values"
    _tell(f"{_shown(wanted)}: {what}. Choose with `pmtui open {name}`, then `git add {name}`.")


def _tell(words: str) -> None:
    with contextlib.suppress(OSError):
        output.complain(words)
