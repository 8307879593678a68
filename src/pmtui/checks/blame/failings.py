"""Blame in what somebody is called or asked: careless, an idiot, in his haste, why didn't you."""

from __future__ import annotations

from collections.abc import Iterator

from pmtui.checks.blame.verdict import Verdict, is_likely, is_own, lows, places
from pmtui.text.people.lexicon import lexicon
from pmtui.text.people.phrases import Person, Reading

_NEAR = 14
"""How many words from a failing somebody is looked for whose it is."""
_WHY = frozenset({"didn't", "did", "hadn't", "don't", "haven't", "wasn't"})


def verdicts(reading: Reading) -> Iterator[Verdict]:
    """Yield what a sentence calls people."""
    judging = lexicon().judging
    for person in reading.people:
        yield from _described(person, reading)
        yield from _asked(person, reading)
    yield from _called(reading)
    for index in places(reading, judging["insults"]):
        yield Verdict("blame.negligence", index, index, reading.lows[index] == "scapegoat")
    yield from _failings(reading)
    for index in places(reading, judging["qualities"] | {"lack"}):
        yield from _quality(reading, index)


def _described(person: Person, reading: Reading) -> Iterator[Verdict]:
    """Find "an inexperienced operator"."""
    for index in range(person.first, person.head):
        if reading.lows[index] in lexicon().judging["people"]:
            yield Verdict("blame.negligence", index, person.head)


def _called(reading: Reading) -> Iterator[Verdict]:
    """Find "I was careless"."""
    for act in reading.acts:
        if act.passive and not act.negated and reading.lows[act.verb] in lexicon().judging["people"]:
            yield Verdict("blame.negligence", act.who.first, act.verb, act=act)


def _asked(person: Person, reading: Reading) -> Iterator[Verdict]:
    """Find "why didn't you"."""
    before = lows(reading, person.first - 2, person.first)
    nobody = reading.lows[person.head] in ("nobody", "one", "anyone", "anybody")
    could = before in (["how", "can"], ["how", "could"]) and is_likely(person) and not is_own(person)
    if could or (len(before) == 2 and before[0] in ("how", "why") and before[1] in _WHY and nobody):
        yield Verdict("blame.counterfactual", person.first - 2, person.head)
    elif before == ["how", "come"] and is_likely(person):
        yield Verdict("blame.counterfactual", person.first - 2, person.head, is_own(person))
    elif len(before) == 2 and before[0] == "why" and before[1] in _WHY:
        soft = person.kind == "we" and before[1] == "did"
        yield Verdict("blame.counterfactual", person.first - 2, person.head, soft)


def _failings(reading: Reading) -> Iterator[Verdict]:
    """Find words that are only said of people's failings, in a sentence about somebody: "in his haste"."""
    for index in places(reading, lexicon().judging["failings"]):
        if lexicon().grammar["negations"] & set(lows(reading, index - 7, index)):
            continue
        near = [
            person
            for person in reading.people
            if abs(person.head - index) <= _NEAR
            and is_likely(person)
            and person.kind not in ("outsider", "you")
        ]
        if near:
            own = all(is_own(person) or person.kind == "they" for person in near)
            yield Verdict("blame.negligence", index, index, own)
            return


def _quality(reading: Reading, index: int) -> Iterator[Verdict]:
    """Find "their arrogance", "his complete lack of care"."""
    near = set(lows(reading, index - 3, index))
    owned = bool((lexicon().possessives - {"our", "my"}) & near) or "'s" in near
    if owned and (reading.lows[index] != "lack" or _owner_is_human(reading, index, near)):
        yield Verdict("blame.negligence", index, index)


def _owner_is_human(reading: Reading, index: int, near: set[str]) -> bool:
    """Return whether what stands before token `index` is surely a person's."""
    if near & {"his", "her", "your"}:
        return True
    before = [person for person in reading.people if person.sure and person.head < index]
    return bool(before) if "their" in near else any(p.owns and index - 4 <= p.head for p in before)
