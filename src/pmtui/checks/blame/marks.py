"""What makes an act a fault: its object, what was left out, what followed, the word that judges it."""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise

from pmtui.checks.blame.verdict import lows
from pmtui.text.people.lexicon import lexicon
from pmtui.text.people.phrases import Act, Reading


def says(reading: Reading, act: Act, reach: int, words: Collection[str]) -> bool:
    """Return whether one of `words` stands within `reach` tokens behind the verb, in its clause."""
    return any(low in words for low in lows(reading, act.verb + 1, min(act.verb + 1 + reach, act.end)))


_ENDS_OBJECT = frozenset({"and", "or", ",", "of", "so", "because", "when"})


def acts_on(reading: Reading, act: Act, words: Collection[str]) -> bool:
    """Return whether the verb's own object is one of `words`: "did not perform the checks"."""
    for low in lows(reading, act.verb + 1, min(act.verb + 7, act.end)):
        if low in words:
            return True
        if low in _ENDS_OBJECT:
            return False
    return False


def only_people(act: Act, reading: Reading) -> bool:
    """Return whether only a person can do this, and it is a fault: forgot, miscounted, dozed off."""
    if act.base == "assume":
        return not says(reading, act, 4, lexicon().signs["assumed_well"])
    if "fault_human" in act.kinds or _begins_with_mis(act, reading):
        return True
    idiom = lexicon().idioms.get(act.base)
    return idiom is not None and says(reading, act, 5, idiom)


_TOO_MUCH = ("over", "under", "double-")
"""What a person does to excess: oversteered, double-booked; the verbs of the lexicon are known."""


def _begins_with_mis(act: Act, reading: Reading) -> bool:
    low = reading.tokens[act.verb].low
    if not act.base and low.startswith(_TOO_MUCH) and low.endswith("ed") and len(low) > 8:
        return True
    known = act.base in ("miss", "misconfigure", "mistake") or not low.endswith(
        ("ed", "ing", "ook", "ead", "old")
    )
    return low.startswith("mis") and len(low) > 6 and not known and not low.startswith(("miss", "mist-"))


def makes_mistake(act: Act, reading: Reading) -> bool:
    """Return whether it is "made a mistake", "introduced a bug", "got the input wrong"."""
    if act.base == "get":
        return says(reading, act, 8, {"wrong"})
    return act.base in ("make", "commit", "introduce") and says(reading, act, 4, lexicon().signs["mistakes"])


def bad_object(act: Act, reading: Reading) -> bool:
    """Return whether the act is done to something bad, at a wrong place, or with something unreviewed."""
    lex = lexicon()
    if "harm" in act.kinds or act.base in lex.signs["mending"]:
        return False  # who removes or replaces what is broken, mends
    for index in range(act.verb + 1, min(act.verb + 6, act.end)):
        low = reading.tokens[index].low
        if low in lex.judging["objects"]:
            return "back" not in lows(reading, act.verb, index)
        if low in lex.grammar["prepositions"] and low not in ("out", "in", "off"):
            break
    return _at_a_wrong_place(act, reading)


def wrong_thing(act: Act, reading: Reading) -> bool:
    """Return whether an act other than finding or mending is done to "the wrong ..."."""
    signs = lexicon().signs
    if act.base in signs["finding"] or reading.tokens[act.verb].low in lexicon().grammar["be"]:
        return False
    words = lows(reading, act.verb + 1, min(act.verb + 9, act.end))
    if any(
        words[n : n + 3] in (["out", "of", "sequence"], ["out", "of", "order"]) for n in range(len(words))
    ):
        return True
    if words[:1] == ["wrong"]:
        return True
    return any(
        pair in (("the", "wrong"), ("a", "wrong"), ("an", "incorrect"), ("the", "incorrect"))
        for pair in pairwise(words)
    )


def is_how_it_happened(act: Act, reading: Reading) -> bool:
    """Return whether the act is why it broke: "the outage happened when an engineer ran"."""
    signs, first = lexicon().signs, act.who.first
    if act.who.kind not in ("role", "name", "person", "self", "we") or not first:
        return False
    ahead = lows(reading, first - 10, first)
    return ahead[-1] in signs["happened_as"] and bool(signs["happened"] & set(ahead[-6:-1]))


def meant_otherwise(act: Act, reading: Reading) -> bool:
    """Return whether something else was meant: "instead of the spare", "thinking it was staging"."""
    words = lows(reading, act.verb + 1, act.verb + 16)
    meant = lexicon().signs["meant"] - {"instead", "meant"}
    if not {("he", "meant"), ("she", "meant"), ("they", "meant")}.isdisjoint(pairwise(words)):
        return True
    otherwise = {("instead", "of"), ("rather", "than")} & set(pairwise(words))
    return bool(meant & set(words)) or bool(otherwise) or instead_ahead(act, reading)


def _at_a_wrong_place(act: Act, reading: Reading) -> bool:
    """Read "to the wrong cluster", "on a malicious link", "that had not been reviewed"."""
    signs, words = lexicon().signs, lows(reading, act.verb + 1, act.verb + 16)
    for index, word in enumerate(words):
        if word in signs["misplaced"] and signs["toward"] & set(words[max(0, index - 2) : index]):
            return True
        if word == "been" and index and words[index - 1] in ("not", "never", "hadn't"):
            return bool(signs["approved"] & set(words[index + 1 : index + 2]))
    return False


def exposes(act: Act, reading: Reading) -> bool:
    """Return whether it is "committed his credentials to the public repository"."""
    signs = lexicon().signs
    return act.base in signs["exposes"] and says(reading, act, 7, signs["exposing"])


def instead_ahead(act: Act, reading: Reading) -> bool:
    """Return whether "instead of" stands before the act: "instead of opening the door, he pressed"."""
    return ("instead", "of") in pairwise(lows(reading, 0, act.who.first))


def grave_object(act: Act, reading: Reading) -> bool:
    """Return whether the act is done to all of something, or to what is in production."""
    return says(reading, act, 5, lexicon().signs["grave"])


def ends_up(act: Act, reading: Reading) -> bool:
    """Return whether it is "ended up deleting"."""
    behind = lows(reading, act.verb + 1, act.verb + 4)
    if act.base not in ("end", "wind") or behind[:1] != ["up"]:
        return False
    verbs = (lexicon().verbs.get(word) for word in behind[1:])
    return any(
        v is not None and "ing" in v.forms and v.kinds & {"harm", "fault_any", "fault_human"} for v in verbs
    )


def without(act: Act, reading: Reading) -> bool:
    """Return whether the clause says what was left out: "without testing"."""
    words = lows(reading, act.verb + 1, act.end + 8)
    if "without" not in words:
        return False
    behind = words[words.index("without") + 1 :][:3]
    return bool(lexicon().judging["without"] & set(behind))


def effect_follows(act: Act, reading: Reading) -> bool:
    """Return whether the harm is told in the same breath: "leading to an outage", "which took down"."""
    signs, rest = lexicon().signs, lows(reading, act.verb + 1, act.verb + 26)
    before = [reading.lows[act.verb], *rest]
    for index, (word, after) in enumerate(pairwise(rest)):
        if word == "so" and before[index] == "," and signs["bad_outcome"] & set(rest[index + 1 : index + 10]):
            return True
        as_cause = word in signs["effect"] and before[index] not in signs["not_effect_after"]
        told = (word == "which" and after in signs["effect_verbs"]) or (
            word == "that" and after in signs["broke"]
        )
        if after in ("took", "brought") and not {"down", "out", "offline", "away"} & set(
            rest[index + 2 : index + 6]
        ):
            told = False  # "which took two minutes"
        if as_cause or told:
            return not signs["well"] & set(rest[index + 1 : index + 6])
    return False


def by_mistake(act: Act, reading: Reading) -> bool:
    """Return whether "by mistake" stands behind the act of the one person in the sentence."""
    who = act.who
    if who.kind not in ("role", "name", "person") or not who.sure or act.negated or len(reading.people) > 1:
        return False
    words = lows(reading, act.verb, act.verb + 40)
    return any(pair in (("by", "mistake"), ("by", "accident")) for pair in pairwise(words))


def names_accident(act: Act, reading: Reading) -> bool:
    """Return whether the judging adverb is one that only people are described by."""
    return bool(lexicon().signs["accident"] & {reading.tokens[index].low for index in act.adverbs})


def is_singled_out(act: Act, reading: Reading) -> bool:
    """Return whether it is "it was X who"."""
    before = lows(reading, act.who.first - 2, act.who.first)
    after = lows(reading, act.who.head + 1, act.who.head + 2)
    told = after[:1] in (["who"], ["that"]) or "who" in lows(reading, act.who.head + 1, act.start)
    return before in (["it", "was"], ["it", "is"]) and told


def last_of(act: Act, reading: Reading) -> int:
    """Return the last token that the finding underlines: the verb, or what makes it a fault."""
    lex = lexicon()
    last = max((act.verb, act.who.head, *(index for index in act.adverbs if index < act.end)))
    if "change" in act.kinds:
        bad = lex.judging["objects"] | lex.signs["mistakes"]
        near = (n for n in range(act.verb, min(act.verb + 6, act.end)) if reading.tokens[n].low in bad)
        last = max(last, next(near, last))
    return last
