"""What the one registry of actions is used for: the key bar, help, palette, docs/keys.md and remapping.

Textual is imported only where a binding is made, so that the documentation can be made without it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING

from pmtui.interview.question import Asked
from pmtui.keys.actions import ACTIONS, EVERYWHERE, FIELD, LIST, Action

if TYPE_CHECKING:
    from textual.binding import Binding

__all__ = [
    "ACTIONS",
    "EVERYWHERE",
    "FIELD",
    "LIST",
    "Action",
    "action_for",
    "bar",
    "bindings",
    "by_id",
    "conflicts",
    "display",
    "docs_table",
    "keys_of",
    "table",
]

_SPOKEN = {
    "enter": "Enter",
    "escape": "Esc",
    "tab": "Tab",
    "shift+tab": "S-Tab",
    "delete": "Del",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "home": "Home",
    "end": "End",
    "space": "Space",
    "question_mark": "?",
}
_AS_SENT = ("f17", "f18", "f19", "f21")
"""What terminals send for Shift and a function key: a person presses no such key, so it is not shown."""
_NAMED_OTHERWISE = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
"""Textual's names of characters, where they differ from Unicode's."""


@cache
def by_id(action: str) -> Action:
    """Return the action of that id; raise KeyError where there is none."""
    return {each.id: each for each in ACTIONS}[action]


def display(key: str) -> str:
    """Return a key as the key bar shows it: `^Q`, `F7`, `Enter`, `^PgUp`."""
    if key in _SPOKEN:
        return _SPOKEN[key]
    *modifiers, last = key.split("+") if len(key) > 1 else [key]
    if last in _SPOKEN:
        name = _SPOKEN[last]
    elif len(last) == 1:
        name = last.upper() if "ctrl" in modifiers else last
    else:
        name = last.upper() if last[:1] == "f" and last[1:].isdigit() else last
    sign = {"ctrl": "^", "shift": "S-", "alt": "M-"}
    return "".join(sign.get(modifier, f"{modifier}+") for modifier in modifiers) + name


def _named(key: str) -> str:
    """Return Textual's name of a key that may be written as its character: `?` is `question_mark`."""
    if len(key) != 1 or key.isalnum():
        return key
    name = unicodedata.name(key, key).lower().replace("-", "_").replace(" ", "_")
    return _NAMED_OTHERWISE.get(name, name)


def keys_of(action: Action, remap: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """Return the keys that do `action` in its own scope: what the person chose, else its own.

    Args:
        action: The action.
        remap: The person's keys, by the action's id; several are parted by commas.
    """
    chosen = (remap or {}).get(action.id, "")
    return tuple(key.strip() for key in chosen.split(",") if key.strip()) or (action.key, *action.also)


def action_for(key: str, scope: str, step: str = "", remap: Mapping[str, str] | None = None) -> str | None:
    """Return the id of the action that `key` means; None where it means none.

    Args:
        key: The key, as Textual names it or as the character that it types.
        scope: What has the keyboard: "field" or "list".
        step: The step on the screen.
        remap: The person's keys, by the action's id.
    """
    return _table(scope, step, tuple(sorted((remap or {}).items()))).get(_named(key))


@cache
def _table(scope: str, step: str, remap: tuple[tuple[str, str], ...]) -> dict[str, str]:
    table: dict[str, str] = {}
    chosen = dict(remap)
    here = [action for action in ACTIONS if not action.steps or step in action.steps]
    narrow_first = sorted(here, key=lambda action: action.scope == EVERYWHERE)
    for action in sorted(narrow_first, key=lambda action: action.id not in chosen):
        keys = keys_of(action, chosen) if action.scope in (scope, EVERYWHERE) else ()
        letters = action.letters if scope == LIST and action.id not in chosen else ()
        for key in (*keys, *letters):
            table.setdefault(_named(key), action.id)
    return table


def bindings(scope: str, remap: Mapping[str, str] | None = None) -> list[Binding]:
    """Return Textual's bindings for the actions of a scope, each under its id.

    Those of "everywhere" have priority, so that a text field does not take their keys.
    """
    from textual.binding import Binding

    return [
        Binding(
            ",".join(keys_of(action, remap)),
            f"do({action.id!r})",
            action.label,
            key_display=display(keys_of(action, remap)[0]),
            priority=scope == EVERYWHERE,
            id=action.id,
        )
        for action in ACTIONS
        if action.scope == scope
    ]


def conflicts(remap: Mapping[str, str]) -> list[str]:
    """Return a sentence for each thing that is wrong with a person's keys; empty where all is well."""
    known = {action.id for action in ACTIONS}
    said = [f"keys.{name}: there is no action of that name." for name in remap if name not in known]
    steps = sorted({step for action in ACTIONS for step in action.steps}) or [""]
    for scope in (FIELD, LIST):
        for step in ("", *steps):
            owners: dict[str, str] = {}
            for action in ACTIONS:
                if action.scope not in (scope, EVERYWHERE) or (action.steps and step not in action.steps):
                    continue
                letters = action.letters if scope == LIST and action.id not in remap else ()
                for key in (*keys_of(action, remap), *letters):
                    other = owners.setdefault(_named(key), action.id)
                    if other != action.id and {other, action.id} & set(remap):
                        said.append(f"{display(key)} is asked for twice: by {other} and by {action.id}.")
    for name, chosen in remap.items():
        if name in known and by_id(name).scope != LIST:
            typed = [key for key in (part.strip() for part in chosen.split(",")) if len(key) == 1]
            said += [f"keys.{name}: {key} is a character that fields need." for key in typed]
    return list(dict.fromkeys(said))


def bar(
    scope: str,
    own: Iterable[str] = (),
    one: Asked | None = None,
    remap: Mapping[str, str] | None = None,
) -> tuple[tuple[str, str], ...]:
    """Return what the key bar shows, in order of use: pairs of a key and its label; help and quit last.

    Args:
        scope: What has the keyboard: "field" or "list".
        own: The ids of the actions that the step puts first.
        one: The question in front.
        remap: The person's keys, by the action's id.
    """
    kind = one.question.kind if one is not None else "line"
    if scope == LIST:
        ids = ["edit", "add", "delete", *own, "leave-field", "move-up", "next-step"]
    elif kind in ("prose", "texts"):
        ids = ["next-question", *own, "editor", "next-step", "leave-field"]
    else:
        ids = ["enter", *own, "next-step", "next-question", "leave-field", "goto"]
    words = {"enter": _word_for_enter(kind), "leave-field": "field" if scope == LIST else "list"}
    shown = []
    for name in dict.fromkeys([*ids, "help", "quit"]):
        action = by_id(name)
        letters = action.letters if scope == LIST and name not in (remap or {}) else ()
        key = (*letters, *keys_of(action, remap))[0] if name != "help" else keys_of(action, remap)[0]
        shown.append((display(key), words.get(name, action.label)))
    return tuple(shown)


def _word_for_enter(kind: str) -> str:
    if kind in ("event", "action", "why", "factor", "tree", "root", "metric", "person", "not-doing"):
        return "add"
    return "choose" if kind in ("yesno", "choice", "picks", "found", "hierarchy", "quadrant") else "answer"


def table(remap: Mapping[str, str] | None = None) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Return all keys for people to read: headings, each with rows of keys, name and sentence."""
    general = [action for action in ACTIONS if not action.steps]
    groups = {
        "Everywhere": [action for action in general if action.scope != LIST],
        "In the list": [action for action in general if action.scope == LIST],
        "Timeline": [action for action in ACTIONS if "timeline" in action.steps],
        "Root cause": [action for action in ACTIONS if "causes" in action.steps],
        "Actions": [action for action in ACTIONS if "actions" in action.steps],
    }
    return [
        (heading, [(_all_keys(action, remap), action.id, action.help) for action in actions])
        for heading, actions in groups.items()
    ]


def _all_keys(action: Action, remap: Mapping[str, str] | None) -> str:
    letters = () if action.id in (remap or {}) else action.letters
    return "  ".join(display(key) for key in (*keys_of(action, remap), *letters) if key not in _AS_SENT)


def docs_table() -> str:
    """Return docs/keys.md: every action with its keys, its name for remapping, and what it does."""
    lines = [
        "# Keys",
        "",
        "Made from `src/pmtui/keys/`; a test holds the two together. `^Q` is Ctrl+Q, `S-Tab` is Shift+Tab.",
        "Single letters and digits act only while the list has the keyboard (Esc goes there and back), never",
        "while a text is being typed. Each action can have another key, under its name.",
        "",
    ]
    for heading, rows in table():
        lines += [f"## {heading}", "", "| Keys | Action | What it does |", "| --- | --- | --- |"]
        lines += [
            f"| {' '.join(f'`{key}`' for key in keys.split('  '))} | `{name}` | {words} |"
            for keys, name, words in rows
        ]
        lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"
