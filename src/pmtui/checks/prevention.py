"""Prevention: whether each cause is answered, and by something stronger than words.

The floor of the hierarchy of controls: each root cause has an action; one of them is more than memory and
attention; training or documents never stand alone; looking into something ends with a decision; a grave
incident has one action of the stronger kind; and what is likely and left as it is has a reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from pmtui import content
from pmtui.checks import one_up, rules
from pmtui.checks.depth.likeness import stems
from pmtui.checks.finding import Finding
from pmtui.checks.fishbone import taken_on
from pmtui.checks.open_combinations import breaking_of, open_combination
from pmtui.checks.sentence_checks import whole
from pmtui.text.patterns import regex

if TYPE_CHECKING:
    from pmtui.model.postmortem import Action, Factor, Postmortem, RootCause

__all__ = ["STRONG", "answering", "findings", "is_severe", "open_combination"]

STRONG = one_up.STRONG
_LONGEST_TEXT = 400
_FIRST = regex(r"[^\W\d_]{2,30}")
_NOT_TELLING = regex(r"severity|priority|level|[\s_:.\-]")


def answering(pm: Postmortem, cause: str) -> list[Action]:
    """Return the actions, not dropped, that answer the root cause of that id."""
    return [action for action in pm.action if cause in action.answers and action.status != "dropped"]


def findings(pm: Postmortem) -> Iterator[Finding]:
    """Yield the findings of prevention, root cause by root cause."""
    for root in pm.causes.root:
        yield from _root(pm, root)
    yield from _factors(pm)
    yield from _left_open(pm)
    yield from _grave(pm)
    for action in pm.action:
        if action.what.strip() and action.status != "dropped":
            yield from _action(action)


# -- root causes ------------------------------------------------------------------------------------------


def _root(pm: Postmortem, root: RootCause) -> Iterator[Finding]:
    path, answers = f"causes.root.{root.id}.what", answering(pm, root.id)
    levels = {action.level for action in answers}
    if not answers:
        yield rules.rule("prevention.unanswered").finding(path)
    elif levels == {"training"}:
        yield _weak("prevention.training-alone", answers[0], pm.kind)
    elif None not in levels and not levels & set(STRONG):
        strongest = min(answers, key=lambda action: action.level == "training")
        written = all(action.level == "training" or is_document(action.what) for action in answers)
        yield _weak("prevention.documents-alone" if written else "prevention.weak", strongest, pm.kind)


def _weak(rule_id: str, action: Action, kind: str) -> Finding:
    """Return a finding about an action that is too weak alone, with how it could go one up."""
    rule = rules.rule(rule_id)
    further = one_up.in_words(action.what, action.level, kind)
    return rule.finding(f"action.{action.id}.level", next=further or rule.next)


def is_document(what: str) -> bool:
    """Return whether an action writes something down that is then to be found and remembered."""
    line = what[:_LONGEST_TEXT]
    return bool(_phrases("documents").search(line)) and not _phrases("in_the_tool").search(line)


# -- factors ----------------------------------------------------------------------------------------------


def _factors(pm: Postmortem) -> Iterator[Finding]:
    """Yield the likely factors that were taken on, and that neither an action nor a reason answers."""
    if not pm.action or not pm.causes.factor:
        return
    from pmtui.analysis.causes.answers import factors_to_answer  # the model behind it is slow to load

    answered = {ref for action in pm.action if action.status != "dropped" for ref in action.answers}
    taken = taken_on(pm.causes)
    for factor in factors_to_answer(pm.causes):
        if factor.id in taken and factor.id not in answered and not _has_reason(factor, pm):
            path = f"causes.factor.{factor.id}.what"
            yield rules.rule("prevention.factor-open").finding(path, span=whole(factor.what))


def _has_reason(factor: Factor, pm: Postmortem) -> bool:
    """Return whether a note, or what was decided against, says why nothing is done about a factor."""
    mine = stems(factor.what)
    decided = (stems(f"{item.what} {item.why}") for item in pm.not_doing if item.why.strip())
    return bool(factor.note.strip()) or any(2 * len(mine & each) >= len(mine) for each in decided if mine)


# -- the fault tree ---------------------------------------------------------------------------------------


def _left_open(pm: Postmortem) -> Iterator[Finding]:
    """Yield the smallest combination that no action breaks; single points are findings of the tree."""
    found = breaking_of(pm) if pm.action else None
    more = [parts for parts in found.open_sets if len(parts) > 1] if found else []
    if not found or not more:
        return
    texts = {event.id: event.what or event.id for event in pm.causes.event}
    together = " + ".join(texts[each][:60] for each in more[0][:4])
    others = (found.left or len(found.open_sets)) - len(found.single_points) - 1
    rest = f", and {others} more" if others > 0 else ""
    yield rules.rule("prevention.open-combination").finding(
        "causes.top", what=f"No action breaks this combination: {together}{rest}."
    )


# -- actions ----------------------------------------------------------------------------------------------


def _grave(pm: Postmortem) -> Iterator[Finding]:
    """Yield that a grave incident has no action of the stronger kind, once its actions have levels."""
    live = [action for action in pm.action if action.status != "dropped" and action.what.strip()]
    if not live or not pm.causes.root or not is_severe(pm.severity) or any(a.level is None for a in live):
        return
    from pmtui.analysis.causes.strength import strength  # the model behind it is slow to load

    if not any(strength(action) == "stronger" for action in live):
        strongest = min(live, key=lambda action: (action.level not in STRONG, action.level == "training"))
        yield _weak("prevention.none-stronger", strongest, pm.kind)


def is_severe(severity: str) -> bool:
    """Return whether a severity is of those that are told at once: SEV1, P0, critical."""
    return _NOT_TELLING.sub("", severity[:40].lower()) in _words("severe")


def _action(action: Action) -> Iterator[Finding]:
    if action.level is None:
        yield rules.rule("prevention.no-level").finding(f"action.{action.id}.level")
    first = _FIRST.search(action.what[:60])
    if action.status == "done" or first is None or first[0].lower() not in _words("looks_into"):
        return
    decides = _phrases("decides").search(f"{action.what[:_LONGEST_TEXT]} . {action.measure[:_LONGEST_TEXT]}")
    if decides is None or action.due is None:
        what = "It looks into something, and has no day on which that ends." if decides else None
        rule = rules.rule("prevention.investigate")
        path = f"action.{action.id}.what"
        yield rule.finding(path, what=what or rule.what, span=whole(action.what))


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(content.toml("rules/prevention.toml")["words"][key])


@cache
def _phrases(key: str) -> rules.Phrases:
    return rules.Phrases(content.toml("rules/prevention.toml")["words"][key])
