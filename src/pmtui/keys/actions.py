"""Every action that has a key: its name, its keys, what it does, where it acts."""

from __future__ import annotations

from pmtui.values import dataclass

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
        "versions",
        "shift+f5",
        "versions",
        "Show earlier versions, what changed since each, and bring one back.",
        EVERYWHERE,
        also=("f17",),  # what most terminals send for Shift+F5
    ),
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
    Action(
        "conflicts",
        "shift+f6",
        "two versions",
        "Choose where two people gave one field two values: both are shown, one field after the other.",
        EVERYWHERE,
        also=("f18",),  # what most terminals send for Shift+F6
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
