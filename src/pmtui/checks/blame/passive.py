"""Blame in the passive: "was deleted by an engineer", "was not followed", "merged without review"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from pmtui.checks.blame.verdict import Verdict, is_likely, is_own, lows, places
from pmtui.text.people.lexicon import lexicon
from pmtui.text.people.phrases import Person, Reading

_PEOPLES = ("role", "person", "name", "they", "team")
_TAKEN = (["brought", "down"], ["taken", "down"], ["knocked", "out"], ["wiped", "out"], ["taken", "offline"])


def verdicts(reading: Reading, role: str) -> Iterator[Verdict]:
    """Yield what the passives of a sentence say of people."""
    for person in reading.agents:
        yield from _agent(person, reading, role)
    if reading.has("by"):
        for person in reading.people:
            yield from _by_ones(person, reading)
    yield from _slips(reading)
    if reading.has("without"):
        yield from _hasty(reading)


def _agent(person: Person, reading: Reading, role: str) -> Iterator[Verdict]:
    """Judge "was deleted by an engineer": what is said of the act before "by"."""
    lex, by = lexicon(), person.first - 1
    if reading.lows[person.head] in ("anyone", "anybody", "everyone", "nobody"):
        return
    before = lows(reading, by - 9, by)
    last, start = before[-1] if before else "", max(0, by - 1)
    soft = (
        is_own(person) or person.kind in ("outsider", "team") or (not person.sure and person.kind != "role")
    )
    verb, judged = lex.verbs.get(last), _is_judged(before)
    if judged or last in lex.signs["let_down"] or lex.signs["mistakes"] & set(before[-3:-1]):
        yield Verdict("blame.role-fault", start, person.head, person.kind in ("we", "outsider"))
    elif last in lex.signs["caused"] and not lex.signs["rarely"] & set(before[-3:]):
        yield Verdict("blame.role-fault", start, person.head, soft and person.kind != "team")
    elif _which_broke(person, reading) and person.sure:
        yield Verdict("blame.role-fault", start, person.head, soft)
    elif last in lex.signs["damaged"] or before[-2:] in _TAKEN:
        yield Verdict("blame.role-fault", start, person.head, soft or not person.sure)
    elif verb is not None and verb.kinds & {"change", "harm"} and lex.judging["objects"] & set(before[-6:]):
        yield Verdict("blame.role-fault", start, person.head, soft)
    elif role == "cause" and verb is not None and "harm" in verb.kinds and person.sure and not soft:
        yield Verdict("blame.person-as-cause", start, person.head)


def _which_broke(person: Person, reading: Reading) -> bool:
    """Read "made by an engineer that unexpectedly brought down"."""
    behind = lows(reading, person.head + 1, person.head + 4)
    return behind[:1] in (["that"], ["which"]) and bool(lexicon().signs["effect_verbs"] & set(behind[1:]))


def _is_judged(before: list[str]) -> bool:
    """Return whether the act before "by" is called accidental, without another verb in between."""
    lex = lexicon()
    judging = lex.judging["adverbs"] | lex.judging["nouns"]
    for place, word in enumerate(before):
        if word in judging:
            last = -2 if before[-1] in ("down", "off", "out", "up") else -1
            between = (lex.verbs.get(other) for other in before[place + 1 : last])
            others = sum(verb is not None and "past" in verb.forms for verb in between)
            ends_with_verb = before[-1] in lex.verbs
            return others == 0 or (others == 1 and not ends_with_verb)  # "severed on Thursday by"
    return False


def _by_ones(person: Person, reading: Reading) -> Iterator[Verdict]:
    """Find "caused by the driver's unpredictable driving"."""
    before = lows(reading, person.first - 3, person.first)
    behind_by = person.owns and is_likely(person) and before[-1:] == ["by"]
    if behind_by and person.kind in _PEOPLES and lexicon().signs["caused"] & set(before):
        yield Verdict("blame.role-fault", person.first - 1, person.head)


def _slips(reading: Reading) -> Iterator[Verdict]:
    """Find "was not followed", "was overlooked", "was entered incorrectly", "was a mistake"."""
    lex, signs = lexicon(), lexicon().signs
    last = len(reading.tokens) - 1
    for index in places(reading, lex.grammar["be"]):
        after = lows(reading, index + 1, index + 5)
        if reading.lows[index].endswith("n't") or after[:1] == ["not"]:
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
    for index, low in enumerate(reading.lows):
        verb = lex.verbs.get(low)
        if verb is None or "ing" not in verb.forms or not verb.kinds & {"change", "harm"}:
            continue
        behind = lows(reading, index + 1, index + 7)
        for ahead, (word, after) in enumerate(pairwise(behind), index + 1):
            if word == "without" and after in lex.judging["without"]:
                yield Verdict("blame.passive", index, ahead + 1)
