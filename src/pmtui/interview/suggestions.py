"""Suggestions for the next action: from the kind of incident, the category of the root cause, the ladder.

They are words with ⟨gaps⟩, most effective first. One that an action was made from is not suggested again.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any, cast

from pmtui import content
from pmtui.checks.one_up import STRONG, rung
from pmtui.interview.script import category_label, kind_of, levels
from pmtui.interview.signs import guess_level
from pmtui.model.postmortem import Action, Level, Postmortem, RootCause
from pmtui.text.patterns import regex
from pmtui.values import dataclass

_GAP = regex(r"⟨[^⟨⟩]*⟩")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Words for an action.

    Attributes:
        words: The words, with gaps to fill.
        level: The level of the prevention hierarchy that they are of.
        source: Where they come from, in two or three words, such as `category: testing`.
        whole_source: The same in full, such as `human error: testing`.
    """

    words: str
    level: Level
    source: str
    whole_source: str


def for_cause(pm: Postmortem, cause: str) -> tuple[Suggestion, ...]:
    """Return what is suggested for a cause, from the top of the hierarchy down.

    Of one level what goes one up from an action that is there comes first, then what the category has, then
    what fits any cause, then what the kind of incident has.

    Args:
        pm: The postmortem.
        cause: The id of the root cause or factor; empty for none in particular.
    """
    kept = [action for action in pm.action if action.status != "dropped"]
    mine = [action for action in kept if not cause or cause in action.answers]
    root = next((root for root in pm.causes.root if root.id == cause), None)
    found = [
        *(each for action in mine for each in one_up(pm, action)),
        *(each for each in _by_category(root) if not _is_used(each.words, kept)),
        *(each for each in _general() if not _is_used(each.words, mine)),
        *(each for each in _of_kind(kind_of(pm).id) if not _is_used(each.words, kept)),
    ]
    return _in_order(found)


def for_action(pm: Postmortem, action: Action) -> tuple[Suggestion, ...]:
    """Return what is suggested in place of an action: one up from it first, then for what it answers."""
    rest = for_cause(pm, action.answers[0] if action.answers else "")
    return tuple({each.words: each for each in (*one_up(pm, action), *rest)}.values())


def one_up(pm: Postmortem, action: Action) -> tuple[Suggestion, ...]:
    """Return the rewrites by which an action would go one level up; none where it holds by itself."""
    if action.level in STRONG or not action.what.strip():
        return ()
    above = rung(action.what, action.level)
    number = next((at for at, each in enumerate(pm.action, 1) if each.id == action.id), 0)
    source = _sources()["one_up"].format(number=number)
    return tuple(
        Suggestion(words, guess_level(words) or "engineering", source, source)
        for words in (above.rewrites if above else ())
    )


def level_of(pm: Postmortem, what: str) -> Level | None:
    """Return the level of the suggestion that an action was made from; None where it was from none."""
    everything = [each for root in pm.causes.root for each in _by_category(root)]
    everything += _of_kind(kind_of(pm).id)
    return next((each.level for each in everything if _made_from(what, each.words)), None)


def _by_category(root: RootCause | None) -> tuple[Suggestion, ...]:
    return _of_category(root.category) if root is not None and root.category else ()


@cache
def _of_category(value: str) -> tuple[Suggestion, ...]:
    listed = content.toml("guide/categories.toml")["category"]
    here: dict[str, Any] = next((one for one in listed if one["value"] == value), {})
    return _read(here.get("suggestion", ()), "category", category_label(value))


@cache
def _of_kind(kind: str) -> tuple[Suggestion, ...]:
    data = content.toml(f"kinds/{kind}.toml")
    return _read(data.get("suggestion", ()), "kind", data["label"])


@cache
def _general() -> tuple[Suggestion, ...]:
    source = _sources()["any"]
    return tuple(Suggestion(one.prompt, cast("Level", one.value), source, source) for one in levels())


def _read(tables: Iterable[dict[str, Any]], origin: str, label: str) -> tuple[Suggestion, ...]:
    short = _sources()[origin]
    return tuple(
        Suggestion(
            one["words"],
            one["level"],
            short.format(about=one["about"]),
            f"{label}: {one['about']}",
        )
        for one in tables
    )


def _sources() -> dict[str, str]:
    words: dict[str, str] = content.toml("guide/suggestions.toml")["source"]
    return words


def _in_order(found: Iterable[Suggestion]) -> tuple[Suggestion, ...]:
    """Return each suggestion once, the most effective first; those of one level keep their order."""
    place = {one.value: at for at, one in enumerate(levels())}
    return tuple(sorted({each.words: each for each in found}.values(), key=lambda each: place[each.level]))


def _is_used(words: str, actions: Iterable[Action]) -> bool:
    return any(_made_from(action.what, words) for action in actions)


def _made_from(what: str, words: str) -> bool:
    """Return whether an action holds the words of a suggestion around its gaps, in their order."""
    rest, first, *others = what.casefold(), *_fixed(words)
    if not rest.startswith(first):
        return False
    at = len(first)
    for each in others:
        found = rest.find(each, at)
        if found < 0:
            return False
        at = found + len(each)
    return True


@cache
def _fixed(words: str) -> tuple[str, ...]:
    """Return what stands around the gaps of a suggestion, in small letters; the first may be empty."""
    first, *others = (part.strip().casefold() for part in _GAP.split(words))
    return (first, *(part for part in others if part))
