"""What a fish is drawn from: every bone with its factors, also those with none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from pmtui.analysis.causes.bones import USUAL
from pmtui.drawing.canvas import Pen
from pmtui.drawing.words import words
from pmtui.model.postmortem import Causes, Factor

NONE_FOUND = "causes.none_found"
PROBLEM = "causes.problem"


Number = Callable[[str], str]
"""Gives the short name of the row of this id, such as "F1"."""


@dataclass(frozen=True, slots=True)
class Rib:
    """A bone of the fish.

    Attributes:
        bone: The bone's name in the file.
        label: How it is said.
        factors: Its factors.
        empty: What is said where it has none: that it was looked at, or was not.
    """

    bone: str
    label: str
    factors: tuple[Factor, ...]
    empty: str


def ribs(causes: Causes, label: Callable[[str], str]) -> tuple[Rib, ...]:
    """Return all bones: the postmortem's own or the usual four first, then those that factors name."""
    said = words("fish")
    hanging: dict[str, list[Factor]] = defaultdict(list)
    for factor in causes.factor:
        hanging[factor.bone].append(factor)
    found = dict.fromkeys([*(causes.bones or USUAL), *hanging, *causes.none_found])
    looked = set(causes.none_found)
    return tuple(
        Rib(
            bone,
            (label(bone) if bone else "").strip() or said["elsewhere"],
            tuple(hanging[bone]),
            said["none_found"] if bone in looked else said["not_looked"],
        )
        for bone in found
    )


def factor_path(factor: Factor) -> str:
    """Return the path of a factor's words."""
    return f"causes.factor.{factor.id}.what"


def factor_mark(factor: Factor, with_pen: Pen, number: Number | None = None) -> str:
    """Return what stands before a factor's words: filled where it is likely, and its short name."""
    mark = with_pen.likely if factor.likely else with_pen.other
    return f"{mark} {number(factor.id)} " if number else f"{mark} "


def bone_path(bone: str) -> str:
    """Return what a spot says for a bone's label, which is no field: `bone:` and its name."""
    return f"bone:{bone}"
