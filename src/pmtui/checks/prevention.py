"""Prevention: whether each root cause is answered, and by something stronger than words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pmtui.checks import one_up, rules
from pmtui.checks.finding import Finding

if TYPE_CHECKING:
    from pmtui.model.postmortem import Action, Gate, Postmortem, RootCause

STRONG = one_up.STRONG


def answering(pm: Postmortem, cause: str) -> list[Action]:
    """Return the actions, not dropped, that answer the root cause of that id."""
    return [action for action in pm.action if cause in action.answers and action.status != "dropped"]


def findings(pm: Postmortem) -> Iterator[Finding]:
    """Yield the findings of prevention, root cause by root cause."""
    for root in pm.causes.root:
        yield from _root(pm, root)
    left = open_combination(pm)
    if left and pm.action:
        texts = {event.id: event.what or event.id for event in pm.causes.event}
        together = " + ".join(texts[each][:60] for each in left[:4])
        yield rules.rule("prevention.open-combination").finding(
            "causes.top", what=f"No action breaks this combination: {together}."
        )
    for action in pm.action:
        if action.level is None and action.what.strip() and action.status != "dropped":
            yield rules.rule("prevention.no-level").finding(f"action.{action.id}.level")


def _root(pm: Postmortem, root: RootCause) -> Iterator[Finding]:
    path, answers = f"causes.root.{root.id}.what", answering(pm, root.id)
    levels = {action.level for action in answers}
    if not answers:
        yield rules.rule("prevention.unanswered").finding(path)
    elif levels == {"training"}:
        yield _weak("prevention.training-alone", answers[0], pm.kind)
    elif None not in levels and not levels & set(STRONG):
        strongest = min(answers, key=lambda action: action.level == "training")
        yield _weak("prevention.weak", strongest, pm.kind)


def _weak(rule_id: str, action: Action, kind: str) -> Finding:
    """Return a finding about an action that is too weak alone, with how it could go one up."""
    rule = rules.rule(rule_id)
    further = one_up.in_words(action.what, action.level, kind)
    return rule.finding(f"action.{action.id}.level", next=further or rule.next)


# -- the fault tree -------------------------------------------------------------------------------------

_MOST_EVENTS = 200


def open_combination(pm: Postmortem) -> tuple[str, ...]:
    """Return the ids of base events that together still lead to the top event; empty where actions break all.

    Minimal: without any one of them the top event would not happen. Events that are ruled out, or broken by
    an action that is not dropped, do not happen. Without a tree it is empty.
    """
    causes = pm.causes
    gates = {gate.id: gate for gate in causes.gate}
    if causes.top not in gates:
        return ()
    broken = {ref for action in pm.action if action.status != "dropped" for ref in action.breaks}
    happens = {event.id for event in causes.event if event.state != "ruled-out" and event.id not in broken}
    if len(happens) > _MOST_EVENTS or not _happens(causes.top, gates, happens):
        return ()
    for event in sorted(happens):
        if _happens(causes.top, gates, happens - {event}):
            happens.discard(event)
    return tuple(event.id for event in causes.event if event.id in happens)


def _happens(top: str, gates: dict[str, Gate], happens: set[str]) -> bool:
    """Return whether the event of a gate happens; a gate that leads back to itself adds nothing."""
    known: dict[str, bool] = dict.fromkeys(happens, True)
    for _ in range(len(gates) + 1):
        changed = False
        for name, gate in gates.items():
            inputs = [known.get(each, False) for each in gate.inputs]
            wanted = {"and": len(inputs), "or": 1, "atleast": gate.k or 1}[gate.gate]
            now = bool(inputs) and sum(inputs) >= wanted
            if now and not known.get(name):
                known[name] = changed = True
        if not changed:
            break
    return known.get(top, False)
