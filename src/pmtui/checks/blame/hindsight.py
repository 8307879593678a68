"""Blame in what somebody ought to have done, in a past that did not happen."""

from __future__ import annotations

from dataclasses import replace

from pmtui.checks.blame.verdict import Verdict, is_distant, is_likely, is_own, lows
from pmtui.text.people.lexicon import lexicon
from pmtui.text.people.phrases import Act, Reading

_SUPPOSING = ("should", "ought", "could", "would", "needed", "might")


def counterfactual(act: Act, reading: Reading) -> Verdict | None:
    """Return what is to be said of an act that is only wished for: "should have checked"."""
    who, head = act.who, reading.tokens[act.who.head].low
    if who.kind == "outsider" and not act.kinds & {"duty", "fault_human"}:
        return None
    verdict = Verdict("blame.counterfactual", who.first, act.verb, act=act)
    if act.if_only and not act.passive and _had(act, reading):
        return replace(verdict, edge=is_own(who) or who.kind == "you" or not is_likely(who))
    past = bool({"was", "were", "wasn't", "weren't"} & set(lows(reading, act.start, act.verb)))
    if (
        act.if_only
        and "duty" in act.kinds
        and not act.passive
        and reading.has("prevented", "avoided", "averted")
    ):
        return replace(verdict, edge=is_own(who) or who.kind == "you" or not is_likely(who))
    undone = act.negated or reading.has("didn't", "never", "but") or (past and who.kind in ("role", "name"))
    if act.base == "suppose" and undone and who.kind in ("they", "role", "name"):
        return replace(verdict, edge=is_distant(act, reading) or not who.sure)
    if _should_not_be(act, reading):
        return replace(verdict, edge=is_own(who) or not who.sure)
    if not (act.modal.startswith(_SUPPOSING) and act.perfect and _is_perfect(act, reading)):
        return None
    duty = act.modal.startswith(("should", "ought", "needed"))
    if head in ("anyone", "anybody") and not duty:
        return None
    if act.passive:
        reproach = duty and reading.has("never") and not is_own(who) and who.kind != "outsider"
        return replace(verdict, edge=not reproach)
    if duty:
        likely = who.likely and (act.kinds & {"duty", "neutral"} or act.base == "do")
        return replace(verdict, edge=not (who.sure or likely) and head not in ("user", "operator"))
    if act.modal.startswith("would") and not reading.has("if", "had"):
        if lexicon().signs["competent"] & set(lows(reading, who.first, who.head)):
            return verdict
        expected = who.kind in ("role", "name", "person") and "duty" in act.kinds
        return replace(verdict, edge=True) if expected else None
    done = who.kind in ("role", "name", "person") or act.kinds & {"duty", "change", "harm"}
    helped = act.base == "help" or not done
    return replace(verdict, edge=is_own(who) or is_distant(act, reading) or not is_likely(who) or helped)


def _had(act: Act, reading: Reading) -> bool:
    """Return whether it is told as past: not "if the reviewer has any doubts"."""
    return bool({"had", "'d", "hadn't", "hadnt"} & set(lows(reading, act.who.first - 2, act.verb)))


def _should_not_be(act: Act, reading: Reading) -> bool:
    """Read "they shouldn't be using it"."""
    doing = reading.tokens[act.verb].low.endswith("ing")
    return doing and act.negated and act.modal.startswith("should") and not act.perfect


def _is_perfect(act: Act, reading: Reading) -> bool:
    """Return whether "have" and a participle follow the modal: not "we should have an owner"."""
    low = reading.tokens[act.verb].low
    verb = lexicon().verbs.get(low)
    participle = verb is not None and "participle" in verb.forms
    participle = participle or low.endswith(("ed", "en", "wn", "ung", "ept", "ent", "ught"))
    return participle and bool({"have", "'ve"} & set(lows(reading, act.start, act.verb)))
