"""Joining what somebody else wrote into the file with what stands on the screen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from pmtui.errors import PmtuiError
from pmtui.model import paths
from pmtui.model.edit import Edit
from pmtui.model.postmortem import Postmortem
from pmtui.values import dataclass

if TYPE_CHECKING:
    from pmtui.merging.merge import Clash

OUTSIDE = "outside"
"""Where the other version of a conflict came from, where nothing more is known."""


@dataclass(frozen=True, slots=True)
class Joined:
    """What came of joining two versions.

    Attributes:
        pm: Both in one; a field that has two values has ours, and a row of `conflict` the other.
        common: The version that both now go on from: theirs, but for the fields that were held.
        clashes: The fields that have two values.
    """

    pm: Postmortem
    common: Postmortem
    clashes: tuple[Clash, ...]


@dataclass(frozen=True, slots=True)
class Came:
    """A change that came from outside and was joined with what stood on the screen.

    Attributes:
        before: The postmortem as it stood on the screen.
        after: As it stands since.
    """

    before: Postmortem
    after: Postmortem

    @property
    def clashes(self) -> tuple[str, ...]:
        """The paths of the fields that have two values since."""
        known = {row.id for row in self.before.conflict}
        return tuple(row.field for row in self.after.conflict if row.id not in known)


def join(
    common: Postmortem, ours: Postmortem, theirs: Postmortem, held: Iterable[str], at: datetime
) -> Joined:
    """Join `ours` and `theirs`, which both came from `common`.

    Args:
        common: The last version that both have seen.
        ours: What stands on the screen.
        theirs: What stands in the file.
        held: The fields that somebody types in: what would change there waits till later.
        at: The time, for the rows of conflicts.
    """
    from pmtui.merging.merge import merge, noted

    shown, merged = theirs, merge(common, ours, theirs)
    touched = [path for path in held if _look(merged.pm, path) != _look(ours, path)]
    if touched:
        for path in touched:
            shown = _put_back(common, shown, path)
        merged = merge(common, ours, shown)
    return Joined(noted(merged, OUTSIDE, at.replace(microsecond=0)), shown, merged.clashes)


def whole(common: Postmortem, ours: Postmortem, theirs: Postmortem) -> Postmortem:
    """Return what the file is to hold: ours, with what still waits behind a held field."""
    from pmtui.merging.merge import merge

    return ours if common is theirs else merge(common, ours, theirs).pm


def entered(pm: Postmortem, before: Mapping[str, str]) -> Postmortem:
    """Return `pm` without what was typed and not entered since the file held `before` of such texts.

    A line that is being typed is its writer's own until it is entered, or they leave: two people who type
    into the same entry line write two rows, and never into each other's line.
    """
    kept = {field: text for field, text in pm.unfinished.items() if before.get(field) == text}
    return pm if kept == pm.unfinished else pm.model_copy(update={"unfinished": kept})


def half_typed(before: Postmortem, pm: Postmortem) -> tuple[Edit, ...]:
    """Return the edits that lead from the texts not entered in `before` to those in `pm`."""
    fields = dict.fromkeys((*before.unfinished, *pm.unfinished))
    return tuple(
        Edit(f"{paths.UNFINISHED}.{field}", pm.unfinished.get(field))
        for field in fields
        if before.unfinished.get(field) != pm.unfinished.get(field)
    )


def _put_back(common: Postmortem, theirs: Postmortem, path: str) -> Postmortem:
    """Return `theirs` with the field as it was."""
    try:
        return paths.put(theirs, path, _look(common, path))
    except PmtuiError:  # its row is gone there
        row = path.rpartition(".")[0]
        try:
            return paths.put(theirs, row, paths.get(common, row), paths.position(common, row))
        except PmtuiError:
            return theirs


def _look(pm: Postmortem, path: str) -> object:
    try:
        return paths.get(pm, path)
    except PmtuiError:
        return None
