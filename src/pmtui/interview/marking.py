"""The mark of a row, changed by one key: how sure a why is, whether a factor is likely, what a gate takes."""

from __future__ import annotations

from typing import Any, get_args

from pmtui.interview.conditions import DEFAULT_BONES
from pmtui.interview.taking import row_at
from pmtui.model.edit import Edit
from pmtui.model.postmortem import BasicEvent, Confidence, EventState, Factor, Gate, GateKind, Postmortem, Why

BONE = "bone:"
"""How the place of a bone begins, in drawings and lists: a bone is no field of its own."""


def next_mark(pm: Postmortem, path: str) -> tuple[Edit, ...]:
    """Return the edits that change the mark of the row at `path` to the next; none where it has no mark."""
    if path.startswith(BONE):
        return _looked(pm, path.removeprefix(BONE))
    row = row_at(pm, path)
    if isinstance(row, Why):
        return (Edit(f"causes.why.{row.id}.confidence", _next(get_args(Confidence), row.confidence)),)
    if isinstance(row, Factor):
        return (Edit(f"causes.factor.{row.id}.likely", None if row.likely else True),)
    if isinstance(row, BasicEvent):
        return (Edit(f"causes.event.{row.id}.state", _next(get_args(EventState), row.state)),)
    return _gate(row) if isinstance(row, Gate) else ()


def _next(values: tuple[Any, ...], now: Any) -> Any:
    """Return the value after `now`; None after the last one, and the first after None."""
    at = values.index(now) + 1 if now in values else 0
    return values[at] if at < len(values) else None


def _gate(gate: Gate) -> tuple[Edit, ...]:
    kinds = [kind for kind in get_args(GateKind) if kind != "atleast" or len(gate.inputs) > 2]
    kind = _next(tuple(kinds), gate.gate) or kinds[0]
    return (
        Edit(f"causes.gate.{gate.id}.gate", kind),
        Edit(f"causes.gate.{gate.id}.k", 2 if kind == "atleast" else None),
    )


def _looked(pm: Postmortem, bone: str) -> tuple[Edit, ...]:
    """Say of a bone that it was looked at and nothing was found, or take that back."""
    causes = pm.causes
    if any(factor.bone == bone for factor in causes.factor):
        return ()
    kept = tuple(name for name in causes.none_found if name != bone)
    return (Edit("causes.none_found", kept if bone in causes.none_found else (*kept, bone)),)


def to_bone(pm: Postmortem, factor: Factor, by: int) -> Edit | None:
    """Return the edit that moves a factor to the next bone, or the one before; None at the ends."""
    bones = list(dict.fromkeys(pm.causes.bones or DEFAULT_BONES))
    at = bones.index(factor.bone) + by if factor.bone in bones else 0
    return Edit(f"causes.factor.{factor.id}.bone", bones[at]) if 0 <= at < len(bones) else None
