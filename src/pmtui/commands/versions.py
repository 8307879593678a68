"""Earlier versions of a postmortem, from the shell: listed, compared with the file, printed, restored."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pmtui.commands import library_dir, named_file, output
from pmtui.errors import FileError, PmtuiError, UsageError
from pmtui.interview.differences import differences, in_short
from pmtui.model.postmortem import Postmortem
from pmtui.store import files, places
from pmtui.store import versions as store
from pmtui.store.compared import changes_since
from pmtui.store.troubles import shown
from pmtui.store.versions import Version
from pmtui.text.changed_words import told_lines
from pmtui.text.zones import local, zone_of


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked of `pmtui versions`.

    Attributes:
        file: A postmortem's file, which may be gone, or its id in the library.
        form: `text` or `json`, of the list.
        diff: The number of the version that is compared with the file.
        restore: The number of the version that is put into the file.
        print: The number of the version that is printed as it is.
        library: The library's folder, where one was named.
    """

    file: str
    form: str = "text"
    diff: int | None = None
    restore: int | None = None
    print: int | None = None
    library: str | None = None


def versions(asked: Asked) -> int:
    """List the versions of a postmortem, or do what was asked with one of them; return 0.

    Raises:
        UsageError: There is no version of that number.
        FileError: The file, or the version, can't be read or written.
    """
    state_dir, path = places.state_dir(os.environ), _file(asked)
    found = store.versions(state_dir, path)
    number = asked.diff or asked.restore or asked.print
    if number is not None:
        one = _numbered(found, number, path)
        if asked.diff:
            output.lines(_compared(one, path))
        elif asked.restore:
            _restore(state_dir, path, one)
        else:
            _print(one)
    elif asked.form == "json":
        output.line(_as_json(found, path))
    else:
        _list(found, path)
    return 0


def _file(asked: Asked) -> Path:
    """Return the file that is meant; one that is gone is found by its id in the library, too."""
    path = named_file(asked.file, asked.library)
    if path.name == asked.file and not path.suffix and not os.path.lexists(path):
        return library_dir(asked.library) / f"{asked.file}.toml"
    return path


def _numbered(found: Sequence[Version], number: int, path: Path) -> Version:
    if number > len(found):
        there = f"There are 1 to {len(found)}" if found else "None is kept"
        raise UsageError(
            f"there is no version {number}", where=shown(path), remedy=f"{there}; 1 is the newest."
        )
    return found[number - 1]


# -- the list -----------------------------------------------------------------------------------------------


def _list(found: Sequence[Version], path: Path) -> None:
    if not found:
        files.raw_bytes(path)  # of a name that means nothing, that is said
        output.line(f"No earlier version of {shown(path)} is kept. One is kept when a save replaces it.")
        return
    zone = _zone(path)
    output.line(f"Earlier versions of {shown(path)}, newest first; times in {zone}.")
    output.line("On the right, what the next newer one changed (after 1 comes the file).")
    for one, told in _told(found, path):
        output.line(f"{one.number:>3}  {_when(one, zone)}  {_size(one.size):>7}  {told}")


def _told(found: Sequence[Version], path: Path) -> Iterator[tuple[Version, str]]:
    """Yield each version with what the next newer one changed, in short; a broken one says so."""
    now_is = "the file" if os.path.lexists(path) else "the file, which is gone,"
    for one, told, _ in changes_since(found, _read(path), now_is):
        yield one, told


def _read(path: Path) -> Postmortem | None:
    try:
        return files.read(path).pm
    except PmtuiError:
        return None


def _as_json(found: Sequence[Version], path: Path) -> str:
    listed = [
        {
            "number": one.number,
            "when": one.when.isoformat(),
            "bytes": one.size,
            "path": str(one.path),
            "changed_since": told,
        }
        for one, told in _told(found, path)
    ]
    return json.dumps({"file": str(path), "versions": listed})


def _zone(path: Path) -> str:
    pm = _read(path)
    return pm.zone if pm is not None and pm.zone and zone_of(pm.zone) is not None else "UTC"


def _when(one: Version, zone: str) -> str:
    return f"{local(one.when, zone_of(zone) or UTC):%Y-%m-%d %H:%M:%S}"


def _size(size: int) -> str:
    return (
        f"{size} B" if size < 1000 else f"{size / 1000:.1f} kB" if size < 10**6 else f"{size / 10**6:.1f} MB"
    )


# -- one of them --------------------------------------------------------------------------------------------


def _compared(one: Version, path: Path) -> Iterator[str]:
    """Yield what differs between a version and the file, field by field."""
    old = _named(one)
    try:
        new = files.read(path).pm
    except FileError as error:
        back = f"To put the version there: pmtui versions FILE --restore {one.number}"
        raise FileError(error.what, where=error.where, remedy=back) from None
    found = differences(old, new)
    zone = _zone(path)
    yield f"From version {one.number} ({_when(one, zone)} {zone}) to the file as it is: {in_short(found)}"
    if found:
        yield "[-taken out-] {+put in+}"
    for each in found:
        yield ""
        yield each.label
        yield from (f"  {line}" for line in told_lines(each.before, each.after))


def _restore(state_dir: Path, path: Path, one: Version) -> None:
    _named(one)
    there, wanted = os.path.lexists(path), one.path.read_bytes()
    was_readable = not there or _read(path) is not None
    before = store.restore(state_dir, path, one, datetime.now(UTC))
    when = f"version {one.number} ({one.when:%Y-%m-%d %H:%M:%S} UTC)"
    if before == wanted:
        output.line(f"{shown(path)} holds {when} as it is; nothing was changed.")
        return
    if before is None:
        output.line(f"{shown(path)} was gone. It is there again, as {when}.")
        return
    if not was_readable:
        output.line("What was there could not be read as a postmortem; it is kept like any version.")
    output.line(f"{shown(path)} is again as {when}. What it replaced is now version 1.")


def _print(one: Version) -> None:
    try:
        raw = one.path.read_bytes()
    except OSError as error:
        reason = (error.strerror or "").lower()
        raise FileError(f"can't be read: {reason}", where=shown(one.path)) from None
    output.as_it_is(raw)


def _named(one: Version) -> Postmortem:
    """Return the postmortem of a version; raise FileError, with its number, where it can't be read."""
    try:
        return store.read(one).pm
    except FileError as error:
        remedy = f"Look at it as it is: pmtui versions FILE --print {one.number}"
        raise FileError(
            f"version {one.number} can't be taken: {error.what}", where=error.where, remedy=remedy
        ) from None
