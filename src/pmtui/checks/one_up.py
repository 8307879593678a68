"""The prevention hierarchy read upwards: could an action go one level up, and how?

The ladder of questions and rewrites stands in content/guide/hierarchy.toml, examples of the levels in
content/kinds/*.toml.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from pmtui import content
from pmtui.checks import rules
from pmtui.values import dataclass

STRONG = ("eliminate", "substitute", "engineering")
"""The top three levels of the hierarchy: they hold without anybody's memory or attention."""
_LONGEST_TEXT = 400


@dataclass(frozen=True, slots=True)
class Rung:
    """A question whether an action could go one up, and rewrites with gaps that would."""

    ask: str
    rewrites: tuple[str, ...] = ()


def rung(what: str, level: str | None) -> Rung | None:
    """Return how an action could go up: by its words, else by its level; None where neither says."""
    line = what[:_LONGEST_TEXT]
    found = [
        (match.start(), at) for at, (pattern, _) in enumerate(_ladder()) if (match := pattern.search(line))
    ]
    if found:
        return _ladder()[min(found)[1]][1]
    return next((Rung(one["one_up"]) for one in _levels() if one["value"] == level), None)


def in_words(what: str, level: str | None, kind: str) -> str:
    """Return what a finding about a weak action says next: question, the level above by example, rewrites.

    Args:
        what: The action.
        level: Its level.
        kind: The kind of incident that the examples are from; the commonest one where it is not known.
    """
    here = rung(what, level)
    if here is None:
        return ""
    words = content.toml("guide/hierarchy.toml")["finding"]
    examples = " ".join(_examples(level, kind, words))
    if not here.rewrites:
        return f"{here.ask} {examples}".strip()
    rewrites = words["between"].join(here.rewrites)
    told: str = words["next"].format(ask=here.ask, rewrites=rewrites, examples=examples)
    return told.strip()


def _examples(level: str | None, kind: str, words: dict[str, str]) -> list[str]:
    """Return the level above by an example from the kind; where it is weak too, one that holds."""
    values = [one["value"] for one in _levels()]
    at = values.index(level) if level in values else 0
    above = values[max(at - 1, 0)]
    shown = [("example", above)] if at else []
    if above not in STRONG:
        shown.append(("better", STRONG[-1]))
    known = _kind(kind).get("level_examples", {})
    labels = {one["value"]: one["label"] for one in _levels()}
    return [
        words[name].format(label=labels[value].lower(), example=known[value].rstrip("."))
        for name, value in shown
        if value in known
    ]


@cache
def _ladder() -> tuple[tuple[re.Pattern[str], Rung], ...]:
    listed = content.toml("guide/hierarchy.toml")["ladder"]
    return tuple((_pattern(one["phrases"]), Rung(one["ask"], tuple(one["rewrites"]))) for one in listed)


def _pattern(phrases: list[str]) -> re.Pattern[str]:
    pattern = rules.compiled(phrases)
    assert pattern is not None
    return pattern


def _levels() -> list[dict[str, Any]]:
    levels: list[dict[str, Any]] = content.toml("guide/hierarchy.toml")["level"]
    return levels


def _kind(kind: str) -> dict[str, Any]:
    name = f"kinds/{kind}.toml"
    return content.toml(name if kind and name in content.names("kinds") else "kinds/production-outage.toml")
