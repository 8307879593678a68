"""The fishbone as lists: each bone that was looked at, with its factors."""

from __future__ import annotations

from collections.abc import Callable

from pmtui.model.postmortem import Causes, Factor
from pmtui.values import dataclass

USUAL = ("people", "process", "technology", "environment")


@dataclass(frozen=True, slots=True)
class Bone:
    """A bone: its label and its factors; without factors it was looked at and nothing was found."""

    label: str
    factors: tuple[Factor, ...]


def bones(causes: Causes, label: Callable[[str], str]) -> list[Bone]:
    """Return the bones that hold factors or were looked at: the postmortem's own or the usual four first."""
    ids = dict.fromkeys([*(causes.bones or USUAL), *(factor.bone for factor in causes.factor)])
    ids.update(dict.fromkeys(causes.none_found))
    out = []
    for bone in ids:
        factors = tuple(factor for factor in causes.factor if factor.bone == bone)
        if factors or bone in causes.none_found:
            out.append(Bone(label(bone) or "Elsewhere", factors))
    return out
