"""The one registry of actions: the key bar, the help, the palette, docs/keys.md and remapping come from it.

Textual is imported only where a binding is made, so that the documentation can be made without it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from pmtui.interview.question import Asked

if TYPE_CHECKING:
    from textual.binding import Binding

EVERYWHERE, FIELD, LIST = "everywhere", "field", "list"
"""The scopes: on every step whatever has the keyboard; while a field has it; while the list has it."""


@dataclass(frozen=True, slots=True)
class Action:
    """Something that a person can do with a key.

    Attributes:
        id: Its stable name, under which it is remapped.
        key: Its first key, as Textual names it; the one that is shown.
        label: A word or two for the key bar, at most 12 characters.
        help: What it does, in a sentence.
        scope: Where the key acts: "everywhere", "field" or "list".
        also: Further keys that do the same in the same scope.
        letters: Keys that do the same only while the list has the keyboard.
        steps: The steps that have the action; empty for all.
    """

    id: str
    key: str
    label: str
    help: str
    scope: str
    also: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()


ACTIONS: tuple[Action, ...] = (
    Action("help", "f1", "help", "Help for the question in front, and all keys.", EVERYWHERE, letters=("?",)),
    Action("checklist", "f2", "checklist", "The steps and criteria, and what each still lacks.", EVERYWHERE),
    Action(
        "next-finding",
        "f3",
        "finding",
        "Go to the next finding: of this answer, then of the next.",
        EVERYWHERE,
        letters=("n",),
    ),
    Action("editor", "f4", "editor", "Edit this field in $EDITOR.", EVERYWHERE, also=("ctrl+g",)),
    Action("preview", "f5", "preview", "Read the document as it stands.", EVERYWHERE),
    Action(
        "mark-moment",
        "f6",
        "moment",
        "Mark the time of the chosen row as a key moment: started, detected, mitigated ...",
        EVERYWHERE,
        steps=("timeline",),
    ),
    Action(
        "branch",
        "f6",
        "branch",
        "Ask what else had to be true: another branch beside the chosen why.",
        EVERYWHERE,
        letters=("b",),
        steps=("causes",),
    ),
    Action(
        "suggest",
        "f6",
        "suggest",
        "Show what could be done about the cause in front, strongest first, and take the words of one.",
        EVERYWHERE,
        letters=("s",),
        steps=("actions",),
    ),
    Action(
        "coverage",
        "f12",
        "coverage",
        "Show causes by actions: what is answered, what is broken of the fault tree, what is open.",
        EVERYWHERE,
        letters=("c",),
        steps=("actions", "causes"),
    ),
    Action("next-step", "f7", "next step", "Go to the next step.", EVERYWHERE, also=("ctrl+pagedown",)),
    Action(
        "previous-step",
        "ctrl+pageup",
        "step back",
        "Go to the step before.",
        EVERYWHERE,
        also=("shift+f7", "f19"),  # f19 is what most terminals send for Shift+F7
    ),
    Action("export", "f8", "export", "Write the Markdown document beside the postmortem.", EVERYWHERE),
    Action(
        "waive", "f9", "waive", "Waive the finding at the cursor, with a reason that is kept.", EVERYWHERE
    ),
    Action(
        "take",
        "ctrl+r",
        "take words",
        "Take the offered words; again: go to the next gap in them.",
        EVERYWHERE,
    ),
    Action(
        "unwaive",
        "shift+f9",
        "un-waive",
        "Take back what was waived about this answer; the finding shows again.",
        EVERYWHERE,
        also=("f21",),  # what most terminals send for Shift+F9
    ),
    Action("undo", "ctrl+z", "undo", "Take the last change back, on whichever step it was.", EVERYWHERE),
    Action("redo", "ctrl+y", "redo", "Do again what was undone.", EVERYWHERE),
    Action("palette", "ctrl+p", "commands", "Find any action by its name.", EVERYWHERE),
    Action("goto", "ctrl+o", "go to", "Go to any step, question or finding.", EVERYWHERE),
    Action("save", "ctrl+s", "save", "Save now and say where; saving is automatic.", EVERYWHERE),
    Action("redraw", "ctrl+l", "redraw", "Draw the whole screen anew.", EVERYWHERE),
    Action("quit", "ctrl+q", "quit", "Save and leave; what was typed and not entered is kept.", EVERYWHERE),
    Action("next-question", "tab", "next", "Go to the next question, out of any field.", EVERYWHERE),
    Action("previous-question", "shift+tab", "previous", "Go to the question before.", EVERYWHERE),
    Action("enter", "enter", "answer", "Answer and go on; an empty line passes the question by.", FIELD),
    Action(
        "leave-field", "escape", "list", "From the field to the list, or back; the text stays.", EVERYWHERE
    ),
    Action("edit", "enter", "edit", "Bring the chosen line into the field.", LIST, also=("e",)),
    Action("add", "a", "add", "Go to the line that adds a row.", LIST),
    Action("delete", "d", "delete", "Remove the chosen row; undo brings it back.", LIST, also=("delete",)),
    Action("move-up", "K", "move up", "Move the chosen row up.", LIST, also=("shift+up",)),
    Action("move-down", "J", "move down", "Move the chosen row down.", LIST, also=("shift+down",)),
    Action("down", "j", "down", "Go down a line.", LIST, also=("down",)),
    Action("up", "k", "up", "Go up a line.", LIST, also=("up",)),
    Action("page-down", "pagedown", "page down", "Go down a page.", LIST),
    Action("page-up", "pageup", "page up", "Go up a page.", LIST),
    Action("first", "g", "first", "Go to the first line.", LIST, also=("home",)),
    Action("last", "G", "last", "Go to the last line.", LIST, also=("end",)),
    Action("view-1", "1", "5 Whys", "Go to the ladder of whys.", LIST, steps=("causes",)),
    Action("view-2", "2", "fishbone", "Go to the fishbone.", LIST, steps=("causes",)),
    Action("view-3", "3", "fault tree", "Go to the fault tree.", LIST, steps=("causes",)),
    Action("view-4", "4", "root causes", "Go to the root causes.", LIST, steps=("causes",)),
    Action(
        "next-view",
        "ctrl+t",
        "view",
        "Go to the next view: whys, fishbone, fault tree, root causes.",
        EVERYWHERE,
        steps=("causes",),
    ),
    Action(
        "mark",
        "space",
        "mark",
        "Change the chosen row's mark: how sure, likely, looked at, its state, what a gate takes.",
        LIST,
        steps=("causes",),
    ),
    Action(
        "links",
        "ctrl+n",
        "links",
        "Show what the chosen row came from and what came of it, and go there.",
        EVERYWHERE,
        letters=("o",),
        steps=("timeline", "causes", "actions"),
    ),
    Action(
        "evidence", "v", "evidence", "Ask what shows the chosen why or base event.", LIST, steps=("causes",)
    ),
    Action("ends", "x", "end", "Say that, and why, the chosen branch ends.", LIST, steps=("causes",)),
    Action("take-root", "r", "root", "Make a root cause of the chosen row.", LIST, steps=("causes",)),
    Action(
        "take-why", "w", "whys", "Take the chosen factor or event into the whys.", LIST, steps=("causes",)
    ),
    Action(
        "take-factor",
        "f",
        "fish",
        "Put the chosen why or event on the fishbone.",
        LIST,
        steps=("causes",),
    ),
    Action(
        "take-event",
        "t",
        "tree",
        "Put the chosen why or factor into the tree.",
        LIST,
        steps=("causes",),
    ),
    Action("bone-left", "left", "bone", "Move the factor to the bone before.", LIST, steps=("causes",)),
    Action("bone-right", "right", "bone", "Move the factor to the next bone.", LIST, steps=("causes",)),
    Action(
        "read-back",
        "u",
        "therefore",
        "Read the whys upwards with therefore, to test them.",
        LIST,
        steps=("causes",),
    ),
)

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
    return "  ".join(display(key) for key in (*keys_of(action, remap), *letters) if key not in ("f19", "f21"))


def docs_table() -> str:
    """Return docs/keys.md: every action with its keys, its name for remapping, and what it does."""
    lines = [
        "# Keys",
        "",
        "Made from `src/pmtui/keys.py`; a test holds the two together. `^Q` is Ctrl+Q, `S-Tab` is Shift+Tab.",
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
