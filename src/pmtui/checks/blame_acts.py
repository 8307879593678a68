"""Blame in what somebody is said to do: faults, what they left undone, what they ought to have done."""

from __future__ import annotations

from dataclasses import replace

from pmtui.checks import blame_marks as marks
from pmtui.checks.verdict import Verdict, fault_rule, is_distant, is_own, lows
from pmtui.text.lexicon import lexicon
from pmtui.text.phrases import Act, Reading


def judge(act: Act, reading: Reading, role: str) -> Verdict | None:
    """Return what is to be said of one act of one person, in a field of `role`; None for nothing."""
    lex = lexicon()
    if act.base in lex.signs["by_hand"] and act.who.kind == "role":
        act = replace(act, who=replace(act.who, sure=True))
    who = act.who
    counterfactual = _counterfactual(act, reading)
    if counterfactual is not None:
        return counterfactual
    if _is_the_cause(act, reading):
        return Verdict(fault_rule(who), who.first, act.verb, who.kind in ("we", "outsider"))
    if _unaware(act, reading):
        said = set(lows(reading, act.start, act.verb + 1))
        reproach = bool(said & {"fully", "even", "careful", "properly"}) and not is_own(who)
        return Verdict(fault_rule(who), who.first, act.verb, not reproach, act)
    if _judged_by_degree(act, reading):
        return Verdict("blame.negligence", who.first, act.verb, is_own(who) or who.kind == "they", act)
    if act.passive or act.modal in lex.signs["possible"]:
        return None
    edge = _fault(act, reading, role)
    if edge is None:
        return _person_as_cause(act, reading, role)
    return Verdict(fault_rule(who), who.first, marks.last_of(act, reading), edge, act)


# -- what they ought to have done -----------------------------------------------------------------------


def _counterfactual(act: Act, reading: Reading) -> Verdict | None:
    who, head = act.who, reading.tokens[act.who.head].low
    if who.kind == "outsider" and not act.kinds & {"duty", "fault_human"}:
        return None
    verdict = Verdict("blame.counterfactual", who.first, act.verb, act=act)
    if act.if_only and act.perfect and not act.passive:
        return replace(verdict, edge=is_own(who) or who.kind == "you" or not who.sure)
    if not (act.modal and act.perfect and _is_perfect(act, reading)):
        return None
    duty = act.modal.startswith(("should", "ought", "needed"))
    if head in ("anyone", "anybody") and not duty:
        return None
    if act.passive:
        reproach = duty and reading.has("never") and not is_own(who) and who.kind != "outsider"
        return replace(verdict, edge=not reproach)
    if duty:
        return replace(verdict, edge=not who.sure and head not in ("user", "operator"))
    if act.modal.startswith("would") and not reading.has("if", "had"):
        expected = who.kind in ("role", "name", "person") and "duty" in act.kinds
        return replace(verdict, edge=True) if expected else None
    helped = not act.kinds & {"duty", "change", "harm"}
    return replace(verdict, edge=is_own(who) or is_distant(who, reading) or not who.sure or helped)


def _is_perfect(act: Act, reading: Reading) -> bool:
    """Return whether "have" and a participle follow the modal: not "we should have an owner"."""
    low = reading.tokens[act.verb].low
    verb = lexicon().verbs.get(low)
    participle = verb is not None and "participle" in verb.forms
    participle = participle or low.endswith(("ed", "en", "wn", "ung", "ept", "ent", "ught"))
    return participle and bool({"have", "'ve"} & set(lows(reading, act.start, act.verb)))


# -- what they are -------------------------------------------------------------------------------------


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


# -- what they did -------------------------------------------------------------------------------------


def _fault(act: Act, reading: Reading, role: str) -> bool | None:
    """Say whether the act is told as a fault: None for no, True where it can be read either way."""
    who = act.who
    own, edge = is_own(who), is_own(who) or is_distant(who, reading)
    special = _pointed_at(act, reading)
    if special is not None:
        return special
    if "fault_human" in act.kinds and not act.negated:
        return own and not (who.kind == "we" and act.base in ("forget", "neglect"))
    if act.adverbs or marks.by_mistake(act, reading):
        unsure = not who.sure and not marks.names_accident(act, reading)
        return edge or who.kind == "outsider" or unsure
    if act.negated:
        return _left_undone(act, reading, edge)
    if marks.makes_mistake(act, reading):
        return edge
    if "fault_any" in act.kinds:
        return _fails(act, reading, edge)
    if marks.wrong_thing(act, reading):
        return edge or who.kind == "outsider" or not who.sure
    return _changes(act, reading, edge, role) if act.kinds & {"change", "harm"} else None


def _pointed_at(act: Act, reading: Reading) -> bool | None:
    """Judge acts of "nobody", "whoever", and of somebody singled out; None for all others."""
    head = reading.tokens[act.who.head].low
    if act.who.kind != "person":
        head = ""
    done = act.kinds & {"change", "harm", "fault_any", "fault_human"}
    if head in ("nobody", "one") and "duty" in act.kinds and not act.modal:
        return act.base not in ("bother", "think", "care")
    if head == "whoever" and done:
        return False
    if marks.is_singled_out(act, reading) and done:
        return is_own(act.who)
    if act.base == "make" and act.who.first:
        before = reading.tokens[act.who.first - 1].low
        return is_own(act.who) if before in lexicon().fault_nouns else None
    return None


def _left_undone(act: Act, reading: Reading, edge: bool) -> bool | None:
    """Judge "did not check": whose duty it was, and whether the verb is one of care."""
    who, lex, word = act.who, lexicon(), reading.tokens[act.verb].low
    if act.modal:
        return None
    if who.kind == "outsider":
        return None if act.base not in lex.signs["outsiders_duty"] else False
    if "duty" in act.kinds and not word.endswith("ing"):
        return edge or not who.sure
    with_care = bool(lex.signs["with_care"] & set(lows(reading, act.start, act.verb)))
    unknown = not act.kinds and word.isalpha() and not word.endswith("ing") and who.sure
    plain = reading.tokens[act.start].low in ("didn't", "did", "didnt")
    return True if with_care or (unknown and plain and who.kind in ("role", "name", "team")) else None


def _fails(act: Act, reading: Reading, edge: bool) -> bool | None:
    """Judge verbs that a system can do too: failed, missed, skipped, broke, caused."""
    who = act.who
    if act.base == "fail" and not marks.says(reading, act, 3, {"to", "at", "in", "technically"}):
        return None if who.kind in ("outsider", "they", "team") or not who.sure else True
    if who.kind == "outsider":
        usual = act.base in ("fail", "miss", "leak", "crash", "expose")
        return None if usual else not marks.says(reading, act, 3, {"the", "a"})
    if act.base in ("crash", "err", "leak", "expose") and not who.sure:
        return None
    return bool(act.modal) or edge or not who.sure


def _changes(act: Act, reading: Reading, edge: bool, role: str) -> bool | None:
    """Judge an act on a system by what it is done to, what is left out, and what follows."""
    who, harm = act.who, "harm" in act.kinds
    edge = edge or who.kind == "outsider"
    if act.base == "leave":
        return edge if marks.says(reading, act, 7, lexicon().signs["left"]) and who.sure else None
    if marks.bad_object(act, reading) or marks.without(act, reading):
        return edge
    told = "past" in lexicon().verbs[reading.tokens[act.verb].low].forms
    if not told or who.kind == "outsider":
        return None
    edge = edge or not who.sure or who.kind == "team"
    if marks.is_how_it_happened(act, reading):
        return edge
    if marks.effect_follows(act, reading):
        return edge or (not harm and role != "cause")
    if marks.meant_otherwise(act, reading):
        return edge or not harm
    managed = harm and lows(reading, act.start - 2, act.start) == ["managed", "to"]
    return is_own(who) if managed else None


def _person_as_cause(act: Act, reading: Reading, role: str) -> Verdict | None:
    """In a cause, an act that changes a system ends the search at a person, however it is told."""
    who = act.who
    if role != "cause" or act.negated or act.modal or who.kind in ("outsider", "they", "you"):
        return None
    if (
        act.base == "leave"
        or not act.kinds & {"change", "harm"}
        or not who.sure
        or reading.tokens[act.verb].low.endswith("ing")
    ):
        return None
    edge = is_own(who) or "harm" not in act.kinds or who.kind == "team"
    return Verdict("blame.person-as-cause", who.first, act.verb, edge, act)
