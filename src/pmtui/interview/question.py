"""A question of the interview, as the script holds it and as it is asked of one postmortem."""

from __future__ import annotations

from dataclasses import field
from typing import Any, Literal

from pmtui.values import dataclass

Step = Literal["triage", "timeline", "impact", "causes", "actions", "share", "track", "review"]
STEPS: tuple[Step, ...] = ("triage", "timeline", "impact", "causes", "actions", "share", "track", "review")

FieldKind = Literal[
    "line",  # one line of text
    "prose",  # several lines of text
    "number",  # a figure; "50K" is understood
    "moment",  # a time: 14:05, ~22:30, 2026-11-24 14:05, a day, +7m
    "day",  # a date: 2027-01-15, Apr 1, next Friday
    "yesno",
    "choice",  # one of `choices`
    "texts",  # a list of short texts, one a line
    "picks",  # any of rows or texts of the postmortem, worked out in `choices`
    "event",  # the quick entry of a timeline row
    "action",  # the quick entry of an action
    "why",  # the next rung of the ladder
    "factor",  # the quick entry of a contributing factor
    "tree",  # a line of the fault tree: a base event or a gate
    "root",  # a new root cause
    "found",  # root causes, picked from what was found
    "metric",  # the quick entry of a metric: "NPS 50 -> 30"
    "person",  # the quick entry of a person: "Dana Reyes, incident commander"
    "not-doing",  # the quick entry of what was decided against: "what, because why"
    "score",  # the rubric's own score and the reason
    "slip",  # news of an action; a day in it moves the deadline: "2027-01-22, waits for the schema owner"
    "hierarchy",  # the prevention hierarchy, most effective first
    "quadrant",  # impact and effort at once
]


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer to choose: the value kept, its label, and a line of help."""

    value: Any
    label: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A question as the script holds it; every word of it comes from content/.

    Attributes:
        id: Its stable name, such as `impact.users`.
        step: The step that asks it.
        field: The path it fills; `*` stands for each row of a table (`action.*.due`); a path that ends in
            `new` is an entry line that adds a row (`timeline.new`).
        kind: How it is answered.
        label: A word or two for lists of answers.
        ask: The question.
        why: Why it is asked, in a sentence.
        weak: A weak answer, as an example.
        strong: A strong answer, as an example.
        where: Where the answer ends up in the document.
        needed: Whether a criterion of the step waits for it; else it is an offer.
        when: The name of the condition under which it applies; empty for always.
        choices: The answers to choose from, where there are such.
        needs: The name of the condition under which it is needed, where that depends.
        offered: The name of the condition under which it comes in front by itself while it is optional;
            empty for always, `never` for only by going to it.
        holds: The name of the condition under which it counts as answered, where that is another than a
            value in its field.
    """

    id: str
    step: Step
    field: str
    kind: FieldKind
    label: str
    ask: str
    why: str = ""
    weak: str = ""
    strong: str = ""
    where: str = ""
    needed: bool = False
    when: str = ""
    choices: tuple[Choice, ...] = ()
    needs: str = ""
    offered: str = ""
    holds: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is asked of one postmortem.

    Attributes:
        question: The question.
        path: The path it fills here, with the row's id in it.
        ask: Its words, with what is known of the row filled in.
        answered: Whether the file holds an answer.
        choices: The answers to choose from here.
        prompts: Further questions that help to answer (digging questions of a category, facilitation).
        value: The answer that is picked now, of a kind that is picked: impact and effort at once for
            `quadrant`; None for kinds that are typed.
        offered: Whether it comes in front by itself while it is optional and open.
    """

    question: Question
    path: str
    ask: str
    answered: bool
    choices: tuple[Choice, ...] = ()
    prompts: tuple[str, ...] = field(default=())
    value: Any = None
    offered: bool = True


@dataclass(frozen=True, slots=True)
class Criterion:
    """A step of the method or a criterion of success, worked out from the file and never ticked by hand.

    Attributes:
        id: Its stable name.
        label: Its words.
        met: Whether it holds.
        begun: Whether anything towards it stands in the file.
        missing: What is missing, in a sentence; empty where it holds.
        path: The field to go to for what is missing; empty where it holds.
    """

    id: str
    label: str
    met: bool
    begun: bool
    missing: str = ""
    path: str = ""
