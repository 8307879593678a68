"""Whether an action names a change: which verb leads it, what it is done to, and what stays open.

A light look: the verb that says what will be done, its class, and how much of what follows is more than a
general good ("more monitoring", "proper tests"). The verbs and nouns stand in content/rules/smart.toml.
"""

from __future__ import annotations

from itertools import pairwise

from pmtui.checks.smart.lead import REACH, Lead, Words, find_lead, lead_at, meant
from pmtui.checks.smart.objects import (
    also_changes,
    before_purpose,
    content_words,
    done_to,
    head_of,
    is_named,
    object_of,
    says_how,
)
from pmtui.checks.smart.words import verb_of, word_set
from pmtui.text.measures import find_complete_sets, find_figures
from pmtui.text.people.words import Token, tokens
from pmtui.text.reading import Span
from pmtui.values import dataclass

_MUCH = 5
"""From this many words of content on, a process or a question is told so closely that it counts as named."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What an action leaves open.

    Attributes:
        span: The words that leave it open, in characters of the sentence.
        kind: The class of the verb that leads it, or `comparing`, `generic`, `nominal`, `hedge`.
        doubtful: Whether a fair reader could take it for a change all the same.
    """

    span: Span
    kind: str
    doubtful: bool = False


def find_wish(sentence: str) -> Wish | None:
    """Return what a sentence leaves open of the change it should name; None where it names one."""
    words = meant(tokens(sentence)[: REACH * 2])
    if not words:
        return Wish((0, len(sentence)), "nominal")
    lead = find_lead(words)
    if _is_hedged(words, lead):
        return Wish(_span(words, 0), "hedge")
    compared = _compared(words, lead)
    if find_figures(sentence) and not (lead and lead.kind in ("asking", "keeping", "teaching")):
        return None
    if lead is None:
        return compared or _nominal(words)
    if compared and lead.kind not in ("asking", "keeping", "teaching"):
        return None if says_how(words, 0) and lead.kind in ("wishing", "adjusting") else compared
    return _JUDGES[lead.kind](words, lead)


def names_whole_set(sentence: str) -> bool:
    """Return whether what is changed is a complete set that is named: "rotate all keys of the relay"."""
    found = find_complete_sets(sentence)
    words = meant(tokens(sentence)[: REACH * 2])
    lead = find_lead(words) if found else None
    if lead is None or lead.kind not in ("changing", "making", "adjusting", "stating"):
        return False
    ends = (
        word.start
        for word in words[lead.index + 1 :]
        if word.low in word_set("clause_starts") or word.low == "by"
    )
    clause = before_purpose(words)
    end = min(next(ends, len(sentence)), clause[-1].end)
    return any(start < end for start, _ in found)


# -- the classes of verbs ---------------------------------------------------------------------------------


def _changing(words: Words, lead: Lead) -> Wish | None:
    """A verb that changes something by itself: move, remove, rotate."""
    behind = words[lead.index + 1 : lead.index + 10]
    head = head_of(behind)
    another = any(word.low in ("different", "better", "alternative") for word in behind[:4])
    if another and head is not None and head.low in word_set("empty_nouns"):
        return Wish(_span(words, lead.index), "generic", doubtful=True)
    if object_of(words, lead):
        return None
    if lead.base in word_set("paper_verbs"):
        nouns = [
            word for word in words[lead.index + 1 :] if word.is_word and word.low not in word_set("modifiers")
        ]
        if len([word for word in nouns if word.low not in word_set("function")]) > 1:
            return None
    return Wish(_span(words, lead.index), "generic")


def _making(words: Words, lead: Lead) -> Wish | None:
    """A verb that brings something new: what comes about must be a thing, not a process or more of a good."""
    following = words[lead.index + 1 : lead.index + 10]
    head = head_of(done_to(words, lead))
    if head is not None and head.low in word_set("empty_nouns") and not _is_a_rule_for(head, following):
        detail = object_of(words, lead)
        if len(detail) < _MUCH:
            return Wish(_span(words, lead.index), "generic", doubtful=len(detail) >= 2)
    return _changing(words, lead)


def _is_a_rule_for(head: Token, following: Words) -> bool:
    """Return whether a rule has a name of its own: "a two-person rule", which "a clear rule" has not."""
    before = tuple(word for word in following if word.start < head.start)
    return (
        head.low in word_set("rules")
        and bool(content_words(before))
        and "," not in {word.low for word in before}
    )


def _adjusting(words: Words, lead: Lead) -> Wish | None:
    """A verb that turns something up or down: a setting is a change, a good is a wish."""
    head = head_of(_counted(done_to(words, lead)))
    if head is None or head.low in word_set("goods") or head.low in word_set("generic"):
        return None if says_how(words, lead.index) else Wish(_span(words, lead.index), "wishing")
    return _changing(words, lead)


def _counted(words: Words) -> Words:
    """Return what is counted, where a number or an amount of it is changed."""
    for index, word in enumerate(words[:-1]):
        if word.low in ("number", "amount") and words[index + 1].low == "of":
            return words[index + 2 :]
    return words


def _wishing(words: Words, lead: Lead) -> Wish | None:
    return None if says_how(words, lead.index) else Wish(_span(words, lead.index), "wishing")


def _stating(words: Words, lead: Lead) -> Wish | None:
    """ "Ensure that ..." promises a state: a change where the state is concrete and no mere absence."""
    if says_how(words, lead.index):
        return None
    rest = words[lead.index + 1 :]
    if any(word.low in word_set("negations") for word in rest[:12]) or len(object_of(words, lead)) < 3:
        return Wish(_span(words, lead.index), "stating", doubtful=len(rest) > 6)
    if any(word.low in word_set("judging") for word in rest) or _has_only_a_plan(rest):
        return Wish(_span(words, lead.index), "stating", doubtful=True)
    return None


def _has_only_a_plan(words: Words) -> bool:
    """Return whether something shall have a plan, a process or the like, and nothing else."""
    for place, word in enumerate(words):
        if word.low in ("have", "has", "is", "are") and (head := head_of(words[place + 1 : place + 8])):
            return head.low in word_set("empty_nouns")
    return False


def _preventing(words: Words, lead: Lead) -> Wish | None:
    if says_how(words, lead.index):
        return None
    named = any(is_named(word, words) for word in object_of(words, lead))
    return None if named and len(object_of(words, lead)) >= 3 else Wish(_span(words, lead.index), "stating")


def _asking(words: Words, lead: Lead) -> Wish | None:
    """A verb that finds something out: a change of nothing, unless the question is concrete."""
    if also_changes(words, lead.index):
        return None
    found = object_of(words, lead)
    named = any(is_named(word, words) or "-" in word.text for word in found)
    concrete = (
        _offers(words, lead) if lead.base == "consider" else named and lead.base in word_set("open_questions")
    )
    if lead.base in word_set("open_questions") and len(found) >= _MUCH:
        return None
    return None if concrete and len(found) >= 3 else Wish(_span(words, lead.index), "asking", len(found) >= 4)


def _offers(words: Words, lead: Lead) -> bool:
    """Return whether "consider adding ..." names the change that is weighed; "consider caching" does not."""
    offered = next((word for word in words[lead.index + 1 : lead.index + 3] if word.low != "to"), None)
    return offered is not None and verb_of(offered.low)[1] in ("changing", "making")


def _keeping(words: Words, lead: Lead) -> Wish | None:
    return None if also_changes(words, lead.index) else Wish(_span(words, lead.index), "keeping")


def _holding(words: Words, lead: Lead) -> Wish | None:
    """ "Take hourly snapshots ..." is a change, "take care" and "keep an eye on it" are not."""
    behind = done_to(words, lead)
    head = head_of(behind)
    promised = (
        head is None
        or head.low in word_set("promised")
        or behind[0].low in ("this", "it", "that", "so", "to")
    )
    return _keeping(words, lead) if promised or len(object_of(words, lead)) < 3 else None


def _teaching(words: Words, lead: Lead) -> Wish | None:
    found = object_of(words, lead)
    named = any(is_named(word, words) for word in found)
    return Wish(_span(words, lead.index), "teaching", doubtful=True) if len(found) < 3 or not named else None


_JUDGES = {
    "changing": _changing,
    "making": _making,
    "adjusting": _adjusting,
    "wishing": _wishing,
    "stating": _stating,
    "preventing": _preventing,
    "asking": _asking,
    "holding": _holding,
    "keeping": _keeping,
    "teaching": _teaching,
}


# -- what else leaves a change open ----------------------------------------------------------------------


def _compared(words: Words, lead: Lead | None) -> Wish | None:
    """Return where more or better is asked for than what is not said, in the clause of the verb."""
    named = lead is not None and lead.kind in ("changing", "making") and len(object_of(words, lead)) >= 3
    passed = word_set("not_comparing_after")
    clause = before_purpose(words)
    for index, word in enumerate(clause):
        if lead is not None and index > lead.index + 1 and word.low in word_set("clause_starts"):
            return None
        if word.low not in word_set("comparing") or (index and words[index - 1].low in passed):
            continue
        if lead is not None and not lead.passive and named and index < lead.index:
            continue
        if not (named and index > 2 and _only_says_how_much(clause, index)):
            end = words[min(index + 1, len(words) - 1)].end
            return Wish((word.start, end), "comparing", doubtful=index > 2)
    return None


def _only_says_how_much(words: Words, index: int) -> bool:
    """Return whether a word judges how a named change is done, or counts: "properly", "more memory"."""
    if words[index].low in word_set("manner"):
        return True
    after = words[index + 1].low if index + 1 < len(words) else ""
    is_quality = not after or after.endswith("ly") or after in word_set("judging") | word_set("qualities")
    return index > 4 and words[index].low in ("more", "less", "fewer") and not is_quality


def _is_hedged(words: Words, lead: Lead | None) -> bool:
    """Return whether the sentence only says that something could be done."""
    lows = [word.low for word in words]
    if lead and lead.kind in ("changing", "making") and lead.index <= 3:
        return False
    return (
        any(a in ("might", "could", "may") and b == "be" for a, b in pairwise(lows[:12]))
        or lows[0] == "something"
    )


def _nominal(words: Words) -> Wish | None:
    """A sentence without such a verb: a thing with a name of its own, or a general good."""
    first = next((n for n, word in enumerate(words) if word.low not in word_set("generic")), 0)
    found = content_words(before_purpose(words))
    if first and not content_words(_phrase(words)):
        lead = next((each for n in range(first + 1) if (each := lead_at(words, n))), None)
        return Wish(_span(words, 0), lead.kind if lead else "nominal", doubtful=len(found) > 2)
    few = len(found) < 2 or (len(found) == 2 and len(words) <= 3)
    return Wish(_span(words, 0), "nominal", doubtful=bool(found)) if few else None


def _phrase(words: Words) -> Words:
    """Return the words up to the end of the first phrase that a noun heads."""
    end = next((n for n, word in enumerate(words) if n and word.low in word_set("phrase_ends")), len(words))
    return words[:end]


def _span(words: Words, index: int) -> Span:
    """Return the span of the verb with what follows it, two words at most, and "better" before it."""
    last = min(index + 1, len(words) - 1)
    while last > index and words[last].text[0] in ",?&/":
        last -= 1
    return words[index].start, words[last].end
