"""Which verb of an act says what was done, and what it acts on."""

from __future__ import annotations

from pmtui.checks.rewrite.words import words
from pmtui.text.people.lexicon import lexicon
from pmtui.text.people.phrases import Act, Reading

_LONGEST_OBJECT = 14  # words
SOONER = frozenset(["sooner", "earlier", "faster", "better", "beforehand", "first"])
_STOPS = SOONER | {
    ",",
    ";",
    ":",
    "(",
    ".",
    "by",
    "without",
    "despite",
    "instead",
    "as",
    "enough",
    "again",
    "too",
}
_STOPS |= {"properly", "carefully"}


def by_doing(reading: Reading, act: Act) -> int | None:
    """Return the verb of "by deploying"."""
    for index in range(act.verb + 1, min(act.end, len(reading.tokens) - 1)):
        if reading.tokens[index].low == "by" and reading.tokens[index + 1].low.endswith("ing"):
            return index + 1
    return None


def behind_to(reading: Reading, act: Act) -> int:
    """Return the verb that says what was done: behind "failed to", "forgot to" and the like."""
    leading = words("leaving_out") | lexicon().grammar["leading_to"] | {"bother", "think"}
    if act.base not in leading:
        return act.verb
    for index in range(act.verb + 1, min(act.verb + 4, act.end - 1)):
        if reading.tokens[index].low == "to":
            return _over_adverbs(reading, index + 1, act.end)
    return act.verb


def told_behind(sentence: str, reading: Reading, verb: int) -> tuple[str, int] | None:
    """Return what stands behind "notice that", with where it ends; None where nothing does."""
    tokens = reading.tokens
    if verb + 2 >= len(tokens) or tokens[verb + 1].low != "that":
        return None
    last = verb + 2
    while last + 1 < len(tokens) and tokens[last + 1].low not in (",", ";", ".", "and", "because", "so"):
        last += 1
    return sentence[tokens[verb + 2].start : tokens[last].end], tokens[last].end


def _over_adverbs(reading: Reading, index: int, end: int) -> int:
    while index < end - 1 and (
        reading.tokens[index].low.endswith("ly")
        or reading.tokens[index].low in lexicon().judging["standards"]
    ):
        index += 1
    return index


def _is_passed(reading: Reading, index: int) -> bool:
    """Return whether a word between a verb and what it acts on says only how: "look closely at"."""
    low, grammar = reading.tokens[index].low, lexicon().grammar
    after = reading.tokens[index + 1].low
    how = low.endswith("ly") and (after in grammar["prepositions"] or after in grammar["determiners"])
    return low == "," or how


def object_of(reading: Reading, verb: int, end: int) -> tuple[int, int]:
    """Return the first and last token of what a verb acts on; the last before the first for nothing."""
    tokens, lex = reading.tokens, lexicon()
    first = verb + 1
    while first < end - 1 and (tokens[first].low in lex.judging["adverbs"] or _is_passed(reading, first)):
        first += 1
    last = first - 1
    for index in range(first, min(end, first + _LONGEST_OBJECT, len(tokens))):
        low = tokens[index].low
        joined = low == "and" and index + 1 < len(tokens) and tokens[index + 1].low in lex.verbs
        if joined or low in lex.judging["adverbs"] or low in _STOPS or low in lex.grammar["breaks"]:
            break
        last = index
    return first, last
