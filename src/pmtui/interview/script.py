"""The script: the questions of each step and the kinds of incident, read from content/."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, fields, replace
from functools import cache
from typing import Any

from pmtui import content
from pmtui.errors import ContentError
from pmtui.interview.question import STEPS, Choice, Question
from pmtui.model.postmortem import Postmortem
from pmtui.values import dataclass

DEFAULT_KIND = "production-outage"
"""The kind whose words are used while none is chosen, or one that is not known here."""

_KINDS = ("production-outage", "security-incident", "project-failure", "process-failure")
_LABEL_LIMIT = 14


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of incident, and what it changes.

    Attributes:
        id: Its name in the file.
        label: Its name for people.
        help: A line on what it covers.
        phases: Slug and label of each phase of the timeline, in order.
        lanes: Who or what usually acts: the lanes offered in the timeline.
        asks: The ids of the questions that only some kinds ask, and this one does.
        extent: The fields of which one in numbers says how many were touched.
        length: The fields of which one says how long it lasted; `clock` is what the key moments give.
        amount: The fields of which one in numbers says how much it cost.
        usual_causes: What is often the root cause.
        usual_actions: What is often done about it.
        level_examples: An action of each level of the prevention hierarchy, by the level.
        overrides: What it changes in the words of questions: question id to key to words.
    """

    id: str
    label: str
    help: str
    phases: tuple[tuple[str, str], ...]
    lanes: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    extent: tuple[str, ...] = ()
    length: tuple[str, ...] = ()
    amount: tuple[str, ...] = ()
    usual_causes: tuple[str, ...] = ()
    usual_actions: tuple[str, ...] = ()
    level_examples: Mapping[str, str] = field(default_factory=dict)
    overrides: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def phase_label(self, slug: str) -> str:
        """Return the label of a phase; the slug itself where this kind has no such phase."""
        return next((label for known, label in self.phases if known == slug), slug)


@dataclass(frozen=True, slots=True)
class Category:
    """A category of root causes.

    Attributes:
        value: Its name in the file.
        label: Its name for people.
        help: What it is.
        signs: What people say when it is this one.
        digging: Questions that lead on from it.
        actions: What is often done about it.
    """

    value: str
    label: str
    help: str
    signs: tuple[str, ...]
    digging: tuple[str, ...]
    actions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Level:
    """A level of the prevention hierarchy.

    Attributes:
        value: Its name in the file.
        label: Its name for people.
        strength: How effective it is, 5 most and 1 least.
        help: What it is.
        examples: Actions of this level in software.
        signs: Words by which an action of this level is known.
        one_up: The question whether and how it could go one level up.
        prompt: The first words of an action of this level, with gaps.
    """

    value: str
    label: str
    strength: int
    help: str
    examples: tuple[str, ...]
    signs: tuple[str, ...]
    one_up: str
    prompt: str


@cache
def kinds() -> tuple[Kind, ...]:
    """Return the kinds of incident, in the order in which they are offered."""
    known = {name.removeprefix("kinds/").removesuffix(".toml") for name in content.names("kinds")}
    order = [kind for kind in _KINDS if kind in known] + sorted(known - set(_KINDS))
    return tuple(_kind(kind) for kind in order)


def kind_named(name: str) -> Kind:
    """Return the kind of that name; production outage where the name is empty or not known."""
    return _kind(name if f"kinds/{name}.toml" in content.names("kinds") else DEFAULT_KIND)


def kind_of(pm: Postmortem) -> Kind:
    """Return the kind of a postmortem; production outage where none, or an unknown one, is given."""
    return kind_named(pm.kind)


def questions(kind: str) -> tuple[Question, ...]:
    """Return every question of the interview, step by step, in the words of `kind`."""
    return _questions(kind_named(kind).id)


@cache
def _questions(kind: str) -> tuple[Question, ...]:
    overrides = kind_named(kind).overrides
    return tuple(
        replace(question, **overrides[question.id]) if question.id in overrides else question
        for question in _script()
    )


@cache
def _script() -> tuple[Question, ...]:
    found: list[Question] = []
    for step in STEPS:
        name = f"interview/{step}.toml"
        found += [_question({**table, "step": step}, name) for table in content.toml(name)["question"]]
    return tuple(found)


def _question(table: dict[str, Any], name: str) -> Question:
    table = {key: _joined(value) for key, value in table.items()}
    needed = table.get("needed", False)
    if isinstance(needed, str):
        table |= {"needed": False, "needs": needed}
    table["choices"] = tuple(Choice(**choice) for choice in table.get("choices", ()))
    unknown = set(table) - {each.name for each in fields(Question)}
    if unknown or not {"id", "field", "kind", "label", "ask"} <= set(table):
        raise ContentError(f"the question {table.get('id', '?')} has keys missing or unknown", where=name)
    if len(table["label"]) > _LABEL_LIMIT:
        raise ContentError(f"the label of {table['id']} is longer than {_LABEL_LIMIT}", where=name)
    return Question(**table)


def _joined(value: Any) -> Any:
    """Return a text of several lines as one line; other values as they are."""
    return " ".join(value.split()) if isinstance(value, str) else value


@cache
def _kind(name: str) -> Kind:
    data = content.toml(f"kinds/{name}.toml")
    impact = data.get("impact", {})
    return Kind(
        id=name,
        label=data["label"],
        help=data["help"],
        phases=tuple((phase["slug"], phase["label"]) for phase in data["phases"]),
        lanes=tuple(data.get("lanes", ())),
        asks=tuple(data.get("asks", ())),
        extent=tuple(impact.get("extent", ())),
        length=tuple(impact.get("length", ())),
        amount=tuple(impact.get("amount", ())),
        usual_causes=tuple(data.get("usual_causes", ())),
        usual_actions=tuple(data.get("usual_actions", ())),
        level_examples=data.get("level_examples", {}),
        overrides={
            question: {key: _joined(words) for key, words in changed.items()}
            for question, changed in data.get("question", {}).items()
        },
    )


@cache
def levels() -> tuple[Level, ...]:
    """Return the levels of the prevention hierarchy, most effective first."""
    return tuple(
        Level(
            value=table["value"],
            label=table["label"],
            strength=table["strength"],
            help=table["help"],
            examples=tuple(table["examples"]),
            signs=tuple(table["signs"]),
            one_up=table["one_up"],
            prompt=table["prompt"],
        )
        for table in content.toml("guide/hierarchy.toml")["level"]
    )


@cache
def categories() -> tuple[Category, ...]:
    """Return the categories of root causes."""
    return tuple(
        Category(
            value=table["value"],
            label=table["label"],
            help=table["help"],
            signs=tuple(table["signs"]),
            digging=tuple(table["digging"]),
            actions=tuple(table["actions"]),
        )
        for table in content.toml("guide/categories.toml")["category"]
    )


def category_label(value: str | None) -> str:
    """Return the name of a category for people; the value itself where it is not known."""
    return next((category.label for category in categories() if category.value == value), value or "")
