"""What a person of a sentence is said to do: the verbs that are theirs, negated, passive or only supposed."""

from __future__ import annotations

from pmtui.text.people.lexicon import Lexicon
from pmtui.text.people.people import Person
from pmtui.text.people.verb_search import Search, begins_object, clause_end, first_verb, search
from pmtui.text.people.words import Token, is_auxiliary
from pmtui.values import dataclass

_MOST_ACTS = 5
_MOST_WORDS = 10


@dataclass(frozen=True, slots=True)
class Act:
    """What a person is said to do.

    Attributes:
        who: The person.
        start: The first token of the verb group.
        verb: The token of the main verb.
        base: Its base form; empty where the lexicon does not know the verb.
        kinds: The lexicon's kinds of the verb.
        negated: Whether it is said that they did not.
        modal: "should", "could" and the like, or "".
        perfect: Whether it stands in the perfect ("should have checked").
        passive: Whether it was done to them.
        adverbs: Judging adverbs of the clause, as tokens.
        end: The first token after the clause.
        if_only: Whether it stands after "if" or an inverted "had".
    """

    who: Person
    start: int
    verb: int
    base: str
    kinds: frozenset[str]
    negated: bool = False
    modal: str = ""
    perfect: bool = False
    passive: bool = False
    adverbs: tuple[int, ...] = ()
    end: int = 0
    if_only: bool = False


def acts(words: tuple[Token, ...], lex: Lexicon, who: Person, starts: frozenset[int]) -> list[Act]:
    """Return what one person is said to do, from the left to the right.

    Args:
        words: The sentence.
        lex: The lexicon.
        who: The person.
        starts: Where the people of the sentence begin.
    """
    here, found = search(words, lex, who, starts), list[Act]()
    at = first_verb(here)
    while at is not None and len(found) < _MOST_ACTS:
        act = group(here, at)
        if act is None:
            break
        found.append(act)
        at = _next_verb(here, act)
    return found


def group(here: Search, start: int) -> Act | None:
    """Read auxiliaries, negation and adverbs up to the main verb."""
    index = start
    while index < min(start + _MOST_WORDS, len(here.words)) and _belongs_to_group(here, index):
        index += 1
    if index >= len(here.words):
        if index - 1 < start:
            return None
        index = len(here.words) - 1
    grammar = here.lex.grammar
    before = [here.low(n) for n in range(start, index + 1)]
    verb, low = here.lex.verbs.get(here.low(index)), here.low(index)
    end = _relative_end(here, index + 1) or clause_end(here, index + 1)
    return Act(
        who=here.who,
        start=start,
        verb=index,
        base=verb.base if verb else "",
        kinds=verb.kinds if verb else frozenset(),
        negated=any(word in grammar["negations"] for word in before) or _is_none(here),
        modal=next((word for word in before if word in grammar["modals"]), _asked_modal(here)),
        perfect=any(word in grammar["have"] for word in before),
        passive=any(word in grammar["be"] for word in before) and not low.endswith("ing"),
        adverbs=_adverbs(here, _adverbs_begin(here, start), end) + _adverb_ahead(here),
        end=end,
        if_only=_stands_after_if(here),
    )


def _asked_modal(here: Search) -> str:
    """Return the modal before the person in a question: "what should we have tested"."""
    before = here.low(here.who.first - 1)
    return before if before in ("should", "shouldn't") else ""


def _is_none(here: Search) -> bool:
    """Return whether it is said of nobody: "neither of the two approvers opened it"."""
    return here.low(here.who.first) in ("neither", "none")


def _relative_end(here: Search, index: int) -> int | None:
    """Return where "which the surgeons refer to" ends, at the verb of its noun; None for no such clause."""
    first = here.who.first
    before, ahead = here.low(first - 1), here.low(first - 2)
    if before not in ("which", "that") or first < 2:
        return None
    if before == "that" and (ahead in here.lex.verbs or not here.words[first - 2].is_word):
        return None
    for at in range(index, min(index + 20, len(here.words))):
        verb = here.lex.verbs.get(here.low(at))
        if is_auxiliary(here.low(at), here.lex) or (verb is not None and "past" in verb.forms):
            return at
    return None


def _belongs_to_group(here: Search, index: int) -> bool:
    """Return whether a token belongs to the verb group and is not its main verb."""
    low, grammar = here.low(index), here.lex.grammar
    if low in grammar["do"] and _is_main_do(here, index):
        return False
    parts = ("negations", "modals", "be", "have", "do", "fillers")
    if low.endswith("ly") or low in here.lex.judging["standards"] or not here.words[index].is_word:
        return True
    return any(low in grammar[part] for part in parts)


def _is_main_do(here: Search, index: int) -> bool:
    after = here.low(index + 1)
    return after in here.lex.grammar["determiners"] or after[:1] in ("'", "`", '"', "\u201c")


def _stands_after_if(here: Search) -> bool:
    before = [here.low(n) for n in range(max(0, here.who.first - 2), here.who.first)]
    return "if" in before or (before[-1:] == ["had"] and here.who.first <= 2)


# -- words that judge -----------------------------------------------------------------------------------


def _adverbs(here: Search, start: int, end: int) -> tuple[int, ...]:
    judging, found = here.lex.judging["adverbs"], list[int]()
    for index in range(start, min(end, len(here.words))):
        low = here.low(index)
        if low in judging and not _describes_a_thing(here, index):
            found.append(index)
        if low in ("mistake", "accident") and here.low(index - 1) == "by":
            found.append(index)
    return tuple(found)


def _adverbs_begin(here: Search, start: int) -> int:
    """Return where the adverbs of a verb group begin: right before it, or behind a person close by."""
    if start - here.who.head < 4:
        return here.who.head + 1
    while here.low(start - 1).endswith("ly"):
        start -= 1
    return start


def _adverb_ahead(here: Search) -> tuple[int, ...]:
    """Return a judging adverb right before the person ("Accidentally, the engineer ...")."""
    before = here.who.first - 1
    while here.low(before) == ",":
        before -= 1
    return (before,) if here.low(before) in here.lex.judging["adverbs"] else ()


def _describes_a_thing(here: Search, index: int) -> bool:
    """Return whether an adverb belongs to a participle before a noun ("the wrongly set value")."""
    before, after, grammar = here.low(index - 1), here.low(index + 1), here.lex.grammar
    determined = before in grammar["determiners"] or before in grammar["prepositions"]
    was = before in grammar["be"] and index - 1 > here.who.head + 6
    return (determined or was) and (after.endswith("ed") or after in here.lex.verbs)


# -- further verbs of the same person -------------------------------------------------------------------


def _next_verb(here: Search, act: Act) -> int | None:
    """Return where another verb of the same person begins: "and deleted", "but did not check"."""
    for index in range(act.verb + 1, min(act.end + 1, here.limit)):
        low = here.low(index)
        if low == "to" and act.base in here.lex.grammar["leading_to"] and index == act.verb + 1:
            return index + 1 if index + 1 < here.limit else None
        if low not in ("and", "but", "or", "then", ",") or index + 1 >= here.limit:
            continue
        following = index + 1
        while here.low(following).endswith("ly") or here.low(following) in ("then", "also", "and", "just"):
            following += 1
        if following >= here.limit:
            return None
        word = here.low(following)
        verb = here.lex.verbs.get(word)
        joined = word in here.lex.grammar["negations"] or word in ("did", "was", "should", "could")
        told = verb is not None and "past" in verb.forms
        if joined or (told and (low != "," or begins_object(here.words, here.lex, following + 1))):
            return index + 1
    return _verb_after_relative(here, act)


_FAULTS = frozenset({"fault_human", "fault_any"})


def _verb_after_relative(here: Search, act: Act) -> int | None:
    """Return where the main verb stands behind "who made the change", before the clause ends."""
    between = {here.low(n) for n in range(here.who.head, act.start)}
    if not between & {"who", "that", "whoever"} or act.passive:
        return None
    for index in range(act.verb + 1, min(act.end, here.limit)):
        low = here.low(index)
        if low in here.lex.grammar["modals"] or low in ("had", "hadn't", "did", "didn't", "never"):
            return index
        verb = here.lex.verbs.get(low)
        if verb is not None and "past" in verb.forms and (verb.base == "manage" or verb.kinds & _FAULTS):
            return index
    return None
