"""Taking a step back, or doing it again, beside what others made of the same texts and lists meanwhile."""

from __future__ import annotations

from pmtui.draft.history import Done
from pmtui.model import paths
from pmtui.model.edit import Edit, apply
from pmtui.model.postmortem import Postmortem


def given_whole(edits: tuple[Edit, ...], back: tuple[Edit, ...], after: Postmortem) -> tuple[Edit, ...]:
    """Return the edits with lists given whole where the way back gives them whole.

    Args:
        edits: What was done.
        back: The edits that take it back, one for each of `edits`, the last one first.
        after: The postmortem after it.
    """
    return tuple(
        edit if edit.path == other.path else Edit(other.path, paths.get(after, other.path))
        for edit, other in zip(edits, reversed(back), strict=True)
    )


def beside(pm: Postmortem, step: Done, *, undo: bool) -> tuple[Edit, ...]:
    """Return the edits that take a step back, or do it again, and leave what others changed since.

    Where both can't be had, as in a line that somebody else went on with, the step is what counts.

    Raises:
        PathError: A row is gone.
    """
    edits, other = (step.back, step.edits) if undo else (step.edits, step.back)
    left = {edit.path: edit.value for edit in other}
    out: list[Edit] = []
    for edit in edits:
        if edit.value is not None and left.get(edit.path) is not None:
            edit = _joined(pm, edit, left[edit.path])
        pm = apply(pm, [edit])
        out.append(edit)
    return tuple(out)


def _joined(pm: Postmortem, edit: Edit, left: object) -> Edit:
    """Return the edit with its value joined to what became of the value that the step had left."""
    from pmtui.merging.merge import merge

    base = paths.put(pm, edit.path, left)
    if base == pm:
        return edit
    merged = merge(base, pm, apply(pm, [edit]))
    return edit if merged.clashes else Edit(edit.path, paths.get(merged.pm, edit.path), edit.at)
