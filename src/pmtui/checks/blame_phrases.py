"""Blame outside of what a subject does: in the passive, in nouns, in descriptions, in questions."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from pmtui.checks.verdict import Verdict, is_own, lows
from pmtui.text.lexicon import lexicon
from pmtui.text.phrases import Person, Reading


def verdicts(reading: Reading, role: str) -> Iterator[Verdict]:
    """Yield what is to be said of a sentence beside the acts of its subjects."""
    for person in reading.agents:
        yield from _agent(person, reading, role)
    yield from _errors(reading)
    for person in reading.people:
        yield from _faults_of(person, reading)
        yield from _because_of(person, reading)
        yield from _responsible(person, reading)
        yield from _described(person, reading)
        yield from _asked(person, reading)
    yield from _called(reading)
    yield from _slips(reading)
    yield from _hasty(reading)


# -- the passive ----------------------------------------------------------------------------------------


def _agent(person: Person, reading: Reading, role: str) -> Iterator[Verdict]:
    """Judge "was deleted by an engineer": what is said of the act before "by"."""
    lex, by = lexicon(), person.first - 1
    if reading.tokens[person.head].low in ("anyone", "anybody", "everyone", "nobody"):
        return
    before = lows(reading, by - 9, by)
    last, start = before[-1] if before else "", max(0, by - 1)
    soft = (
        is_own(person) or person.kind in ("outsider", "team") or (not person.sure and person.kind != "role")
    )
    verb, judged = lex.verbs.get(last), _is_judged(before)
    if judged or last in lex.signs["let_down"] or lex.signs["mistakes"] & set(before[-3:-1]):
        yield Verdict("blame.role-fault", start, person.head, person.kind in ("we", "outsider"))
    elif last in lex.signs["caused"] and "not" not in before[-3:]:
        yield Verdict("blame.role-fault", start, person.head, soft and person.kind != "team")
    elif last in lex.signs["damaged"] or before[-2:] in _TAKEN:
        yield Verdict("blame.role-fault", start, person.head, soft or not person.sure)
    elif verb is not None and verb.kinds & {"change", "harm"} and lex.judging["objects"] & set(before[-6:]):
        yield Verdict("blame.role-fault", start, person.head, soft)
    elif role == "cause" and verb is not None and "harm" in verb.kinds and person.sure and not soft:
        yield Verdict("blame.person-as-cause", start, person.head)


def _is_judged(before: list[str]) -> bool:
    """Return whether the act before "by" is called accidental, without another verb in between."""
    lex = lexicon()
    judging = lex.judging["adverbs"] | lex.judging["nouns"]
    for place, word in enumerate(before):
        if word in judging:
            last = -2 if before[-1] in ("down", "off", "out", "up") else -1
            between = (lex.verbs.get(other) for other in before[place + 1 : last])
            return not any(verb is not None and "past" in verb.forms for verb in between)
    return False


_TAKEN = (["brought", "down"], ["taken", "down"], ["knocked", "out"], ["wiped", "out"], ["taken", "offline"])


def _slips(reading: Reading) -> Iterator[Verdict]:
    """Find "was not followed", "was overlooked", "was entered incorrectly", "was a mistake"."""
    lex, signs = lexicon(), lexicon().signs
    last = len(reading.tokens) - 1
    for index, token in enumerate(reading.tokens):
        if token.low not in lex.grammar["be"]:
            continue
        after = lows(reading, index + 1, index + 5)
        if token.low.endswith("n't") or after[:1] == ["not"]:
            step = next((n for n, word in enumerate(after[:2]) if word in signs["steps"]), None)
            if step is not None and lex.procedures & set(lows(reading, index - 8, index)):
                yield Verdict("blame.passive", index, index + 1 + step)
        elif signs["slips"] & set(after[:2]):
            yield Verdict("blame.passive-slip", index, min(index + 1, last))
        elif signs["done"] & set(after[:2]) and signs["wrongly"] & set(after[:3]):
            yield Verdict("blame.passive-slip", index, min(index + 2, last))
        elif after[:2] == ["a", "mistake"]:
            yield Verdict("blame.passive-slip", index, index + 2)


def _hasty(reading: Reading) -> Iterator[Verdict]:
    """Find "merging without review": an act with what was left out, its doer only implied."""
    lex = lexicon()
    for index, token in enumerate(reading.tokens):
        verb = lex.verbs.get(token.low)
        if verb is None or "ing" not in verb.forms or not verb.kinds & {"change", "harm"}:
            continue
        behind = lows(reading, index + 1, index + 7)
        for ahead, (word, after) in enumerate(pairwise(behind), index + 1):
            if word == "without" and after in lex.judging["without"]:
                yield Verdict("blame.passive", index, ahead + 1)


# -- nouns ----------------------------------------------------------------------------------------------


def _errors(reading: Reading) -> Iterator[Verdict]:
    """Find "human error" and "my mistake"."""
    lex = lexicon()
    for index, token in enumerate(reading.tokens):
        before = reading.tokens[index - 1].low if index else ""
        after = lows(reading, index + 1, index + 2)
        if token.low in ("human-induced", "human-caused", "human-error", "human-made"):
            yield Verdict("blame.human-error", index, index)
        elif before == "human" and token.low in ("factor", "factors", "involvement", "interaction"):
            yield Verdict("blame.human-error", index - 1, index, token.low != "involvement")
        if token.low not in lex.fault_nouns or lex.signs["no_error_of"] & set(after):
            continue
        bears = before in lex.people and before not in lex.ambiguous and len(before) > 3
        if before in lex.signs["error_bearers"] or bears:
            plain = token.low in ("error", "errors", "failure", "failures")
            soft = before == "driver" or (before in ("user", "operational") and plain)
            yield Verdict("blame.human-error", index - 1, index, soft)
        elif before in lex.possessives and token.low not in ("failure", "failures", "error", "errors"):
            yield Verdict("blame.human-error", index - 1, index, before in ("my", "our", "their"))


def _faults_of(person: Person, reading: Reading) -> Iterator[Verdict]:
    """Find "the pilot's failure", "mistakes by engineers", "action of the pilot" as a cause."""
    lex = lexicon()
    causal = reading.has("cause", "causes", "caused", "due", "because", "led", "resulted")
    if lex.grammar["negations"] & set(lows(reading, person.first - 3, person.first)):
        return
    if person.owns:
        for index, word in enumerate(lows(reading, person.head + 2, person.head + 6), person.head + 2):
            if word in lex.fault_nouns:
                yield Verdict("blame.human-error", person.first, index, person.kind == "outsider")
                return
            if causal and word in lex.act_nouns:
                yield Verdict("blame.role-fault", person.first, index, person.kind == "outsider")
                return
    before = lows(reading, person.first - 6, person.first)
    if not before or before[-1] not in ("by", "of", "from", "part") or person.kind in ("we", "outsider"):
        return
    for back in range(2, min(5, len(before) + 1)):
        if causal and before[-back] in lex.act_nouns and person.kind != "team":
            yield Verdict("blame.role-fault", person.first - back, person.head, not person.sure)
            return
        if before[-back] in lex.fault_nouns:
            bearer = person.sure or before[-1] == "by"
            yield Verdict("blame.human-error", person.first - back, person.head, not bearer)
            return


def _because_of(person: Person, reading: Reading) -> Iterator[Verdict]:
    """Find "because of the admin"."""
    before = lows(reading, person.first - 2, person.first)
    if before not in (["because", "of"], ["due", "to"], ["thanks", "to"]) or not person.sure or person.owns:
        return
    after = lows(reading, person.head + 1, person.head + 2)
    if person.kind in ("role", "person", "name") and not any(word.endswith("ing") for word in after):
        yield Verdict("blame.role-fault", person.first - 2, person.head, person.kind == "person")


def _responsible(person: Person, reading: Reading) -> Iterator[Verdict]:
    """Find "the admin is responsible for the outage", "the one to blame"."""
    words = lows(reading, person.head + 1, person.head + 9)
    if words[:2] == ["to", "blame"]:
        yield Verdict("blame.at-fault", person.first, person.head + 2, is_own(person))
    if person.sure and "responsible" in words[:3]:
        place = words.index("responsible")
        if lexicon().signs["harm_done"] & set(words[place:]):
            yield Verdict("blame.at-fault", person.first, person.head + 1 + place, is_own(person))


# -- descriptions and questions -------------------------------------------------------------------------


def _described(person: Person, reading: Reading) -> Iterator[Verdict]:
    """Find "an inexperienced operator"."""
    for index in range(person.first, person.head):
        if reading.tokens[index].low in lexicon().judging["people"]:
            yield Verdict("blame.negligence", index, person.head)


def _called(reading: Reading) -> Iterator[Verdict]:
    """Find "I was careless"."""
    for act in reading.acts:
        if act.passive and not act.negated and reading.tokens[act.verb].low in lexicon().judging["people"]:
            yield Verdict("blame.negligence", act.who.first, act.verb, act=act)


_WHY = frozenset({"didn't", "did", "hadn't", "don't", "haven't", "wasn't"})


def _asked(person: Person, reading: Reading) -> Iterator[Verdict]:
    """Find "why didn't you"."""
    before = lows(reading, person.first - 2, person.first)
    if len(before) == 2 and before[0] == "why" and before[1] in _WHY:
        soft = person.kind == "we" and before[1] == "did"
        yield Verdict("blame.counterfactual", person.first - 2, person.head, soft)
