"""What is judged of a person in a sentence, before it is a finding."""

from __future__ import annotations

from pmtui.text.people.lexicon import lexicon
from pmtui.text.people.phrases import Act, Person, Reading
from pmtui.values import dataclass


@dataclass(frozen=True, slots=True)
class Verdict:
    """A rule, the tokens (inclusive) it is about, and whether a fair reader could see it otherwise."""

    rule: str
    first: int
    last: int
    edge: bool = False
    act: Act | None = None


def lows(reading: Reading, first: int, end: int) -> list[str]:
    """Return the words from token `first` to before `end`, in lower case, as far as there are such."""
    return list(reading.lows[max(0, first) : max(0, end)])


def fault_rule(who: Person) -> str:
    """Return the rule that a fault of this person falls under."""
    if who.kind == "name":
        return "blame.named-person"
    return "blame.team-fault" if who.kind in ("team", "we") else "blame.role-fault"


def is_own(who: Person) -> bool:
    """Return whether the writer speaks of themselves."""
    return who.kind in ("we", "self")


def is_likely(who: Person) -> bool:
    """Return whether it is a person, or a word that means one where nothing speaks of machines."""
    return who.sure or who.likely


def is_distant(act: Act, reading: Reading) -> bool:
    """Return whether the pronoun of an act may as well stand for machines, or for anybody.

    "They" is near where people were named before it in the sentence; "you" is where it is told what you did.
    """
    who = act.who
    if who.kind == "you":
        verb = lexicon().verbs.get(reading.tokens[act.verb].low)
        forms = verb.forms if verb is not None else frozenset[str]()
        told = ("past" in forms or (act.perfect and "participle" in forms)) and "base" not in forms
        undone = act.negated and bool({"did", "didn't", "didnt"} & set(lows(reading, act.start, act.verb)))
        told = undone or (told and not act.negated)
        return not told or bool(act.modal) or reading.has("if", "when", "once", "after", "unless", "whether")
    if who.kind != "they" or reading.tokens[who.head].low in ("he", "she"):
        return False
    if any(other.head < who.first and other.sure and other.kind in _SEVERAL for other in reading.people):
        return False
    return any(_is_things(token.low) for token in reading.tokens[: who.first])


_SEVERAL = ("role", "person", "team", "name", "outsider")


def _is_things(low: str) -> bool:
    """Return whether a word is a plural by its look: what "they" may stand for, if nobody was named."""
    lex = lexicon()
    verb = low in lex.verbs or low in lex.grammar["be"]
    return low.endswith("s") and len(low) > 3 and not low.endswith(("ss", "us", "is", "'s")) and not verb


def places(reading: Reading, words: frozenset[str]) -> list[int]:
    """Return the tokens that are one of `words`; most sentences have none, which costs next to nothing."""
    if reading.words.isdisjoint(words):
        return []
    return [index for index, low in enumerate(reading.lows) if low in words]
