"""What ended sessions left unsaved, from the shell: listed, shown, and put into the file."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from pmtui.commands import named_file, output
from pmtui.draft import folder, left_behind, recovery
from pmtui.draft.recovery import Recovery
from pmtui.errors import FileError, PmtuiError
from pmtui.interview.differences import differences, in_short
from pmtui.model.postmortem import Postmortem
from pmtui.store import files, places, versions
from pmtui.store.troubles import shown
from pmtui.text.changed_words import told_lines

_TRIES = 5


def recover(name: str | None, flag: str | None, *, yes: bool) -> int:
    """List what was typed and is in no file; of one postmortem show it, and put it into its file.

    Args:
        name: A postmortem, an id in the library, or a journal that was set aside; None for all.
        flag: The library's folder, where one was named.
        yes: Whether it is put into the file without being asked about.

    Raises:
        FileError: There is nothing to recover, or the file can't be read or written; the journal stays.
    """
    state_dir = places.state_dir(os.environ)
    if name is None:
        return _list(state_dir)
    path = named_file(name, flag)
    found = _found(state_dir, path)
    if not found:
        raise FileError(
            "nothing was left unsaved of it", where=shown(path), remedy="See what there is: pmtui recover"
        )
    try:
        for line in _told(found):
            output.line(line)
        if not yes and not _asked():
            output.line(f"Nothing was changed. To put it into the file: pmtui recover {shown(name)} --yes")
            return 0
        _put(found, state_dir)
    finally:
        for one in found:
            one.let_go()
    return 0


def _list(state_dir: Path) -> int:
    found = left_behind.all_pending(state_dir)
    typed = [one for one in found if one.edits]
    try:
        for one in typed:
            output.line(f"{one.target}  typed until {_when(one)}: {_short(one)}")
    finally:
        for one in found:
            one.let_go()
    aside = left_behind.laid_aside(state_dir)
    for path in aside:
        output.line(f"set aside: {path}")
    if typed or aside:
        output.line("Look at one: pmtui recover FILE; put it into its file: pmtui recover FILE --yes")
    else:
        output.line("Nothing was left unsaved.")
    return 0


def _found(state_dir: Path, path: Path) -> tuple[Recovery, ...]:
    if path.suffix in (folder.SET_ASIDE, folder.SUFFIX, folder.READING):
        one = recovery.of_journal(path)
        return (one,) if one is not None and one.edits else ()
    found = left_behind.pending(state_dir, path)
    for one in found:
        if not one.edits:
            one.let_go()
    return tuple(one for one in found if one.edits)


def _told(found: Sequence[Recovery]) -> Iterator[str]:
    """Yield what differs, a field after the other, with the words that were taken out and put in."""
    target, at = found[-1].target, datetime.now(UTC)
    stored = _stored(target)
    before = stored.pm if stored else found[0].began_with()
    yield f"{target}: typed until {_when(found[-1])}"
    if stored is None:
        yield "  The file is not there; it is made anew."
    for one in differences(before, _joined(found, before, at)):
        yield f"  {one.label}"
        yield from (f"    {line}" for line in told_lines(one.before, one.after))
    lost = sum(one.lost for one in found)
    if lost:
        yield f"  {lost} of the lines kept could not be read."


def _short(one: Recovery) -> str:
    try:
        stored = _stored(one.target)
    except PmtuiError as error:
        return f"the file can't be read: {error.what}"
    before = stored.pm if stored else one.began_with()
    return in_short(differences(before, one.joined(before, datetime.now(UTC))))


def _asked() -> bool:
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout and sys.stdout.isatty()):
        return False
    try:
        return input("Put it into the file? [y/N] ").strip().lower() in ("y", "yes")
    except EOFError:
        return False


def _put(found: Sequence[Recovery], state_dir: Path) -> None:
    """Write what was typed into the file, joined with what stands there; then the journals go."""
    target, at = found[-1].target, datetime.now(UTC)
    for attempt in range(_TRIES):
        stored = _stored(target)
        pm = _joined(found, stored.pm if stored else found[0].began_with(), at)
        try:
            written = files.write(target, pm, base=stored.raw if stored else None)
            break
        except files.ChangedOnDiskError:
            if attempt + 1 == _TRIES:
                raise
    if stored is not None and written.raw != stored.raw:
        versions.keep(state_dir, target, stored.raw, at, certainly=True)
    for one in found:
        one.take()
    output.line(f"Saved in {target}")
    if pm.conflict:
        output.line(f"{len(pm.conflict)} of the fields have two versions; choose: pmtui open {target}")


def _stored(path: Path) -> files.Stored | None:
    return files.read(path) if os.path.lexists(path) else None


def _joined(found: Sequence[Recovery], pm: Postmortem, at: datetime) -> Postmortem:
    for one in found:
        pm = one.joined(pm, at)
    return pm


def _when(one: Recovery) -> str:
    return f"{one.written:%Y-%m-%d %H:%M} UTC"
