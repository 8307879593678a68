"""Blame in who is made to answer: traced to somebody, blamed on them, responsible, punished for it."""

from __future__ import annotations

from collections.abc import Iterator

from pmtui.checks.blame.verdict import Verdict, is_likely, is_own, lows, places
from pmtui.text.people.lexicon import lexicon
from pmtui.text.people.phrases import Person, Reading
from pmtui.text.people.subjects import subject_of

_BLAME = frozenset({"blames", "blamed", "blame"})
_ANSWERING = frozenset({"responsible", "accountable", "liable"})
_WAS_IT = (["it", "was"], ["it", "'s"], ["cause", "was"], ["culprit", "was"], ["problem", "was"])
_SPOKEN_OF = ("role", "person", "name", "team")


def verdicts(reading: Reading) -> Iterator[Verdict]:
    """Yield what a sentence says of who is to answer for it."""
    for person in reading.people:
        yield from _responsible(person, reading)
        yield from _traced(person, reading)
        yield from _it_was(person, reading)
        yield from _cause_was(person, reading)
        yield from _punished(person, reading)
        yield from _punished_for(person, reading)
    yield from _blamed(reading)
    yield from _to_blame(reading)
    yield from _accused(reading)
    yield from _named_responsible(reading)


def _responsible(person: Person, reading: Reading) -> Iterator[Verdict]:
    """Find "the admin is responsible for the outage", "the one to blame", "holds the captain responsible"."""
    words = lows(reading, person.head + 1, person.head + 9)
    be = lexicon().grammar["be"]
    if words[:2] == ["to", "blame"] or (words[1:3] == ["to", "blame"] and words[0] in be):
        yield Verdict(
            "blame.at-fault", person.first, person.head + 2, is_own(person) or not is_likely(person)
        )
        return
    answer = next((n for n, word in enumerate(words[:4]) if word in _ANSWERING), None)
    if answer is None or not is_likely(person) or reading.lows[person.first] in ("no", "nobody"):
        return
    held = bool({"holds", "held", "hold", "holding"} & set(lows(reading, person.first - 2, person.first)))
    if held or lexicon().signs["harm_done"] & set(words[answer:]):
        yield Verdict("blame.at-fault", person.first, person.head + 1 + answer, is_own(person))


def _traced(person: Person, reading: Reading) -> Iterator[Verdict]:
    """Find "was traced to a single employee", "put down to the operator", "pinned on her"."""
    before = lows(reading, person.first - 10, person.first)
    if len(before) < 2 or before[-1] not in ("to", "on", "with") or not is_likely(person) or person.owns:
        return
    put = bool(lexicon().signs["put_on"] & set(before)) or before[-2:] in (["down", "to"], ["lies", "with"])
    if put and person.kind in _SPOKEN_OF and "not" not in before:
        yield Verdict("blame.role-fault", person.first - 1, person.head, person.kind == "team")


def _cause_was(person: Person, reading: Reading) -> Iterator[Verdict]:
    """Find "the most probable cause was a worker who turned on a motor"."""
    before = lows(reading, person.first - 14, person.first)
    who = lows(reading, person.head + 1, person.head + 2) in (["who"], ["that"])
    named = bool(lexicon().signs["culprit"] & set(before)) and before[-1:] in (["was"], ["is"])
    if who and named and is_likely(person) and person.kind in _SPOKEN_OF:
        yield Verdict("blame.role-fault", person.first, person.head)


def _it_was(person: Person, reading: Reading) -> Iterator[Verdict]:
    """Find "it was the intern": an answer to who it was."""
    if person.kind not in _SPOKEN_OF or not is_likely(person) or person.owns:
        return
    if person.kind == "person" and reading.lows[person.first] not in ("the", "our", "that"):
        return
    ends = not any(token.is_word for token in reading.tokens[person.head + 1 :])
    before = lows(reading, person.first - 3, person.first)
    on = before in (["that", "'s", "on"], ["this", "is", "on"], ["that", "is", "on"], ["this", "was", "on"])
    if ends and (on or before[-2:] in _WAS_IT):
        yield Verdict("blame.role-fault", person.first, person.head)


def _punished(person: Person, reading: Reading) -> Iterator[Verdict]:
    """Find "the engineer was fired", "the council was criticised"."""
    signs, grammar = lexicon().signs, lexicon().grammar
    behind = lows(reading, person.head + 1, person.head + 5)
    place = next((n for n, word in enumerate(behind) if word in signs["punished"]), None)
    if place is None or person.owns or not is_likely(person) or grammar["negations"] & set(behind):
        return
    passive = grammar["be"] | {"got", "has", "have", "had"}
    headline = place == 0 and bool({"for", "after", "over", "of"} & set(behind[1:2]))
    if (
        "whose" in behind
        or not (passive & set(behind) or headline)
        or reading.lows[person.head] in ("one", "nobody", "anyone")
    ):
        return
    if person.kind in ("role", "name", "person", "they") or (
        person.kind == "team" and behind[place] in signs["faulted"]
    ):
        yield Verdict("blame.at-fault", person.first, person.head + 1 + place)


def _punished_for(person: Person, reading: Reading) -> Iterator[Verdict]:
    """Find "sentenced for neglecting", "admitted failing to"."""
    signs = lexicon().signs
    if not is_likely(person) or is_own(person) or reading.words.isdisjoint(signs["before_failing"]):
        return
    for index in range(person.head + 1, min(person.head + 26, len(reading.lows))):
        verb = lexicon().verbs.get(reading.lows[index])
        if verb is None or "ing" not in verb.forms or reading.lows[index - 1] not in signs["before_failing"]:
            continue
        if "fault_human" in verb.kinds or verb.base in ("fail", "ignore", "violate", "breach", "cause"):
            yield Verdict("blame.at-fault", index - 1, index)
        return


def _blamed(reading: Reading) -> Iterator[Verdict]:
    """Find "blames the admin", "pins blame on its boss", "some blame falls on the vendor"."""
    grammar, signs = lexicon().grammar, lexicon().signs
    for index in places(reading, _BLAME):
        near, low = lows(reading, index - 3, index), reading.lows[index]
        if grammar["negations"] & set(near) or {"rather", "instead"} & set(reading.lows[index:]):
            continue
        if signs["blaming_gerunds"] & set(near):
            continue
        laid = bool(signs["lays"] & set(near)) or bool(
            {"on", "with"} & set(lows(reading, index + 1, index + 5))
        )
        if low == "blame" and near[-1:] in (["i"], ["we"], ["they"], ["people"]):
            laid = True
        if low == "blame" and (near[-1:] in (["to"], ["for"], ["of"], ["without"], ["no"]) or not laid):
            continue
        last, own = _target(reading, index)
        if last is not None:
            yield Verdict("blame.at-fault", index, last, own)
            return


def _target(reading: Reading, index: int) -> tuple[int | None, bool]:
    """Return the token that names who is blamed, and whether it is the writer; None for nobody."""
    signs = lexicon().signs
    for at in range(index + 1, min(index + 14, len(reading.lows))):
        if reading.lows[at] in signs["objects"] and reading.lows[at - 1] == "on":
            return at, False
    for at in range(index + 2, min(index + 6, len(reading.lows))):
        named = reading.tokens[at].text[0].isupper() and reading.lows[at] not in lexicon().cues
        if named and reading.lows[at - 1] in ("on", "with"):
            return at, False
    if reading.lows[index] != "blame" and reading.has("for") and _is_unknown_name(reading, index + 1):
        return index + 1, False
    target = next((p for p in reading.people if index < p.head <= index + 13 and not p.owns), None)
    if target is None or not is_likely(target):
        return None, False
    subject = lows(reading, index - 1, index) in (["i"], ["we"], ["they"])
    directly = target.first <= index + 1 <= target.head and (reading.lows[index] != "blame" or subject)
    on = bool({"on", "at", "with"} & set(lows(reading, target.first - 2, target.first)))
    return (target.head if directly or on else None), is_own(target)


def _to_blame(reading: Reading) -> Iterator[Verdict]:
    """Find "the person with the lowest title is to blame", "was at fault"."""
    heads = {person.head: person for person in reading.people}
    for index in places(reading, frozenset({"blame", "fault"})):
        said = reading.lows[max(0, index - 1) : index + 1]
        if index < 2 or said not in (("to", "blame"), ("at", "fault")):
            continue
        if reading.lows[index - 2] not in lexicon().grammar["be"]:
            continue
        who = subject_of(reading.tokens, lexicon(), index - 2, heads)
        if who is not None and is_likely(who) and who.head + 3 < index:
            yield Verdict("blame.at-fault", who.first, index, is_own(who))


def _is_unknown_name(reading: Reading, at: int) -> bool:
    """Return whether a capitalised word that speaks of no machine stands at token `at`."""
    if not 0 <= at < len(reading.tokens):
        return False
    token, lex = reading.tokens[at], lexicon()
    return token.text[0].isupper() and token.low.isalpha() and token.low not in lex.cues | lex.leads


def _named_responsible(reading: Reading) -> Iterator[Verdict]:
    """Find "Acme Telecom responsible for the outage": an organisation that no list knows."""
    lex, heads = lexicon(), {person.head for person in reading.people}
    for index in places(reading, _ANSWERING):
        at = index - 1
        while at > 0 and (reading.lows[at] in lex.grammar["be"] or reading.lows[at].endswith("ly")):
            at -= 1
        if at in heads or not _is_unknown_name(reading, at):
            continue
        if lex.signs["harm_done"] & set(lows(reading, index + 1, index + 8)):
            yield Verdict("blame.at-fault", at, index)


def _accused(reading: Reading) -> Iterator[Verdict]:
    """Find "accuses him", "slammed the owners for"."""
    grammar = lexicon().grammar
    for index in places(reading, lexicon().signs["accused"]):
        before = lows(reading, index - 3, index)
        if grammar["negations"] & set(before) or grammar["be"] & set(before[-2:]):
            continue
        for person in reading.people:
            near = index < person.first <= index + 2 or person.first <= index + 1 <= person.head
            if near and is_likely(person) and person.kind not in ("we", "self", "you", "outsider"):
                yield Verdict("blame.at-fault", index, person.head)
                return
