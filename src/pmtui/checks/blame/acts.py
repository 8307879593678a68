"""Blame in what somebody is said to have done, or left undone."""

from __future__ import annotations

from dataclasses import replace

from pmtui.checks.blame import marks
from pmtui.checks.blame.hindsight import counterfactual
from pmtui.checks.blame.state import state
from pmtui.checks.blame.verdict import Verdict, fault_rule, is_distant, is_likely, is_own, lows
from pmtui.text.people.lexicon import lexicon
from pmtui.text.people.phrases import Act, Reading


def judge(act: Act, reading: Reading, role: str) -> Verdict | None:
    """Return what is to be said of one act of one person, in a field of `role`; None for nothing."""
    lex = lexicon()
    if act.base in lex.signs["by_hand"] and act.who.kind == "role":
        act = replace(act, who=replace(act.who, sure=True))
    who = act.who
    said = counterfactual(act, reading) or state(act, reading)
    if said is not None:
        return said
    if act.passive or (act.modal in lex.signs["possible"] and not _may_have_erred(act)):
        return None
    edge = _fault(act, reading, role)
    if edge is None:
        return _person_as_cause(act, reading, role)
    return Verdict(fault_rule(who), who.first, marks.last_of(act, reading), edge, act)


def _may_have_erred(act: Act) -> bool:
    """Read "may have forgotten": said carefully, it still points at somebody."""
    return act.modal in ("may", "might", "must") and act.perfect and "fault_human" in act.kinds


def _fault(act: Act, reading: Reading, role: str) -> bool | None:
    """Say whether the act is told as a fault: None for no, True where it can be read either way."""
    who = act.who
    own, edge = is_own(who), is_own(who) or is_distant(act, reading)
    if _is_general(act, reading) and not act.negated:
        said = marks.only_people(act, reading) or marks.makes_mistake(act, reading) or act.adverbs
        return True if said or marks.wrong_thing(act, reading) else None
    special = _pointed_at(act, reading)
    if special is not None:
        return special
    if marks.only_people(act, reading) and not act.negated:
        if not is_likely(who):
            return True
        return own and not (who.kind == "we" and act.base in ("forget", "neglect"))
    if act.adverbs or marks.by_mistake(act, reading):
        return _with_adverb(act, reading)
    if act.negated:
        return _left_undone(act, reading, edge)
    if marks.makes_mistake(act, reading):
        return edge
    if marks.ends_up(act, reading):
        return edge or not is_likely(who)
    if "fault_any" in act.kinds:
        return _fails(act, reading, edge)
    if marks.wrong_thing(act, reading):
        return edge or who.kind == "outsider" or not is_likely(who)
    if not act.kinds and who.sure and marks.without(act, reading):
        return edge or who.kind in ("outsider", "team")
    return _changes(act, reading, edge, role) if act.kinds & {"change", "harm"} else None


def _is_general(act: Act, reading: Reading) -> bool:
    """Return whether something is said of people in general: "engineers make mistakes"."""
    verb, head = lexicon().verbs.get(reading.lows[act.verb]), reading.lows[act.who.head]
    if verb is None or act.modal or verb.forms & {"past", "ing"}:
        return False
    aided = (lexicon().grammar["have"] | lexicon().grammar["do"]) & set(lows(reading, act.start, act.verb))
    return not aided and (
        act.who.plural or head in ("someone", "somebody", "anyone", "anybody", "whoever", "one")
    )


def _with_adverb(act: Act, reading: Reading) -> bool:
    """Judge an act that a word calls accidental, wrong or careless."""
    who, accident = act.who, marks.names_accident(act, reading)
    beside = any(abs(index - act.verb) <= 2 for index in act.adverbs)
    if beside and act.base in lexicon().signs["finding"]:  # found by accident is luck
        return True
    if is_own(who) or who.kind == "outsider":
        return True
    if who.kind in ("they", "you"):
        return not accident and is_distant(act, reading)
    return not is_likely(who)


def _pointed_at(act: Act, reading: Reading) -> bool | None:
    """Judge acts of "nobody", "whoever", and of somebody singled out; None for all others."""
    head = reading.tokens[act.who.head].low
    if act.who.kind != "person":
        head = ""
    done = act.kinds & {"change", "harm", "fault_any", "fault_human"}
    if head in ("nobody", "one") and not act.modal:
        ever = bool({"ever", "even", "actually"} & set(lows(reading, act.who.head, act.verb)))
        sure = (
            act.base in ("bother", "think", "care", "listen") or ever or marks.says(reading, act, 1, {"sure"})
        )
        if sure or "duty" in act.kinds:
            return not sure
    if head == "whoever" and done:
        return False
    if marks.is_singled_out(act, reading) and (done or marks.makes_mistake(act, reading)):
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
    due = "duty" in act.kinds
    if act.base in lex.signs["general_acts"]:
        due = marks.acts_on(reading, act, lex.signs["care_objects"])
    if due and (not word.endswith("ing") or reading.tokens[act.start].low == "not"):
        return edge or not is_likely(who)
    with_care = bool(lex.signs["with_care"] & set(lows(reading, act.start, min(act.end, act.verb + 9))))
    if with_care and act.kinds and is_likely(who):
        return edge
    unknown = not act.kinds and word.isalpha() and not word.endswith("ing") and who.sure
    plain = reading.tokens[act.start].low in ("didn't", "did", "didnt")
    told = plain and who.sure and who.kind in ("role", "name", "team")
    return True if with_care or (told and (unknown or act.kinds & {"change", "harm"})) else None


def _fails(act: Act, reading: Reading, edge: bool) -> bool | None:
    """Judge verbs that a system can do too: failed, missed, skipped, broke, caused."""
    who = act.who
    if act.base == "break" and marks.says(reading, act, 3, lexicon().signs["broken_well"]):
        return None
    if act.base == "fail" and who.sure and marks.says(reading, act, 2, lexicon().signs["people_let_down"]):
        return edge
    if act.base == "fail" and not marks.says(reading, act, 3, {"to", "at", "in", "technically"}):
        return None if who.kind in ("outsider", "they", "team") or not who.sure else True
    if who.kind == "outsider" and not who.sure:
        return None
    if who.kind == "outsider":
        usual = act.base in ("fail", "miss", "leak", "crash", "expose", "lose")
        return None if usual else not marks.says(reading, act, 3, {"the", "a"})
    if act.base in ("crash", "err", "leak", "expose", "stall") and not who.sure:
        return None
    if (
        act.base == "fail"
        and who.likely
        and marks.says(reading, act, 3, lexicon().signs["org_duty"] | lexicon().signs["not_knowing"])
    ):
        return edge
    by_people = who.sure or (who.likely and marks.acts_on(reading, act, lexicon().signs["care_objects"]))
    return bool(act.modal) or edge or not by_people


def _changes(act: Act, reading: Reading, edge: bool, role: str) -> bool | None:
    """Judge an act on a system by what it is done to, what is left out, and what follows."""
    who, harm = act.who, "harm" in act.kinds
    edge = edge or who.kind == "outsider"
    if act.base == "leave" and not marks.without(act, reading):
        return edge if marks.says(reading, act, 7, lexicon().signs["left"]) and is_likely(who) else None
    if act.base != "get" and (marks.bad_object(act, reading) or marks.without(act, reading)):
        return edge
    if harm and lows(reading, act.start - 2, act.start) == ["managed", "to"]:
        return is_own(who) or not is_likely(who)
    if marks.exposes(act, reading):
        return edge
    told = "past" in lexicon().verbs[reading.tokens[act.verb].low].forms
    if not told or who.kind == "outsider":
        return None
    edge = edge or not is_likely(who) or who.kind == "team"
    if marks.is_how_it_happened(act, reading):
        return edge
    if marks.effect_follows(act, reading):
        return edge or (not harm and role == "timeline")
    if marks.meant_otherwise(act, reading):
        by_hand = act.base in lexicon().signs["by_hand"] | lexicon().signs["mixed_up"]
        return edge or not (harm or by_hand or marks.instead_ahead(act, reading))
    low_status = lexicon().signs["low_status"] & set(lows(reading, who.first, who.head + 1))
    if low_status and (harm or marks.grave_object(act, reading)):
        return edge or role == "timeline"
    if harm and who.kind != "name" and marks.grave_object(act, reading):
        return edge or role == "timeline" or who.plural
    return None


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
