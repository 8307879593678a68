"""A field that two people gave two values: what it is about, both values as text, what can be chosen.

Conflicts come from files that anybody may have written, so nothing in one is trusted: what can't be taken
over is said in words and can still be read. A choice is a tuple of edits that also takes the conflict away,
to be done as one step.
"""

from __future__ import annotations

from typing import Literal

from pmtui.errors import PmtuiError
from pmtui.interview import listed, removing
from pmtui.interview.conflict_words import Words
from pmtui.interview.target import CLOSED, Target, target
from pmtui.merging.sequences import hunks
from pmtui.model import tomlform
from pmtui.model.edit import Edit, apply
from pmtui.model.postmortem import Conflict, Postmortem
from pmtui.values import dataclass

Pick = Literal["keep", "take", "both"]


@dataclass(frozen=True, slots=True)
class Choice:
    """What can be chosen.

    Attributes:
        pick: Which of them.
        label: What it does, in at most 12 characters.
        edits: What it comes to; the conflict is gone after it.
        said: What was done, in a sentence.
    """

    pick: Pick
    label: str
    edits: tuple[Edit, ...]
    said: str


@dataclass(frozen=True, slots=True)
class TwoVersions:
    """A conflict as it is shown.

    Attributes:
        conflict: The conflict.
        about: The field in words, with its row.
        here: What stands there now, as text; empty for nothing.
        other: What the other version has, as text; empty for nothing.
        here_note: What there is to say about what stands here; empty for nothing.
        other_note: What there is to say about the other version; empty for nothing.
        whence: Where the other version came from, and when they were joined.
        choices: What can be chosen; `keep` always can.
        note: Why the other can't be taken; empty where it can.
    """

    conflict: Conflict
    about: str
    here: str
    other: str
    here_note: str
    other_note: str
    whence: str
    choices: tuple[Choice, ...]
    note: str = ""

    def choice(self, pick: Pick) -> Choice | None:
        """Return what a pick comes to; None where it is not offered."""
        return next((one for one in self.choices if one.pick == pick), None)


def about(pm: Postmortem, conflict: Conflict) -> str:
    """Return what a conflict of `pm` is about, in a line. Never raises, whatever the conflict holds."""
    return Words(pm, conflict).about(target(pm, conflict))


def two_versions(pm: Postmortem, conflict: Conflict) -> TwoVersions:
    """Return a conflict of `pm` as it is shown. Never raises, whatever the conflict holds."""
    at, words = target(pm, conflict), Words(pm, conflict)
    label = words.about(at)
    drop = Edit(f"conflict.{conflict.id}", None)
    keep = Choice("keep", _KEEP.get(at.kind, "keep this"), (drop,), _sentence("Kept as it is", label))
    edits, note = _take(pm, conflict, at)
    choices = [keep]
    if not note and not (note := _refused(pm, (*edits, drop))):
        does, done = ("remove row", "Removed") if at.removes else ("take other", "The other taken")
        choices.append(Choice("take", does, (*edits, drop), _sentence(done, label)))
        both = _both(conflict, at)
        if both and not _refused(pm, (*both, drop)):
            choices.append(Choice("both", "keep both", (*both, drop), _sentence("Both kept", label)))
    return TwoVersions(
        conflict=conflict,
        about=label,
        here=words.here(at),
        other=words.other(at),
        here_note=words.here_note(at),
        other_note=words.other_note(at),
        whence=words.whence(),
        choices=tuple(choices),
        note=note,
    )


def _sentence(done: str, about: str) -> str:
    return f"{done}: {about}" + ("" if about.endswith((".", "…")) else ".")


_KEEP = {"row": "keep the row", "order": "keep order"}


def _take(pm: Postmortem, conflict: Conflict, at: Target) -> tuple[tuple[Edit, ...], str]:
    """Return the edits that bring the other version in, or why there are none."""
    if at.kind in CLOSED:
        return (), CLOSED[at.kind]
    if at.kind == "order":
        order = listed.in_order(at.value, conflict.other)
        return ((Edit(at.path, order),), "") if order else ((), "The other order can't be read.")
    if at.kind == "list":
        return (Edit(at.path, listed.taken(at.value, conflict.here, conflict.other)),), ""
    if at.removes:
        return (removing.removed(pm, at.path) if at.value is not None else ()), ""
    if at.kind == "row" and conflict.other is None:
        return (), "The other version of this row is not known."
    return (Edit(at.path, conflict.other), *_typed(at)), ""


def _both(conflict: Conflict, at: Target) -> tuple[Edit, ...]:
    """Return the edits that keep both values beside each other; none where that makes no sense."""
    if at.kind == "list":
        added = listed.with_both(at.value, conflict.other)
        gone = conflict.other is None or added == at.value
        return () if gone else (Edit(at.path, added),)
    here, other = at.value, conflict.other
    if not at.text or not isinstance(here, str) or not isinstance(other, str):
        return ()
    if other.strip() in here or here.strip() in other:  # one of them says it all
        return ()
    both = _by_line(here, other) if at.text == "prose" else f"{here.rstrip()} / {other.lstrip()}"
    return (Edit(at.path, both), *_typed(at))


def _by_line(here: str, other: str) -> str:
    """Return both texts as one: lines that they share once, where they differ those of `other` beneath."""
    mine, theirs = here.rstrip().split("\n"), other.rstrip().split("\n")
    out: list[str] = []
    at = 0
    for hunk in hunks(mine, theirs):
        out += mine[at : hunk.last]
        added = theirs[hunk.start : hunk.end]
        if added and out and out[-1].strip() and added[0].strip():
            out.append("")
        out += added
        at = hunk.last
        if added and at < len(mine) and added[-1].strip() and mine[at].strip():
            out.append("")
    return "\n".join([*out, *mine[at:]])


def _typed(at: Target) -> tuple[Edit, ...]:
    """Return the edit that takes away what was half typed into the field, so that its value shows."""
    return (Edit(f"unfinished.{at.path}", None),) if at.half_typed else ()


def _refused(pm: Postmortem, edits: tuple[Edit, ...]) -> str:
    """Return why a file could not hold what the edits come to, in words; empty where it could."""
    try:
        tomlform.loads(tomlform.dumps(apply(pm, edits)))
    except PmtuiError as error:
        return f"The other can't be taken over as it is: {error.what}."
    return ""
