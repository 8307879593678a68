"""Blame in what somebody is said to be: the cause, unaware, too hasty, without discipline."""

from __future__ import annotations

from pmtui.checks.blame.verdict import Verdict, fault_rule, is_distant, is_own, lows
from pmtui.text.people.lexicon import lexicon
from pmtui.text.people.phrases import Act, Reading


def state(act: Act, reading: Reading) -> Verdict | None:
    """Return what is to be said of what somebody is, by the verb of `act`; None for nothing."""
    who = act.who
    if _is_the_cause(act, reading):
        return Verdict(fault_rule(who), who.first, act.verb, who.kind in ("we", "outsider"))
    if _unaware(act, reading):
        said = set(lows(reading, act.start, act.verb + 1))
        reproach = bool(said & {"fully", "even", "careful", "properly"}) and not is_own(who)
        return Verdict(fault_rule(who), who.first, act.verb, not reproach, act)
    if _judged_by_degree(act, reading):
        return Verdict("blame.negligence", who.first, act.verb, is_own(who) or is_distant(act, reading), act)
    return None


def _is_the_cause(act: Act, reading: Reading) -> bool:
    """Read "people are the cause of"."""
    if act.negated or act.modal or not act.passive or act.who.kind in ("they", "you") or not act.who.sure:
        return False
    after = lows(reading, act.verb, act.verb + 4)
    return after[:1] == ["the"] and bool(lexicon().signs["culprit"] & set(after[1:]))


def _unaware(act: Act, reading: Reading) -> bool:
    """Read "he wasn't fully aware": it explains an act, and is often meant as a reproach."""
    word = reading.tokens[act.verb].low
    known = (act.negated and word in ("aware", "careful", "attentive", "paying")) or word == "unaware"
    return known and not act.modal and act.who.sure and act.who.kind not in ("outsider", "team", "you")


def _judged_by_degree(act: Act, reading: Reading) -> bool:
    """Read "was too hasty", "took too long to respond", "lacked the discipline"."""
    if act.who.kind in ("outsider", "you") or not act.who.sure or act.negated or act.modal:
        return False
    words, judging = lows(reading, act.verb, act.verb + 5), lexicon().judging
    if words[0] in ("lacked", "lacks", "lack"):
        return bool(judging["lacked"] & set(words))
    if "too" not in words[:2] or not (act.passive or words[0] in ("took", "takes")):
        return False
    return any(word in judging["too"] for word in words[words.index("too") + 1 :][:1])
