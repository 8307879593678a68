"""Blame in nouns: human error, somebody's mistake, a failure on the part of somebody, because of somebody."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from pmtui.checks.blame.verdict import Verdict, is_likely, is_own, lows, places
from pmtui.text.people.lexicon import Lexicon, lexicon
from pmtui.text.people.phrases import Person, Reading

_CAUSAL = ("cause", "causes", "caused", "due", "because", "led", "resulted", "cost")


def verdicts(reading: Reading) -> Iterator[Verdict]:
    """Yield what the nouns of a sentence say of people."""
    yield from _errors(reading)
    if reading.has("by", "of"):
        yield from _on_the_part_of(reading)
    for person in reading.people:
        yield from _faults_of(person, reading)
        yield from _because_of(person, reading)


def _errors(reading: Reading) -> Iterator[Verdict]:
    """Find "human error", "my mistake", "an error of judgement"."""
    lex = lexicon()
    for index in places(reading, lex.signs["human_made"]):
        yield Verdict("blame.human-error", index, index)
    for index, low in enumerate(reading.lows):
        if "-" in low and _is_induced(low, lex):
            yield Verdict("blame.human-error", index, index)
    for index in places(reading, lex.signs["human_part"]):
        if index and reading.lows[index - 1] == "human":
            yield Verdict("blame.human-error", index - 1, index, reading.lows[index] != "involvement")
    if reading.has(*_CAUSAL):
        for index in places(reading, lex.act_nouns):
            if index and reading.lows[index - 1] in ("his", "her"):
                yield Verdict("blame.role-fault", index - 1, index)
    for index in places(reading, lex.fault_nouns):
        if not lex.signs["no_error_of"] & set(lows(reading, index + 1, index + 2)):
            yield from _error(reading, index, lex)


def _is_induced(low: str, lex: Lexicon) -> bool:
    """Return whether a word is "operator-induced", "engineer-driven"."""
    who, _, how = low.rpartition("-")
    return how in lex.signs["induced"] and lex.people.get(who) == "role"


def _error(reading: Reading, index: int, lex: Lexicon) -> Iterator[Verdict]:
    """Judge the noun of a fault at token `index` by whose it is."""
    low, before = reading.lows[index], reading.lows[index - 1] if index else ""
    bears = before in lex.people and before not in lex.ambiguous and len(before) > 3
    if before in lex.signs["error_bearers"] or bears:
        if not _is_talk(reading, index):
            plain = low in ("error", "errors", "failure", "failures")
            soft = before == "driver" or (
                before in ("user", "operational") and plain and not _is_given_as_cause(reading)
            )
            yield Verdict("blame.human-error", index - 1, index, soft)
    elif before == "'s" and low in lex.signs["own_faults"] and index > 1 and _is_name(reading, index - 2):
        yield Verdict("blame.at-fault" if low == "fault" else "blame.human-error", index - 2, index)
    elif (
        before in _theirs(reading, index)
        and low == "failure"
        and reading.lows[index + 1 : index + 2] == ("to",)
    ):
        yield Verdict("blame.human-error", index - 1, index)
    elif lows(reading, index + 1, index + 3) in (["of", "judgment"], ["of", "judgement"]):
        yield Verdict("blame.human-error", index, index + 2)
    elif before in lex.possessives and low not in ("failure", "failures", "error", "errors"):
        yield Verdict("blame.human-error", index - 1, index, before in ("my", "our", "their"))


def _theirs(reading: Reading, index: int) -> tuple[str, ...]:
    """Return the possessives that are a person's: "their" where one was named before."""
    named = any(person.sure and person.head < index for person in reading.people)
    return ("his", "her", "their") if named else ("his", "her")


def _is_name(reading: Reading, index: int) -> bool:
    token = reading.tokens[index]
    return token.text[0].isupper() and token.low not in lexicon().cues


def _is_given_as_cause(reading: Reading) -> bool:
    """Return whether a sentence says outright what something came from: "was down to user error"."""
    pairs = set(pairwise(reading.lows))
    if not pairs.isdisjoint({("was", "user"), ("is", "user"), ("a", "user")}) and reading.lows[-2:-1] in (
        ("error",),
        ("user",),
    ):
        return True
    return reading.has("caused", "due") or not pairs.isdisjoint({("down", "to"), ("result", "of")})


def _is_talk(reading: Reading, index: int) -> bool:
    """Return whether a sentence speaks about human error in general, or doubts the name."""
    signs, grammar = lexicon().signs, lexicon().grammar
    if signs["named_so"] & set(lows(reading, index - 6, index)):
        return True
    behind = [low for low in reading.lows[index + 1 : index + 8] if low[0].isalnum() or low == "%"][:6]
    if reading.has("%", "percent") and not _is_given_as_cause(reading):
        return True
    if grammar["negations"] & set(lows(reading, index - 4, index - 1)):
        return True
    if behind[:2] == ["as", "a"] or signs["error_is_word"] & set(behind[:1]):
        return True
    if not behind or behind[0] not in signs["in_general"] | grammar["be"]:
        return False
    denied = behind[0] in grammar["negations"] or bool(grammar["negations"] & set(behind[1:2]))
    return denied or (behind[0] in signs["in_general"] and not signs["is_why"] & set(behind))


def _faults_of(person: Person, reading: Reading) -> Iterator[Verdict]:
    """Find "the pilot's failure", "mistakes by engineers", "action of the pilot" as a cause."""
    if lexicon().grammar["negations"] & set(lows(reading, person.first - 3, person.first)):
        return
    found = (_own_fault(person, reading) if person.owns else None) or _fault_by(person, reading)
    if found is not None:
        yield found


def _own_fault(person: Person, reading: Reading) -> Verdict | None:
    """Read what stands behind "the pilot's"."""
    lex, causal = lexicon(), reading.has(*_CAUSAL)
    start = person.head + 2
    soft = person.kind == "outsider"
    first = lows(reading, start, start + 1)
    judged = bool(lex.signs["bad_acts"] & set(first)) or "".join(first).startswith("mis")
    for index, word in enumerate(lows(reading, start, person.head + 6), start):
        if word in lex.fault_nouns:
            return Verdict("blame.human-error", person.first, index, soft)
        if causal and judged and index > start:
            return Verdict("blame.role-fault", person.first, index, soft or not is_likely(person))
        bad = lex.signs["bad_acts"] & set(lows(reading, start, index))
        if word in lex.act_nouns and (causal or bad):
            return Verdict("blame.role-fault", person.first, index, soft)
    return None


def _fault_by(person: Person, reading: Reading) -> Verdict | None:
    """Read what stands before "by the pilot", "of the pilot"."""
    lex, before = lexicon(), lows(reading, person.first - 6, person.first)
    if not before or before[-1] not in ("by", "of", "from", "part") or person.kind in ("we", "outsider"):
        return None
    for back in range(2, min(5, len(before) + 1)):
        word = before[-back]
        if word in lex.act_nouns and person.kind != "team":
            bad = lex.signs["bad_acts"] & set(before[-back - 3 : -back])
            if bad or reading.has(*_CAUSAL):
                return Verdict("blame.role-fault", person.first - back, person.head, not person.sure)
        if word in lex.fault_nouns:
            bearer = person.sure or before[-1] == "by"
            return Verdict("blame.human-error", person.first - back, person.head, not bearer)
    return None


def _on_the_part_of(reading: Reading) -> Iterator[Verdict]:
    """Find "a failure on the part of the hotel", "mistakes were made by Acme"."""
    faults = lexicon().fault_nouns | lexicon().signs["bad_acts"] | lexicon().judging["qualities"]
    for index in places(reading, frozenset({"of", "by"})):
        before = lows(reading, index - 3, index)
        part = before[-2:] in (["the", "part"], ["on", "part"]) and reading.lows[index] == "of"
        made = before[-1:] in (["made"], ["committed"]) and reading.lows[index] == "by"
        if not (part or made) or not faults & set(lows(reading, index - 9, index)):
            continue
        near = (p for p in reading.people if (part or is_likely(p)) and index < p.first <= index + 2)
        person = next(near, None)
        named = index + 1 < len(reading.tokens) and reading.tokens[index + 1].text[0].isupper()
        if person is not None or named:
            soft = person is not None and (is_own(person) or person.kind == "outsider")
            yield Verdict("blame.human-error", index - (3 if part else 1), index + 1, soft)


def _because_of(person: Person, reading: Reading) -> Iterator[Verdict]:
    """Find "because of the admin"."""
    before = lows(reading, person.first - 2, person.first)
    if (
        before not in (["because", "of"], ["due", "to"], ["thanks", "to"], ["courtesy", "of"])
        or not person.sure
        or person.owns
    ):
        return
    after = lows(reading, person.head + 1, person.head + 2)
    if before == ["thanks", "to"] and reading.has("for"):  # "thanks to the maintainer for merging"
        return
    if person.kind in ("role", "person", "name") and not any(word.endswith("ing") for word in after):
        yield Verdict("blame.role-fault", person.first - 2, person.head, person.kind == "person")
