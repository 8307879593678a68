"""The answers to choose from, by the field that is filled."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from pmtui import content
from pmtui.interview.conditions import DEFAULT_BONES
from pmtui.interview.question import Choice
from pmtui.interview.rows import words
from pmtui.interview.script import categories, kind_of, kinds, levels
from pmtui.model.postmortem import Postmortem

_LONGEST = 72
"""How much of a row's words a choice shows, in characters."""

Source = Callable[[Postmortem, Any], tuple[Choice, ...]]


def choices_for(pm: Postmortem, field: str, row: Any = None, now: Any = None) -> tuple[Choice, ...]:
    """Return the answers that a field can be chosen from here; empty where it is typed.

    Args:
        pm: The postmortem.
        field: The field, `*` for the row's key.
        row: The row, where the field is of one.
        now: What stands in the field; a text that is not offered is offered too, so that it can be kept.
    """
    source = _SOURCES.get(field)
    offered = source(pm, row) if source else _listed(field)
    if offered and isinstance(now, str) and now and all(choice.value != now for choice in offered):
        return (*offered, Choice(now, now))
    return offered


@cache
def _listed(field: str) -> tuple[Choice, ...]:
    listed = content.toml("guide/choices.toml").get(field, ())
    return tuple(Choice(_value(one["value"]), one["label"], one.get("help", "")) for one in listed)


def _value(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def yes_or_no() -> tuple[Choice, ...]:
    """Return yes and no."""
    return _listed("yesno")


def high_or_low() -> tuple[Choice, ...]:
    """Return high and low."""
    return _listed("high-low")


def _kinds(pm: Postmortem, row: Any) -> tuple[Choice, ...]:
    del pm, row
    return tuple(Choice(kind.id, kind.label, kind.help) for kind in kinds())


def _phases(pm: Postmortem, row: Any) -> tuple[Choice, ...]:
    del row
    return tuple(Choice(slug, label) for slug, label in kind_of(pm).phases)


def _categories(pm: Postmortem, row: Any) -> tuple[Choice, ...]:
    del pm, row
    return tuple(Choice(one.value, one.label, one.help) for one in categories())


def _levels(pm: Postmortem, row: Any) -> tuple[Choice, ...]:
    del row
    examples = kind_of(pm).level_examples
    return tuple(Choice(one.value, one.label, examples.get(one.value, one.help)) for one in levels())


def _horizons(pm: Postmortem, row: Any) -> tuple[Choice, ...]:
    del pm, row
    listed = content.toml("guide/horizons.toml")["horizon"]
    return tuple(Choice(one["value"], one["label"], one["help"]) for one in listed)


def _bones(pm: Postmortem, row: Any) -> tuple[Choice, ...]:
    del row
    known = {bone["value"]: bone for bone in content.toml("guide/bones.toml")["bone"]}
    return tuple(
        Choice(name, known[name]["label"], known[name]["help"]) if name in known else Choice(name, name)
        for name in dict.fromkeys(pm.causes.bones or DEFAULT_BONES)
    )


def _roots(pm: Postmortem, row: Any) -> tuple[Choice, ...]:
    """Return what an action can answer: root causes, and likely factors that none of them stands for."""
    del row
    from pmtui.analysis.causes.answers import factors_to_answer

    return tuple(_of_row(each) for each in (*pm.causes.root, *factors_to_answer(pm.causes)))


def _base_events(pm: Postmortem, row: Any) -> tuple[Choice, ...]:
    del row
    return tuple(_of_row(event) for event in pm.causes.event)


def _explained(pm: Postmortem, row: Any) -> tuple[Choice, ...]:
    """Return the problem and the whys that a why can explain: not itself."""
    problem = Choice("problem", short(pm.causes.problem) or "The problem")
    return (problem, *(_of_row(why) for why in pm.causes.why if why is not row))


def _found(pm: Postmortem, row: Any) -> tuple[Choice, ...]:
    """Return what a row of the causes can be drawn from: whys, factors, base events."""
    rows = (*pm.causes.why, *pm.causes.factor, *pm.causes.event)
    return tuple(_of_row(each) for each in rows if each is not row)


def _candidates(pm: Postmortem, row: Any) -> tuple[Choice, ...]:
    from pmtui.interview.taking import candidates

    del row
    return tuple(_of_row(each) for each in candidates(pm))


def _inputs(pm: Postmortem, row: Any) -> tuple[Choice, ...]:
    """Return what can lead to a gate: not what it leads to itself, unless it is named there already."""
    from pmtui.interview.tree_entry import beneath

    rows: tuple[Any, ...] = (*pm.causes.gate, *pm.causes.event)
    offered = (each for each in rows if each is not row)
    return tuple(
        _of_row(each)
        for each in offered
        if each.id in row.inputs or row.id not in beneath(pm.causes, each.id)
    )


def _gates(pm: Postmortem, row: Any) -> tuple[Choice, ...]:
    del row
    return tuple(_of_row(gate) for gate in pm.causes.gate)


def _of_row(row: Any) -> Choice:
    return Choice(row.id, short(words(row)) or row.id)


def short(text: str, limit: int = _LONGEST) -> str:
    """Return a text as one line of at most `limit` characters, cut between words."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    head = line[: limit - 2]
    return (head.rsplit(" ", 1)[0] if " " in head else head) + " …"


_SOURCES: dict[str, Source] = {
    "kind": _kinds,
    "timeline.*.phase": _phases,
    "causes.none_found": _bones,
    "causes.top": _gates,
    "causes.why.*.explains": _explained,
    "causes.why.*.from": _found,
    "causes.event.*.from": _found,
    "causes.root.new.found": _candidates,
    "causes.factor.*.bone": _bones,
    "causes.factor.*.from": _found,
    "causes.gate.*.inputs": _inputs,
    "causes.root.*.category": _categories,
    "causes.root.*.from": _found,
    "action.*.level": _levels,
    "action.*.horizon": _horizons,
    "action.*.answers": _roots,
    "action.*.breaks": _base_events,
}
